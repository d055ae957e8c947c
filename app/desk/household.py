"""The people around a client who have cards too: who names whom, and tying two cards together."""

from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from app.accounts.permissions import Action
from app.core.errors import DeskError
from app.desk.gate import Gate, job
from app.registry import links, merges, store
from app.registry.model import Card, Client
from app.registry.names import fold
from app.registry.relations import (
    SEEN_FROM_THERE,
    HouseholdMember,
    Kinship,
    Representative,
    Whereabouts,
)
from app.storage.database import Database
from app.storage.engine import driver_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBy:
    """A card that names the client: as a member of its household, or as who acts for it."""

    client: Client = field(repr=False)
    member: HouseholdMember | None = field(default=None, repr=False)
    representative: Representative | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Everybody around a client who is registered."""

    known: frozenset[str] = frozenset()
    """Ids of those on the client's own card whose cards are there."""
    named_by: tuple[NamedBy, ...] = ()

    @property
    def told(self) -> frozenset[Whereabouts]:
        """What other cards tell of the client."""
        return frozenset(one.member.state for one in self.named_by if one.member)


class Household:
    """The jobs about people who belong together, as one signed-in person does them."""

    def __init__(self, database: Database, *, author: str, gate: Gate | None = None) -> None:
        """Work in that database, in the name of `author`."""
        self.gate = gate or Gate(database, author)
        self._database, self._author = database, author

    @job(Action.FIND_PERSON, of="client_id")
    def circle(self, client_id: str) -> Circle:
        """Who of those around this client has a card, and which cards name this client."""
        with self._database.reading() as session:
            client = _there(store.standing(session, client_id))
            asked = [one.client_id for one in client.card.household if one.client_id]
            if client.card.representative and client.card.representative.client_id:
                asked.append(client.card.representative.client_id)
            merged = merges.into(session, client.id, standing=True)
            cards = frozenset((client.id, *(merge.merged_id for merge in merged)))
            driver = driver_of(session)
            naming = {one.client_id for card in cards for one in links.naming(driver, card)}
            others = store.clients(session, sorted({*asked, *naming}))
        return Circle(
            known=frozenset(one for one in asked if one in others),
            named_by=tuple(
                said for one in sorted(naming & set(others)) for said in _naming(others[one], cards)
            ),
        )

    @job(Action.REGISTER_VISIT)
    def tie(self, client_id: str, other_id: str, kinship: Kinship) -> None:
        """Two registered people belong together: each is named on the other's card."""
        with self._database.writing("household.tied", author=self._author) as session:
            client = _there(store.client(session, client_id))
            other = _there(store.client(session, other_id))
            name_each_other(session, client, other, kinship)


def name_each_other(session: Session, client: Client, other: Client, kinship: Kinship) -> None:
    """Put each on the other's card; `kinship` is what `other` is to `client`."""
    _name(session, client, other, kinship)
    _name(session, other, client, SEEN_FROM_THERE.get(kinship, kinship))


def _name(session: Session, client: Client, other: Client, kinship: Kinship) -> None:
    members = list(client.card.household)
    if any(one.client_id == other.id for one in members):
        return
    at = next((at for at, one in enumerate(members) if _may_be(one, other.card)), None)
    if at is None:
        members.append(_member(other, kinship))
    else:
        members[at] = replace(members[at], client_id=other.id)
    store.change_client(session, client, replace(client.card, household=tuple(members)))


def _member(other: Client, kinship: Kinship) -> HouseholdMember:
    card = other.card
    return HouseholdMember(
        kinship=kinship,
        surname=card.surname,
        given_name=card.given_name or ("" if card.surname else card.alias),
        patronymic=card.patronymic,
        birth_date=card.birth_date,
        client_id=other.id,
    )


def _may_be(member: HouseholdMember, card: Card) -> bool:
    """Whether a line that leads nowhere yet speaks of the person on that card."""
    same_day = None in (member.birth_date, card.birth_date) or member.birth_date == card.birth_date
    same_surname = not member.surname or fold(member.surname) == fold(card.surname)
    given = fold(member.given_name)
    return (
        not member.client_id
        and bool(given)
        and same_surname
        and same_day
        and (given == fold(card.given_name))
    )


def _naming(other: Client, cards: frozenset[str]) -> tuple[NamedBy, ...]:
    members = [one for one in other.card.household if one.client_id in cards]
    acting = other.card.representative
    found = [NamedBy(client=other, member=one) for one in members]
    if acting is not None and acting.client_id in cards:
        found.append(NamedBy(client=other, representative=acting))
    return tuple(found)


def _there(client: Client | None) -> Client:
    if client is None:
        raise DeskError("client.unknown")
    return client
