"""Why one ground stands as it does: pure."""

from collections.abc import Mapping

from app.core.words import Words
from app.eligibility.answers import Three
from app.eligibility.model import Answer, CategoryVerdict
from app.eligibility.parts import Reason
from app.ui.check.case import Case
from app.ui.check.speaking import few, lower_first
from app.ui.check.state import MarkLine, ReasonLine, Shape, WhyBox
from app.ui.check.typed import show_date

_SHAPES: Mapping[Answer, Shape] = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "ask"}
_HOLDS: Mapping[Three, Shape] = {True: "yes", False: "no", None: "ask"}
_WORD: Mapping[Three, str] = {True: "yes", False: "no", None: "unknown"}


def why_box(case: Case, words: Words) -> WhyBox | None:
    """The explanation of the chosen ground."""
    one, verdict = case.chosen, case.verdict
    if one is None or verdict is None:
        return None
    category = one.category
    doubtful = category.confidence != "verified"
    needed = [group for group in one.documents.groups if group.required]
    done = sum(group.satisfied for group in needed)
    return WhyBox(
        heading=words(f"check.why.{one.verdict.value}"),
        shape=_SHAPES[one.verdict],
        name=words.of(category.name),
        reasons=tuple(
            _reason(case, reason, words, norm=category.source.ref) for reason in one.reasons
        ),
        marks=_marks(one, words),
        scope=words.of(category.scope_limit) if category.scope_limit else "",
        norm=category.source.ref,
        doubt=words("check.doubt") if doubtful else "",
        edition=words("check.edition", edition=category.edition, date=show_date(verdict.on)),
        papers=words("check.documents_closed", done=done, all=len(needed)),
        paper_lines=tuple(
            MarkLine(shape="yes" if group.satisfied else "ask", text=words.of(group.group.name))
            for group in needed
        ),
        best_note=words("check.best_note") if category.id == verdict.best else "",
    )


def _reason(case: Case, reason: Reason, words: Words, *, norm: str) -> ReasonLine:
    known = [case.questions[fact] for fact in reason.facts if fact in case.questions]
    facts = few((lower_first(words.of(question.words)) for question in known), words)
    answered = words("check.from_answer", facts=facts) if facts else ""
    ref = "" if reason.ref == norm else reason.ref
    change = words.of(reason.would_change) if reason.would_change else ""
    return ReasonLine(
        shape=_HOLDS[reason.holds],
        text=words.of(reason.text),
        source=" · ".join(part for part in (ref, answered) if part),
        change=words("check.would_change", what=change) if change else "",
    )


def _marks(one: CategoryVerdict, words: Words) -> tuple[MarkLine, ...]:
    return (
        MarkLine(
            shape=_HOLDS[one.may_apply], text=words(f"check.may_apply.{_WORD[one.may_apply]}")
        ),
        MarkLine(
            shape=_HOLDS[one.covers_needed], text=words(f"check.covers.{_WORD[one.covers_needed]}")
        ),
        MarkLine(
            shape="ask" if one.category.track == "check" else "yes",
            text=words(f"check.track.{one.category.track}"),
        ),
    )
