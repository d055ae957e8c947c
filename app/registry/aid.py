"""The kind of aid that a visit asks for: six plain questions in order of urgency (3-024)."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.registry.model import AidKind, YesNo

_ORDER = (
    ("danger_now", AidKind.EMERGENCY),
    ("only_information", AidKind.INFORMATION),
    ("other_body", AidKind.OTHER_BODY),
    ("court_or_defence", AidKind.SECONDARY_AID),
    ("wants_paper", AidKind.DOCUMENT),
    ("can_agree", AidKind.MEDIATION),
)
QUESTIONS = tuple(question for question, _ in _ORDER)
"""Ids of the questions in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AidAdvice:
    """The kind proposed, why, and what to ask next; the worker decides."""

    kind: AidKind
    reason: str
    """A key of words: `aid_reason.<id>`."""
    next_question: str = ""
    """The first question without an answer that could still change the advice; empty when none."""


def question_words(question: str) -> str:
    """The key of a question's words."""
    return f"aid_question.{question}"


def advise_aid(answers: Mapping[str, YesNo]) -> AidAdvice:
    """The first «yes» decides; all «no» is advice; an open question before it is asked first."""
    open_question = ""
    for question, kind in _ORDER:
        answer = answers.get(question, YesNo.UNKNOWN)
        if answer is YesNo.YES:
            return AidAdvice(
                kind=kind, reason=f"aid_reason.{question}", next_question=open_question
            )
        if answer is YesNo.UNKNOWN:
            open_question = open_question or question
    if open_question:
        return AidAdvice(
            kind=AidKind.UNDECIDED, reason="aid_reason.undecided", next_question=open_question
        )
    return AidAdvice(kind=AidKind.CONSULTATION, reason="aid_reason.consultation")
