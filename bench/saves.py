"""One registration through the desk against the same file's raw insert, and one draft."""

import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import sqlcipher3.dbapi2 as sqlcipher

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.core.paths import Home
from app.demo import people
from app.desk.drafts import Drafts
from app.desk.intake import Intake
from app.storage.database import Database
from app.vault.keys import DatabaseKey

ROUNDS = 100


def milliseconds(work: object, *given: object) -> float:
    """How long one call takes."""
    begun = time.perf_counter()
    work(*given)  # type: ignore[operator]
    return (time.perf_counter() - begun) * 1000


def main() -> int:
    clock, ids, chance = SystemClock(), SystemIds(), Random(1)
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        key = DatabaseKey.random()
        Database.create(home.vault, key.hex, ids=ids)
        database = Database.open(home.vault, key.hex, clock=clock, ids=ids)
        intake = Intake(database, clock=clock, ids=ids, author="bench")
        drafts = Drafts(database, clock=clock, ids=ids)
        raw = sqlcipher.connect(str(Path(folder) / "raw.db"), isolation_level=None)
        raw.execute(f"PRAGMA key=\"x'{key.hex}'\"")
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute("CREATE TABLE client (id TEXT PRIMARY KEY, name TEXT, birth TEXT)")
        day = datetime.now(UTC).date()
        cards = [people.card(number, chance, day) for number in range(ROUNDS)]
        ours = [milliseconds(intake.register, card) for card in cards]
        insert = "INSERT INTO client VALUES (?, ?, ?)"
        bare = [
            milliseconds(raw.execute, insert, (ids.record(), card.full_name, str(card.birth_date)))
            for card in cards
        ]
        kept = [
            milliseconds(lambda: drafts.keep("bench", "", {"surname": "Соняшник"}))
            for _ in range(ROUNDS)
        ]
        database.close()
        raw.close()
    for name, taken in (("register", ours), ("raw insert", bare), ("draft", kept)):
        quantiles = statistics.quantiles(taken, n=20)
        print(f"{name:12} median {statistics.median(taken):7.2f} ms   p95 {quantiles[-1]:7.2f} ms")
    print(f"register / raw insert: {statistics.median(ours) / statistics.median(bare):.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
