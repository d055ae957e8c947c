"""Somebody who holds the key of the database, knows the program, and has no person's key."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.storage import desk_secret
from app.storage.database import Database
from app.storage.engine import connect
from app.storage.guards import guards
from app.storage.lines import body_hash, body_text, chained
from app.storage.signatures import statement
from app.vault.pairs import Pair

LINES = "vis, replica, seq, hlc, tbl, rid, kind, patch, salt, sv, author, act, h"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intruder:
    """Works on a closed vault with bare SQL; the guards are put back afterwards."""

    path: Path
    key: str
    desk: Pair
    """The pair of the desk lies in the vault, so that it is stolen with it."""

    @staticmethod
    def at(database: Database, key: str) -> "Intruder":
        """Steal what an open vault gives away."""
        with database.reading() as session:
            halves = desk_secret.known(session)
        assert halves is not None
        return Intruder(path=database.folder / "vault.db", key=key, desk=Pair(halves))

    def run(self, *statements: str | tuple[str, tuple[Any, ...]]) -> None:
        """Say each statement, with no guard in the way."""
        with closing(connect(self.path, self.key)) as raw:
            self._unguarded(raw)
            for one in statements:
                raw.execute(*((one,) if isinstance(one, str) else one))
            self._guarded(raw)

    def ask(self, sql: str, *values: Any) -> list[Any]:
        """Read."""
        with closing(connect(self.path, self.key)) as raw:
            return list(raw.execute(sql, values).fetchall())

    def chain_anew(self, *, sign: bool = True) -> None:
        """Make every hash fit again and, with `sign`, let the desk sign it all."""
        with closing(connect(self.path, self.key)) as raw:
            self._unguarded(raw)
            heads: dict[tuple[int, int], bytes] = {}
            for vis, *body, _ in raw.execute(f"SELECT {LINES} FROM journal ORDER BY lseq"):
                replica, seq, hlc = body[:3]
                hb = body_hash(body_text(*body))
                h = heads[vis, replica] = chained(heads.get((vis, replica), b""), hb)
                at = (vis, replica, seq)
                raw.execute(
                    "UPDATE journal SET hb = ?, h = ? WHERE vis = ? AND replica = ? AND seq = ?",
                    (hb, h, *at),
                )
                raw.execute("INSERT OR REPLACE INTO vector VALUES (?, ?, ?, ?, ?)", (*at, h, hlc))
                raw.execute(
                    "UPDATE journal_signature SET head = ? "
                    "WHERE vis = ? AND replica = ? AND last = ?",
                    (h, *at),
                )
            if sign:
                self._sign(raw)
            self._guarded(raw)

    def _sign(self, raw: Any) -> None:
        rows = raw.execute("SELECT vis, replica, first, last, head FROM journal_signature")
        for row in rows.fetchall():
            raw.execute(
                "UPDATE journal_signature SET by_desk = ? "
                "WHERE vis = ? AND replica = ? AND last = ?",
                (self.desk.sign(statement(*row)), row[0], row[1], row[3]),
            )

    @staticmethod
    def _unguarded(raw: Any) -> None:
        for name in guards():
            raw.execute(f"DROP TRIGGER IF EXISTS {name}")

    @staticmethod
    def _guarded(raw: Any) -> None:
        for statement_of_guard in guards().values():
            raw.execute(statement_of_guard)
