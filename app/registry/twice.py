"""Who may be registered already: blocks first, briefs next, whole cards for the few that remain."""

from collections.abc import Iterable
from typing import Any

from app.registry.blocks import asked_of, briefs_of, read_brief
from app.registry.likeness import Weighed, hopeless, weigh
from app.registry.model import Card, Likeness
from app.registry.names import sort_key
from app.registry.sketches import Sketch, sketches

_COMPARED = 40
_BEGUN = "SELECT block, client_id, brief FROM client_block WHERE block >= ? AND block < ? LIMIT 200"


def likely(
    driver: Any, card: Card, *, but: Iterable[str] = (), limit: int = 5
) -> tuple[Likeness, ...]:
    """Registered clients who may be the person on this card, best first; at most `limit`.

    Merged cards stand in no block; their names and numbers lead to the card that was kept. Who is
    in `but` is left out: the card itself, and those found to be somebody else.
    """
    known = sketches(driver, _promising(driver, card, frozenset(but)))
    rated = [(weigh(card, other.card), other) for other in known.values()]
    best = sorted(
        (pair for pair in rated if pair[0].likely),
        key=lambda pair: (-pair[0].score, sort_key(pair[1].card.full_name)),
    )
    return tuple(_likeness(weighed, other) for weighed, other in best[:limit])


def _promising(driver: Any, card: Card, but: frozenset[str]) -> tuple[str, ...]:
    """Clients whose cards are worth reading: in a block with the card, and near by their brief."""
    mine = briefs_of(card)
    shared: dict[tuple[str, str], str] = {}
    for block, client_id, brief in _in_blocks(driver, card):
        if client_id not in but:
            pair = (client_id, brief)
            shared[pair] = shared.get(pair, "") + block[0]
    letters: dict[str, str] = {}
    for (client_id, _), blocks in shared.items():
        letters[client_id] = letters.get(client_id, "") + blocks
    near = [
        client_id
        for client_id, brief in shared
        if not all(hopeless(one, read_brief(brief), letters[client_id]) for one in mine)
    ]
    return tuple(dict.fromkeys(near))[:_COMPARED]


def _in_blocks(driver: Any, card: Card) -> Iterable[tuple[str, str, str]]:
    whole, begun = asked_of(card)
    marks = ", ".join("?" * len(whole))
    sql = f"SELECT block, client_id, brief FROM client_block WHERE block IN ({marks})"  # noqa: S608  only question marks
    if whole:
        yield from driver.execute(sql, whole)
    for start in begun:
        yield from driver.execute(_BEGUN, (start, f"{start}\U0010ffff"))


def _likeness(weighed: Weighed, other: Sketch) -> Likeness:
    return Likeness(
        client_id=other.id,
        reference=other.reference,
        full_name=other.card.full_name,
        birth_date=other.card.birth_date,
        score=weighed.score,
        speaks_for=weighed.speaks_for,
        speaks_against=weighed.speaks_against,
    )
