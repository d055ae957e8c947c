"""Where a backup is made before it has its name: gone at the end, or at the next start."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.core.ids import Ids

_PREFIX, _LOCK = ".making-", "lock"


@contextmanager
def workroom(folder: Path, ids: Ids) -> Iterator[Path]:
    """A folder of scratch files on the disk of `folder`, held for as long as it is in use."""
    room = folder / f"{_PREFIX}{ids.record()}"
    room.mkdir(mode=0o700, parents=True)
    try:
        with (room / _LOCK).open("wb") as lock:
            _hold(lock.fileno())
            yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Take away what a kill left behind; a room that somebody works in stays."""
    with suppress(OSError):
        for room in folder.glob(f"{_PREFIX}*"):
            if _is_left(room):
                shutil.rmtree(room, ignore_errors=True)


def _is_left(room: Path) -> bool:
    try:
        with (room / _LOCK).open("rb+") as lock:
            _hold(lock.fileno())
    except FileNotFoundError:
        return True  # killed between making the folder and its lock, or while taking it away
    except OSError:
        return False
    return True


def _hold(file: int) -> None:
    """OSError when another holds it. The system lets go when the process ends, however it ends."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415  Windows only

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415  not on Windows

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
