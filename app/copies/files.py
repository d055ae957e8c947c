"""The files of backups in a folder: their names, and how one is carried to another disk."""

import re
import shutil
from datetime import UTC, datetime, timedelta
from hashlib import file_digest
from pathlib import Path

from app.copies.workroom import workroom
from app.core.disk import put_in_place
from app.core.ids import Ids

_STAMP = "%Y-%m-%d_%H-%M-%SZ"
_SHAPE = re.compile(r"(\d{4}-\d\d-\d\d_\d\d-\d\d-\d\dZ)_([0-9a-f]{8})\.prcopy")
PATTERN = "*.prcopy"
"""What a person looks for when choosing a file."""


def free_path(folder: Path, moment: datetime, vault_id: str) -> Path:
    """A name that nothing has yet: the moment and the vault, nobody's name."""
    while True:
        name = f"{moment.astimezone(UTC).strftime(_STAMP)}_{vault_id[:8]}.prcopy"
        if not (folder / name).exists():
            return folder / name
        moment += timedelta(seconds=1)


def backups_in(folder: Path, vault_id: str) -> dict[Path, datetime]:
    """The backups of that vault in a folder, with the moment in their names."""
    found: dict[Path, datetime] = {}
    for path in folder.glob(PATTERN) if folder.is_dir() else ():
        shape = _SHAPE.fullmatch(path.name)
        if shape and shape[2] == vault_id[:8]:
            found[path] = datetime.strptime(shape[1], _STAMP).replace(tzinfo=UTC)
    return found


def budget(folder: Path, taken: int) -> int:
    """How many bytes backups may take there: a quarter of what is free without them."""
    return (shutil.disk_usage(folder).free + taken) // 4


def newest_in(folder: Path) -> tuple[Path, datetime] | None:
    """The newest backup in a folder, whichever vault it is of."""
    found = [
        (datetime.strptime(shape[1], _STAMP).replace(tzinfo=UTC), path)
        for path in (folder.glob(PATTERN) if folder.is_dir() else ())
        if (shape := _SHAPE.fullmatch(path.name))
    ]
    return (max(found)[1], max(found)[0]) if found else None


def carry(source: Path, target: Path, ids: Ids) -> bool:
    """Copy a proven backup to another disk and read it back; whether every byte arrived."""
    with workroom(target.parent, ids) as room:
        draft = room / target.name
        shutil.copyfile(source, draft)
        draft.chmod(0o600)
        with source.open("rb") as one, draft.open("rb") as other:
            same = file_digest(one, "sha256").digest() == file_digest(other, "sha256").digest()
        if same:
            put_in_place(draft, target)
        return same
