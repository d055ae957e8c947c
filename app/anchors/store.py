"""Rows of the anchors that this desk knows of."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.anchors.model import Anchor, Held
from app.storage.local_tables import AnchorRow


def add(session: Session, record: str, anchor: Anchor) -> None:
    """One more place holds a hash of the journal."""
    session.add(
        AnchorRow(
            id=record,
            kind=anchor.kind.value,
            at=anchor.at,
            desk=anchor.desk,
            number=anchor.number,
            head=anchor.head,
            place=anchor.place,
        )
    )


def anchors(session: Session) -> tuple[Anchor, ...]:
    """All that are known, the oldest first."""
    rows = session.scalars(select(AnchorRow).order_by(AnchorRow.at, AnchorRow.id))
    return tuple(
        Anchor(
            kind=Held(row.kind),
            at=row.at,
            desk=row.desk,
            number=row.number,
            head=row.head,
            place=row.place,
        )
        for row in rows
    )
