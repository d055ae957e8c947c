"""A whole copy of a vault while others write to it, and what stood in it at that very moment.

The copy is taken by SQLite's own backup inside one read transaction, and what is counted is counted
in the same transaction: both see one moment, whatever is saved meanwhile. The copy is encrypted
under the same key from its first byte.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.orm import Session

from app.storage import journal
from app.storage.engine import KEY_DIGITS, connect, discard, discard_wal, engine_for
from app.storage.faults import explained
from app.storage.tables import HEAD

SAMPLE = 20
"""How many lines of the journal are compared one by one."""

Head = tuple[int, int, int, str]
"""Stream, desk, the number and the hash of its last line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What stood in a vault at one moment."""

    revision: str
    desk: int
    counts: Mapping[str, int]
    """table -> rows."""
    heads: tuple[Head, ...]
    sample: tuple[tuple[int, str], ...]
    """Lines of the journal drawn by chance: their place and a hash over all their columns."""


def snapshot(source: Path, target: Path, key_hex: str, *, below: Callable[[int], int]) -> Facts:
    """Copy the vault as it is at one moment; `below` draws which lines will be compared."""
    discard(target)
    with (
        explained(),
        closing(connect(source, key_hex)) as reading,
        closing(connect(target, key_hex)) as writing,
    ):
        reading.execute("BEGIN")
        facts = _facts(reading, _drawn(reading, below))
        reading.backup(writing)
        reading.execute("COMMIT")
    discard_wal(target)  # closed, so everything stands in the file itself
    return facts


def facts_of(path: Path, key_hex: str, expected: Facts) -> Facts:
    """What stands in a copy, looked at as `expected` was."""
    with explained(), closing(connect(path, key_hex)) as connection:
        return _facts(connection, [place for place, _hash in expected.sample])


def rekey(path: Path, old_hex: str, new_hex: str) -> None:
    """Write a closed copy anew under another key; afterwards the old one opens nothing of it."""
    if len(new_hex) != KEY_DIGITS:
        raise ValueError("the database key is 64 hexadecimal digits")
    with explained(), closing(connect(path, old_hex)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute(f"PRAGMA rekey=\"x'{new_hex}'\"")
    discard_wal(path)


@contextmanager
def last_words(path: Path, key_hex: str) -> Iterator[None]:
    """Nobody writes into that vault meanwhile, and nobody can afterwards: another takes its place.

    A program that still has the file open is refused instead of saving into what is thrown away.
    What fails in here leaves the vault as it was.
    """
    with explained(), closing(connect(path, key_hex)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ALTER TABLE journal RENAME TO journal_of_before")
        connection.execute("COMMIT")


def revision_of(path: Path, key_hex: str) -> str:
    """The revision of a vault as it lies there."""
    with explained(), closing(connect(path, key_hex)) as connection:
        return _revision(connection)


def fault_of(path: Path, key_hex: str, facts: Facts) -> str:
    """What a restored vault lacks: `pages`, `pointers`, `counts`, `sample`, `journal`; "" if none.

    The journal is checked whole only where its lines are those of this program.
    """
    try:
        with closing(connect(path, key_hex)) as connection:
            found = _fault(connection, facts)
        if found or facts.revision != HEAD:
            return found
        with opened_copy(path, key_hex) as session:
            return "" if journal.verify(session).whole else "journal"
    except (sqlcipher.Error, ValueError):
        return "pages"


@contextmanager
def opened_copy(path: Path, key_hex: str) -> Iterator[Session]:
    """Read in a vault that lies aside; it is not brought up to date."""
    engine = engine_for(path, key_hex)
    try:
        with explained(), Session(engine, autoflush=False) as session:
            yield session
    finally:
        engine.dispose()


def become_another_desk(path: Path, key_hex: str, number: int) -> None:
    """Give a restored vault a number of its own: its past goes on having the old one.

    Two machines that write lines under one number would break the chain of both. The pair of the
    old desk is forgotten; the first sign-in makes a new one. So are the places of its backups.
    """
    with explained(), closing(connect(path, key_hex)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE meta SET value = ? WHERE name = 'replica'", (str(number),))
        connection.execute("DELETE FROM meta WHERE name IN ('desk_pair', 'copies_second')")
        connection.execute("DELETE FROM copy_made")
        connection.execute("COMMIT")
    discard_wal(path)


def mark_of(session: Session) -> str:
    """Changes whenever something was saved: the last line of the journal, the drafts."""
    run = session.connection().exec_driver_sql
    lines = run("SELECT max(lseq) FROM journal").scalar()
    drafts, saved = run("SELECT count(*), max(saved_at) FROM draft").one()
    return f"{lines or 0} {drafts} {saved or ''}"


def _facts(connection: Any, places: list[int]) -> Facts:
    run = connection.execute
    desk = run("SELECT value FROM meta WHERE name = 'replica'").fetchone()
    heads = run("SELECT vis, replica, seq, h FROM vector ORDER BY vis, replica").fetchall()
    return Facts(
        revision=_revision(connection),
        desk=int(desk[0]) if desk else 0,
        counts=_counts(connection),
        heads=tuple((vis, replica, seq, bytes(h).hex()) for vis, replica, seq, h in heads),
        sample=tuple((place, _line_hash(connection, place)) for place in places),
    )


def _fault(connection: Any, facts: Facts) -> str:
    run = connection.execute
    if run("PRAGMA cipher_integrity_check").fetchall():
        return "pages"
    if [text for (text,) in run("PRAGMA integrity_check")] != ["ok"]:
        return "pages"
    if run("PRAGMA foreign_key_check").fetchone() is not None:
        return "pointers"
    found = _facts(connection, [place for place, _hash in facts.sample])
    if found.sample != facts.sample:
        return "sample"
    return "" if found == facts else "counts"


def _revision(connection: Any) -> str:
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def _counts(connection: Any) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "ORDER BY name"
    ).fetchall()
    count = 'SELECT count(*) FROM "{}"'
    return {name: connection.execute(count.format(name)).fetchone()[0] for (name,) in names}


def _drawn(connection: Any, below: Callable[[int], int]) -> list[int]:
    """Places of lines drawn by chance; lines are never deleted, so that few places are empty."""
    last = connection.execute("SELECT max(lseq) FROM journal").fetchone()[0] or 0
    return sorted({below(last) + 1 for _ in range(SAMPLE)}) if last else []


def _line_hash(connection: Any, place: int) -> str:
    row = connection.execute("SELECT * FROM journal WHERE lseq = ?", (place,)).fetchone()
    return hashlib.sha256(repr(row).encode()).hexdigest()
