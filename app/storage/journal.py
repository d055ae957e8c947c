"""Reading the journal: the history of a record, and the proof of the chain."""

import json
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.engine import driver_of
from app.storage.journal_tables import JournalRow, VectorRow
from app.storage.lines import body_hash, body_text, chained, moment
from app.storage.pen import ERASE
from app.storage.signatures import Beside, Holds, Signature
from app.storage.spelling import packed_fields
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


# ---- places -------------------------------------------------------------------------------------

_COMMON = 0
"""The stream of the office's common records: what anchors stand for."""


def hash_of(session: Session, desk: int, number: int) -> str:
    """The hash of one line, hexadecimal; empty when there is no such line."""
    found = driver_of(session).execute(
        "SELECT h FROM journal WHERE vis = ? AND replica = ? AND seq = ?", (_COMMON, desk, number)
    )
    row = found.fetchone()
    return bytes(row[0]).hex() if row else ""


def head_of(session: Session, desk: int) -> tuple[int, str]:
    """The number and the hash of a desk's last line; 0 and "" when it wrote none."""
    found = driver_of(session).execute(
        "SELECT seq, h FROM journal WHERE vis = ? AND replica = ? ORDER BY seq DESC LIMIT 1",
        (_COMMON, desk),
    )
    row = found.fetchone()
    return (int(row[0]), bytes(row[1]).hex()) if row else (0, "")


def after(session: Session, desk: int, number: int) -> tuple[int, datetime | None]:
    """How many lines of a desk follow that one, and the clock of the first of them."""
    found = driver_of(session).execute(
        "SELECT count(*), min(hlc) FROM journal WHERE vis = ? AND replica = ? AND seq > ?",
        (_COMMON, desk, number),
    )
    count, first = found.fetchone()
    return int(count), moment(first) if first else None


# ---- proof --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The first place where the journal is not as it was written."""

    replica: int
    seq: int
    reason: str
    """`gap`, `content`, `chain`, `unsigned`, `signature`, `missing_end`, `row` or `anchor`."""
    at: datetime | None = None
    """The clock of the last line that held before it, or of the anchor that does not hold."""
    table: str = ""
    """Whose row it is, where a row differs from its lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The answer of a check of the whole journal."""

    entries: int
    head: str
    """The hash of the newest line, hexadecimal; empty when there is none."""
    first_break: Break | None
    unsigned: int = 0
    """The number of the last line of an older vault, before signing began; 0 when there is none."""
    signatures: int = 0

    @property
    def whole(self) -> bool:
        """Whether every line is as it was written."""
        return self.first_break is None


_SEQ, _HLC, _TABLE, _RECORD, _KIND, _PATCH, _AUTHOR = 1, 2, 3, 4, 5, 6, 9
_ALL_LINES = (
    "SELECT vis, hb, h, replica, seq, hlc, tbl, rid, kind, patch, salt, sv, author, act "
    "FROM journal ORDER BY lseq"
)
_Stream = tuple[int, int]
_PORTION = 2_000


def verify(
    session: Session, *, holds: Holds | None = None, since: Mapping[int, int] | None = None
) -> Verified:
    """Recompute every hash of every line: numbers without gaps, content, chain, and the end.

    Every transaction must be signed from the first signature on; `holds` tries the keys, for the
    lines after those that `since` names by desk. The lines come straight from the driver: a million
    of them are read in seconds.
    """
    portions = verifying(session, holds=holds, since=since)
    while True:
        try:
            next(portions)
        except StopIteration as done:
            return cast("Verified", done.value)


def verifying(
    session: Session, *, holds: Holds | None = None, since: Mapping[int, int] | None = None
) -> Generator[int, None, Verified]:
    """The same in portions of some hundredths of a second: yields how many lines are behind."""
    walk = _Walk(driver_of(session), holds or _any_key, since or {})
    yield from walk.lines()
    first = walk.first or _missing_end(session, walk)
    return Verified(
        entries=walk.entries,
        head=walk.head.hex(),
        first_break=first,
        unsigned=max((one.unsigned for one in walk.beside.values()), default=0),
        signatures=sum(one.passed for one in walk.beside.values()),
    )


def _any_key(_: Signature) -> bool:
    return True


class _Walk:
    """Goes through all lines once and keeps the first fault."""

    def __init__(self, driver: Any, holds: Holds, since: Mapping[int, int]) -> None:
        self._driver, self._holds, self._since = driver, holds, since
        self.heads: dict[_Stream, tuple[int, bytes]] = {}
        self.beside: dict[_Stream, Beside] = {}
        self.first: Break | None = None
        self.hlc = 0
        self.entries = 0
        self.head = b""
        """The hash of the newest line."""

    def lines(self) -> Generator[int, None, None]:
        """Look at every line; yields how many are behind."""
        blank: dict[tuple[str, str], Break] = {}
        for vis, hb, h, *body in self._driver.execute(_ALL_LINES):
            self.entries += 1
            if not self.entries % _PORTION:
                yield self.entries
            stream = (vis, body[0])
            if self.first is None:
                self._look(stream, hb, h, body)
            if body[_PATCH] is None:
                place = Break(replica=body[0], seq=body[_SEQ], reason="content")
                blank.setdefault((body[_TABLE], body[_RECORD]), place)
            elif body[_KIND] == ERASE:
                blank.pop((body[_TABLE], body[_RECORD]), None)
            self.head, self.hlc = h, body[_HLC]
            self.heads[stream] = (body[_SEQ], h)
        # A line without content is as it must be only where a later line tells of an erasure.
        self.first = self.first or next(iter(blank.values()), None)

    def _look(self, stream: _Stream, hb: bytes, h: bytes, body: list[Any]) -> None:
        reason = _fault(self.heads.get(stream, (0, b"")), hb, h, body)
        if reason is None:
            beside = self.beside.get(stream)
            if beside is None:
                since = self._since.get(stream[1], 0)
                beside = Beside(self._driver, *stream, holds=self._holds, since=since)
                self.beside[stream] = beside
            reason = beside.fault(body[_SEQ], h, body[_TABLE], body[_AUTHOR])
        if reason is not None:
            self.first = self.broken(body[0], body[_SEQ], reason)

    def broken(self, replica: int, seq: int, reason: str) -> Break:
        """A break at that line, with the clock of the line before it."""
        at = moment(self.hlc) if self.hlc else None
        return Break(replica=replica, seq=seq, reason=reason, at=at)


def _fault(before: tuple[int, bytes], hb: bytes, h: bytes, body: list[Any]) -> str | None:
    if body[_SEQ] != before[0] + 1:
        return "gap"
    if body[_PATCH] is not None and body_hash(body_text(*body)) != hb:
        return "content"
    return None if chained(before[1], hb) == h else "chain"


def _missing_end(session: Session, walk: _Walk) -> Break | None:
    """Lines cut off at the end are noticed by what is kept beside the journal: heads, signatures.

    Lines after the last signature of a stream that is signed would be lines of somebody else.
    """
    for row in session.scalars(select(VectorRow).order_by(VectorRow.vis, VectorRow.replica)):
        seq, h = walk.heads.get((row.vis, row.replica), (0, b""))
        if (seq, h) != (row.seq, row.h):
            return walk.broken(row.replica, seq + 1, "missing_end")
    for (_, replica), beside in walk.beside.items():
        if beside.beyond():
            return walk.broken(replica, beside.beyond(), "missing_end")
    return None
