"""The kind of aid, and the lists of choices."""

from enum import StrEnum

import pytest

from app.core.words import Words
from app.registry import choices
from app.registry.aid import QUESTIONS, advise_aid, question_words
from app.registry.model import (
    AidKind,
    Channel,
    ConsentPurpose,
    ConsentWay,
    DocumentKind,
    Happening,
    IdentityLevel,
    RnokppAbsence,
    Sex,
    YesNo,
)
from app.registry.relations import RepresentativeKind

NO = dict.fromkeys(QUESTIONS, YesNo.NO)


@pytest.mark.covers("3-024")
@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("danger_now", AidKind.EMERGENCY),
        ("only_information", AidKind.INFORMATION),
        ("other_body", AidKind.OTHER_BODY),
        ("court_or_defence", AidKind.SECONDARY_AID),
        ("wants_paper", AidKind.DOCUMENT),
        ("can_agree", AidKind.MEDIATION),
    ],
)
def test_one_yes_decides(question: str, kind: AidKind) -> None:
    advice = advise_aid({**NO, question: YesNo.YES})
    assert advice.kind is kind
    assert advice.next_question == ""


@pytest.mark.covers("3-024")
def test_danger_goes_before_everything() -> None:
    everything = dict.fromkeys(QUESTIONS, YesNo.YES)
    assert advise_aid(everything).kind is AidKind.EMERGENCY


def test_all_no_is_advice_and_nothing_asked_is_undecided() -> None:
    assert advise_aid(NO).kind is AidKind.CONSULTATION
    assert advise_aid({}).kind is AidKind.UNDECIDED
    assert advise_aid({}).next_question == "danger_now"
    early = advise_aid({"wants_paper": YesNo.YES})
    assert (early.kind, early.next_question) == (AidKind.DOCUMENT, "danger_now")


@pytest.mark.covers("3-024")
def test_every_question_and_reason_has_words(words: Words) -> None:
    for question in QUESTIONS:
        assert words(question_words(question)).endswith("?")
        assert words(advise_aid({**NO, question: YesNo.YES}).reason)
    assert words(advise_aid(NO).reason)
    assert words(advise_aid({}).reason)


@pytest.mark.covers("3-008")
@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("sex", Sex),
        ("identity", IdentityLevel),
        ("document", DocumentKind),
        ("rnokpp_absence", RnokppAbsence),
        ("channel", Channel),
        ("representative", RepresentativeKind),
        ("consent", ConsentPurpose),
        ("consent_way", ConsentWay),
        ("aid", AidKind),
        ("timeline", Happening),
        ("topic", choices.TOPICS),
        ("spoken", (*choices.LANGUAGES, choices.SIGN_LANGUAGE)),
        ("accessibility", choices.ACCESSIBILITY),
        ("status", choices.STATUSES),
    ],
)
def test_every_choice_has_words(
    words: Words, prefix: str, values: type[StrEnum] | tuple[str, ...]
) -> None:
    for value in values:
        assert words.has(f"{prefix}.{value}"), value
