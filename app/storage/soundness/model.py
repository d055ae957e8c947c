"""What a look at the vault finds: kinds of faults, where they are, and what a repair may touch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.core.ids import Ids
from app.core.paths import Home
from app.storage.capture import WritingSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a fault is; ids and counts only, never what somebody typed."""

    table: str = ""
    record: str = ""
    detail: str = ""
    """The field, the name of the index, how many rows: for the one who looks closer."""
    certain: bool = True
    """Whether a repair knows what is right here; else it leaves the place as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a finder has in its hands."""

    session: Session
    driver: Any
    home: Home
    now: datetime
    ids: Ids
    memo: dict[str, Any] = field(default_factory=dict, repr=False)
    """What one kind worked out and the next can use, within one look."""


Find = Callable[[Looked], Sequence[Place]]
MendOffice = Callable[[WritingSession, Looked, Sequence[Place]], None]
MendLocal = Callable[[Session, Looked, Sequence[Place]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of damage. Its words are `doctor.<id>.what | means | repair`."""

    id: str
    find: Find
    mend_office: MendOffice | None = None
    """Changes records of the office: every change leaves its journal line."""
    mend_local: MendLocal | None = None
    """Makes anew what is derived, or puts back what the journal says: no new line."""
    by_journal: bool = False
    """Whether the journal is the proof of what is right: a broken one repairs nothing."""

    @property
    def mendable(self) -> bool:
        """Whether there is a repair at all."""
        return self.mend_office is not None or self.mend_local is not None
