"""How long each kind of data is kept, from when the clock runs, and what comes then.

From the playbooks (chapter 3.10): proposals, which the office's archivist decides about. Everything
here is pure.
"""

import calendar
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kept(StrEnum):
    """A class of data with a term of its own."""

    CLIENT_FILE = "client_file"
    """The card with its visits, checks, papers, scans and prints: requests of citizens."""
    INCIDENT_LOW = "incident_low"
    INCIDENT_MIDDLE = "incident_middle"
    INCIDENT_HIGH = "incident_high"
    CRISIS_NOTE = "crisis_note"
    CAMERA_COPY = "camera_copy"
    SAFETY_SHEET = "safety_sheet"
    ACCESS_LOG = "access_log"


class Start(StrEnum):
    """When the clock of a class begins to run."""

    LAST_CONTACT = "last_contact"
    CLOSED = "closed"
    LAST_LINKED = "last_linked"
    STATEMENT_FILED = "statement_filed"
    MEASURES_END = "measures_end"
    WRITTEN = "written"


class Then(StrEnum):
    """What comes when the term is over."""

    ERASE = "erase"
    DEPERSONALISE = "depersonalise"
    DECIDE = "decide"
    """The archivist and the officer for data protection decide each."""
    ARCHIVE = "archive"


class Confidence(StrEnum):
    """How sure the term is."""

    PROPOSAL = "proposal"
    LAW = "law"
    """Named in a list of the state; its exact item is to be checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The term of one class."""

    kept: Kept
    start: Start
    months: int
    days: int = 0
    then: Then
    confidence: Confidence = Confidence.PROPOSAL
    here: bool = False
    """Whether this program has records of that class today."""

    def due(self, started: date) -> date:
        """The first day after the term."""
        return date.fromordinal(months_later(started, self.months).toordinal() + self.days)


TERMS: tuple[Term, ...] = (
    Term(
        kept=Kept.CLIENT_FILE,
        start=Start.LAST_CONTACT,
        months=60,
        then=Then.ERASE,
        confidence=Confidence.LAW,
        here=True,
    ),
    Term(kept=Kept.INCIDENT_LOW, start=Start.CLOSED, months=12, then=Then.ERASE),
    Term(kept=Kept.INCIDENT_MIDDLE, start=Start.CLOSED, months=36, then=Then.DEPERSONALISE),
    Term(kept=Kept.INCIDENT_HIGH, start=Start.LAST_LINKED, months=60, then=Then.DECIDE),
    Term(kept=Kept.CRISIS_NOTE, start=Start.LAST_CONTACT, months=12, then=Then.ERASE),
    Term(kept=Kept.CAMERA_COPY, start=Start.STATEMENT_FILED, months=0, days=90, then=Then.ERASE),
    Term(kept=Kept.SAFETY_SHEET, start=Start.MEASURES_END, months=6, then=Then.ERASE),
    Term(
        kept=Kept.ACCESS_LOG, start=Start.WRITTEN, months=36, then=Then.ARCHIVE, here=True
    ),
)  # fmt: skip


def term_of(kept: Kept) -> Term:
    """The term of a class."""
    return next(term for term in TERMS if term.kept is kept)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One client's file: the card that stands, and how long nobody has added to it."""

    client_id: str
    reference: str
    last_contact: date
    pending_until: date | None = None
    """The latest deadline of a visit: while it is to come, a case goes on."""
    held: str = field(default="", repr=False)
    """Why it is held back; empty when it is not."""

    def due(self) -> date:
        """The first day on which it may be erased."""
        term = term_of(Kept.CLIENT_FILE)
        return term.due(max(self.last_contact, self.pending_until or self.last_contact))


def due_on(files: tuple[File, ...], day: date) -> tuple[File, ...]:
    """The files whose term is over on that day, those held back among them, the oldest first."""
    over = (one for one in files if one.due() <= day)
    return tuple(sorted(over, key=lambda one: (one.due(), one.reference)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What proves that something was erased: numbers and hashes, nothing of what was said."""

    references: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    """How many records of each table."""
    digests: tuple[str, ...] = ()
    """`table id desk/number hash`: the journal line that tells of each erasure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purge:
    """Files that somebody put forward to be erased, and what became of it."""

    id: str
    proposed_at: datetime
    author: str
    files: tuple[str, ...]
    """Ids of their cards."""
    confirmed_at: datetime | None = None
    confirmed_by: str = ""
    withdrawn_at: datetime | None = None
    done_at: datetime | None = None
    certificate: Certificate = Certificate()

    @property
    def waits(self) -> bool:
        """Whether it waits for its second person."""
        return self.confirmed_at is None and self.withdrawn_at is None
