"""Who looked at whom, and what is closed to some: frozen records."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

REVEALED_FOR = timedelta(minutes=10)
"""So long stays on the screen what was shown in full on purpose."""
BROKEN_FOR = timedelta(minutes=30)
"""So long a card stays open behind a broken glass."""
SAME_OPENING = timedelta(minutes=10)
"""Who comes back to the same place within this time has not opened it anew."""
REASON_SIGNS = 10
"""A reason in one's own words has at least so many signs."""


class Act(StrEnum):
    """What somebody did with somebody’s data; words under `access.act.<act>`."""

    OPENED = "opened"
    REVEALED = "revealed"
    BROKE_GLASS = "broke_glass"
    PRINTED = "printed"
    EXPORTED = "exported"
    EXTRACTED = "extracted"


class What(StrEnum):
    """What was looked at; words under `access.what.<what>`."""

    CARD = "card"
    FORM = "form"
    """The card, to be changed."""
    VISIT = "visit"
    CHECK = "check"
    PAPERS = "papers"
    PRINTING = "printing"
    MERGE = "merge"
    SEALED = "sealed"
    INCIDENT = "incident"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One look of one person at one thing."""

    id: str
    client_id: str
    """Whose data; empty when it is about nobody in particular."""
    at: datetime
    author: str
    act: Act
    what: What
    subject: str = ""
    data: str = ""
    """The class of what was shown in full (`S2`, `S4`); empty when it stayed masked."""
    reason: str = field(default="", repr=False)
    until: datetime | None = None
    reviewed_at: datetime | None = None
    reviewed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """A card that only some may open, since when and why."""

    id: str
    client_id: str
    since: datetime
    author: str
    reason: str = field(repr=False)
    lifted_at: datetime | None = None
    lifted_by: str = ""
