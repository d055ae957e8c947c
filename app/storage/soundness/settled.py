"""Rows that are settled against the journal: the first one that was changed past its guard."""

from collections.abc import Generator
from typing import Any

from sqlalchemy.orm import Session

from app.storage.engine import driver_of
from app.storage.guards import SETTLED
from app.storage.journal import Break
from app.storage.lines import moment
from app.storage.soundness.model import Place
from app.storage.soundness.records import compared
from app.storage.tables import synced_tables

_LAST_LINE = (
    "SELECT replica, seq, hlc FROM journal WHERE tbl = ? AND rid = ? ORDER BY lseq DESC LIMIT 1"
)


def first_break(session: Session) -> Generator[None, None, Break | None]:
    """The first settled record that is not what its lines say; None when all are.

    Yields after each table.
    """
    driver, tables = driver_of(session), synced_tables()
    for name in sorted(SETTLED):
        found = compared(driver, (tables[name],))
        places = [*found.differing, *found.missing, *found.unjournalled, *found.stamps]
        if places:
            return _break_at(driver, places[0])
        yield
    return None


def _break_at(driver: Any, place: Place) -> Break:
    line = driver.execute(_LAST_LINE, (place.table, place.record)).fetchone()
    if line is None:
        return Break(replica=0, seq=0, reason="row", table=place.table)
    replica, seq, hlc = line
    return Break(replica=replica, seq=seq, reason="row", at=moment(hlc), table=place.table)
