"""Rows of the backups that this desk made, and where the second ones go."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.copies.model import CopyMade, Fault
from app.storage.local_tables import CopyMadeRow, MetaRow

_SECOND = "copies_second"


def add(session: Session, made: CopyMade) -> None:
    """One more backup; an older one of the same name is forgotten."""
    forget(session, {made.path})
    session.add(
        CopyMadeRow(
            id=made.id,
            path=made.path,
            made_at=made.made_at,
            size=made.size,
            mark=made.mark,
            fault=made.fault.value if made.fault else "",
            proved_at=made.proved_at,
        )
    )


def copies(session: Session) -> tuple[CopyMade, ...]:
    """All that are known, the newest first."""
    rows = session.scalars(select(CopyMadeRow).order_by(CopyMadeRow.made_at.desc(), CopyMadeRow.id))
    return tuple(
        CopyMade(
            id=row.id,
            path=row.path,
            made_at=row.made_at,
            size=row.size,
            mark=row.mark,
            fault=Fault(row.fault) if row.fault else None,
            proved_at=row.proved_at,
        )
        for row in rows
    )


def forget(session: Session, paths: Collection[str]) -> None:
    """Those files are gone."""
    session.execute(delete(CopyMadeRow).where(CopyMadeRow.path.in_(paths)))


def forget_failed(session: Session, before: datetime) -> None:
    """Tries of long ago that gave none, once a good one was made after them."""
    session.execute(
        delete(CopyMadeRow).where(CopyMadeRow.fault != "", CopyMadeRow.made_at < before)
    )


def second_folder(session: Session) -> str:
    """Where a second copy goes; empty when nobody chose a place."""
    row = session.get(MetaRow, _SECOND)
    return row.value if row is not None else ""


def choose_second_folder(session: Session, folder: str) -> None:
    """From now on a second copy goes there."""
    session.merge(MetaRow(name=_SECOND, value=folder))
