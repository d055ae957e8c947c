"""When somebody came in at this desk last: a mark of the desk, nothing of the journal."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.local_tables import MetaRow

_NAME = "signed_in:"


def note(session: Session, user_id: str, at: datetime) -> None:
    """They came in now."""
    session.merge(MetaRow(name=_NAME + user_id, value=at.isoformat()))


def known(session: Session) -> dict[str, datetime]:
    """The last time of each, by the id of the user."""
    rows = session.scalars(select(MetaRow).where(MetaRow.name.startswith(_NAME)))
    return {row.name.removeprefix(_NAME): datetime.fromisoformat(row.value) for row in rows}
