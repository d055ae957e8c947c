"""What is known of a backup: when it was made, whether it was proven, and what was wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LATE_AFTER = timedelta(days=1)


class Fault(StrEnum):
    """Why a backup is no good."""

    CUT = "cut"
    """It is not a backup, or its beginning or end is missing."""
    CHANGED = "changed"
    """Its bytes are not those that were written."""
    SIGNATURE = "signature"
    """No desk of this office signed it."""
    OTHER_VAULT = "other_vault"
    PAGES = "pages"
    POINTERS = "pointers"
    COUNTS = "counts"
    SAMPLE = "sample"
    JOURNAL = "journal"
    """What was restored from it is not what stood in the vault."""
    NOT_WRITTEN = "not_written"
    """There was no room, or the folder could not be written to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The answer of a trial restoring."""

    fault: Fault | None
    made_at: datetime | None = None
    """When the backup was made; None where that cannot be read."""
    size: int = 0
    records: int = 0
    """Rows of all tables that were restored."""
    lines: int = 0
    """Lines of the journal among them."""

    @property
    def good(self) -> bool:
        """Whether everything came back as it was."""
        return self.fault is None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyMade:
    """One backup that this desk made."""

    id: str
    path: str
    made_at: datetime
    size: int
    mark: str
    """What had been saved by then: the next one is due only after something more was."""
    fault: Fault | None
    proved_at: datetime


class Health(StrEnum):
    """How it stands with the backups."""

    GOOD = "good"
    NONE = "none"
    LATE = "late"
    """Something is not in any good backup for more than a day."""
    FAILED = "failed"
    """The newest try gave none, or the second one did not arrive."""


def judged(copies: Sequence[CopyMade], *, changed: bool, now: datetime) -> Health:
    """How it stands; `copies` the newest first, `changed` since the last good one."""
    if not copies:
        return Health.NONE
    newest = copies[0].made_at
    if any(one.fault is not None for one in copies if one.made_at == newest):
        return Health.FAILED
    return Health.LATE if changed and now - newest > LATE_AFTER else Health.GOOD


def last_good(copies: Sequence[CopyMade]) -> CopyMade | None:
    """The newest one that was proven."""
    return next((one for one in copies if one.fault is None), None)
