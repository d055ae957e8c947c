"""What the journal says of every record: its lines folded into the row that must stand there."""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Column, Table

from app.storage.inserting import Plan, plan
from app.storage.lines import VOID, moment
from app.storage.pen import ERASE
from app.storage.reversal import from_journal
from app.storage.schema import Synced
from app.storage.spelling import is_empty
from app.storage.types import moment_text, unpacked

_LINES = (
    "SELECT rid, replica, seq, hlc, kind, patch FROM journal "
    "WHERE tbl = ? AND vis = ? ORDER BY rid, lseq"
)
_EMPTY = (None, "", "[]", "{}")


@dataclass(slots=True)
class Told:
    """One record as its lines tell it."""

    record: str
    replica: int = 0
    seq: int = 0
    hlc: int = 0
    deleted: bool = False
    erased: bool = False
    sure: bool = True
    """False where a line cannot be read: then nothing is known for certain."""
    fields: dict[str, Any] = field(default_factory=dict, repr=False)
    versions: dict[str, list[list[int]]] = field(default_factory=dict)

    def hear(self, line: tuple[Any, ...]) -> None:
        """Take in the next line of the record."""
        _, self.replica, self.seq, self.hlc, kind, patch = line
        if kind == ERASE:
            self.fields, self.erased, self.sure = {}, True, True
        if patch is None:
            self.sure = False  # blanked: right only where an erasure follows
            return
        try:
            for name, written in json.loads(patch).items():
                self.versions[name] = [[self.replica, self.seq]]
                if name == VOID:
                    self.deleted = bool(written[0])
                else:
                    self.fields[name] = written[0]
        except (ValueError, AttributeError, LookupError, TypeError):
            self.sure = False


def told_of(driver: Any, row: type[Synced]) -> Iterator[Told]:
    """Every record of a table that the journal knows, in the order of the ids."""
    lines = driver.execute(_LINES, (row.__tablename__, row.vis))
    for record, own in groupby(lines, key=itemgetter(0)):
        told = Told(record)
        for line in own:
            told.hear(line)
        yield told


@dataclass(frozen=True, slots=True)
class Shape:
    """How records of one table stand in it."""

    name: str
    columns: Mapping[str, Column[Any]]
    plan: Plan

    def raw(self, name: str, told: Told) -> Any:
        """What must stand in a column, as the driver gives it. ValueError when it cannot."""
        one = next(one for one in self.plan.fields if one.name == name)
        if name not in told.fields:
            return one.default
        value = from_journal(self.columns[name], told.fields[name])
        return one.default if value is None else one.bind(value)

    def journalled(self) -> tuple[str, ...]:
        """The columns that the journal speaks of."""
        return tuple(one.name for one in self.plan.fields if one.journalled)

    def same(self, kept: Any, right: Any) -> bool:
        """Whether two values of a column say one thing: spelling and emptiness apart."""
        if kept == right or (kept in _EMPTY and right in _EMPTY):
            return True
        if not isinstance(kept, str) or not isinstance(right, str):
            return False
        try:
            return bool(_opened(kept) == _opened(right))
        except (ValueError, TypeError, zlib.error):
            return False


def shape_of(row: type[Synced]) -> Shape:
    """The shape of one table."""
    table: Table = cast("Any", row).__table__
    return Shape(row.__tablename__, dict(table.columns), plan(row.__tablename__, table))


def bookkeeping(told: Told) -> dict[str, Any]:
    """The columns that no field of the journal speaks of, as they must stand."""
    return {
        "versions": json.dumps(told.versions, separators=(",", ":"), sort_keys=True),
        "op_replica": told.replica,
        "op_seq": told.seq,
        "changed_at": moment_text(moment(told.hlc)),
        "deleted": int(told.deleted),
    }


def same_versions(kept: Any, told: Told) -> bool:
    """Whether a row names the lines whose values it shows."""
    try:
        named = json.loads(kept)
        if not all(dots == told.versions.get(name) for name, dots in named.items()):
            return False
    except (ValueError, TypeError, AttributeError):
        return False
    written = {name for name, value in told.fields.items() if not is_empty(value)}
    return told.erased or written <= set(named)


def _opened(text: str) -> Any:
    return unpacked(text) if text[:1] == "z" and text[2:3] == ":" else json.loads(text)
