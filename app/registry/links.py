"""Who stands in whose household, who acts for whom, who stands against whom: two local tables.

Derived from the cards and visits and written with them, made again with the search tables. A link
is only followed by id: whether the other card is still there is asked when it is shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.registry.model import Card, Visit
from app.registry.names import fold
from app.registry.relations import OpposingParty

HOUSEHOLD, REPRESENTS = "household", "represents"

_PUT_LINKS = "INSERT OR IGNORE INTO client_link (other_id, client_id, kind) VALUES (?, ?, ?)"
_TAKE_LINKS = "DELETE FROM client_link WHERE other_id = ? AND client_id = ? AND kind = ?"
_PUT_PARTIES = "INSERT OR IGNORE INTO party_key (key, visit_id, client_id) VALUES (?, ?, ?)"
_TAKE_PARTIES = "DELETE FROM party_key WHERE key = ? AND visit_id = ? AND client_id = ?"
_NAMING = "SELECT client_id, kind FROM client_link WHERE other_id = ? ORDER BY kind, client_id"
_BY_CARD = "SELECT visit_id FROM party_key WHERE key = ?"
_BY_WORD = (
    "SELECT DISTINCT visit_id FROM party_key WHERE key >= 'n' AND key < 'o' AND instr(key, ?) > 0"
)
"""The names of opposing parties are few beside those of clients: they are read through."""

Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A card that names somebody: as a member of its household, or as who acts for its client."""

    client_id: str
    kind: str


def links_of(client_id: str, card: Card) -> frozenset[Row]:
    """Whom the card names that has a card too."""
    named = {(member.client_id, client_id, HOUSEHOLD) for member in card.household}
    if card.representative is not None:
        named.add((card.representative.client_id, client_id, REPRESENTS))
    return frozenset(row for row in named if row[0])


def parties_of(visit: Visit) -> frozenset[Row]:
    """The folded names and numbers of those on the other side of a visit."""
    return frozenset(
        (key, visit.id, visit.client_id) for party in visit.opposing for key in party_keys(party)
    )


def party_keys(party: OpposingParty) -> Iterator[str]:
    """Under what a later check finds this party: name in any order of words, number, card."""
    if words := sorted(fold(party.name).split()):
        born = party.birth_date.isoformat() if party.birth_date else ""
        yield f"n{' '.join(words)}"
        if born:
            yield f"n{' '.join(words)}|{born}"
    if party.edrpou:
        yield f"e{party.edrpou}"
    if party.client_id:
        yield f"c{party.client_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Every row of one client in both tables."""

    links: frozenset[Row] = frozenset()
    parties: frozenset[Row] = frozenset()


def around(client_id: str, card: Card, visits: Iterable[Visit]) -> Around:
    """The rows of a client with these visits."""
    parties = frozenset(row for visit in visits for row in parties_of(visit))
    return Around(links=links_of(client_id, card), parties=parties)


def change(driver: Any, before: Around, after: Around) -> None:
    """What stood around the client gives way to what stands there now."""
    change_links(driver, before.links, after.links)
    change_parties(driver, before.parties, after.parties)


def put_links(driver: Any, rows: Iterable[Row]) -> None:
    """Add links; called in the transaction that saves the cards."""
    if ready := sorted(rows):
        driver.executemany(_PUT_LINKS, ready)


def put_parties(driver: Any, rows: Iterable[Row]) -> None:
    """Add keys of opposing parties; called in the transaction that saves the visits."""
    if ready := sorted(rows):
        driver.executemany(_PUT_PARTIES, ready)


def change_links(driver: Any, before: frozenset[Row], after: frozenset[Row]) -> None:
    """What the card named before gives way to what it names now."""
    driver.executemany(_TAKE_LINKS, sorted(before - after))
    put_links(driver, after - before)


def change_parties(driver: Any, before: frozenset[Row], after: frozenset[Row]) -> None:
    """Who stood on the other side before gives way to who stands there now."""
    driver.executemany(_TAKE_PARTIES, sorted(before - after))
    put_parties(driver, after - before)


def clear(driver: Any) -> None:
    """Empty both tables, to make them again."""
    driver.execute("DELETE FROM client_link")
    driver.execute("DELETE FROM party_key")


def naming(driver: Any, client_id: str) -> tuple[Link, ...]:
    """The cards that name this client."""
    found = driver.execute(_NAMING, (client_id,)).fetchall()
    return tuple(Link(client_id=row[0], kind=row[1]) for row in found)


def naming_party(driver: Any, client_id: str, surnames: Iterable[str]) -> tuple[str, ...]:
    """The visits that may name this person on the other side: by card, or by a word of the name."""
    found = dict.fromkeys(row[0] for row in driver.execute(_BY_CARD, (f"c{client_id}",)))
    for surname in surnames:
        found |= dict.fromkeys(row[0] for row in driver.execute(_BY_WORD, (surname,)))
    return tuple(found)
