"""The month of the access log as the head reads it: sums a person, and what is out of the way."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum

from app.core.clock import local
from app.sight.model import Access, Act

EARLY, LATE = time(7), time(21)
MANY_AN_HOUR = 30
"""So many different people within one hour are more than anybody serves."""
OFTEN = 12
"""So many openings of one person by one colleague in a month, on different days."""


class Odd(StrEnum):
    """Why an entry stands out; words under `access.odd.<odd>`. A hint, never a verdict."""

    GLASS = "glass"
    AT_NIGHT = "at_night"
    MANY = "many"
    OFTEN = "often"


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How much one person looked at in a month."""

    author: str
    opened: int
    people: int
    """Different clients."""
    revealed: int
    printed: int
    glass: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What the head looks at once a month."""

    totals: tuple[Total, ...]
    odd: tuple[tuple[Access, Odd], ...]
    entries: tuple[Access, ...]
    """Newest first."""


def month(entries: Iterable[Access]) -> Month:
    """Sum up the entries of a month."""
    newest = tuple(sorted(entries, key=lambda one: (one.at, one.id), reverse=True))
    authors = dict.fromkeys(one.author for one in newest)
    totals = (_total(author, newest) for author in authors)
    odd = _odd(newest)
    return Month(
        totals=tuple(sorted(totals, key=lambda one: (-one.people, one.author))),
        odd=tuple((one, odd[one.id]) for one in newest if one.id in odd),
        entries=newest,
    )


def _total(author: str, entries: tuple[Access, ...]) -> Total:
    own = [one for one in entries if one.author == author]
    acts = Counter(one.act for one in own)
    return Total(
        author=author,
        opened=acts[Act.OPENED],
        people=len({one.client_id for one in own if one.client_id}),
        revealed=acts[Act.REVEALED],
        printed=acts[Act.PRINTED],
        glass=acts[Act.BROKE_GLASS],
    )


def _odd(newest: tuple[Access, ...]) -> Mapping[str, Odd]:
    """One reason an entry, the gravest; a night, a full hour and a habit are told once each."""
    found: dict[str, Odd] = {}
    oldest = newest[::-1]
    nights: set[tuple[str, object]] = set()
    for one in oldest:
        moment = local(one.at)
        night = (one.author, moment.date())
        if one.act is Act.BROKE_GLASS:
            found[one.id] = Odd.GLASS
        elif not EARLY <= moment.time() < LATE and night not in nights:
            nights.add(night)
            found[one.id] = Odd.AT_NIGHT
    for author in {one.author for one in oldest}:
        own = [one for one in oldest if one.author == author and one.client_id]
        for one in _hours_too_full(own):
            found.setdefault(one.id, Odd.MANY)
        for one in _too_often(own):
            found.setdefault(one.id, Odd.OFTEN)
    return found


def _hours_too_full(own: list[Access]) -> Iterable[Access]:
    start = 0
    while start < len(own):
        first = own[start]
        hour = [one for one in own[start:] if one.at - first.at <= timedelta(hours=1)]
        if len({one.client_id for one in hour}) >= MANY_AN_HOUR:
            yield first
            start += len(hour)
        else:
            start += 1


def _too_often(own: list[Access]) -> Iterable[Access]:
    days: dict[str, set[object]] = {}
    last: dict[str, Access] = {}
    for one in own:
        days.setdefault(one.client_id, set()).add(local(one.at).date())
        last[one.client_id] = one
    return [last[client] for client, seen in days.items() if len(seen) >= OFTEN]
