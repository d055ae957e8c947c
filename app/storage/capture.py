"""Every save of a record becomes one journal line; rooms do not know of it.

The line names the fields that changed, their new values and, field by field, the versions that the
form had on the screen («parents»). What is loaded and changed goes through the session; what is new
can go through the driver (`WritingSession.insert`): the same lines for a tenth of the time.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from app.core.errors import DeskError
from app.storage.engine import driver_of
from app.storage.inserting import Saved, inserted
from app.storage.lines import VOID, Versions, moment
from app.storage.pen import Pen
from app.storage.schema import Base, Synced
from app.storage.spelling import clean, fields_of, is_empty, spelled
from app.storage.types import canonical


class UnjournalledError(RuntimeError):
    """A write went past the journal and was refused: a bug of the program, never of a person."""


_PATCH_OF = "SELECT patch FROM journal WHERE vis = ? AND replica = ? AND seq = ?"


class WritingSession(Session):
    """A session whose saves are journalled by its pen."""

    def __init__(self, bind: Any, pen: Pen) -> None:
        """Save on `bind`, journal with `pen`; nothing is flushed before it must be."""
        super().__init__(bind, autoflush=False, expire_on_commit=False)
        self.pen = pen

    @property
    def driver(self) -> Any:
        """The driver's own connection, in this one transaction."""
        return driver_of(self)

    def insert(self, row: type[Synced], records: Sequence[Mapping[str, Any]]) -> Sequence[Saved]:
        """Write new records and their lines at once, past the ORM; what the lines made of them.

        A record is its fields by name with `id` among them; a field left out has its default.
        """
        return inserted(self.driver, self.pen, row, records)


# ---- from a row to a patch ----------------------------------------------------------------------


def _cleaned(row: Synced, name: str) -> object:
    value = getattr(row, name)
    kept = clean(value)
    if kept != value:
        setattr(row, name, kept)
    return spelled(row.__tablename__, name, kept)


def _changes(row: Synced) -> dict[str, object]:
    """Give field -> new value of everything that this save changes."""
    if not inspect(row).has_identity:
        first = {name: _cleaned(row, name) for name in fields_of(row.__tablename__)}
        return {name: value for name, value in first.items() if not is_empty(value)}
    changed = {}
    for name in (*fields_of(row.__tablename__), "deleted"):
        history = get_history(row, name)
        if history.added and list(history.added) != list(history.deleted or ()):
            changed[VOID if name == "deleted" else name] = _cleaned(row, name)
    return changed


def _dots(versions: Versions, name: str) -> list[list[int]]:
    """The lines whose values a field shows, in one order."""
    return sorted([int(desk), int(seq)] for desk, seq in versions.get(name, ()))


def _write(session: WritingSession, row: Synced) -> None:
    """Write the line of one row that is about to be saved, and number the row with it."""
    changes, pen, driver = _changes(row), session.pen, session.driver
    seen = pen.seen.get(row.id)
    if seen is not None:
        _leave_untouched(driver, row, changes, seen)
    if not changes and inspect(row).has_identity:
        return
    versions: dict[str, Any] = dict(row.versions or {})
    patch: dict[str, list[object]] = {
        name: [value, _dots(versions, name)] for name, value in changes.items()
    }
    if VOID in patch:
        heads = pen.heads(driver, row.vis)
        patch[VOID].append({str(desk): head[0] for desk, head in sorted(heads.items())})
    line = pen.line(
        driver, table=row.__tablename__, record=row.id, vis=row.vis, patch=canonical(patch)
    )
    pen.write(driver, (line,))
    row.versions = {**versions, **{name: [[pen.replica, line.seq]] for name in changes}}
    row.op_replica, row.op_seq, row.changed_at = pen.replica, line.seq, moment(line.hlc)


# ---- an old form --------------------------------------------------------------------------------


def _leave_untouched(driver: Any, row: Synced, changes: dict[str, object], seen: Versions) -> None:
    """Take fields that moved while the form was open out of the save, or stop it.

    Where the author left the field as it was on the screen, the colleague's value stays; where
    both changed it, nobody's is overwritten.
    """
    moved = [name for name in changes if _dots(seen, name) != _dots(row.versions, name)]
    torn = []
    for name in moved:
        if _was_shown(driver, row.vis, _dots(seen, name), name, changes[name]):
            attribute = "deleted" if name == VOID else name
            before = list(get_history(row, attribute).deleted or (None,))
            setattr(row, attribute, before[0])
            del changes[name]
        else:
            torn.append(name)
    if torn:
        raise DeskError("record.changed_meanwhile", record=row.id, fields=tuple(torn))


def _was_shown(driver: Any, vis: int, dots: list[list[int]], name: str, value: object) -> bool:
    """Whether the form showed just this value."""
    if not dots:
        return is_empty(value)
    patches = [driver.execute(_PATCH_OF, (vis, *dot)).fetchone() for dot in dots]
    return all(found and found[0] and json.loads(found[0])[name][0] == value for found in patches)


# ---- capture ------------------------------------------------------------------------------------


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
    for row in rows:
        _write(session, row)
