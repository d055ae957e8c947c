"""Checking the journal: seconds for a million lines, half of them the last of a signed save."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.storage import journal
from app.storage.database import Database
from app.storage.engine import connect
from app.storage.lines import SCHEMA_VERSION, body_hash, body_text, chained
from bench.measure import Figure

KEY = "11" * 32
LINES, AT_ONCE = 200_000, 20_000
MILLION = 1_000_000
CLOCK = 116_000_000_000_000_000
PATCH = (
    '{"surname":["Коваленко",[]],"given_name":["Олена",[]],"birth_date":["1986-03-07",[]],'
    '"phones":[["+380501234567"],[]],"actual_address":["м. Липове, вул. Центральна, 1",[]]}'
)
_LINE = (
    "INSERT INTO journal (office, vis, replica, seq, hlc, tbl, rid, kind, patch, salt, sv, author, "
    "act, hb, h) VALUES (0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SIGNATURE = (
    "INSERT INTO journal_signature (vis, replica, last, first, head, by_person, by_desk) "
    "VALUES (0, ?, ?, ?, ?, ?, ?)"
)


def filled(raw: Any, replica: int) -> None:
    """Write whole lines and one signature row for two of them; nobody tries the keys here."""
    head, lines, signatures = b"", [], []
    for seq in range(1, LINES + 1):
        words = ("client", f"{seq:032x}", "w", PATCH, f"{seq:012x}")
        body = (replica, seq, CLOCK + seq, *words, SCHEMA_VERSION, "a" * 32, "client.registered")
        hb = body_hash(body_text(*body))
        head = chained(head, hb)
        lines.append((*body, hb, head))
        if seq % 2 == 0:
            signatures.append((replica, seq, seq - 1, head, bytes(64), bytes(64)))
        if len(lines) == AT_ONCE:
            raw.executemany(_LINE, lines)
            raw.executemany(_SIGNATURE, signatures)
            lines, signatures = [], []
    raw.execute(
        "INSERT INTO vector (vis, replica, seq, h, hlc) VALUES (0, ?, ?, ?, ?)",
        (replica, LINES, head, CLOCK + LINES),
    )


def figures() -> Iterator[Figure]:
    """The chain with its signature rows, from the encrypted file."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "vault.db"
        Database.create(path, KEY, ids=SystemIds())
        database = Database.open(path, KEY, clock=SystemClock(), ids=SystemIds())
        raw = connect(path, KEY)
        raw.execute("BEGIN")
        filled(raw, database.replica)
        raw.execute("COMMIT")
        raw.close()
        taken = []
        for _ in range(3):
            begun = time.process_time()
            with database.reading() as session:
                proof = journal.verify(session)
            taken.append(time.process_time() - begun)
            if not proof.whole or proof.entries != LINES:
                raise RuntimeError("the journal of the bench is not whole")
        database.close()
    seconds = min(taken) * MILLION / LINES
    yield Figure(
        name="checking the chain of a million journal lines, seconds of processor",
        ours=seconds,
        unit="s",
        value=seconds,
        goal=5.0,
        note=f"measured on {LINES:,} lines",
    )
