"""The answers of one paper to look over before it is printed, and to read back: pure."""

from collections.abc import Sequence

from app.core.words import Words
from app.ui.printing.job import Job
from app.ui.printing.state import FieldLine
from app.ui.registration.state import AnswerLine, PageState

_NOT_ALOUD = ("phone", "address", "email", "code_word", "contact")


def page_of(job: Job, fields: Sequence[FieldLine], words: Words) -> PageState:
    """Every field of the form with what will stand there."""
    lines = tuple(
        AnswerLine(key=one.name, name=one.label, value=_said(one), group=_group(at, job, words))
        for at, one in enumerate(fields)
    )
    return PageState(kind="answers", answers=lines, script=_script(job, lines, words))


def _group(at: int, job: Job, words: Words) -> str:
    return words.of(job.form.title) if job.form and not at else ""


def _said(line: FieldLine) -> str:
    chosen = ", ".join(option.words for option in line.options if option.on)
    return chosen or " ".join(line.written.split())


def _script(job: Job, lines: Sequence[AnswerLine], words: Words) -> tuple[str, ...]:
    """Numbers and addresses of who asked for care are shown, not read aloud."""
    careful = job.client is not None and job.client.card.safe_contact.on

    def quiet(line: AnswerLine) -> bool:
        return careful and any(part in line.key for part in _NOT_ALOUD)

    told = [line for line in lines if line.value]
    aloud = [f"{line.name}: {line.value}." for line in told if not quiet(line)]
    shown = [words("readback.shown_not_read")] if any(quiet(line) for line in told) else []
    return (words("readback.intro"), *aloud, *shown, words("readback.end"))
