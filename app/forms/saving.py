"""A paper goes to the disk whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from app.core.errors import InputError


def save(path: Path, pdf: bytes) -> None:
    """Write a paper; on failure the file that stood there stays as it was: `paper.not_saved`."""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(pdf)  # a device or a pipe cannot be replaced by a file
        else:
            _replace(path, pdf)
    except OSError as problem:
        raise InputError("paper.not_saved", file=path.name or str(path)) from problem


def _replace(path: Path, pdf: bytes) -> None:
    draft = path.with_name(f".{path.name[:100]}.new")
    try:
        with draft.open("wb") as target:
            target.write(pdf)
            target.flush()
            os.fsync(target.fileno())
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
