"""Whether the clock of this machine can be right: editions of the law and terms hang on its day."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.clock import Clock
from app.core.errors import DeskError
from app.desk.gate import free
from app.storage import trusted_time
from app.storage.database import Database

_BACK = timedelta(days=1)
_AHEAD = timedelta(days=90)
"""An office that rests longer than this is asked once whether the date is right."""
_OFTEN = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """The clock says `now`, and it was right for certain at `known`."""

    now: datetime
    known: datetime


def doubt(now: datetime, known: datetime) -> Doubt | None:
    """Whether a clock that says `now` can be right, when it already was at `known`."""
    return None if -_BACK <= now - known <= _AHEAD else Doubt(now=now, known=known)


class Timekeeping:
    """What the desk remembers of its clock. Nobody is stopped: a wrong date is told."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        """Look at that clock."""
        self._database = database
        self._clock = clock

    @free("the clock is no secret")
    def doubt(self) -> Doubt | None:
        """What is wrong with the clock; while nothing is, the moment is remembered.

        A line written under a wrong date does not make it right: only a person does.
        """
        now = self._clock.now()
        with self._database.reading() as session:
            known, marked = trusted_time.known(session), trusted_time.is_marked(session)
        found = doubt(now, known) if known else None
        if found is not None and not marked:
            with suppress(DeskError):
                self._keep(found.known)  # before anything is written under the wrong date
        if found is None and (known is None or now - known > _OFTEN):
            with suppress(DeskError):  # a full disk or a busy vault: the next look remembers it
                self.trust()
        return found

    @free("whoever sits there sees the clock on the wall")
    def trust(self) -> None:
        """A person looked: the date is right."""
        self._keep(self._clock.now())

    def _keep(self, moment: datetime) -> None:
        with self._database.local_writing() as session:
            trusted_time.keep(session, moment)
