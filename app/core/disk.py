"""Giving a finished file its name, so that neither a kill nor a power cut leaves half of it."""

import os
from pathlib import Path


def put_in_place(draft: Path, path: Path) -> None:
    """Rename a whole file over `path`, its bytes and its name both on the disk afterwards."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(path)
    settle(path.parent)


def settle(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    if os.name == "posix":  # Windows cannot open a folder, and needs no fsync of it
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
