"""Rows against the journal: what is missing, differs, was written by nobody, hangs on nothing.

The journal is the proof: a row is put back to what its lines say, and never the other way round.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from app.storage.capture import WritingSession
from app.storage.engine import driver_of
from app.storage.guards import guards
from app.storage.lines import VOID
from app.storage.schema import Synced
from app.storage.soundness.model import Looked, Place
from app.storage.soundness.told import (
    Shape,
    Told,
    bookkeeping,
    same_versions,
    shape_of,
    told_of,
)
from app.storage.tables import synced_tables
from app.storage.types import canonical

_KEPT = ("id", "versions", "op_replica", "op_seq", "deleted")
Pair = tuple[Told | None, dict[str, Any] | None]


def _side_by_side(driver: Any, row: type[Synced], shape: Shape) -> Iterator[Pair]:
    """Each record as the journal tells it, and as it stands; either may be missing."""
    names = (*_KEPT, *shape.journalled())
    listed = ", ".join(f'"{name}"' for name in names)
    rows = driver.execute(f'SELECT {listed} FROM "{shape.name}" ORDER BY id')  # noqa: S608  of the schema
    told, kept = told_of(driver, row), (dict(zip(names, one, strict=True)) for one in rows)
    left, right = next(told, None), next(kept, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left.record < right["id"]):
            yield left, None
            left = next(told, None)
        elif left is None or right["id"] < left.record:
            yield None, right
            right = next(kept, None)
        else:
            yield left, right
            left, right = next(told, None), next(kept, None)


@dataclass(slots=True)
class Compared:
    """What one walk through journal and rows found."""

    missing: list[Place] = field(default_factory=list)
    unjournalled: list[Place] = field(default_factory=list)
    differing: list[Place] = field(default_factory=list)
    stamps: list[Place] = field(default_factory=list)

    def note(self, shape: Shape, told: Told | None, kept: dict[str, Any] | None) -> None:
        """One record, side by side."""
        if told is None:
            if kept is not None:
                self.unjournalled.append(Place(table=shape.name, record=kept["id"], certain=False))
        elif kept is None:
            place = Place(table=shape.name, record=told.record, certain=told.sure)
            self.missing.append(place)
        elif told.sure:
            if names := _differing(shape, told, kept):
                place = Place(table=shape.name, record=told.record, detail=", ".join(names))
                self.differing.append(place)
            elif not _well_stamped(told, kept):
                detail = f"{kept['op_replica']}/{kept['op_seq']}"
                self.stamps.append(Place(table=shape.name, record=told.record, detail=detail))


def _compared(looked: Looked) -> Compared:
    """All records are read once for the four kinds."""
    found = looked.memo.get("records")
    if not isinstance(found, Compared):
        found = looked.memo["records"] = compared(looked.driver, synced_tables().values())
    return found


def compared(driver: Any, tables: Iterable[type[Synced]]) -> Compared:
    """All records of those tables, as they stand and as the journal tells them."""
    found = Compared()
    for row in tables:
        shape = shape_of(row)
        for told, kept in _side_by_side(driver, row, shape):
            found.note(shape, told, kept)
    return found


# ---- finding ------------------------------------------------------------------------------------


def missing(looked: Looked) -> list[Place]:
    """Records that the journal knows and no row holds."""
    return _compared(looked).missing


def unjournalled(looked: Looked) -> list[Place]:
    """Rows that no line of the journal tells of: written past the program."""
    return _compared(looked).unjournalled


def differing(looked: Looked) -> list[Place]:
    """Rows whose values are not those of their lines."""
    return _compared(looked).differing


def stamps(looked: Looked) -> list[Place]:
    """Rows that show the right values and name the wrong lines for them."""
    return _compared(looked).stamps


def _differing(shape: Shape, told: Told, kept: dict[str, Any]) -> list[str]:
    names = []
    for name in shape.journalled():
        try:
            right = shape.raw(name, told)
        except (ValueError, TypeError, AttributeError):
            continue  # a value that this program cannot read is another kind of damage
        if name not in told.fields and told.erased:
            continue
        if not shape.same(kept[name], right):
            names.append(name)
    return [*names, *(["deleted"] if bool(kept["deleted"]) != told.deleted else [])]


def _well_stamped(told: Told, kept: dict[str, Any]) -> bool:
    stamp = (kept["op_replica"], kept["op_seq"])
    return stamp == (told.replica, told.seq) and same_versions(kept["versions"], told)


def orphans(looked: Looked) -> list[Place]:
    """Records that hang on one that is nowhere; struck out ones may."""
    found = []
    for table, rowid, _, _ in looked.driver.execute("PRAGMA foreign_key_check").fetchall():
        sql = f'SELECT id FROM "{table}" WHERE rowid = ? AND NOT deleted'  # noqa: S608  of the schema
        row = looked.driver.execute(sql, (rowid,)).fetchone()
        if row is not None:
            found.append(Place(table=table, record=row[0]))
    return sorted(set(found), key=lambda place: (place.table, place.record))


# ---- repairing ----------------------------------------------------------------------------------


def _told(driver: Any, places: Sequence[Place]) -> Iterator[tuple[Shape, type[Synced], Told]]:
    wanted = {(place.table, place.record) for place in places}
    for table in sorted({place.table for place in places}):
        row = synced_tables()[table]
        shape = shape_of(row)
        for told in told_of(driver, row):
            if (table, told.record) in wanted and told.sure:
                yield shape, row, told


def put_back_missing(session: Session, _looked: Looked, places: Sequence[Place]) -> None:
    """Write the rows anew from their lines; the guards let in what stands in the journal."""
    driver = driver_of(session)
    for shape, _, told in _told(driver, places):
        values = {"id": told.record, **bookkeeping(told)}
        values |= {one.name: one.default for one in shape.plan.fields if not one.journalled}
        values |= {name: shape.raw(name, told) for name in shape.journalled()}
        values["deleted"] = int(told.deleted)
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        sql = f'INSERT INTO "{shape.name}" ({names}) VALUES ({marks})'  # noqa: S608  of the schema
        driver.execute(sql, tuple(values.values()))


def put_right_differing(session: WritingSession, _looked: Looked, places: Sequence[Place]) -> None:
    """Give the fields the values of their lines again, under a new line that says so."""
    fields = {(one.table, one.record): one.detail.split(", ") for one in places}
    for shape, row, told in _told(session.driver, places):
        names = fields[shape.name, told.record]
        changed = {name: told.fields.get(name) for name in names if name != "deleted"}
        if "deleted" in names:
            changed[VOID] = told.deleted
        rewrite(session, row, told, changed)


def rewrite(
    session: WritingSession, row: type[Synced], told: Told, changed: dict[str, Any]
) -> None:
    """Write these fields of a record (as the journal spells them) with a line of their own.

    The other fields of the row are not touched.
    """
    shape, driver, pen = shape_of(row), session.driver, session.pen
    patch: dict[str, list[Any]] = {
        name: [value, told.versions.get(name, [])] for name, value in sorted(changed.items())
    }
    if VOID in patch:
        heads = pen.heads(driver, row.vis)
        patch[VOID].append({str(desk): head[0] for desk, head in sorted(heads.items())})
    line = pen.line(
        driver, table=shape.name, record=told.record, vis=row.vis, patch=canonical(patch)
    )
    pen.write(driver, (line,))
    told.hear((told.record, pen.replica, line.seq, line.hlc, "w", canonical(patch)))
    told.seq = line.seq
    values = {name: shape.raw(name, told) for name in changed if name != VOID}
    values |= bookkeeping(told)
    _update(driver, shape.name, told.record, values)


def told_one(driver: Any, row: type[Synced], record: str) -> Told | None:
    """One record as its lines tell it; None when no line does."""
    lines = driver.execute(
        "SELECT rid, replica, seq, hlc, kind, patch FROM journal WHERE tbl = ? AND rid = ? "
        "AND vis = ? ORDER BY lseq",
        (row.__tablename__, record, row.vis),
    ).fetchall()
    told = Told(record)
    for line in lines:
        told.hear(line)
    return told if lines else None


def change(session: WritingSession, table: str, record: str, **changed: Any) -> None:
    """Write fields of one record past the screens, with a line of their own."""
    row = synced_tables()[table]
    told = told_one(session.driver, row, record)
    if told is not None and told.sure:
        rewrite(session, row, told, changed)


def strike_out(session: WritingSession, _looked: Looked, places: Sequence[Place]) -> None:
    """Strike the records out: visible in the journal, and nothing is lost."""
    for place in places:
        change(session, place.table, place.record, **{VOID: True})


def stamp_anew(session: Session, _looked: Looked, places: Sequence[Place]) -> None:
    """Let the rows name their lines again; no value changes, so no line is written."""
    driver = driver_of(session)
    for shape, row, told in _told(driver, places):
        name = f"{row.__tablename__}_update"
        driver.execute(f'DROP TRIGGER IF EXISTS "{name}"')
        kept = bookkeeping(told)
        _update(driver, shape.name, told.record, kept)
        driver.execute(guards()[name])


def _update(driver: Any, table: str, record: str, values: dict[str, Any]) -> None:
    sets = ", ".join(f'"{name}" = ?' for name in values)
    sql = f'UPDATE "{table}" SET {sets} WHERE id = ?'  # noqa: S608  names of the schema
    driver.execute(sql, (*values.values(), record))
