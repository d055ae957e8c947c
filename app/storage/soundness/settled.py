"""Rows that are settled against the journal: the first one that was changed past its guard."""

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


def first_break(session: Session) -> Break | None:
    """The first settled record that is not what its lines say; None when all are."""
    driver = driver_of(session)
    tables = synced_tables()
    found = compared(driver, (tables[name] for name in sorted(SETTLED)))
    places: list[Place] = [*found.differing, *found.missing, *found.unjournalled, *found.stamps]
    if not places:
        return None
    first = places[0]
    line = driver.execute(_LAST_LINE, (first.table, first.record)).fetchone()
    if line is None:
        return Break(replica=0, seq=0, reason="row", table=first.table)
    replica, seq, hlc = line
    return Break(replica=replica, seq=seq, reason="row", at=moment(hlc), table=first.table)
