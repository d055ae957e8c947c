"""The people and places around a client, read from what was typed and written back as texts.

Which card a person has, and which settlement an address lies in, is not typed: it is chosen. The
form keeps it beside the text, with the words that it was chosen for; other words let go of it.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

from app.registry.model import Card
from app.registry.names import fold
from app.registry.past import OtherName, OtherNameKind, PreWarAddress, Settlements
from app.registry.relations import (
    HouseholdMember,
    Kinship,
    OpposingParty,
    OpposingRole,
    Whereabouts,
)
from app.registry.settlements import place_part
from app.ui.registration.reading import Reading
from app.ui.registration.sheet import MEMBER_ROWS, NAME_ROWS, PARTY_ROWS

Choice = TypeVar("Choice", bound=StrEnum)
_BESIDE = "\t"
CARD = ".card"
ADDRESSES = ("registered_address", "actual_address", "postal_address")


# ---- what was chosen beside a text --------------------------------------------------------------


def beside(chosen: str, words: str) -> str:
    """An id or code with the words that it belongs to."""
    return f"{chosen}{_BESIDE}{words}"


def card_text(key: str, client_id: str, name: str) -> Iterator[tuple[str, str]]:
    """The card of the person in that field, if there is one."""
    if client_id:
        yield card_key(key), beside(client_id, name)


def _settlement_text(key: str, address: str, code: str) -> Iterator[tuple[str, str]]:
    if code:
        yield settlement_key(key), beside(code, place_part(address))


def settlement_key(key: str) -> str:
    """Where the form keeps the settlement of an address."""
    return f"{key}.settlement"


def card_key(name: str) -> str:
    """Where the form keeps the card of the person in that field."""
    return f"{name}{CARD}"


def settlement_of(reading: Reading, key: str) -> str:
    """The code that was chosen for an address, while its place is still the same."""
    code, _, place = reading.text(settlement_key(key)).partition(_BESIDE)
    return code if fold(place) == fold(place_part(reading.text(key))) else ""


def card_of_person(reading: Reading, key: str) -> str:
    """The card of the person in that field, while the name is still the same."""
    client_id, _, name = reading.text(card_key(key)).partition(_BESIDE)
    return client_id if fold(name) == fold(reading.text(key)) else ""


# ---- reading ------------------------------------------------------------------------------------


def settlements(reading: Reading) -> Settlements:
    """The codes of the three addresses."""
    return Settlements(**{key: settlement_of(reading, key) for key in ADDRESSES})


def pre_war_address(reading: Reading) -> PreWarAddress | None:
    """The home before the war, with its dates."""
    address = reading.text("pre_war_address")
    since, until = reading.day("pre_war_from"), reading.day("pre_war_until")
    if not (address or since or until):
        return None
    return PreWarAddress(
        address=address,
        settlement=settlement_of(reading, "pre_war_address"),
        lived_from=since,
        lived_until=until,
    )


def other_names(reading: Reading, base: Card) -> Iterator[OtherName]:
    """Names of former times and of other papers."""
    for at in range(NAME_ROWS):
        row = f"named_{at}"
        parts = {
            part: reading.text(f"{row}_{part}") for part in ("surname", "given_name", "patronymic")
        }
        kind = _kind(reading, f"{row}_kind", OtherNameKind, OtherNameKind.FORMER)
        if any(parts.values()):
            yield OtherName(kind=kind, **parts)
    yield from base.other_names[NAME_ROWS:]


def household(reading: Reading, base: Card, today: date) -> Iterator[HouseholdMember]:
    """The members of the household; a row without a name, kinship and note is nobody."""
    for at in range(MEMBER_ROWS):
        row = f"member_{at}"
        name, note = reading.text(f"{row}_name"), reading.text(f"{row}_note")
        kinship = reading.one(f"{row}_kinship", Kinship)
        if not (name or kinship or note):
            continue
        before = base.household[at] if at < len(base.household) else None
        born, age = reading.born(f"{row}_birth")
        same_age = before is not None and before.age == age
        surname, given_name, patronymic = _parts(name, before)
        yield HouseholdMember(
            kinship=kinship or Kinship.OTHER,
            surname=surname,
            given_name=given_name,
            patronymic=patronymic,
            birth_date=born,
            age=age,
            age_on=None if age is None else before.age_on if before and same_age else today,
            state=_kind(reading, f"{row}_state", Whereabouts, Whereabouts.TOGETHER),
            since=reading.day(f"{row}_since"),
            dependant=reading.text(f"{row}_dependant") == "yes",
            note=note,
            client_id=card_of_person(reading, f"{row}_name"),
        )
    yield from base.household[MEMBER_ROWS:]


def opposing(reading: Reading) -> Iterator[OpposingParty]:
    """Who stands on the other side of the visit."""
    for at in range(PARTY_ROWS):
        row = f"party_{at}"
        name, edrpou = reading.text(f"{row}_name"), reading.text(f"{row}_edrpou")
        role = reading.one(f"{row}_role", OpposingRole)
        note, born = reading.text(f"{row}_note"), reading.day(f"{row}_birth")
        if name:
            yield OpposingParty(
                name=name,
                role=role or OpposingRole.OTHER,
                birth_date=born,
                edrpou=edrpou,
                note=note,
                client_id=card_of_person(reading, f"{row}_name"),
            )
        elif role or edrpou or note or born:
            reading.miss(f"{row}_name", "registration.unread.party")


def _kind(reading: Reading, key: str, kind: type[Choice], usual: Choice) -> Choice:
    return reading.one(key, kind) or usual


def _parts(name: str, before: HouseholdMember | None) -> tuple[str, str, str]:
    """«Осока Тарас Іванович» as its parts; a single word is what the person is called at home."""
    if before is not None and before.full_name == name:
        return before.surname, before.given_name, before.patronymic
    surname, given_name, patronymic = (*name.split(maxsplit=2), "", "", "")[:3]
    return (surname, given_name, patronymic) if given_name else ("", surname, "")


# ---- writing back -------------------------------------------------------------------------------


def around_texts(card: Card) -> Iterator[tuple[str, str]]:
    """The people and places of a card as the form shows them."""
    for key in ADDRESSES:
        yield from _settlement_text(key, getattr(card, key), getattr(card.settlements, key))
    if home := card.pre_war_address:
        yield "pre_war_address", home.address
        yield "pre_war_from", shown(home.lived_from)
        yield "pre_war_until", shown(home.lived_until)
        yield from _settlement_text("pre_war_address", home.address, home.settlement)
    for at, name in enumerate(card.other_names[:NAME_ROWS]):
        yield f"named_{at}_kind", name.kind
        for part in ("surname", "given_name", "patronymic"):
            yield f"named_{at}_{part}", getattr(name, part)
    for at, member in enumerate(card.household[:MEMBER_ROWS]):
        yield from _member_texts(f"member_{at}", member)


def _member_texts(row: str, member: HouseholdMember) -> Iterator[tuple[str, str]]:
    age = "" if member.age is None else str(member.age)
    yield f"{row}_kinship", member.kinship
    yield f"{row}_name", member.full_name
    yield f"{row}_birth", shown(member.birth_date) or age
    yield f"{row}_state", member.state
    yield f"{row}_since", shown(member.since)
    yield f"{row}_dependant", "yes" if member.dependant else ""
    yield f"{row}_note", member.note
    yield from card_text(f"{row}_name", member.client_id, member.full_name)


def opposing_texts(parties: tuple[OpposingParty, ...]) -> Iterator[tuple[str, str]]:
    """Who stands on the other side, as the form shows it."""
    for at, party in enumerate(parties[:PARTY_ROWS]):
        yield f"party_{at}_name", party.name
        yield f"party_{at}_role", party.role
        yield f"party_{at}_birth", shown(party.birth_date)
        yield f"party_{at}_edrpou", party.edrpou
        yield f"party_{at}_note", party.note
        yield from card_text(f"party_{at}_name", party.client_id, party.name)


def shown(day: date | None) -> str:
    """A day as the form shows it."""
    return "" if day is None else f"{day:%d.%m.%Y}"
