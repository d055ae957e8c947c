"""Taking an act back by its journal lines: each field returns to what the line had replaced."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Column, Date, Time, inspect, select
from sqlalchemy.orm import Session

from app.core.errors import DeskError
from app.storage.journal_tables import JournalRow
from app.storage.lines import VOID, moment
from app.storage.schema import Synced
from app.storage.tables import synced_tables
from app.storage.types import PackedJson, UtcDateTime, unpacked

Dots = tuple[tuple[int, int], ...]
"""The (desk, number) of the lines whose values a field shows; empty where nobody wrote it."""
CHANGED_SINCE = "record.changed_since"
CLIENT = "client"
STREAM = 0
"""The office's common records; the managers' own are not taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """One committed act and the lines of this desk that it wrote, from `first` to `last`."""

    act: str
    author: str
    at: datetime
    first: int
    last: int


class Same:
    """Which lines wrote one and the same value: an undo writes anew what an older line had."""

    def __init__(self) -> None:
        """Every line stands for itself."""
        self._origin: dict[tuple[str, str, Dots], Dots] = {}

    def note(self, written: "Written") -> None:
        """A committed undo wrote these older values again."""
        self._origin.update(written)

    def origin(self, record: str, name: str, dots: Dots) -> Dots:
        """The lines that wrote this value first."""
        while (record, name, dots) in self._origin:
            dots = self._origin[record, name, dots]
        return dots


Written = dict[tuple[str, str, Dots], Dots]
"""What an undo wrote: record, field, its new line -> the lines that had the value before."""


@dataclass(slots=True)
class _Touch:
    """What one act did to one record."""

    table: str
    record: str
    created: bool
    last: dict[str, Dots] = field(default_factory=dict)
    """field -> the line of the act that wrote it last."""
    parents: dict[str, Dots] = field(default_factory=dict)
    """field -> the lines whose value the act replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A record that an act touched."""

    table: str
    record: str
    created: bool
    client: str
    """Whose card it is or hangs on; empty for records of the office."""


def subjects(session: Session, replica: int, saved: Committed) -> tuple[Subject, ...]:
    """The records that an act touched, in the order of their lines."""
    return tuple(
        Subject(
            table=touch.table,
            record=touch.record,
            created=touch.created,
            client=_client_of(session, touch),
        )
        for touch in _touches(session, replica, saved).values()
    )


def _client_of(session: Session, touch: _Touch) -> str:
    if touch.table == CLIENT:
        return touch.record
    kind = synced_tables()[touch.table]
    row = session.get_one(kind, touch.record)
    return next((getattr(row, column.key) for column in _columns_naming(kind, CLIENT)), "")


def take_back(session: Session, replica: int, saved: Committed, same: Same) -> Written:
    """Restore every field that the act wrote, if each still shows what the act wrote.

    A record that the act made is struck out, if nobody added to it. Whatever stands in the way is a
    DeskError that names the line; nothing is written then. The answer goes to `Same.note` after the
    commit.
    """
    touches = _touches(session, replica, saved)
    made = {touch.record for touch in touches.values() if touch.created}
    restored: list[tuple[Synced, _Touch]] = []
    for touch in reversed(touches.values()):
        row = session.get_one(synced_tables()[touch.table], touch.record)
        _refuse_if_changed(session, row, touch, same)
        if touch.created:
            _refuse_if_in_use(session, row, made)
            row.deleted = True
        else:
            for name, dots in touch.parents.items():
                _restore(row, name, _value_of(session, touch, name, dots))
        restored.append((row, touch))
    session.flush()
    written: Written = {}
    for row, touch in restored:
        new: Dots = ((row.op_replica, row.op_seq),)
        names = [VOID] if touch.created else [*touch.parents]
        for name in names:
            if _dots(row.versions.get(name, ())) == new != touch.last.get(name):
                written[touch.record, name, new] = touch.parents.get(name, ())
    return written


def _touches(session: Session, replica: int, saved: Committed) -> dict[tuple[str, str], _Touch]:
    lines = session.scalars(
        select(JournalRow)
        .where(
            JournalRow.vis == STREAM,
            JournalRow.replica == replica,
            JournalRow.seq.between(saved.first, saved.last),
        )
        .order_by(JournalRow.seq)
    )
    touches: dict[tuple[str, str], _Touch] = {}
    for line in lines:
        key = (line.tbl, line.rid)
        if key not in touches:
            touches[key] = _Touch(line.tbl, line.rid, created=not _known_before(session, line))
        touch = touches[key]
        for name, written in json.loads(line.patch or "{}").items():
            touch.last[name] = ((line.replica, line.seq),)
            touch.parents.setdefault(name, _dots(written[1]))
    return touches


def _known_before(session: Session, line: JournalRow) -> bool:
    earlier = select(JournalRow.lseq).where(
        JournalRow.tbl == line.tbl, JournalRow.rid == line.rid, JournalRow.lseq < line.lseq
    )
    return session.scalars(earlier.limit(1)).first() is not None


def _dots(raw: Sequence[Sequence[int]]) -> Dots:
    return tuple((int(dot[0]), int(dot[1])) for dot in raw)


# ---- what stands in the way ---------------------------------------------------------------------


def _refuse_if_changed(session: Session, row: Synced, touch: _Touch, same: Same) -> None:
    names = row.versions if touch.created else touch.last
    for name in names:
        shown = same.origin(row.id, name, _dots(row.versions.get(name, ())))
        ours = same.origin(row.id, name, touch.last[name]) if name in touch.last else ()
        if shown != ours:
            raise _changed_since(session, touch.table, row.id, shown or ours)


def _refuse_if_in_use(session: Session, row: Synced, made: set[str]) -> None:
    for table, kind in synced_tables().items():
        for column in _columns_naming(kind, row.__tablename__):
            users = select(kind).where(column == row.id, ~kind.deleted, kind.id.not_in(made))
            user = session.scalars(users.limit(1)).first()
            if user is not None:
                dots = ((user.op_replica, user.op_seq),)
                raise _changed_since(session, table, user.id, dots)


def _columns_naming(kind: type[Synced], table: str) -> Iterator[Any]:
    for column in inspect(kind).columns:
        if any(key.column.table.name == table for key in column.foreign_keys):
            yield column


def _changed_since(session: Session, table: str, record: str, dots: Dots) -> DeskError:
    found = select(JournalRow).where(
        JournalRow.vis == STREAM, JournalRow.replica == dots[0][0], JournalRow.seq == dots[0][1]
    )
    line = session.scalars(found).one()
    return DeskError(
        CHANGED_SINCE, table=table, record=record, author=line.author, at=moment(line.hlc)
    )


# ---- values -------------------------------------------------------------------------------------


def _value_of(session: Session, touch: _Touch, name: str, dots: Dots) -> Any:
    """The value that those lines wrote, as the journal spells it; None where nobody wrote it."""
    if not dots:
        return None
    found = select(JournalRow.patch).where(
        JournalRow.vis == STREAM, JournalRow.replica == dots[0][0], JournalRow.seq == dots[0][1]
    )
    patch = session.scalars(found).one()
    if patch is None:
        raise _changed_since(session, touch.table, touch.record, dots)
    return json.loads(patch)[name][0]


def _restore(row: Synced, name: str, value: Any) -> None:
    if name == VOID:
        row.deleted = bool(value)
    else:
        setattr(row, name, from_journal(inspect(type(row)).columns[name], value))


def from_journal(column: Column[Any], value: Any) -> Any:
    """A value of a journal line as the row holds it; None takes the column's empty value."""
    if value is None:
        return _empty(column)
    for kind, read in _READ:
        if isinstance(column.type, kind):
            return read(value)
    return value


def _empty(column: Column[Any]) -> Any:
    default: Any = column.default
    if default is None:
        return None
    return default.arg(None) if default.is_callable else default.arg


def _packed(value: Any) -> Any:
    return unpacked(value) if isinstance(value, str) else value


_READ: tuple[tuple[type[Any], Any], ...] = (
    (UtcDateTime, datetime.fromisoformat),
    (Date, lambda text: text and date.fromisoformat(text)),
    (Time, lambda text: text and time.fromisoformat(text)),
    (PackedJson, _packed),
)
