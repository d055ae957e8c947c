"""Another key for a closed vault: every page anew, in one transaction of SQLite's own.

The pages of before stand in the rollback journal under the old key until the commit, so that a kill
or a power cut leaves the vault wholly under the one key or wholly under the other.
"""

from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.core.errors import DeskError
from app.storage.engine import KEY_DIGITS, connect
from app.storage.faults import explained, told


def rekey(path: Path, old_hex: str, new_hex: str) -> None:
    """Put the vault under another key. DeskError `vault.busy` when somebody else has it open.

    Takes about a second for 80 MB and as much room on the disk as the vault itself; a full disk
    leaves the old key.
    """
    if len(new_hex) != KEY_DIGITS:
        raise ValueError("the database key is 64 hexadecimal digits")
    with explained(), closing(connect(path, old_hex)) as connection:
        run = connection.execute
        run("PRAGMA locking_mode=EXCLUSIVE")
        if run("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise DeskError("vault.busy")
        run("BEGIN EXCLUSIVE")  # nobody reads the file until the connection is closed
        run("COMMIT")
        run(f"PRAGMA rekey=\"x'{new_hex}'\"")


def fits(path: Path, key_hex: str) -> bool:
    """Whether that key opens the vault now. A change that was cut short is taken back first."""
    try:
        connect(path, key_hex).close()
    except sqlcipher.Error as problem:
        if str(getattr(problem, "sqlite_errorname", "")).startswith("SQLITE_NOTADB"):
            return False
        raise told(problem) from problem
    return True


def share_done(path: Path) -> float:
    """How much of a change that runs now is done, from 0 to 1: pages of before that are kept."""
    try:
        kept = path.with_name(path.name + "-journal").stat().st_size
        return min(1.0, kept / max(1, path.stat().st_size))
    except OSError:
        return 0.0
