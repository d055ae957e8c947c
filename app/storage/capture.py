"""Every save of a record becomes one journal line, in this one place; rooms do not know of it.

The line names the fields that changed, their new values and, field by field, the versions that the
form had on the screen («parents»). It stands in the journal before the row is written: triggers
refuse a row without it.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from app.core.clock import Clock
from app.core.errors import DeskError
from app.core.ids import Ids
from app.storage.lines import (
    SCHEMA_VERSION,
    VOID,
    Versions,
    body_hash,
    body_text,
    chained,
    moment,
    tick,
)
from app.storage.schema import Base, Synced
from app.storage.tables import synced_tables
from app.storage.types import PackedJson, canonical, moment_text, packed


class UnjournalledError(RuntimeError):
    """A write went past the journal and was refused: a bug of the program, never of a person."""


_BOOKKEEPING = frozenset({"id", "versions", "op_replica", "op_seq", "changed_at", "deleted"})


WRITE = "w"
NO_OFFICE = 0
"""Until the desk joins a hub."""

# Through the driver: a line costs a tenth of what it costs through the ORM.
_HEADS = "SELECT replica, seq, h, hlc FROM vector WHERE vis = ?"
_APPEND = (
    "INSERT INTO journal (office, vis, replica, seq, hlc, tbl, rid, kind, patch, salt, sv, "
    "author, act, hb, h) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_PATCH_OF = "SELECT patch FROM journal WHERE vis = ? AND replica = ? AND seq = ?"
_MOVE_HEAD = "INSERT OR REPLACE INTO vector (vis, replica, seq, h, hlc) VALUES (?, ?, ?, ?, ?)"


# ---- from a row to a patch ----------------------------------------------------------------------


@cache
def fields_of(table: str) -> tuple[str, ...]:
    """The fields of a record that the journal speaks of."""
    return tuple(
        attribute.key
        for attribute in inspect(synced_tables()[table]).column_attrs
        if attribute.key not in _BOOKKEEPING and not attribute.columns[0].info.get("derived")
    )


def _clean_text(text: str) -> str:
    """Without NUL and lone surrogates, which no other desk could take."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    return text.encode("utf-8", "ignore").decode("utf-8")


def clean(value: Any) -> Any:
    """The same value without what cannot travel; a float is a bug (money is text)."""
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, Mapping):
        return {_clean_text(str(key)): clean(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [clean(part) for part in value]
    if isinstance(value, float):
        raise TypeError("a float cannot be journalled: its spelling differs between machines")
    return value


def plain(value: object) -> object:
    """A value as the journal spells it."""
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


def _is_empty(value: object) -> bool:
    return value is None or value == "" or value == [] or value == {}


@cache
def packed_fields(table: str) -> frozenset[str]:
    """The fields that stand packed in the journal."""
    row = synced_tables().get(table)
    columns = inspect(row).columns if row is not None else ()
    return frozenset(column.key for column in columns if isinstance(column.type, PackedJson))


def _cleaned(row: Synced, name: str) -> object:
    value = getattr(row, name)
    kept = clean(value)
    if kept != value:
        setattr(row, name, kept)
    if name in packed_fields(row.__tablename__) and not _is_empty(kept):
        return packed(kept)
    return plain(kept)


def _changes(row: Synced) -> dict[str, object]:
    """Give field -> new value of everything that this save changes."""
    if not inspect(row).has_identity:
        first = {name: _cleaned(row, name) for name in fields_of(row.__tablename__)}
        return {name: value for name, value in first.items() if not _is_empty(value)}
    changed = {}
    for name in (*fields_of(row.__tablename__), "deleted"):
        history = get_history(row, name)
        if history.added and list(history.added) != list(history.deleted or ()):
            changed[VOID if name == "deleted" else name] = _cleaned(row, name)
    return changed


# ---- capture ------------------------------------------------------------------------------------


def _dots(versions: Versions, name: str) -> list[list[int]]:
    """The lines whose values a field shows, in one order."""
    return sorted([int(desk), int(seq)] for desk, seq in versions.get(name, ()))


class Pen:
    """Writes the journal lines of one transaction."""

    def __init__(
        self,
        *,
        act: str,
        author: str,
        seen: Mapping[str, Versions],
        replica: int,
        clock: Clock,
        ids: Ids,
    ) -> None:
        """Hold who writes what, and what the forms had on the screen."""
        self.lines = 0
        self._act = act
        self._author = author
        self._seen = seen
        self._replica = replica
        self._clock = clock
        self._ids = ids

    def write(self, connection: Connection, row: Synced) -> None:
        """Write the line of one row that is about to be saved, and number the row with it."""
        changes = _changes(row)
        seen = self._seen.get(row.id)
        if seen is not None:
            self._leave_untouched(connection, row, changes, seen)
        if not changes and inspect(row).has_identity:
            return
        vector = self._vector(connection, row.vis)
        last_seq, last_hash, last_hlc = vector.get(self._replica, (0, b"", 0))
        seq, hlc = last_seq + 1, tick(self._clock.now(), last_hlc)
        versions: dict[str, Any] = dict(row.versions or {})
        patch: dict[str, list[object]] = {
            name: [value, _dots(versions, name)] for name, value in changes.items()
        }
        if VOID in patch:
            patch[VOID].append({str(desk): head[0] for desk, head in sorted(vector.items())})
        salt = f"{self._ids.below(1 << 48):012x}"
        body = (
            *(self._replica, seq, hlc, row.__tablename__, row.id, WRITE, canonical(patch)),
            *(salt, SCHEMA_VERSION, self._author, self._act),
        )
        hb = body_hash(body_text(*body))
        h = chained(last_hash, hb)
        connection.exec_driver_sql(_APPEND, (NO_OFFICE, row.vis, *body, hb, h))
        connection.exec_driver_sql(_MOVE_HEAD, (row.vis, self._replica, seq, h, hlc))
        row.versions = {**versions, **{name: [[self._replica, seq]] for name in changes}}
        row.op_replica, row.op_seq, row.changed_at = self._replica, seq, moment(hlc)
        self.lines += 1

    def _leave_untouched(
        self, connection: Connection, row: Synced, changes: dict[str, object], seen: Versions
    ) -> None:
        """Take fields that moved while the form was open out of the save, or stop it.

        Where the author left the field as it was on the screen, the colleague's value stays; where
        both changed it, nobody's is overwritten.
        """
        moved = [name for name in changes if _dots(seen, name) != _dots(row.versions, name)]
        torn = []
        for name in moved:
            if self._was_shown(connection, row.vis, _dots(seen, name), name, changes[name]):
                attribute = "deleted" if name == VOID else name
                before = list(get_history(row, attribute).deleted or (None,))
                setattr(row, attribute, before[0])
                del changes[name]
            else:
                torn.append(name)
        if torn:
            raise DeskError("record.changed_meanwhile", record=row.id, fields=tuple(torn))

    def _was_shown(
        self,
        connection: Connection,
        vis: int,
        dots: list[list[int]],
        name: str,
        value: object,
    ) -> bool:
        """Whether the form showed just this value."""
        if not dots:
            return _is_empty(value)
        patches = [
            connection.exec_driver_sql(_PATCH_OF, (vis, *dot)).scalar_one_or_none() for dot in dots
        ]
        return all(patch and json.loads(patch)[name][0] == value for patch in patches)

    def _vector(self, connection: Connection, vis: int) -> dict[int, tuple[int, bytes, int]]:
        rows = connection.exec_driver_sql(_HEADS, (vis,))
        return {int(replica): (int(seq), bytes(h), int(hlc)) for replica, seq, h, hlc in rows}


class WritingSession(Session):
    """A session whose saves are journalled by its pen."""

    def __init__(self, bind: Any, pen: Pen) -> None:
        """Save on `bind`, journal with `pen`; nothing is flushed before it must be."""
        super().__init__(bind, autoflush=False, expire_on_commit=False)
        self.pen = pen


@cache
def _order() -> dict[str, int]:
    """Parents before children: the order in which lines stand in the journal."""
    return {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}


@event.listens_for(WritingSession, "before_flush")
def capture(session: WritingSession, _context: object, _instances: object) -> None:
    """Write the lines of everything that is about to be saved, before it is saved."""
    if any(isinstance(row, Synced) for row in session.deleted):
        raise UnjournalledError("records are struck out, never deleted")
    rows = [row for row in (*session.new, *session.dirty) if isinstance(row, Synced)]
    rows.sort(key=lambda row: _order()[row.__tablename__])
    connection = session.connection()
    for row in rows:
        session.pen.write(connection, row)
