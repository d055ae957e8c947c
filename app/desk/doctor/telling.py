"""What the doctor found, as sentences for people."""

from collections.abc import Iterator

from app.core.words import Words
from app.desk.doctor.doctor import Finding, Report


def sentences(report: Report, words: Words) -> Iterator[str]:
    """The whole report, a line a sentence."""
    yield headline(report, words)
    for one in report.findings:
        yield f"— {what(one, words)}"
        yield f"  {words(f'doctor.{one.kind}.means')}"
        yield f"  {became(one, report, words)}"
    if report.copy is not None:
        yield words("doctor.copy", folder=report.copy.name)


def headline(report: Report, words: Words) -> str:
    """One sentence for the whole."""
    if not report.findings:
        return words("doctor.sound", n=report.kinds)
    if report.copy is None:
        return words("doctor.found", n=len(report.findings))
    left = sum(1 for one in report.findings if one.left)
    return words("doctor.left", n=left) if left else words("doctor.all_mended")


def what(one: Finding, words: Words) -> str:
    """What is damaged, and how often."""
    said = words(f"doctor.{one.kind}.what")
    return words("doctor.unsure", what=said) if one.unsure else f"{said} ({one.count})"


def became(one: Finding, report: Report, words: Words) -> str:
    """What a repair does, or what became of it."""
    if report.copy is None:
        return words(f"doctor.{one.kind}.repair")
    if not one.left:
        return words("doctor.mended")
    if one.why is None or not one.mendable:
        return words(f"doctor.{one.kind}.repair")
    return words(f"doctor.why.{one.why}", n=one.left)
