"""A card as JSON: lossless both ways, and every fault is told."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import InputError
from app.core.words import Words
from app.registry.card_json import card_from_json, card_to_json, from_plain, plain, read_card
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
    Sex,
    Status,
    YesNo,
)
from app.registry.names import clean
from app.registry.past import OtherName, OtherNameKind, PreWarAddress, Settlements
from app.registry.relations import (
    HouseholdMember,
    Kinship,
    Representative,
    RepresentativeKind,
    Whereabouts,
)
from app.registry.tidy import tidied

TEXTS = st.text(max_size=30).map(clean)
WORDS = TEXTS.filter(bool)
DAYS = st.none() | st.dates(date(1850, 1, 1), date(2200, 1, 1))
DAY = st.dates(date(1850, 1, 1), date(2200, 1, 1))
DOCUMENTS = st.builds(
    IdentityDocument,
    kind=st.sampled_from(DocumentKind),
    number=TEXTS,
    issuer=TEXTS,
    issued_on=DAYS,
    valid_until=DAYS,
)
SAFE = st.builds(
    SafeContact,
    on=st.booleans(),
    may_call=st.sampled_from(YesNo),
    may_write=st.sampled_from(YesNo),
    may_leave_message=st.sampled_from(YesNo),
    may_say_who_calls=st.sampled_from(YesNo),
    code_word=TEXTS,
    forbidden=st.lists(st.sampled_from(Channel), max_size=3).map(tuple),
    hours=TEXTS,
    who_may_know=TEXTS,
)
REPRESENTATIVES = st.builds(
    Representative,
    kind=st.sampled_from(RepresentativeKind),
    full_name=TEXTS,
    powers=TEXTS,
    paper=TEXTS,
    valid_until=DAYS,
    phone=TEXTS,
    client_id=TEXTS,
)
OTHER_NAMES = st.builds(
    OtherName,
    kind=st.sampled_from(OtherNameKind),
    surname=TEXTS,
    given_name=TEXTS,
    patronymic=TEXTS,
)
MEMBERS = st.builds(
    HouseholdMember,
    kinship=st.sampled_from(Kinship),
    surname=TEXTS,
    given_name=TEXTS,
    patronymic=TEXTS,
    birth_date=DAYS,
    age=st.none() | st.integers(0, 130),
    age_on=DAYS,
    state=st.sampled_from(Whereabouts),
    since=DAYS,
    dependant=st.booleans(),
    note=TEXTS,
    client_id=TEXTS,
)
PRE_WAR = st.builds(
    PreWarAddress, address=TEXTS, settlement=TEXTS, lived_from=DAYS, lived_until=DAYS
)
SETTLEMENTS = st.builds(
    Settlements, registered_address=TEXTS, actual_address=TEXTS, postal_address=TEXTS
)
STATUSES = st.builds(Status, kind=WORDS, valid_from=DAYS, valid_until=DAYS, paper=TEXTS)
CONSENTS = st.builds(
    Consent,
    purpose=st.sampled_from(ConsentPurpose),
    given_on=DAY,
    way=st.sampled_from(ConsentWay),
    withdrawn_on=DAYS,
)
CARDS = st.builds(
    Card,
    surname=TEXTS,
    given_name=TEXTS,
    patronymic=TEXTS,
    former_surname=TEXTS,
    other_names=st.lists(OTHER_NAMES, max_size=2).map(tuple),
    name_reading=TEXTS,
    alias=TEXTS,
    birth_date=DAYS,
    age=st.none() | st.integers(0, 130),
    age_on=DAYS,
    sex=st.sampled_from(Sex),
    identity=st.sampled_from(IdentityLevel),
    document=st.none() | DOCUMENTS,
    rnokpp=TEXTS,
    rnokpp_absence=st.none() | st.sampled_from(RnokppAbsence),
    unzr=TEXTS,
    registered_address=TEXTS,
    actual_address=TEXTS,
    postal_address=TEXTS,
    pre_war_address=st.none() | PRE_WAR,
    settlements=SETTLEMENTS,
    phones=st.lists(TEXTS, max_size=3).map(tuple),
    email=TEXTS,
    preferred_channel=st.none() | st.sampled_from(Channel),
    preferred_hours=TEXTS,
    safe_contact=SAFE,
    language=WORDS,
    interpreter=TEXTS,
    accessibility=st.lists(WORDS, max_size=3).map(tuple),
    representative=st.none() | REPRESENTATIVES,
    household=st.lists(MEMBERS, max_size=2).map(tuple),
    statuses=st.lists(STATUSES, max_size=2).map(tuple),
    consents=st.lists(CONSENTS, max_size=2).map(tuple),
    note=TEXTS,
    note_until=DAYS,
)


@settings(deadline=None, max_examples=60)
@given(CARDS)
def test_both_ways_without_loss(card: Card) -> None:
    assert card_from_json(card_to_json(card)) == card
    assert from_plain(Card, plain(card, short=True)) == card
    assert set(card_to_json(card)) == {field.name for field in fields(Card)}
    assert tidied(tidied(card)) == tidied(card)


def test_the_contract_reads(words: Words) -> None:
    raw = {
        "surname": "Шевченко",
        "given_name": "Олена",
        "patronymic": "Іванівна",
        "former_surname": "",
        "alias": "",
        "birth_date": "1986-03-07",
        "sex": "female",
        "phones": ["+380501234567"],
        "email": "",
        "rnokpp": "",
        "unzr": "",
        "document": {
            "kind": "id_card",
            "number": "000123456",
            "issuer": "",
            "issued_on": "2019-05-04",
        },
        "actual_address": "",
        "registered_address": "",
        "postal_address": "",
        "language": "uk",
    }
    card = card_from_json(raw, words)
    assert card.birth_date == date(1986, 3, 7)
    assert card.document == IdentityDocument(
        kind=DocumentKind.ID_CARD, number="000123456", issued_on=date(2019, 5, 4)
    )
    written = card_to_json(card)
    assert all(written[key] == value for key, value in raw.items() if key != "document")
    assert card_from_json({}) == Card()


def test_every_fault_is_listed_at_once(words: Words) -> None:
    raw: dict[str, Any] = {
        "surnme": "Шевченко",
        "given_name": 5,
        "birth_date": "1986-02-31",
        "sex": "жінка",
        "phones": "050",
        "age": -1,
        "document": {"number": "1"},
        "safe_contact": {"on": "yes"},
        "consents": [{"purpose": "case", "given_on": "07.03.1986", "way": "written"}],
        "statuses": {},
        "zzz": None,
        "age_on": 19860307,
        "representative": 7,
        "note": True,
    }
    with pytest.raises(InputError) as refused:
        card_from_json(raw, words)
    told = "\n".join(refused.value.faults)
    assert refused.value.exit_code == 2
    assert "«surname»" in told
    for path in (
        "given_name",
        "birth_date",
        "sex",
        "phones",
        "age",
        "document.kind",
        "safe_contact.on",
        "consents[0].given_on",
        "statuses",
        "zzz",
        "age_on",
        "representative",
        "note",
    ):
        assert f"{path}:" in told, told
    assert len(refused.value.faults) == 14


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([field.name for field in fields(Card)]) | st.text(), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(JSON)
def test_any_json_is_read_or_refused_in_words(raw: object) -> None:
    card, faults = read_card(raw)
    assert (card is None) == bool(faults)
    if card:
        card_to_json(tidied(card))
    for fault in faults:
        fault.path.encode()


@pytest.mark.parametrize("raw", [None, [], "card", 5, True])
def test_only_an_object_is_a_card(raw: object, words: Words) -> None:
    with pytest.raises(InputError):
        card_from_json(raw, words)


def test_numbers_are_brought_into_their_kept_form() -> None:
    typed = Card(
        surname=" Шевченко\u202e ",
        phones=("050 123 45 67", "050-123-45-67", "немає"),
        rnokpp="3184 710691",
        unzr="1991082400026",
        document=IdentityDocument(kind=DocumentKind.PASSPORT_BOOKLET, number="kb № 123456"),
    )
    kept = tidied(typed)
    assert kept.surname == "Шевченко"
    assert kept.phones == ("+380501234567", "немає")
    assert kept.rnokpp == "3184710691"
    assert kept.unzr == "19910824-00026"
    assert kept.document is not None
    assert kept.document.number == "КВ123456"
