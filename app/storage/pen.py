"""The pen of one transaction: the one place where lines of the journal are made and written.

A line stands in the journal before its row: triggers refuse a row without it. The heads of the
chain are read once and written once, for nobody else writes meanwhile.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.clock import Clock
from app.core.ids import Ids
from app.storage.lines import SCHEMA_VERSION, Versions, body_hash, body_text, chained, tick
from app.storage.signatures import Sign, statement

WRITE = "w"
ERASE = "e"
"""The kinds of lines: what was saved, and that what was saved is erased."""
NO_OFFICE = 0
"""Until the desk joins a hub."""

# Through the driver: a line costs a tenth of what it costs through the ORM.
_HEADS = "SELECT replica, seq, h, hlc FROM vector WHERE vis = ?"
_APPEND = (
    "INSERT INTO journal (office, vis, replica, seq, hlc, tbl, rid, kind, patch, salt, sv, "
    "author, act, hb, h) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SIGN = (
    "INSERT INTO journal_signature (vis, replica, last, first, head, by_person, by_desk) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_MOVE_HEAD = "INSERT OR REPLACE INTO vector (vis, replica, seq, h, hlc) VALUES (?, ?, ?, ?, ?)"

Head = tuple[int, bytes, int]
"""The number, the hash and the time of a desk's last line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is made and not written yet."""

    seq: int
    hlc: int
    values: tuple[Any, ...]


class Pen:
    """Makes and writes the lines of one transaction."""

    def __init__(
        self,
        *,
        act: str,
        author: str,
        seen: Mapping[str, Versions],
        replica: int,
        clock: Clock,
        ids: Ids,
        sign: Sign | None = None,
    ) -> None:
        """Hold who writes what, and what the forms had on the screen.

        Without `sign` the lines stay unsigned: only where nobody opened the vault with keys.
        """
        self.lines = 0
        self.numbers: list[int] = []
        """The numbers of the lines about the office's common records."""
        self.seen = seen
        self.replica = replica
        self._act = act
        self._author = author
        self._clock = clock
        self._ids = ids
        self._sign = sign
        self._heads: dict[int, dict[int, Head]] = {}
        self._first: dict[int, int] = {}

    def heads(self, driver: Any, vis: int) -> Mapping[int, Head]:
        """How far each desk's lines of a stream are, this transaction's own included."""
        known = self._heads.get(vis)
        if known is None:
            rows = driver.execute(_HEADS, (vis,))
            known = self._heads[vis] = {
                int(replica): (int(seq), bytes(h), int(hlc)) for replica, seq, h, hlc in rows
            }
        return known

    def line(
        self, driver: Any, *, table: str, record: str, vis: int, patch: str, kind: str = WRITE
    ) -> Line:
        """The next line of this desk: its number, its clock and its place in the chain."""
        last_seq, last_hash, last_hlc = self.heads(driver, vis).get(self.replica, (0, b"", 0))
        seq, hlc = last_seq + 1, tick(self._clock.now(), last_hlc)
        salt = f"{self._ids.below(1 << 48):012x}"
        body = (
            *(self.replica, seq, hlc, table, record, kind, patch),
            *(salt, SCHEMA_VERSION, self._author, self._act),
        )
        hb = body_hash(body_text(*body))
        h = chained(last_hash, hb)
        self._heads[vis][self.replica] = (seq, h, hlc)
        self._first.setdefault(vis, seq)
        self.lines += 1
        if vis == 0:
            self.numbers.append(seq)
        return Line(seq, hlc, (NO_OFFICE, vis, *body, hb, h))

    def write(self, driver: Any, lines: Iterable[Line]) -> None:
        """Put lines into the journal, in the order in which they were made."""
        driver.executemany(_APPEND, [line.values for line in lines])

    def put_down(self, driver: Any) -> None:
        """Write how far the chain is now, and sign it: the last thing before the end."""
        for vis, first in self._first.items():
            last, h, hlc = self._heads[vis][self.replica]
            driver.execute(_MOVE_HEAD, (vis, self.replica, last, h, hlc))
            if self._sign is not None:
                signed = self._sign(self._author, statement(vis, self.replica, first, last, h))
                signatures = (signed.by_person, signed.by_desk)
                driver.execute(_SIGN, (vis, self.replica, last, first, h, *signatures))
