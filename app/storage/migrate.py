"""Bringing an older vault up to date: a copy first, one transaction, proof before it counts.

SQLite alters a table by rebuilding it; with foreign keys on, a cascade then silently deletes all
child rows. So they are off before the transaction begins, and row counts are compared after it.
Imported only when the vault is older than the program: Alembic costs a painted window.
"""

import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData

from app.core.errors import DeskError, VaultError
from app.storage import migrations
from app.storage.engine import connect, discard, discard_wal, engine_for
from app.storage.faults import explained, told
from app.storage.guards import guards
from app.storage.schema import Base
from app.storage.tables import HEAD

_SCRIPTS = Path(next(iter(migrations.__path__)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Where an upgrade leads: the revision, its scripts, and the schema that must come out."""

    head: str
    versions: tuple[Path, ...]
    metadata: MetaData
    guards: Mapping[str, str]


def to_head() -> Plan:
    """The upgrade to what this program writes."""
    return Plan(
        head=HEAD, versions=(_SCRIPTS / "versions",), metadata=Base.metadata, guards=guards()
    )


class Unproven(Exception):  # noqa: N818  it never leaves this module
    """The upgraded vault is not what it must be."""


def copy_path(path: Path, head: str) -> Path:
    """Where the copy from before an upgrade lies."""
    return path.with_name(f"{path.stem}-before-{head}{path.suffix}")


def upgrade(path: Path, key_hex: str, *, plan: Plan | None = None) -> None:
    """Upgrade the vault; on any failure it is as it was, and the error says so."""
    plan = plan or to_head()
    before = copy_path(path, plan.head)
    with explained():
        copy(path, before, key_hex)
        engine = engine_for(path, key_hex, foreign_keys=False)
        try:
            with (
                engine.execution_options(desk_begin="BEGIN IMMEDIATE").connect() as connection,
                connection.begin(),
            ):
                _upgrade(connection, plan)
        except Exception as problem:
            better = told(problem)
            if isinstance(better, DeskError):
                raise better from None
            raise VaultError("vault.upgrade_failed") from problem
        finally:
            engine.dispose()
        if not _pages_are_whole(path, key_hex):
            copy(before, path, key_hex)
            raise VaultError("vault.upgrade_failed")


def copy(source: Path, target: Path, key_hex: str) -> None:
    """Put a copy of one vault in another's place, with the same key, whole or not at all."""
    draft = target.with_name(target.name + ".new")
    discard(draft)
    try:
        with (
            closing(connect(source, key_hex)) as reading,
            closing(connect(draft, key_hex)) as writing,
        ):
            reading.backup(writing)
    except BaseException:
        discard(draft)
        raise
    discard_wal(target)
    draft.replace(target)


def _upgrade(connection: Connection, plan: Plan) -> None:
    counts = _row_counts(connection)
    for name in _triggers(connection):
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    command.upgrade(_config(connection, plan), plan.head)
    for statement in plan.guards.values():
        connection.exec_driver_sql(statement)
    _prove(connection, plan, counts)


def _config(connection: Connection, plan: Plan) -> Config:
    config = Config()
    folders = os.pathsep.join(str(folder) for folder in plan.versions)
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("version_locations", folders.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = plan.metadata
    return config


def _prove(connection: Connection, plan: Plan, counts: Mapping[str, int]) -> None:
    """Pages, foreign keys, row counts, schema and guards: all as they must be."""
    run = connection.exec_driver_sql
    if run("PRAGMA integrity_check").scalars().all() != ["ok"]:
        raise Unproven("the pages do not fit together")
    if run("PRAGMA foreign_key_check").first() is not None:
        raise Unproven("a record points at nothing")
    after = _row_counts(connection)
    lost = [table for table, count in counts.items() if after.get(table, count) != count]
    if lost:
        raise Unproven(f"rows were lost or made in {lost}")
    differences = compare_metadata(MigrationContext.configure(connection), plan.metadata)
    if differences:
        raise Unproven(f"the schema is not the program's: {differences}")
    if _triggers(connection) != dict(plan.guards):
        raise Unproven("the guards are not the program's")


def _triggers(connection: Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {str(name): str(sql) for name, sql in rows}


def _row_counts(connection: Connection) -> dict[str, int]:
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).scalars()
    return {
        str(name): int(
            connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608
        )
        for name in names.all()
    }


def _pages_are_whole(path: Path, key_hex: str) -> bool:
    with closing(connect(path, key_hex)) as connection:
        return not connection.execute("PRAGMA cipher_integrity_check").fetchall()
