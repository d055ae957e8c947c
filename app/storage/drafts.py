"""Half-typed forms in this desk's own table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from app.storage.local_tables import DraftRow


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """A draft as it is stored."""

    id: str
    screen: str
    subject: str
    values: Mapping[str, object] = field(repr=False)
    saved_at: datetime


def put(session: Session, draft: KeptDraft) -> None:
    """Write it over what it was."""
    new = {
        "screen": draft.screen,
        "subject": draft.subject,
        "values": dict(draft.values),
        "saved_at": draft.saved_at,
    }
    session.execute(
        upsert(DraftRow)
        .values(id=draft.id, **new)
        .on_conflict_do_update(index_elements=["id"], set_=new)
    )


def everything(session: Session) -> tuple[KeptDraft, ...]:
    """All drafts, the newest first."""
    rows = session.scalars(select(DraftRow).order_by(DraftRow.saved_at.desc(), DraftRow.id))
    return tuple(_draft(row) for row in rows)


def find(session: Session, screen: str, subject: str) -> KeptDraft | None:
    """The newest draft of one form about one record."""
    row = session.scalars(
        select(DraftRow)
        .where(DraftRow.screen == screen, DraftRow.subject == subject)
        .order_by(DraftRow.saved_at.desc(), DraftRow.id)
    ).first()
    return None if row is None else _draft(row)


def drop(session: Session, draft_id: str) -> None:
    """Throw one away."""
    session.execute(delete(DraftRow).where(DraftRow.id == draft_id))


def _draft(row: DraftRow) -> KeptDraft:
    return KeptDraft(
        id=row.id,
        screen=row.screen,
        subject=row.subject,
        values=row.values,
        saved_at=row.saved_at,
    )
