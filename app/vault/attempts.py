"""How often somebody guessed wrong: each wrong passphrase makes the next try wait longer.

Three tries are free, then 2, 4, 8 … seconds, never more than a minute and never for good. Each way
in counts by itself, so that nobody can keep a colleague out by guessing. The counts lie beside the
keyslots; who can delete them can also copy the keyslots, and is stopped by the price of Argon2id,
not by this.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
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


def load(path: Path, now: datetime, *, of: str) -> Attempts:
    """The tries at that way in so far; a spoilt file counts as none.

    A last try in the future means that the clock was set back: it is written anew as now, so that
    nobody waits until the old date.
    """
    kept = _kept(path)
    tries = kept.get(of, Attempts())
    if tries.last is not None and tries.last > now:
        tries = replace(tries, last=now)
        _write(path, {**kept, of: tries})
    return tries


def note_failure(path: Path, before: Attempts, now: datetime, *, of: str) -> None:
    """Remember one more wrong try."""
    _write(path, {**_kept(path), of: Attempts(failed=before.failed + 1, last=now)})


def forget(path: Path, *, of: str) -> None:
    """Somebody got in by that way: it starts from nought."""
    kept = _kept(path)
    if of in kept:
        _write(path, {name: tries for name, tries in kept.items() if name != of})


def _kept(path: Path) -> dict[str, Attempts]:
    try:
        return {
            str(name): Attempts(
                failed=max(0, min(int(raw["failed"]), MOST)),
                last=datetime.fromisoformat(raw["last"]),
            )
            for name, raw in json.loads(path.read_text("utf-8")).items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(path: Path, tries: Mapping[str, Attempts]) -> None:
    if not tries:
        path.unlink(missing_ok=True)
        return
    draft = path.with_name(path.name + ".new")
    raw = {
        name: {"failed": one.failed, "last": one.last.isoformat()}
        for name, one in tries.items()
        if one.last is not None
    }
    try:
        draft.write_text(json.dumps(raw), "utf-8")
        draft.replace(path)
    except OSError:
        return  # a disk that cannot keep the count does not stop anybody
