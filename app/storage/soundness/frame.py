"""The frame around the records: pages, tables, indexes, and the guards of the journal."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateIndex, CreateTable

from app.storage.engine import driver_of
from app.storage.guards import guards
from app.storage.schema import Base
from app.storage.soundness.model import Looked, Place
from app.storage.tables import synced_tables

_FINE = [("ok",)]
_MOST = 20
_DIALECT = SQLiteDialect()


def pages(looked: Looked) -> list[Place]:
    """Pages of the file that were changed by something else than this program."""
    rows = looked.driver.execute("PRAGMA cipher_integrity_check").fetchall()
    return [Place(detail=str(row[0]), certain=False) for row in rows[:_MOST]]


def structure(looked: Looked) -> list[Place]:
    """Tables and indexes that do not fit together."""
    rows = looked.driver.execute(f"PRAGMA integrity_check({_MOST})").fetchall()
    return [] if rows == _FINE else [Place(detail=str(row[0])) for row in rows]


def index_anew(session: Session, _looked: Looked, _places: Sequence[Place]) -> None:
    """Make every index again from its table."""
    driver_of(session).execute("REINDEX")


def missing_tables(looked: Looked) -> list[Place]:
    """Tables of the schema that are gone with all that stood in them."""
    there = set(_named(looked.driver, "table"))
    return [
        Place(table=name)
        for name in sorted(Base.metadata.tables)
        if name not in there and name != "journal"
    ]


def make_tables(session: Session, _looked: Looked, places: Sequence[Place]) -> None:
    """Make them empty: the journal, or the cards, then fill them again."""
    driver = driver_of(session)
    for place in places:
        table = Base.metadata.tables[place.table]
        driver.execute(str(CreateTable(table).compile(dialect=_DIALECT)))
        for statement in _indexes(table).values():
            driver.execute(statement)
        if place.table in synced_tables():
            for name, statement in guards().items():
                if name.startswith(f"{place.table}_") and f" ON {place.table} " in statement:
                    driver.execute(statement)


def missing_indexes(looked: Looked) -> list[Place]:
    """Indexes of the schema that are gone: everything is found, only slower."""
    there = set(_named(looked.driver, "index"))
    tables = set(_named(looked.driver, "table"))
    return [
        Place(table=table.name, detail=name)
        for table in Base.metadata.sorted_tables
        for name in sorted(_indexes(table))
        if name not in there and table.name in tables
    ]


def make_indexes(session: Session, _looked: Looked, places: Sequence[Place]) -> None:
    """Make them again."""
    for place in places:
        statement = _indexes(Base.metadata.tables[place.table])[place.detail]
        driver_of(session).execute(statement)


def guards_gone(looked: Looked) -> list[Place]:
    """Guards of the journal that are gone or altered."""
    there, tables = _named(looked.driver, "trigger"), set(_named(looked.driver, "table"))
    return [
        Place(detail=name)
        for name, statement in guards().items()
        if there.get(name) != statement and statement.split(" ON ")[1].split(" ")[0] in tables
    ]


def set_guards(session: Session, _looked: Looked, places: Sequence[Place]) -> None:
    """Set them again as the program has them."""
    driver = driver_of(session)
    for place in places:
        driver.execute(f'DROP TRIGGER IF EXISTS "{place.detail}"')
        driver.execute(guards()[place.detail])


def strangers(looked: Looked) -> list[Place]:
    """Triggers and views that are not the program's: they act when somebody saves or reads."""
    ours = guards()
    found = [("trigger", name) for name in _named(looked.driver, "trigger") if name not in ours] + [
        ("view", name) for name in _named(looked.driver, "view")
    ]
    return [Place(table=kind, detail=name) for kind, name in found]


def drop_strangers(session: Session, _looked: Looked, places: Sequence[Place]) -> None:
    """Take them away; the copy keeps them for whoever asks where they came from."""
    for place in places:
        name = place.detail.replace('"', '""')
        driver_of(session).execute(f'DROP {place.table.upper()} IF EXISTS "{name}"')


def _named(driver: Any, kind: str) -> dict[str, str]:
    rows = driver.execute("SELECT name, sql FROM sqlite_master WHERE type = ?", (kind,))
    return {str(name): str(sql) for name, sql in rows}


def _indexes(table: Table) -> dict[str, str]:
    return dict(_spelt(table))


def _spelt(table: Table) -> Iterator[tuple[str, str]]:
    for index in table.indexes:
        yield str(index.name), str(CreateIndex(index).compile(dialect=_DIALECT))
