"""Where there was occupation or fighting on a day: a hint with its act and doubt, never a proof.

The official list decides. What does not stand in the table is not known, which is never «no».
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.content.library import Library, holds
from app.eligibility.law import Confidence, TerritoryStatus
from app.eligibility.pack import TERRITORIES, TerritoryPart

LEVELS = (2, 4, 7, 10, 12)
"""So many digits of a code name the region, district, community, settlement, part of a city."""
CODE = 19


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """What a place was on a day."""

    code: str
    name: str
    status: TerritoryStatus
    begin: date
    until: date | None
    act: str
    confidence: Confidence

    @property
    def occupied(self) -> bool:
        """Whether it was occupied that day; hostilities without occupation are no occupation."""
        return self.status == "occupied"


def status_on(library: Library, place: str, day: date) -> Territory | None:
    """What a place was that day, by its code in the state codifier or by its name.

    A place in an occupied region, district or community is occupied too; the nearest one that
    stands in the table answers. None: the table does not know, whatever the truth is.
    """
    for part in _places(library, place):
        for period in part.periods:
            if holds(period.in_force, day):
                return Territory(
                    code=part.code,
                    name=part.name,
                    status=period.status,
                    begin=period.in_force.begin,
                    until=period.in_force.until,
                    act=period.act,
                    confidence=period.confidence,
                )
    return None


def _places(library: Library, place: str) -> Iterator[TerritoryPart]:
    """The place itself, then what it lies in; of two places of one name neither is meant."""
    # The newest table tells of all days: it is knowledge of the past, not a rule of its time.
    newest = max(library.of(TERRITORIES), key=lambda pack: pack.content.in_force.begin)
    parts = newest.content.territories
    if not _is_code(place):
        named = [one for one in parts if _plain(place) in (_plain(one.name), _plain(one.was))]
        yield from named if len(named) == 1 else ()
        return
    known = {_stem(one.code): one for one in parts}
    digits = place[2:14]
    for length in reversed(LEVELS):
        if length <= len(_stem(place)) and digits[:length] in known:
            yield known[digits[:length]]


def _is_code(place: str) -> bool:
    return len(place) == CODE and place.startswith("UA") and place[2:].isdecimal()


def _stem(code: str) -> str:
    """The digits of a code up to its own level: those below are zeros."""
    digits = code[2:14]
    return next(digits[:length] for length in LEVELS if not digits[length:].strip("0"))


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("’", "ʼ").replace("'", "ʼ").split())
