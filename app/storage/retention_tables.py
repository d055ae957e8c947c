"""How long data are kept: what is held back, what was erased, by whom, and what proves it."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.classes import S1, S3
from app.storage.schema import Base, JsonDict, JsonList, Synced


class HoldRow(Synced, Base):
    """A file that must not be erased although its term is over: a case goes on, a court asked."""

    __tablename__ = "hold"
    client_id: Mapped[str] = mapped_column(
        ForeignKey("client.id", deferrable=True, initially="DEFERRED"), index=True, info=S1
    )
    since: Mapped[datetime] = mapped_column(info=S1)
    author: Mapped[str] = mapped_column(default="", info=S1)
    reason: Mapped[str] = mapped_column(default="", info=S3)
    lifted_at: Mapped[datetime | None] = mapped_column(info=S1)
    lifted_by: Mapped[str] = mapped_column(default="", info=S1)


class PurgeRow(Synced, Base):
    """Files that one person put forward to be erased, and another confirmed."""

    __tablename__ = "purge"
    kind: Mapped[str] = mapped_column(default="", info=S1)
    proposed_at: Mapped[datetime] = mapped_column(info=S1)
    author: Mapped[str] = mapped_column(default="", info=S1)
    files: Mapped[JsonList] = mapped_column(default=list, info=S1)
    """Ids of the cards whose files are meant."""
    confirmed_at: Mapped[datetime | None] = mapped_column(info=S1)
    confirmed_by: Mapped[str] = mapped_column(default="", info=S1)
    withdrawn_at: Mapped[datetime | None] = mapped_column(info=S1)
    done_at: Mapped[datetime | None] = mapped_column(info=S1)
    certificate: Mapped[JsonDict] = mapped_column(default=dict, info=S1)
    """Numbers of cards, counts of records, and the hashes of the lines that told of each."""
