"""Reading the journal: the history of a record, and the proof of the chain."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.engine import driver_of
from app.storage.lines import body_hash, body_text, chained, moment
from app.storage.pen import ERASE
from app.storage.spelling import packed_fields
from app.storage.tables import JournalRow, VectorRow
from app.storage.types import unpacked


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line, as screens and the undo read it."""

    replica: int
    seq: int
    at: datetime
    tbl: str
    record: str
    kind: str
    author: str
    act: str
    fields: Mapping[str, Any] = field(repr=False)
    """field -> the value that this line wrote; empty when the record was erased."""


def _entry(row: JournalRow) -> Entry:
    patch = json.loads(row.patch) if row.patch else {}
    return Entry(
        replica=row.replica,
        seq=row.seq,
        at=moment(row.hlc),
        tbl=row.tbl,
        record=row.rid,
        kind=row.kind,
        author=row.author,
        act=row.act,
        fields={name: _read(row.tbl, name, written[0]) for name, written in patch.items()},
    )


def _read(table: str, name: str, value: Any) -> Any:
    return unpacked(value) if value and name in packed_fields(table) else value


def lines_of(session: Session, table: str, record: str) -> tuple[Entry, ...]:
    """All lines of one record, oldest first."""
    rows = session.scalars(
        select(JournalRow)
        .where(JournalRow.tbl == table, JournalRow.rid == record)
        .order_by(JournalRow.lseq)
    )
    return tuple(_entry(row) for row in rows)


# ---- proof --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The first place where the chain does not hold."""

    replica: int
    seq: int
    reason: str
    """`gap`, `content`, `chain` or `missing_end`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The answer of a check of the whole journal."""

    entries: int
    head: str
    """The hash of the newest line, hexadecimal; empty when there is none."""
    first_break: Break | None

    @property
    def whole(self) -> bool:
        """Whether every line is as it was written."""
        return self.first_break is None


_TABLE, _RECORD, _KIND, _PATCH = 3, 4, 5, 6
_ALL_LINES = (
    "SELECT vis, hb, h, replica, seq, hlc, tbl, rid, kind, patch, salt, sv, author, act "
    "FROM journal ORDER BY lseq"
)


def verify(session: Session) -> Verified:
    """Recompute every hash of every line: numbers without gaps, content, chain, and the end.

    The lines come straight from the driver: a million of them are read in seconds.
    """
    heads: dict[tuple[int, int], tuple[int, bytes]] = {}
    entries, head, first = 0, b"", None
    blank: dict[tuple[str, str], Break] = {}
    for vis, hb, h, *body in driver_of(session).execute(_ALL_LINES):
        entries += 1
        stream = (vis, body[0])
        if first is None:
            reason = _fault(heads.get(stream, (0, b"")), hb, h, body)
            first = reason and Break(replica=body[0], seq=body[1], reason=reason)
        if body[_PATCH] is None:
            place = Break(replica=body[0], seq=body[1], reason="content")
            blank.setdefault((body[_TABLE], body[_RECORD]), place)
        elif body[_KIND] == ERASE:
            blank.pop((body[_TABLE], body[_RECORD]), None)
        head = h
        heads[stream] = (body[1], h)
    # A line without content is as it must be only where a later line tells of an erasure.
    first = first or next(iter(blank.values()), None) or _missing_end(session, heads)
    return Verified(entries=entries, head=head.hex(), first_break=first)


def _fault(before: tuple[int, bytes], hb: bytes, h: bytes, body: list[Any]) -> str | None:
    if body[1] != before[0] + 1:
        return "gap"
    if body[_PATCH] is not None and body_hash(body_text(*body)) != hb:
        return "content"
    return None if chained(before[1], hb) == h else "chain"


def _missing_end(
    session: Session, heads: Mapping[tuple[int, int], tuple[int, bytes]]
) -> Break | None:
    """Lines cut off at the end are noticed by the heads that are kept beside the journal."""
    for row in session.scalars(select(VectorRow).order_by(VectorRow.vis, VectorRow.replica)):
        seq, h = heads.get((row.vis, row.replica), (0, b""))
        if (seq, h) != (row.seq, row.h):
            return Break(replica=row.replica, seq=seq + 1, reason="missing_end")
    return None
