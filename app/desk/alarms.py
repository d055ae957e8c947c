"""Alarms of this desk: when one begins and ends, and how long nobody could work on a day."""

from contextlib import AbstractContextManager
from datetime import datetime

from app.alarms import store
from app.alarms.model import Alarm, Kind
from app.core.clock import Clock
from app.core.ids import Ids
from app.desk.gate import Gate, free
from app.storage.capture import WritingSession
from app.storage.database import Database


class Alarms:
    """Notes the gaps, so that terms and figures are not held against anybody."""

    def __init__(
        self, database: Database, *, clock: Clock, ids: Ids, author: str, gate: Gate | None = None
    ) -> None:
        """`author` is the id of the signed-in user."""
        self.gate = gate or Gate(database, author)
        self._database, self._clock, self._ids, self._author = database, clock, ids, author

    @free("whoever hears the siren first")
    def begin(self, kind: Kind) -> Alarm:
        """It begins now; one that lasts already goes on."""
        lasting = self.lasting(kind)
        if lasting is not None:
            return lasting
        now = self._clock.now()
        alarm = Alarm(id=self._ids.record(), kind=kind, began_at=now, author=self._author)
        with self._beginning(kind) as session:
            store.add(session, alarm)
        return alarm

    @free("whoever comes back first")
    def end(self, kind: Kind) -> None:
        """It is over; where none lasts nothing happens."""
        if self.lasting(kind) is not None:
            with self._ending(kind) as session:
                store.end(session, kind, self._clock.now())

    @free("it is known to everybody who sits here")
    def lasting(self, kind: Kind) -> Alarm | None:
        """The one that lasts now."""
        now = self._clock.now()
        known = self.between(now, now)
        return next((one for one in known if one.kind is kind and one.ended_at is None), None)

    @free("when nobody could work is no secret")
    def between(self, since: datetime, until: datetime) -> tuple[Alarm, ...]:
        """The alarms that touch that stretch of time, the earliest first."""
        with self._database.reading() as session:
            return store.between(session, since, until)

    def _beginning(self, kind: Kind) -> AbstractContextManager[WritingSession]:
        if kind is Kind.RAID:
            return self._database.writing("raid.begun", author=self._author)
        return self._database.writing("evacuation.begun", author=self._author)

    def _ending(self, kind: Kind) -> AbstractContextManager[WritingSession]:
        if kind is Kind.RAID:
            return self._database.writing("raid.ended", author=self._author)
        return self._database.writing("evacuation.ended", author=self._author)
