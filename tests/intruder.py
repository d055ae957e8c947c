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
            self._chain(raw)
            for vis, replica, last, h, _ in _heads(raw):
                raw.execute(
                    "UPDATE journal_signature SET head = ? "
                    "WHERE vis = ? AND replica = ? AND last = ?",
                    (h, vis, replica, last),
                )
            if sign:
                self._sign(raw)
            self._guarded(raw)

    def sign_anew(self, person: Pair | None) -> None:
        """Chain anew and sign line by line: by the desk and, with `person`, by a pair of one's own.

        That pair takes the place of everybody's in the lines and rows that tell keys.
        """
        with closing(connect(self.path, self.key)) as raw:
            self._unguarded(raw)
            if person is not None:
                self._pretend(raw, person.public().sign.hex())
            self._chain(raw)
            raw.execute("DELETE FROM journal_signature")
            for vis, replica, seq, h, _ in _heads(raw):
                content = statement(vis, replica, seq, seq, h)
                own = person.sign(content) if person is not None else None
                raw.execute(
                    "INSERT INTO journal_signature "
                    "(vis, replica, last, first, head, by_person, by_desk) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (vis, replica, seq, seq, h, own, self.desk.sign(content)),
                )
            self._guarded(raw)

    @staticmethod
    def _pretend(raw: Any, key: str) -> None:
        for (old,) in raw.execute("SELECT sign_key FROM signer WHERE kind = 'person'").fetchall():
            raw.execute(
                "UPDATE journal SET patch = replace(patch, ?, ?) WHERE tbl = 'signer'", (old, key)
            )
        raw.execute("UPDATE signer SET sign_key = ? WHERE kind = 'person'", (key,))

    @staticmethod
    def _chain(raw: Any) -> None:
        heads: dict[tuple[int, int], bytes] = {}
        raw.execute("DELETE FROM vector")
        for vis, *body, _ in raw.execute(f"SELECT {LINES} FROM journal ORDER BY lseq").fetchall():
            replica, seq, hlc = body[:3]
            hb = body_hash(body_text(*body))
            h = heads[vis, replica] = chained(heads.get((vis, replica), b""), hb)
            at = (vis, replica, seq)
            raw.execute(
                "UPDATE journal SET hb = ?, h = ? WHERE vis = ? AND replica = ? AND seq = ?",
                (hb, h, *at),
            )
            raw.execute("INSERT OR REPLACE INTO vector VALUES (?, ?, ?, ?, ?)", (*at, h, hlc))

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
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute("BEGIN")
        for name in guards():
            raw.execute(f"DROP TRIGGER IF EXISTS {name}")

    @staticmethod
    def _guarded(raw: Any) -> None:
        for statement_of_guard in guards().values():
            raw.execute(statement_of_guard)
        raw.execute("COMMIT")


def _heads(raw: Any) -> list[Any]:
    return list(raw.execute("SELECT vis, replica, seq, h, hlc FROM journal ORDER BY lseq"))
