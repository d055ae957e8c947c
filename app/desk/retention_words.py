"""Terms, what is due and certificates, as sentences for people."""

from collections.abc import Mapping

from app.accounts.model import Office
from app.core.clock import local
from app.core.words import Words
from app.desk.retention import Due
from app.keeping.terms import Purge, Term


def term_words(term: Term, words: Words) -> str:
    """Class, term, clock, what comes then, and how sure it is, in one line."""
    length = words("retention.days", n=term.days) if term.days else _length(term.months, words)
    return words(
        "retention.term",
        kept=words(f"retention.class.{term.kept}"),
        length=length,
        start=words(f"retention.start.{term.start}"),
        then=words(f"retention.then.{term.then}"),
        sure=words(f"retention.sure.{term.confidence}"),
    )


def _length(months: int, words: Words) -> str:
    years, rest = divmod(months, 12)
    return words("retention.months", n=months) if rest else words("retention.years", n=years)


def due_line(due: Due, words: Words) -> str:
    """How many are due, and how many of them are held back."""
    if not due.term.here:
        return words("retention.none_here")
    held = len(due.files) - len(due.free)
    said = words("retention.due", n=due.count)
    return f"{said} {words('retention.due_held', n=held)}" if held else said


def certificate_text(purge: Purge, office: Office, names: Mapping[str, str], words: Words) -> str:
    """The certificate: who, when, how many, which numbers, and the hashes that the chain holds."""
    proof = purge.certificate
    lines = [
        words("retention.certificate.title"),
        office.name,
        "",
        words("retention.certificate.id", id=purge.id),
        words(
            "retention.certificate.proposed",
            name=names.get(purge.author, purge.author),
            at=f"{local(purge.proposed_at):%d.%m.%Y %H:%M}",
        ),
    ]
    if purge.confirmed_at is not None:
        lines.append(
            words(
                "retention.certificate.confirmed",
                name=names.get(purge.confirmed_by, purge.confirmed_by),
                at=f"{local(purge.confirmed_at):%d.%m.%Y %H:%M}",
            )
        )
    lines += ["", words("retention.certificate.files", n=len(proof.references))]
    lines += [f"  {number}" for number in proof.references]
    lines += ["", words("retention.certificate.counts")]
    lines += [f"  {table}: {count}" for table, count in proof.counts.items()]
    lines += ["", words("retention.certificate.digests")]
    lines += [f"  {digest}" for digest in proof.digests]
    lines += ["", words("retention.certificate.backups"), ""]
    return "\n".join(lines)
