"""New records straight through the driver, with the lines that the session would have written.

A registration through the ORM cost twenty bare inserts. Here a table is planned once, a record is
spelled once for row and line alike, and a thousand records are two calls of the driver.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Column, Table
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from app.storage.lines import moment
from app.storage.pen import Line, Pen
from app.storage.schema import Synced
from app.storage.spelling import clean, fields_of, is_empty, plain
from app.storage.types import Json, PackedJson, canonical, moment_text, packed

_quoted = json.encoder.encode_basestring
_DIALECT: Any = cast("Any", SQLiteDialect)()
_NUMBERED = ("id", "versions", "op_replica", "op_seq", "changed_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What the journal made of a new record."""

    versions: Mapping[str, tuple[tuple[int, int], ...]]
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class _Field:
    """One column: how a value goes into it, and what it holds when nothing is given."""

    name: str
    bind: Callable[[Any], Any]
    default: Any
    journalled: bool
    kind: type

    def spelled(self, value: Any) -> tuple[Any, str]:
        """The value for the row and, unless it is empty, its JSON for the line."""
        if type(value) is str and self.kind is str:  # most fields: the short way, the same answer
            text = clean(value)
            return (text, _quoted(text)) if text and self.journalled else (text, "")
        kept = clean(value)
        if is_empty(kept) or not self.journalled:
            return self.bind(kept), ""
        if self.kind is Json:
            text = canonical(kept)
            return text, text
        if self.kind is PackedJson:
            text = packed(kept)
            return text, _quoted(text)
        return self.bind(kept), canonical(plain(kept))


@dataclass(frozen=True, slots=True)
class Plan:
    """How records of one table are written."""

    sql: str
    fields: tuple[_Field, ...]
    """In the order of their names, so that a patch comes out in its one spelling."""


def inserted(
    driver: Any, pen: Pen, row: type[Synced], records: Sequence[Mapping[str, Any]]
) -> Sequence[Saved]:
    """Write the lines, then the rows; what they are now."""
    planned = plan(row.__tablename__, cast("Any", row).__table__)
    lines: list[Line] = []
    rows: list[tuple[Any, ...]] = []
    saved: list[Saved] = []
    for record in records:
        values, written = _spelled(planned, record)
        patch = ",".join(f'"{name}":[{text},[]]' for name, text in written)
        line = pen.line(
            *(driver,),
            table=row.__tablename__,
            record=record["id"],
            vis=row.vis,
            patch=f"{{{patch}}}",
        )
        dot = f"[[{pen.replica},{line.seq}]]"
        versions = ",".join(f'"{name}":{dot}' for name, _ in written)
        at = moment(line.hlc)
        rows.append(
            (record["id"], f"{{{versions}}}", pen.replica, line.seq, moment_text(at), *values)
        )
        lines.append(line)
        shown = ((pen.replica, line.seq),)
        saved.append(Saved(versions={name: shown for name, _ in written}, changed_at=at))
    pen.write(driver, lines)
    driver.executemany(planned.sql, rows)
    return saved


def _spelled(planned: Plan, record: Mapping[str, Any]) -> tuple[list[Any], list[tuple[str, str]]]:
    values: list[Any] = []
    written: list[tuple[str, str]] = []
    for field in planned.fields:
        given = record.get(field.name)
        if given is None:
            values.append(field.default)
            continue
        value, text = field.spelled(given)
        values.append(value)
        if text:
            written.append((field.name, text))
    return values, written


@cache
def plan(name: str, table: Table) -> Plan:
    """How records of a table are written; made once a table."""
    journalled = frozenset(fields_of(name))
    columns = sorted(
        (column for column in table.columns if column.key not in _NUMBERED),
        key=lambda column: column.key,
    )
    names = ", ".join(f'"{name}"' for name in (*_NUMBERED, *(column.key for column in columns)))
    marks = ", ".join("?" * (len(_NUMBERED) + len(columns)))
    return Plan(
        sql=f'INSERT INTO "{name}" ({names}) VALUES ({marks})',  # noqa: S608  names of the schema
        fields=tuple(_field(column, journalled=column.key in journalled) for column in columns),
    )


def _field(column: Column[Any], *, journalled: bool) -> _Field:
    kind: Any = column.type.dialect_impl(_DIALECT)
    bind = kind.bind_processor(_DIALECT) or (lambda value: value)
    exact = next((one for one in (Json, PackedJson) if isinstance(column.type, one)), None)
    return _Field(
        name=column.key,
        bind=bind,
        default=bind(_default(column)),
        journalled=journalled,
        kind=exact or column.type.python_type,
    )


def _default(column: Column[Any]) -> Any:
    default: Any = column.default
    if default is None:
        return None
    return default.arg if default.is_scalar else default.arg(None)
