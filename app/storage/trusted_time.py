"""The last moment at which the clock of this desk was right: its own mark, else the last line."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.storage.journal_tables import VectorRow
from app.storage.lines import moment
from app.storage.local_tables import MetaRow

_MARK = "clock"


def known(session: Session) -> datetime | None:
    """When it was right for certain; None in a vault that nobody wrote to."""
    mark = session.get(MetaRow, _MARK)
    if mark is not None:
        return datetime.fromisoformat(mark.value)
    newest = session.scalar(select(func.max(VectorRow.hlc)))
    return moment(newest) if newest else None


def is_marked(session: Session) -> bool:
    """Whether this desk has its own mark."""
    return session.get(MetaRow, _MARK) is not None


def keep(session: Session, now: datetime) -> None:
    """It is right now."""
    session.merge(MetaRow(name=_MARK, value=now.isoformat()))
