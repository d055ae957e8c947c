"""Which backups stay: all of two days, then one a day, a week, a month, about a year back."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from app.core.clock import local

ALL_FOR = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9
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
        (lambda moment: local(moment).date(), DAILY),
        (lambda moment: local(moment).isocalendar()[:2], WEEKLY),
        (lambda moment: (local(moment).year, local(moment).month), MONTHLY),
    )
    for period_of, most in stages:
        chosen = _newest_of_each(rest, period_of, most)
        stay |= chosen
        oldest = min(chosen, default=None)
        rest = [moment for moment in rest if oldest is not None and moment < oldest]
    return frozenset(stay)


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
