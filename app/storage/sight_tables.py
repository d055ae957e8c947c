"""Who looked at whom, what is sealed, who stands against whom: records of the office."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.classes import S1, S3, S4, L
from app.storage.schema import Base, JsonList, Synced


def _of_client() -> Any:
    return mapped_column(
        ForeignKey("client.id", deferrable=True, initially="DEFERRED"), index=True, info=S1
    )


class AccessRow(Synced, Base):
    """Somebody opened, revealed or broke into something: who, whom, what, when, why."""

    __tablename__ = "access"
    __table_args__ = (Index("ix_access_at", "at"),)
    client_id: Mapped[str] = mapped_column(default="", index=True, info=L)
    """Whose data; empty when it is about nobody in particular."""
    at: Mapped[datetime] = mapped_column(info=L)
    author: Mapped[str] = mapped_column(default="", info=L)
    act: Mapped[str] = mapped_column(default="", info=L)
    what: Mapped[str] = mapped_column(default="", info=L)
    subject: Mapped[str] = mapped_column(default="", info=L)
    """The visit, check or incident; empty for the card itself."""
    data: Mapped[str] = mapped_column(default="", info=L)
    """The class of what was shown in full; empty when it stayed masked."""
    reason: Mapped[str] = mapped_column(default="", info=S3)
    until: Mapped[datetime | None] = mapped_column(info=L)
    reviewed_at: Mapped[datetime | None] = mapped_column(info=L)
    """When somebody else looked at a broken glass."""
    reviewed_by: Mapped[str] = mapped_column(default="", info=L)


class RestrictionRow(Synced, Base):
    """A card that only some may open: the family of a colleague, a survivor of a known person."""

    __tablename__ = "restriction"
    client_id: Mapped[str] = _of_client()
    since: Mapped[datetime] = mapped_column(info=S1)
    author: Mapped[str] = mapped_column(default="", info=S1)
    reason: Mapped[str] = mapped_column(default="", info=S3)
    lifted_at: Mapped[datetime | None] = mapped_column(info=S1)
    lifted_by: Mapped[str] = mapped_column(default="", info=S1)


class SealedRow(Synced, Base):
    """A content that only the people named in `readers` can open, and the office key R."""

    __tablename__ = "sealed"
    client_id: Mapped[str] = mapped_column(default="", index=True, info=S1)
    kind: Mapped[str] = mapped_column(default="", info=S3)
    subject: Mapped[str] = mapped_column(default="", index=True, info=S1)
    content: Mapped[str] = mapped_column(default="", info=S4)
    """Base64 of the seal; the database key alone does not open it."""
    readers: Mapped[JsonList] = mapped_column(default=list, info=S1)
    """Names of the public halves that it is sealed to."""
    sealed_at: Mapped[datetime] = mapped_column(info=S1)
    author: Mapped[str] = mapped_column(default="", info=S1)


class ConflictCheckRow(Synced, Base):
    """Whether the office may act for this client: what was found, what a person answered."""

    __tablename__ = "conflict_check"
    client_id: Mapped[str] = _of_client()
    visit_id: Mapped[str] = mapped_column(default="", info=S1)
    at: Mapped[datetime] = mapped_column(info=S1)
    author: Mapped[str] = mapped_column(default="", info=S1)
    found: Mapped[JsonList] = mapped_column(default=list, info=S3)
    answer: Mapped[str] = mapped_column(default="", info=S1)
    reason: Mapped[str] = mapped_column(default="", info=S3)
