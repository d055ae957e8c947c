"""The whole copy that is put aside before anything is repaired: the files, byte for byte."""

import shutil
from pathlib import Path

from app.core.disk import put_in_place, settle
from app.core.errors import DeskError
from app.core.paths import Home
from app.storage.database import Database

_ENDS = ("", "-wal")


def put_aside(database: Database, home: Home, name: str) -> Path:
    """Copy vault and keyslots into a folder of that name; nobody writes meanwhile.

    Byte for byte, so that even damage is kept. DeskError `doctor.no_copy` when it cannot be made:
    then nothing may be repaired.
    """
    folder = home.folder / name
    with database.asking() as driver:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    try:
        with database.local_writing():
            folder.mkdir(mode=0o700)
            for path in _files(home):
                draft = folder / f"{path.name}.new"
                shutil.copyfile(path, draft)
                draft.chmod(0o600)
                put_in_place(draft, folder / path.name)
        settle(home.folder)
    except OSError as problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise DeskError("doctor.no_copy") from problem
    return folder


def _files(home: Home) -> list[Path]:
    vault = [home.vault.with_name(home.vault.name + end) for end in _ENDS]
    doors = sorted(home.folder.glob(f"{home.keyslots.stem}*.json"))
    return [path for path in (*vault, *doors) if path.exists()]
