"""A little room kept free on the disk, so that a full disk does not cost a half-typed form."""

import os
from pathlib import Path

RESERVE_BYTES = 2 * 1024 * 1024


def path_of(vault: Path) -> Path:
    """Where the reserve lies."""
    return vault.with_suffix(".reserve")


def hold(vault: Path) -> None:
    """Keep the room if there is any; a disk that is full already is no reason to stop."""
    path = path_of(vault)
    if path.exists():
        return
    try:
        with path.open("xb") as file:
            file.write(bytes(RESERVE_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)


def release(vault: Path) -> bool:
    """Give the room back; whether there was any."""
    try:
        path_of(vault).unlink()
    except OSError:
        return False
    return True
