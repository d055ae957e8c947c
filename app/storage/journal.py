"""Reading the journal: the history of a record, and the proof of the chain."""

import json
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.engine import driver_of
from app.storage.journal_tables import JournalRow, VectorRow
from app.storage.lines import HASH_BYTES, body_text, chained, moment
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


_ALL_LINES = (
    "SELECT vis, hb, h, replica, seq, hlc, tbl, rid, kind, patch, salt, sv, author, act "
    "FROM journal ORDER BY lseq"
)
_Stream = tuple[int, int]
_PORTION, _NEVER = 2_000, 1 << 62


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
    walk = _Walk(driver_of(session), holds, since or {})
    yield from walk.lines()
    first = walk.first or _missing_end(session, walk)
    return Verified(
        entries=walk.entries,
        head=walk.head.hex(),
        first_break=first,
        unsigned=max((one.beside.unsigned for one in walk.streams.values()), default=0),
        signatures=sum(one.beside.passed for one in walk.streams.values()),
    )


def _any_key(_: Signature) -> bool:
    return True


class _Behind:
    """How far one stream is: its last line, and the signatures beside it."""

    __slots__ = ("beside", "h", "seq")

    def __init__(self, beside: Beside) -> None:
        self.seq, self.h, self.beside = 0, b"", beside


class _Walk:
    """Goes through all lines once and keeps the first fault."""

    def __init__(self, driver: Any, holds: Holds | None, since: Mapping[int, int]) -> None:
        self._driver, self._holds, self._since = driver, holds, since
        self.streams: dict[_Stream, _Behind] = {}
        self.first: Break | None = None
        self.hlc = 0
        self.entries = 0
        self.head = b""
        """The hash of the newest line."""
        self._blank: dict[tuple[str, str], Break] = {}

    def lines(self) -> Generator[int, None, None]:
        """Look at every line; yields how many are behind."""
        cursor = self._driver.execute(_ALL_LINES)
        while rows := cursor.fetchmany(_PORTION):
            self._pass(rows)
            yield self.entries
        # A line without content is as it must be only where a later line tells of an erasure.
        self.first = self.first or next(iter(self._blank.values()), None)

    def _pass(self, rows: Sequence[Any]) -> None:
        """The next lines. A million pass here, so that there is no call to spare."""
        streams, first, before = self.streams, self.first, self.hlc
        for (
            vis,
            hb,
            h,
            replica,
            seq,
            hlc,
            table,
            record,
            kind,
            patch,
            salt,
            sv,
            author,
            act,
        ) in rows:
            behind = streams.get((vis, replica)) or self._begun(vis, replica)
            if first is None:
                if patch is None:
                    content = hb
                else:
                    body = body_text(
                        *(replica, seq, hlc, table, record, kind, patch, salt, sv, author, act)
                    )
                    content = sha256(body).digest()[:HASH_BYTES]
                reason = _fault(behind, seq, content == hb, chained(behind.h, hb) == h)
                reason = reason or behind.beside.fault(seq, h, table, author)
                if reason is not None:
                    first = self.broken(replica, seq, reason, before)
            if patch is None:
                place = self.broken(replica, seq, "content", before)
                self._blank.setdefault((table, record), place)
            elif kind == ERASE:
                self._blank.pop((table, record), None)
            behind.seq, behind.h, before = seq, h, hlc
        self.entries += len(rows)
        self.head, self.hlc, self.first = h, hlc, first

    def _begun(self, vis: int, replica: int) -> _Behind:
        since = self._since.get(replica, 0) if self._holds is not None else _NEVER
        holds = self._holds or _any_key
        beside = Beside(self._driver, vis, replica, holds=holds, since=since)
        made = self.streams[vis, replica] = _Behind(beside)
        return made

    @staticmethod
    def broken(replica: int, seq: int, reason: str, before: int) -> Break:
        """A break at that line; `before` is the clock of the line before it, 0 at the first."""
        at = moment(before) if before else None
        return Break(replica=replica, seq=seq, reason=reason, at=at)


def _fault(behind: _Behind, seq: int, content: bool, chain: bool) -> str | None:  # noqa: FBT001
    if seq != behind.seq + 1:
        return "gap"
    if not content:
        return "content"
    return None if chain else "chain"


def _missing_end(session: Session, walk: _Walk) -> Break | None:
    """Lines cut off at the end are noticed by what is kept beside the journal: heads, signatures.

    Lines after the last signature of a stream that is signed would be lines of somebody else.
    """
    for row in session.scalars(select(VectorRow).order_by(VectorRow.vis, VectorRow.replica)):
        behind = walk.streams.get((row.vis, row.replica))
        seq, h = (behind.seq, behind.h) if behind else (0, b"")
        if (seq, h) != (row.seq, row.h):
            return walk.broken(row.replica, seq + 1, "missing_end", walk.hlc)
    for (_, replica), behind in walk.streams.items():
        if behind.beside.beyond():
            return walk.broken(replica, behind.beside.beyond(), "missing_end", walk.hlc)
    return None
