"""How it stands with the backups of this vault: which there are, and whether work is in none."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.copies.model import CopyMade, Health, judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of the backups of this vault."""

    copies: tuple[CopyMade, ...]
    """The newest first, those among them that were no good."""
    second: str
    """Where a second copy goes; empty when nobody chose a place."""
    second_here: bool
    changed: bool
    """Whether something was saved since the last good one."""
    allowed: bool = True
    """Whether this person may make one and have one proven."""

    def health(self, now: datetime) -> Health:
        """How it stands with them."""
        return judged(self.copies, changed=self.changed, now=now)


def still_there(one: CopyMade, *, second: str) -> bool:
    """Whether to speak of a backup: one that failed, lies there, or lies on the second disk.

    The second disk is not asked: one on a network that is away would keep everybody waiting.
    """
    path = Path(one.path)
    elsewhere = bool(second) and path.parent == Path(second)
    return one.fault is not None or elsewhere or path.exists()
