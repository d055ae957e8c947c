"""The card that two cards become: nothing is lost that nobody gave up, safety never loosens."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.registry.merging import CHOICES, Side, combined, kin, pairs
from app.registry.model import (
    Card,
    Channel,
    Consent,
    ConsentPurpose,
    ConsentWay,
    IdentityLevel,
    SafeContact,
    Status,
    YesNo,
)

OLENA = Card(
    surname="Соняшник",
    given_name="Олена",
    patronymic="Іванівна",
    birth_date=date(1986, 3, 7),
    phones=("+380501234567",),
    actual_address="с. Липове, вул. Садова, 7",
)
answers = st.sampled_from(YesNo)
channels = st.lists(st.sampled_from(Channel), unique=True, max_size=3).map(tuple)
safeties = st.builds(
    SafeContact,
    on=st.booleans(),
    may_call=answers,
    may_write=answers,
    may_leave_message=answers,
    may_say_who_calls=answers,
    forbidden=channels,
    hours=st.sampled_from(("", "будні", "ввечері")),
)


def test_every_field_of_the_card_belongs_to_one_choice() -> None:
    chosen = [name for group in CHOICES.values() for name in group]
    assert len(chosen) == len(set(chosen))
    assert {one.name for one in fields(Card)} - set(chosen) == {"settlements"}


@pytest.mark.covers("F87")
def test_without_a_choice_nothing_is_lost() -> None:
    other = replace(
        OLENA,
        surname="Мальва",
        phones=("+380671112233", "+380501234567"),
        email="olena@example.org",
        statuses=(Status(kind="idp", valid_from=date(2024, 6, 14)),),
        identity=IdentityLevel.ORIGINAL,
        note="говорити повільно",
        note_until=date(2027, 1, 1),
    )
    card = combined(OLENA, other, {})
    assert card.surname == "Соняшник"
    assert card.phones == ("+380501234567", "+380671112233")
    assert (card.email, card.statuses) == (other.email, other.statuses)
    assert card.identity is IdentityLevel.ORIGINAL
    assert (card.note, card.note_until) == (other.note, other.note_until)


def test_each_field_follows_its_choice() -> None:
    other = replace(OLENA, surname="Мальва", phones=("+380671112233",), rnokpp="3146811111")
    card = combined(OLENA, other, {"surname": Side.MERGED, "phones": Side.MERGED})
    assert (card.surname, card.phones) == ("Мальва", other.phones)
    assert combined(OLENA, other, {"phones": Side.KEPT}).phones == OLENA.phones
    assert combined(OLENA, other, {"rnokpp": Side.KEPT}).rnokpp == ""


def test_an_address_brings_its_settlement_along() -> None:
    placed = replace(OLENA.settlements, actual_address="UA05020030010063857")
    other = replace(OLENA, actual_address="м. Вінниця", settlements=placed)
    assert combined(OLENA, other, {"actual_address": Side.MERGED}).settlements == placed
    assert combined(OLENA, other, {"actual_address": Side.KEPT}).settlements == OLENA.settlements


@pytest.mark.covers("3-022")
@given(safeties, safeties, st.sampled_from(Side))
def test_a_merge_never_opens_what_one_card_closed(
    one: SafeContact, other: SafeContact, side: Side
) -> None:
    kept, merged = replace(OLENA, safe_contact=one), replace(OLENA, safe_contact=other)
    safe = combined(kept, merged, {"safe_contact": side}).safe_contact
    assert safe.on == (one.on or other.on)
    assert set(safe.forbidden) == {*one.forbidden, *other.forbidden}
    for name in ("may_call", "may_write", "may_leave_message", "may_say_who_calls"):
        asked = [getattr(half, name) for half in (one, other) if half.on]
        if YesNo.NO in asked:
            assert getattr(safe, name) is YesNo.NO
        elif asked and YesNo.UNKNOWN in asked:
            assert getattr(safe, name) is YesNo.UNKNOWN


def test_a_withdrawn_consent_does_not_come_back_to_life() -> None:
    given_once = Consent(
        purpose=ConsentPurpose.CASE, given_on=date(2026, 1, 2), way=ConsentWay.ORAL
    )
    withdrawn = replace(given_once, withdrawn_on=date(2026, 5, 5))
    for one, other in ((given_once, withdrawn), (withdrawn, given_once)):
        card = combined(replace(OLENA, consents=(one,)), replace(OLENA, consents=(other,)), {})
        assert card.consents == (withdrawn,)


def test_only_what_somebody_said_is_compared() -> None:
    compared = {pair.name: pair for pair in pairs(OLENA, replace(OLENA, email="a@example.org"))}
    assert "unzr" not in compared
    assert compared["surname"].same
    assert compared["email"].suggested is Side.MERGED
    assert compared["email"].options == (Side.KEPT, Side.MERGED)


@pytest.mark.covers("F86")
@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (replace(OLENA, given_name="Ірина"), "twins"),
        (replace(OLENA, birth_date=date(1959, 1, 1), phones=()), "namesakes"),
        (replace(OLENA, given_name="Петро", patronymic="", birth_date=None), "relatives"),
        (OLENA, ""),
        (replace(OLENA, phones=(), actual_address=""), ""),
    ],
)
def test_twins_and_relatives_are_shown_as_such(other: Card, expected: str) -> None:
    assert kin(OLENA, other) == kin(other, OLENA) == expected
