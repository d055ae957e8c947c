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
    REASONED = "reasoned"
    """Said why, where the table of roles asks for a reason; `subject` is the action."""


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


class ConflictAnswer(StrEnum):
    """What a person answered; words under `conflict.answer.<answer>`."""

    CLEAR = "clear"
    CONFLICT = "conflict"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictCheck:
    """Somebody looked whether the office may act for this client, and answered."""

    id: str
    client_id: str
    visit_id: str
    at: datetime
    author: str
    found: tuple[str, ...]
    """The keys of what was shown: a finding that is not among them asks again."""
    answer: ConflictAnswer
    reason: str = field(default="", repr=False)


class SealedKind(StrEnum):
    """What is kept for a few; words under `sealed.kind.<kind>`."""

    ADDRESS = "address"
    """Where a survivor lives now, where her children go to school."""
    SHELTER = "shelter"
    CAPTIVITY = "captivity"
    """Who is held, where, what is known of it."""
    INCIDENT = "incident"
    """What managers note of an incident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedNote:
    """That there is something sealed: everything but what it says."""

    id: str
    client_id: str
    kind: SealedKind
    subject: str
    sealed_at: datetime
    author: str
    readers: tuple[str, ...]
    """Names of the public halves that it is sealed to."""
    content: bytes = field(repr=False)
    """The seal itself: the database key alone does not open it."""
