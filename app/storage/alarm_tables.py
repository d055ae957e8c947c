"""Alarms: records of the office, because terms and figures have to know the gaps."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.storage.classes import S1
from app.storage.schema import Base, Synced


class AlarmRow(Synced, Base):
    """A stretch in which nobody could work."""

    __tablename__ = "alarm"
    kind: Mapped[str] = mapped_column(default="", info=S1)
    began_at: Mapped[datetime] = mapped_column(info=S1)
    ended_at: Mapped[datetime | None] = mapped_column(info=S1)
    author: Mapped[str] = mapped_column(default="", info=S1)
