"""Likely duplicates in the whole register: a walk over the blocks, slice by slice, the best kept.

Two cards are compared only where they stand in one block. Most pairs are settled by the briefs that
stand beside the block; whole cards are read for the few that remain.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any

from app.registry.blocks import Brief, blocks_of, read_brief
from app.registry.likeness import Weighed, hopeless, weigh
from app.registry.sketches import Sketch, sketches

MOST_PAIRS = 300
"""The report holds the best so many: a longer list nobody would work through."""
SLICE = 500
_CROWD = 60
"""A block with more cards says too little about any two of them."""
_READ_AT_ONCE = 400
_SAMPLE = 200
_SLICE = (
    "SELECT block, client_id, brief FROM client_block WHERE (block, client_id) > (?, ?) "
    "ORDER BY block, client_id LIMIT "
)
"""The limit is a number here: as a parameter it is planned anew each time, see `quick.py`."""
_SOME = f"SELECT id FROM client LIMIT {_SAMPLE:d}"  # noqa: S608
_EXACT = "pceura"
"""Blocks of numbers: they are weighed whatever the names say."""
_ALSO_SHARED = "pe"
"""A pair may share a phone and a mailbox besides the block at hand."""

Two = tuple[str, str]
"""The ids of two cards, in their order."""


@dataclass(slots=True)
class Walk:
    """How far the walk is and what it found: plain enough to be kept and gone on with."""

    after: str = ""
    """The last block that is done."""
    rows: int = 0
    found: dict[Two, int] = field(default_factory=dict)
    """The likely pairs with their scores."""
    over: bool = False

    def best(self) -> tuple[Two, ...]:
        """The pairs that stand on the report, the likeliest first."""
        rated = sorted(self.found, key=lambda two: (-self.found[two], two))
        return tuple(rated[:MOST_PAIRS])


def step(driver: Any, walk: Walk, apart: Collection[Two]) -> None:
    """Go through the next slice of blocks; `apart` are pairs found to be two people."""
    rows = driver.execute(f"{_SLICE}{SLICE:d}", (walk.after, "\U0010ffff")).fetchall()
    whole = len(rows) < SLICE
    blocks = [(block, [*told]) for block, told in groupby(rows, key=itemgetter(0))]
    if not whole and len(blocks) > 1:
        blocks.pop()  # its other half is in the next slice
    promising = {
        two
        for block, told in blocks
        if len(told) <= _CROWD
        for two in _promising(block, told)
        if two not in walk.found and two not in apart
    }
    for two, weighed in weighed_pairs(driver, promising):
        if weighed.likely:
            walk.found[two] = weighed.score
    if len(walk.found) > 4 * MOST_PAIRS:
        walk.found = {two: walk.found[two] for two in walk.best()}
    walk.rows += sum(len(told) for _, told in blocks)
    walk.after = blocks[-1][0] if blocks else walk.after
    walk.over = whole


def _promising(block: str, told: Sequence[tuple[str, str, str]]) -> Iterator[Two]:
    read = [(client_id, read_brief(brief)) for _, client_id, brief in told]
    for (one, first), (other, second) in combinations(read, 2):
        if not _hopeless(first, second, block[0]):
            yield (one, other) if one < other else (other, one)


def _hopeless(one: Brief, other: Brief, letter: str) -> bool:
    if one.given and other.given and one.born != other.born and one.given[0] != other.given[0]:
        return letter not in _EXACT
    return hopeless(one, other, letter + _ALSO_SHARED)


def weighed_pairs(driver: Any, pairs: Iterable[Two]) -> Iterator[tuple[Two, Weighed]]:
    """Each two cards compared in full; a card that is gone meanwhile is left out."""
    waiting = sorted(pairs)
    for start in range(0, len(waiting), _READ_AT_ONCE // 2):
        some = waiting[start : start + _READ_AT_ONCE // 2]
        known = sketches(driver, sorted({card for two in some for card in two}))
        for two in some:
            one, other = known.get(two[0]), known.get(two[1])
            if one is not None and other is not None:
                yield two, weigh(one.card, other.card)


def rows_in_all(driver: Any) -> int:
    """About how many rows the walk will see: counting them would keep others waiting."""
    clients = driver.execute("SELECT count(*) FROM client WHERE NOT deleted").fetchone()[0]
    some = [row[0] for row in driver.execute(_SOME)]
    known = sketches(driver, some).values()
    rows = sum(len({block for block, _ in blocks_of(one.card)}) for one in known)
    return int(clients * rows / len(known)) if known else 0


def shown(driver: Any, pairs: Sequence[Two]) -> Mapping[Two, tuple[Sketch, Sketch, Weighed]]:
    """What a list tells of these pairs, as the cards stand now."""
    known: dict[str, Sketch] = {}
    wanted = sorted({card for two in pairs for card in two})
    for start in range(0, len(wanted), _READ_AT_ONCE):
        known.update(sketches(driver, wanted[start : start + _READ_AT_ONCE]))
    return {
        two: (one, other, weigh(one.card, other.card))
        for two in pairs
        if (one := known.get(two[0])) and (other := known.get(two[1]))
    }
