"""A copy without people: ages and kinds stay, names, numbers, places and free text never get in.

Everything here is pure. A record is built from nothing but values of closed lists, ages and shifted
days, so that no text of a card has a way into it. The table of sums is fit to be published; the
records are for support only: they are not names, and still not for everybody.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

LEAST = 5
"""A sum of fewer people is not told."""
OLDEST = 90
_BANDS = (14, 18, 25, 35, 45, 60, 75)
OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The closed lists: whatever is not in them is told as «other»."""

    sexes: Collection[str]
    channels: Collection[str]
    kinds: Collection[str]
    topics: Collection[str]
    categories: Collection[str]
    outcomes: Collection[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One client as the vault holds her, as far as a copy may look."""

    id: str
    birth_date: date | None = field(default=None, repr=False)
    age: int | None = None
    age_on: date | None = None
    registered: date
    sex: str = ""
    statuses: tuple[str, ...] = ()
    visits: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    """`on_date` (a date), `channel`, `kind`, `topic`, `deadline` (a date or None)."""
    checks: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    """`on_date` (a date), `outcome`, `best`."""


def age_of(one: Raw, on: date) -> int | None:
    """Full years on that day; ninety and more are one age."""
    if one.birth_date is not None:
        years = on.year - one.birth_date.year
        years -= (on.month, on.day) < (one.birth_date.month, one.birth_date.day)
    elif one.age is not None and one.age_on is not None:
        years = one.age + (on - one.age_on).days // 365
    else:
        return None
    return min(max(years, 0), OLDEST)


def band(age: int | None) -> str:
    """The band of an age in the table: `18-24`."""
    if age is None:
        return "unknown"
    begins = [0, *_BANDS]
    ends = [*_BANDS, 0]
    first, last = next(
        (start, end) for start, end in zip(begins, ends, strict=True) if not end or age < end
    )
    return f"{first}-{last - 1}" if last else f"{first}+"


def told(
    one: Raw, *, known: Known, alias: Callable[[str], str], shift: timedelta
) -> dict[str, Any]:
    """The record of one client in the copy."""
    return {
        "id": alias(one.id),
        "age": age_of(one, one.registered),
        "registered": _day(one.registered, shift),
        "sex": _word(one.sex, known.sexes),
        "statuses": sorted({_word(status, known.categories) for status in one.statuses}),
        "visits": [
            {
                "on": _day(visit["on_date"], shift),
                "channel": _word(visit["channel"], known.channels),
                "kind": _word(visit["kind"], known.kinds),
                "topic": _word(visit["topic"], known.topics) if visit["topic"] else "",
                "deadline": _day(visit["deadline"], shift),
            }
            for visit in one.visits
        ],
        "checks": [
            {
                "on": _day(check["on_date"], shift),
                "outcome": _word(check["outcome"], known.outcomes),
                "best": _word(check["best"], known.categories) if check["best"] else "",
            }
            for check in one.checks
        ],
    }


def statistics(records: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, int | None]]:
    """Sums over the records of a copy; what is too small is None.

    People are counted, visits only by how many people made one of that kind: whoever came ten times
    is one.
    """
    tables: dict[str, Counter[str]] = {
        name: Counter() for name in ("age", "sex", "age_sex", "kind", "channel", "topic", "outcome")
    }
    for one in records:
        years = band(one["age"])
        tables["age"][years] += 1
        tables["sex"][one["sex"]] += 1
        tables["age_sex"][f"{years} {one['sex']}"] += 1
        for name in ("kind", "channel", "topic"):
            tables[name].update({visit[name] for visit in one["visits"] if visit[name]})
        tables["outcome"].update({check["outcome"] for check in one["checks"]})
    return {name: suppressed(counts) for name, counts in tables.items()}


def suppressed(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The sums, without those of fewer than five.

    One hidden sum alone could be worked out from a total that is told elsewhere: then the smallest
    of the others is hidden too.
    """
    hidden = {name for name, count in counts.items() if 0 < count < LEAST}
    others = sorted((count, name) for name, count in counts.items() if name not in hidden)
    if len(hidden) == 1 and others:
        hidden.add(others[0][1])
    return {name: None if name in hidden else count for name, count in sorted(counts.items())}


def _word(word: str, known: Collection[str]) -> str:
    return word if word in known else OTHER


def _day(day: date | None, shift: timedelta) -> str | None:
    return None if day is None else (day + shift).isoformat()
