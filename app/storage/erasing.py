"""Erasing: what a record said is gone from rows and journal; that it was there stays proven.

The last line of an erased record is of kind `e` and holds only what may stay (a number, a day, a
kind). The lines before it lose patch and salt, their hashes stay: the chain still verifies, and
without the salt nobody can guess from a hash what was written. The guard of the journal allows this
one change, and only behind such a line.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import inspect, update

from app.storage.capture import WritingSession
from app.storage.lines import VOID, moment
from app.storage.pen import ERASE
from app.storage.reversal import from_journal
from app.storage.schema import Synced
from app.storage.spelling import fields_of, is_empty, spelled
from app.storage.types import canonical

_BLANK = (
    "UPDATE journal SET patch = NULL, salt = NULL "
    "WHERE tbl = ? AND rid = ? AND kind <> 'e' AND patch IS NOT NULL"
)


def erase(session: WritingSession, row: Synced, *, keep: Collection[str]) -> None:
    """Empty every field of a record but those of `keep`; it is struck out for good.

    Nothing of the row may be waiting to be saved. A field that cannot be empty stays: it is a day
    or a count, or the record that this one hangs on.
    """
    table, driver = row.__tablename__, session.driver
    values = {name: _left(row, name, keep) for name in fields_of(table)}
    line = session.pen.line(
        driver,
        table=table,
        record=row.id,
        vis=row.vis,
        patch=_patch(session, row, values),
        kind=ERASE,
    )
    session.pen.write(driver, (line,))
    session.expunge(row)
    dot = [[session.pen.replica, line.seq]]
    named = {name for name in (*values, VOID) if name == VOID or name in row.versions}
    session.execute(
        update(type(row))
        .where(type(row).id == row.id)
        .values(
            **values,
            deleted=True,
            versions=dict.fromkeys(sorted(named), dot),
            op_replica=session.pen.replica,
            op_seq=line.seq,
            changed_at=moment(line.hlc),
        )
        .execution_options(synchronize_session=False)
    )
    driver.execute(_BLANK, (table, row.id))


def _left(row: Synced, name: str, keep: Collection[str]) -> Any:
    column = inspect(type(row)).columns[name]
    empty = from_journal(column, None)
    must_stay = column.foreign_keys or (empty is None and not column.nullable)
    return getattr(row, name) if name in keep or must_stay else empty


def _patch(session: WritingSession, row: Synced, values: Mapping[str, Any]) -> str:
    """All that is left, and an empty value for each field that had one: the row, told anew."""
    table = row.__tablename__
    heads = session.pen.heads(session.driver, row.vis)
    patch: dict[str, list[object]] = {
        name: [spelled(table, name, value), _dots(row, name)]
        for name, value in values.items()
        if name in row.versions or not is_empty(value)
    }
    patch[VOID] = [True, _dots(row, VOID), {str(desk): head[0] for desk, head in heads.items()}]
    return canonical(patch)


def _dots(row: Synced, name: str) -> list[list[int]]:
    return sorted([int(desk), int(seq)] for desk, seq in row.versions.get(name, ()))
