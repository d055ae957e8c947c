"""What time it is: handed in wherever time matters, so that tests and replays choose it."""

import time
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from typing import Protocol


@cache
def kyiv() -> tzinfo:
    """The time zone of all terms and papers."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415  the first paint needs no time zone

    return ZoneInfo("Europe/Kyiv")


class Clock(Protocol):
    """A source of the present moment."""

    def now(self) -> datetime:
        """The present moment, in UTC and aware of it."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Ticks(Protocol):
    """A measure of how long something lasted; setting the clock does not move it."""

    def seconds(self) -> float:
        """Seconds since some moment of its own; a sleep of the machine is counted."""
        ...


class SystemTicks:
    """The counter of this machine."""

    def seconds(self) -> float:
        boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)
        if boot is None:  # Windows: its counter goes on while the machine sleeps
            return time.monotonic()
        return time.clock_gettime(boot)  # on Linux the usual one stands still meanwhile


def local(moment: datetime) -> datetime:
    """The same moment on the wall clock of Kyiv, for people and papers."""
    return moment.astimezone(kyiv())


def today(clock: Clock) -> date:
    """The calendar day in Kyiv: the day that terms and limits of the law are counted from."""
    return local(clock.now()).date()
