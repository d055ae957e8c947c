"""Alarms: the stretches in which nobody could work, because of an air raid or a flight."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What happened."""

    RAID = "raid"
    EVACUATION = "evacuation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One such stretch: a gap in the work of the office that is nobody's fault."""

    id: str
    kind: Kind
    began_at: datetime
    author: str
    ended_at: datetime | None = None
    """None while it lasts; an evacuation ends where the desk is at work again."""
