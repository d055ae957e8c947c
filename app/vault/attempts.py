"""How often somebody guessed wrong: each wrong passphrase makes the next try wait longer.

Three tries are free, then 2, 4, 8 … seconds, never more than a minute and never for good. The
count lies beside the keyslots; who can delete it can also copy the keyslots, and is stopped by the
price of Argon2id, not by this.
"""

import json
import math
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FREE = 3
LONGEST_SECONDS = 60
MOST = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """Wrong tries since the last right one."""

    failed: int = 0
    last: datetime | None = None

    def wait(self, now: datetime) -> int:
        """Seconds until the next try is allowed; 0 when it is."""
        if self.last is None or self.failed < FREE:
            return 0
        delay = min(1 << (self.failed - FREE + 1), LONGEST_SECONDS)
        since = max(0.0, (now - self.last).total_seconds())
        return max(0, math.ceil(delay - since))


def load(path: Path, now: datetime) -> Attempts:
    """The tries so far; a spoilt file counts as none.

    A last try in the future means that the clock was set back: it is written anew as now, so that
    nobody waits until the old date.
    """
    try:
        raw = json.loads(path.read_text("utf-8"))
        tries = Attempts(
            failed=max(0, min(int(raw["failed"]), MOST)),
            last=min(datetime.fromisoformat(raw["last"]), now),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Attempts()
    if tries.last is not None and tries.last.isoformat() != raw["last"]:
        _write(path, tries.failed, now)
    return tries


def note_failure(path: Path, before: Attempts, now: datetime) -> None:
    """Remember one more wrong try."""
    _write(path, before.failed + 1, now)


def forget(path: Path) -> None:
    """Somebody got in: start from nought."""
    path.unlink(missing_ok=True)


def _write(path: Path, failed: int, last: datetime) -> None:
    draft = path.with_name(path.name + ".new")
    try:
        draft.write_text(json.dumps({"failed": failed, "last": last.isoformat()}), "utf-8")
        draft.replace(path)
    except OSError:
        return  # a disk that cannot keep the count does not stop anybody
