"""What is typed becomes a card and comes back as the same texts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.registry.model import (
    AidKind,
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
    Sex,
    Status,
    VisitDraft,
    YesNo,
)
from app.registry.past import OtherName, OtherNameKind, PreWarAddress, Settlements
from app.registry.relations import (
    HouseholdMember,
    Kinship,
    OpposingParty,
    OpposingRole,
    Representative,
    RepresentativeKind,
    Whereabouts,
)
from app.ui.registration.carrying import carried
from app.ui.registration.sheet import SECTION_OF, SPECS
from app.ui.registration.typed import card_of, safe_contact_of, values_of, visit_of, visit_values
from app.ui.registration.typed_around import card_key, settlement_key

TODAY = date(2026, 11, 24)
SPOUSE = HouseholdMember(
    kinship=Kinship.SPOUSE,
    surname="Їжакевич",
    given_name="Тарас",
    patronymic="Іванович",
    birth_date=date(1984, 2, 3),
    state=Whereabouts.CAPTIVE,
    since=date(2022, 5, 20),
    note="з «Азовсталі»",
)
CHILD = HouseholdMember(
    kinship=Kinship.CHILD,
    given_name="Оля",
    age=9,
    age_on=date(2025, 1, 1),
    dependant=True,
    client_id="child",
)
FULL = Card(
    surname="Щербаківʼюк-Їжакевич",
    given_name="Ґалина",
    patronymic="Олексіївна",
    former_surname="Бджілка",
    other_names=(
        OtherName(kind=OtherNameKind.PASSPORT, surname="Yizhakevych", given_name="Galyna"),
        OtherName(kind=OtherNameKind.MAIDEN, surname="Бджілка"),
    ),
    name_reading="Галина",
    alias="Хмара",
    birth_date=date(1986, 3, 7),
    sex=Sex.FEMALE,
    identity=IdentityLevel.ORIGINAL,
    document=IdentityDocument(
        kind=DocumentKind.ID_CARD,
        number="000123456",
        issuer="1234",
        issued_on=date(2019, 5, 4),
        valid_until=date(2029, 5, 4),
    ),
    rnokpp_absence=RnokppAbsence.REFUSED,
    unzr="19860307-00026",
    registered_address="м. Бахмут",
    actual_address="с. Липове, вул. Садова, 7",
    postal_address="до запитання",
    pre_war_address=PreWarAddress(
        address="Донецька обл., Бахмутський р-н, м. Бахмут, вул. Миру, 1",
        settlement="UA14020010010059145",
        lived_from=date(1999, 1, 1),
        lived_until=date(2022, 5, 7),
    ),
    settlements=Settlements(registered_address="UA14020010010059145"),
    phones=("+380501234567", "+48601234567"),
    email="olena@example.org",
    preferred_channel=Channel.SMS,
    preferred_hours="10–16",
    safe_contact=SafeContact(
        on=True,
        may_call=YesNo.NO,
        may_write=YesNo.YES,
        code_word="волошка",
        forbidden=(Channel.PHONE, Channel.POST),
        hours="будні",
        who_may_know="сестра",
    ),
    language="rom",
    interpreter="sign",
    accessibility=("large_print", "hearing"),
    representative=Representative(
        kind=RepresentativeKind.RELATIVE,
        full_name="Бджілка Остап",
        powers="за законом",
        paper="довіреність",
        valid_until=date(2027, 1, 1),
        phone="+380501234568",
        client_id="rep",
    ),
    household=(SPOUSE, CHILD),
    statuses=(Status(kind="idp", valid_from=date(2024, 6, 14), paper="довідка"),),
    consents=(
        Consent(purpose=ConsentPurpose.CASE, given_on=date(2026, 1, 2), way=ConsentWay.WRITTEN),
        Consent(
            purpose=ConsentPurpose.SURVEY,
            given_on=date(2026, 1, 2),
            way=ConsentWay.ORAL,
            withdrawn_on=date(2026, 2, 2),
        ),
    ),
    note="говорити повільно",
    note_until=date(2027, 1, 1),
)


@pytest.mark.covers("3-021", "F2", "F3", "F7", "F12")
def test_every_field_of_a_card_survives_the_form() -> None:
    texts = values_of(FULL)
    chosen = {settlement_key(key) for key in ("registered_address", "pre_war_address")}
    chosen |= {card_key(key) for key in ("rep_full_name", "member_1_name")}
    assert set(texts) == set(texts) & set(SPECS) | chosen
    card, unread = card_of(texts, FULL, TODAY)
    assert not unread
    assert card_of(values_of(card), card, TODAY)[0] == card
    phones = tuple(
        "".join(sign for sign in phone if sign in "+0123456789") for phone in card.phones
    )
    assert phones == FULL.phones
    assert (card.document, card.statuses, card.consents) == (
        FULL.document,
        FULL.statuses,
        FULL.consents,
    )
    assert card.safe_contact == FULL.safe_contact
    assert (card.household, card.other_names) == (FULL.household, FULL.other_names)
    assert (card.pre_war_address, card.settlements) == (FULL.pre_war_address, FULL.settlements)
    assert card.representative is not None
    assert card.representative.client_id == "rep"


def test_another_name_or_place_lets_go_of_what_was_chosen() -> None:
    texts = values_of(FULL) | {
        "member_1_name": "Юля",
        "rep_full_name": "Бджілка Остап Петрович",
        "registered_address": "м. Вигадане",
        "pre_war_address": "Донецька обл., Бахмутський р-н, м. Бахмут, вул. Інша, 2",
    }
    card, _ = card_of(texts, FULL, TODAY)
    assert card.household[1].client_id == ""
    assert card.representative is not None
    assert card.representative.client_id == ""
    assert card.settlements == Settlements()
    assert card.pre_war_address is not None
    assert card.pre_war_address.settlement == "UA14020010010059145"


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Осока Тарас Іванович", ("Осока", "Тарас", "Іванович")),
        ("Осока Тарас", ("Осока", "Тарас", "")),
        ("Тарас", ("", "Тарас", "")),
        ("Нгуєн Тхі Лан Ань", ("Нгуєн", "Тхі", "Лан Ань")),
    ],
)
def test_a_member_is_one_line(typed: str, parts: tuple[str, str, str]) -> None:
    card, _ = card_of({"member_0_name": typed, "member_0_birth": "9"}, Card(), TODAY)
    (member,) = card.household
    assert (member.surname, member.given_name, member.patronymic) == parts
    assert (member.age, member.age_on, member.kinship) == (9, TODAY, Kinship.OTHER)


@pytest.mark.covers("F88")
def test_the_other_side_survives_the_form() -> None:
    party = OpposingParty(
        name="ТОВ «Обрій»", role=OpposingRole.EMPLOYER, edrpou="14360570", note="склад"
    )
    person = OpposingParty(name="Осока Тарас", birth_date=date(1980, 1, 1), client_id="other")
    texts = visit_values(VisitDraft(opposing=(party, person)))
    visit, unread = visit_of(texts, TODAY)
    assert (visit.opposing, unread) == ((party, person), ())
    _, unread = visit_of({"party_0_edrpou": "14360570"}, TODAY)
    assert [one.key for one in unread] == ["party_0_name"]


def test_an_empty_form_is_an_empty_card() -> None:
    assert card_of({}, Card(), TODAY) == (Card(), ())
    assert card_of(values_of(Card()), Card(), TODAY) == (Card(), ())


def test_what_the_form_has_no_room_for_stays_on_the_card() -> None:
    many = Card(
        phones=tuple(f"+38050123456{at}" for at in range(5)),
        statuses=tuple(Status(kind="idp", paper=str(at)) for at in range(6)),
    )
    card, _ = card_of(values_of(many), many, TODAY)
    assert card.phones[3:] == many.phones[3:]
    assert card.statuses == many.statuses


@pytest.mark.parametrize("typed", ["38", "038"])
def test_an_age_may_stand_for_the_birth_date(typed: str) -> None:
    card, unread = card_of({"birth": typed}, Card(), TODAY)
    assert (card.age, card.age_on, card.birth_date, unread) == (38, TODAY, None, ())


@pytest.mark.parametrize("typed", ["07.03.1986", "070386", "7 березня 1986", "1986-03-07"])
def test_a_birth_date_in_the_usual_spellings(typed: str) -> None:
    assert card_of({"birth": typed}, Card(), TODAY)[0].birth_date == date(1986, 3, 7)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("birth", "учора"),
        ("deadline", "скоро"),
        ("rep_full_name", "Бджілка"),
        ("status_1_from", "01.02.2024"),
        ("consent_case.given", "01.02.2024"),
        ("document_issued_on", "31.02.2024"),
    ],
)
def test_what_cannot_be_read_is_named(key: str, text: str) -> None:
    _, unread = card_of({key: text}, Card(), TODAY)
    _, unread_visit = visit_of({key: text}, TODAY)
    named = {one.key for one in (*unread, *unread_visit)}
    assert named
    assert {SECTION_OF[one] for one in named} == {SECTION_OF[key]}


@pytest.mark.covers("F4")
def test_one_no_turns_the_protection_on_and_a_person_may_turn_it_off() -> None:
    assert safe_contact_of({"may_call": "no"}).on
    assert safe_contact_of({"forbidden": "phone"}).on
    assert not safe_contact_of({"may_call": "no", "safe_on": "no"}).on
    assert safe_contact_of({"safe_on": "yes"}).on
    assert not safe_contact_of({"may_call": "yes"}).on
    assert safe_contact_of({}) == SafeContact()


def test_a_visit_is_of_today() -> None:
    visit, unread = visit_of({"topic": "family", "deadline": "1.12.26"}, TODAY)
    assert (visit.on_date, visit.topic, visit.deadline) == (TODAY, "family", date(2026, 12, 1))
    assert (visit.kind, visit.channel, unread) == (AidKind.UNDECIDED, Channel.IN_PERSON, ())


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        (
            "соняшник олена 07.03.1986",
            {"surname": "Соняшник", "given_name": "Олена", "birth": "07.03.1986"},
        ),
        ("Соняшник 7 березня 1986", {"surname": "Соняшник", "birth": "07.03.1986"}),
        (
            "соняшник 07.03.1986 050 000 12 34",
            {"surname": "Соняшник", "birth": "07.03.1986", "phone_0": "+380 50 000 12 34"},
        ),
        ("0500001234", {"phone_0": "+380 50 000 12 34"}),
        ("86", {}),
        ("", {}),
        ("🙂 -- 95R", {}),
    ],
)
def test_words_of_the_search_go_into_the_card(typed: str, fields: dict[str, str]) -> None:
    assert carried(typed, TODAY) == fields


@given(st.text(max_size=400))
def test_anything_typed_into_the_search_can_be_carried(typed: str) -> None:
    assert set(carried(typed, TODAY)) <= {"surname", "given_name", "patronymic", "birth", "phone_0"}


@given(st.dictionaries(st.sampled_from(["surname", "birth", "phone_0", "note"]), st.text()))
def test_no_text_breaks_the_reading(values: dict[str, str]) -> None:
    card, _ = card_of(values, Card(), TODAY)
    assert card.surname == values.get("surname", "").strip()
