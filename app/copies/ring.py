"""Which backups stay: all of two days, then one a day, a week, a month, about a year back."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from app.core.clock import local

ALL_FOR = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9
LEAST = 2
EVERY = timedelta(minutes=15)
"""How often a backup is made while something is being saved."""


def kept(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """The backups that stay, by when they were made; the newest one always does.

    Of what is older than two days, twelve days keep their newest backup, then ten weeks, then nine
    months. Days are those of Kyiv. To ask again later never brings back what was dropped, and to
    ask twice drops nothing more.
    """
    newest_first = sorted(set(moments), reverse=True)
    stay = {moment for moment in newest_first if now - moment <= ALL_FOR}
    rest = [moment for moment in newest_first if moment not in stay]
    stages: tuple[tuple[Callable[[datetime], object], int], ...] = (
        (_day, DAILY),
        (lambda moment: local(moment).isocalendar()[:2], WEEKLY),
        (lambda moment: (local(moment).year, local(moment).month), MONTHLY),
    )
    for period_of, most in stages:
        chosen = _newest_of_each(rest, period_of, most)
        stay |= chosen
        oldest = min(chosen, default=None)
        rest = [moment for moment in rest if oldest is not None and moment < oldest]
    return frozenset(stay)


def fitting(sizes: Mapping[datetime, int], now: datetime, budget: int) -> frozenset[datetime]:
    """The backups that stay where there is room for so many bytes; two always do.

    Where the whole ring does not fit, one an hour stays, then one a day, then the oldest go.
    """
    stay = set(kept(sizes, now))
    for period_of in (_hour, _day):
        if sum(sizes[moment] for moment in stay) > budget:
            stay = _newest_of_each(sorted(stay, reverse=True), period_of, len(stay))
    stay |= set(sorted(sizes)[-LEAST:])
    oldest_first = sorted(stay)
    while len(oldest_first) > LEAST and sum(sizes[one] for one in oldest_first) > budget:
        oldest_first.pop(0)
    return frozenset(oldest_first)


def _day(moment: datetime) -> object:
    return local(moment).date()


def _hour(moment: datetime) -> object:
    return moment.replace(minute=0, second=0, microsecond=0)


def _newest_of_each(
    newest_first: Iterable[datetime], period_of: Callable[[datetime], object], most: int
) -> set[datetime]:
    found: dict[object, datetime] = {}
    for moment in newest_first:
        period = period_of(moment)
        if period not in found:
            if len(found) == most:
                break
            found[period] = moment
    return set(found.values())
