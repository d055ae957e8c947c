"""An error only where law or logic leaves no doubt; everything else can be passed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content import words_catalogue
from app.core.words import Words
from app.registry.model import (
    Card,
    Channel,
    Consent,
    ConsentPurpose,
    ConsentWay,
    DocumentKind,
    IdentityDocument,
    IdentityLevel,
    RnokppAbsence,
    SafeContact,
    Severity,
    Sex,
    Status,
)
from app.registry.numbers import (
    document_has_shape,
    document_kept_form,
    edrpou_fits,
    rnokpp_birth_date,
    rnokpp_fits,
    rnokpp_sex,
    unzr_birth_date,
    unzr_fits,
    unzr_kept_form,
)
from app.registry.past import PreWarAddress
from app.registry.relations import (
    HouseholdMember,
    Kinship,
    Representative,
    RepresentativeKind,
)
from app.registry.validation import errors, has_name, remarks
from tests.registry.test_card_json import CARDS

CATALOGUE = words_catalogue.load()
TODAY = date(2026, 11, 24)
OLENA = Card(surname="Шевченко", given_name="Олена", phones=("+380501234567",))


def told(card: Card) -> dict[str, Severity]:
    return {remark.words.partition(".")[2]: remark.severity for remark in remarks(card, on=TODAY)}


def with_paper(kind: DocumentKind, number: str, **more: object) -> Card:
    return replace(OLENA, document=IdentityDocument(kind=kind, number=number), **more)  # type: ignore[arg-type]


@pytest.mark.covers("F7", "F12")
def test_dates_of_the_household_and_of_the_old_home() -> None:
    def member(**more: object) -> Card:
        return replace(OLENA, household=(HouseholdMember(kinship=Kinship.CHILD, **more),))  # type: ignore[arg-type]

    tomorrow, born = TODAY + timedelta(days=1), date(2016, 1, 1)
    assert told(member(birth_date=tomorrow))["birth_future"] is Severity.ERROR
    assert told(member(since=tomorrow))["since_future"] is Severity.ERROR
    before = member(birth_date=born, since=date(2015, 1, 1))
    assert told(before)["since_before_birth"] is Severity.WARNING
    assert not told(member(birth_date=born, since=date(2022, 5, 1)))
    home = PreWarAddress(lived_from=date(2020, 1, 1), lived_until=date(2019, 1, 1))
    assert told(replace(OLENA, pre_war_address=home))["lived_dates"] is Severity.ERROR


@pytest.mark.covers("3-022", "F8")
def test_a_person_without_papers_phone_or_address_is_welcome() -> None:
    for card in (Card(alias="Пані в синьому"), Card(surname="Ко"), Card(given_name="Іван")):
        assert has_name(card)
        assert not errors(card, on=TODAY)
    assert not has_name(Card(note="н", phones=("+380501234567",)))


@pytest.mark.parametrize(
    ("card", "words", "severity"),
    [
        (replace(OLENA, birth_date=TODAY + timedelta(days=1)), "birth_future", "error"),
        (replace(OLENA, birth_date=date(1900, 1, 1)), "birth_old", "warning"),
        (replace(OLENA, age=131), "age_impossible", "error"),
        (replace(OLENA, age=30, birth_date=date(1986, 3, 7)), "age_differs", "warning"),
        (replace(OLENA, age=30, age_on=date(2027, 1, 1)), "age_on_future", "error"),
        (replace(OLENA, surname="Ш" * 101), "name_long", "warning"),
        (replace(OLENA, surname="Шевченко 😀"), "name_signs", "warning"),
        (replace(OLENA, surname="Шeвченко"), "name_mixed", "warning"),
        (replace(OLENA, rnokpp="123"), "rnokpp_format", "warning"),
        (replace(OLENA, rnokpp="1759013770"), "rnokpp_check", "warning"),
        (
            replace(OLENA, rnokpp="3184710691", birth_date=date(1986, 3, 7)),
            "rnokpp_birth",
            "warning",
        ),
        (replace(OLENA, rnokpp="3184710691", sex=Sex.FEMALE), "rnokpp_sex", "warning"),
        (
            replace(OLENA, rnokpp="3184710691", rnokpp_absence=RnokppAbsence.LOST),
            "rnokpp_and_absence",
            "warning",
        ),
        (replace(OLENA, unzr="1991"), "unzr_format", "warning"),
        (replace(OLENA, unzr="19910824-00027"), "unzr_check", "warning"),
        (
            replace(OLENA, unzr="19910824-00026", birth_date=date(1990, 1, 1)),
            "unzr_birth",
            "warning",
        ),
        (with_paper(DocumentKind.ID_CARD, "12345678"), "id_card_number", "error"),
        (with_paper(DocumentKind.PASSPORT_BOOKLET, "К123456"), "booklet_number", "error"),
        (with_paper(DocumentKind.PASSPORT_BOOKLET, "KB123456"), "booklet_repaired", "hint"),
        (with_paper(DocumentKind.TRAVEL_PASSPORT, "F123456"), "travel_number", "error"),
        (
            with_paper(DocumentKind.BIRTH_CERTIFICATE, "БК123456"),
            "birth_certificate_number",
            "warning",
        ),
        (
            with_paper(DocumentKind.ID_CARD, "1234", identity=IdentityLevel.DAMAGED_PHOTO),
            "id_card_number",
            "warning",
        ),
        (replace(OLENA, identity=IdentityLevel.ORIGINAL), "document_missing", "warning"),
        (replace(OLENA, phones=("05",)), "phone_wrong", "error"),
        (replace(OLENA, phones=("+380290000000",)), "phone_unusual", "warning"),
        (replace(OLENA, email="olena"), "email_wrong", "warning"),
        (replace(OLENA, phones=()), "no_contact", "hint"),
        (replace(OLENA, note="н" * 81), "note_long", "warning"),
        (replace(OLENA, birth_date=date(2015, 1, 1)), "child_under_14", "hint"),
        (replace(OLENA, birth_date=date(2010, 1, 1)), "child_14_to_17", "hint"),
    ],
)
def test_each_remark_with_its_weight(card: Card, words: str, severity: str) -> None:
    assert told(card).get(words) == severity


def document(issued_on: date | None = None, valid_until: date | None = None) -> Card:
    paper = IdentityDocument(
        kind=DocumentKind.ID_CARD, number="000123456", issued_on=issued_on, valid_until=valid_until
    )
    return replace(OLENA, birth_date=date(1986, 3, 7), document=paper)


@pytest.mark.parametrize(
    ("card", "words", "severity"),
    [
        (document(issued_on=date(2027, 1, 1)), "document_future", "error"),
        (document(issued_on=date(1986, 3, 6)), "document_before_birth", "error"),
        (
            document(issued_on=date(2020, 1, 1), valid_until=date(2019, 1, 1)),
            "document_term",
            "error",
        ),
        (document(valid_until=date(2026, 11, 23)), "document_expired", "warning"),
    ],
)
def test_dates_of_a_paper(card: Card, words: str, severity: str) -> None:
    assert told(card)[words] == severity
    assert not errors(document(issued_on=TODAY, valid_until=TODAY), on=TODAY)


def test_terms_of_powers_statuses_and_consents() -> None:
    person = Representative(
        kind=RepresentativeKind.INSTITUTION,
        valid_until=date(2026, 1, 1),
        paper="Статут, ЄДРПОУ 00032128",
        phone="1",
    )
    found = told(replace(OLENA, representative=person))
    assert {"representative_name", "representative_expired", "edrpou_check", "phone_wrong"} <= set(
        found
    )
    assert Severity.ERROR not in found.values()
    wrong = replace(
        OLENA,
        statuses=(
            Status(kind="idp", valid_from=date(2026, 1, 2), valid_until=date(2026, 1, 1)),
            Status(kind="idp", valid_until=date(2026, 1, 1)),
        ),
        consents=(
            Consent(purpose=ConsentPurpose.CASE, given_on=date(2027, 1, 1), way=ConsentWay.ORAL),
            Consent(
                purpose=ConsentPurpose.SURVEY,
                given_on=date(2026, 2, 1),
                way=ConsentWay.ORAL,
                withdrawn_on=date(2026, 1, 1),
            ),
        ),
    )
    assert told(wrong) == {
        "status_dates": Severity.ERROR,
        "status_expired": Severity.WARNING,
        "consent_future": Severity.ERROR,
        "consent_withdrawn": Severity.ERROR,
    }


def test_safe_contact_is_reminded_of() -> None:
    silent = replace(OLENA, safe_contact=SafeContact(on=True), preferred_channel=Channel.PHONE)
    assert told(silent) == {"channel_forbidden": Severity.WARNING, "channel_none": Severity.HINT}


def test_errors_stand_first() -> None:
    card = replace(OLENA, surname="Ш1", phones=("05",), birth_date=date(2030, 1, 1))
    weights = [remark.severity for remark in remarks(card, on=TODAY)]
    assert weights == sorted(weights, key=["error", "warning", "hint"].index)


@settings(deadline=None, max_examples=60)
@given(CARDS)
def test_any_card_can_be_remarked_on_in_words(card: Card) -> None:
    words = Words(CATALOGUE)
    for remark in remarks(card, on=TODAY):
        assert words(remark.words, **remark.values)


def test_numbers_by_the_examples_of_the_law_table() -> None:
    assert rnokpp_fits("1759013776")
    assert rnokpp_fits("3184710691")
    assert not rnokpp_fits("1759013770")
    assert rnokpp_birth_date("1759013776") == date(1948, 2, 28)
    assert rnokpp_birth_date("3184710691") == date(1987, 3, 12)
    assert rnokpp_sex("3184710691") is Sex.MALE
    assert unzr_fits("19910824-00026")
    assert unzr_birth_date("19910824-00026") == date(1991, 8, 24)
    assert unzr_birth_date("19911324-00026") is None
    assert unzr_birth_date("x") is None
    assert unzr_kept_form("19910824 00026") == "19910824-00026"
    assert edrpou_fits("00032129")
    assert not edrpou_fits("00032128")
    assert not edrpou_fits("32129")


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (DocumentKind.PASSPORT_BOOKLET, "kb № 123 456", "КВ123456"),
        (DocumentKind.PASSPORT_BOOKLET, "кв123456", "КВ123456"),
        (DocumentKind.TRAVEL_PASSPORT, "fв123456", "FB123456"),
        (DocumentKind.BIRTH_CERTIFICATE, "І-бк № 123456", "I-БК123456"),
        (DocumentKind.BIRTH_CERTIFICATE, "ІІХБК123456", "IIX-БК123456"),
        (DocumentKind.ID_CARD, "000 123 456", "000123456"),
    ],
)
def test_look_alikes_are_repaired(kind: DocumentKind, typed: str, kept: str) -> None:
    assert document_kept_form(kind, typed) == kept
    assert document_has_shape(kind, kept)


@given(st.sampled_from(DocumentKind), st.text(max_size=20))
def test_repairing_twice_changes_nothing(kind: DocumentKind, typed: str) -> None:
    once = document_kept_form(kind, typed)
    assert document_kept_form(kind, once) == once
