"""What is known of a backup: when it was made, whether it was proven, and what was wrong."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
