"""How far the signatures of this desk were tried, and when everything was: a mark of the desk.

Whoever holds the key of the vault can move the mark, so it only saves time at each start: once a
week, and whenever a person asks, everything is tried.
"""

import json
from datetime import datetime

from sqlalchemy.orm import Session

from app.storage.local_tables import MetaRow
from app.storage.types import moment_text

_MARK = "journal_proven"


def known(session: Session) -> tuple[int, datetime | None]:
    """The number of the last line tried, and when all were tried last; 0 and None before that."""
    row = session.get(MetaRow, _MARK)
    if row is None:
        return 0, None
    try:
        number, at = json.loads(row.value)
        return int(number), datetime.fromisoformat(at)
    except (ValueError, TypeError):
        return 0, None


def keep(session: Session, number: int, whole_at: datetime) -> None:
    """All lines up to that number held."""
    session.merge(MetaRow(name=_MARK, value=json.dumps([number, moment_text(whole_at)])))
