"""One registration, durable, beside the same statements through the raw driver; fsyncs counted."""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from app.core.clock import SystemClock, today
from app.core.ids import SystemIds
from app.demo import people
from app.desk.drafts import Drafts
from app.desk.intake import Intake
from app.desk.signing import signing_of
from app.registry.model import Card, VisitDraft
from app.storage import engine
from app.storage.database import Database
from app.vault.pairs import Pair
from bench.measure import Figure

KEY = "11" * 32
PERSON, DESK = Pair(bytes(64)), Pair(bytes(range(64)))
ROUNDS = 200
VISIT = VisitDraft(essence="Припинили виплату, відповіді немає", topic="idp_rights")
SYNCS = re.compile(r"^(?:\d+ +)?f(?:data)?sync\(", re.MULTILINE)

Statement = tuple[str, str, Any]
"""`execute` or `executemany`, the SQL, the values."""


class Recorder:
    """The driver's connection, writing down every statement that goes through it."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.said: list[Statement] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def cursor(self) -> "RecordingCursor":
        return RecordingCursor(self._connection.cursor(), self.said)

    def execute(self, sql: str, values: Any = ()) -> Any:
        self.said.append(("execute", sql, values))
        return self._connection.execute(sql, values)

    def executemany(self, sql: str, values: Any) -> Any:
        self.said.append(("executemany", sql, list(values)))
        return self._connection.executemany(sql, values)

    def commit(self) -> None:
        self.said.append(("execute", "COMMIT", ()))
        self._connection.commit()


class RecordingCursor:
    """A cursor that writes down what it executes."""

    def __init__(self, cursor: Any, said: list[Statement]) -> None:
        self._cursor = cursor
        self._said = said

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def execute(self, sql: str, values: Any = ()) -> Any:
        self._said.append(("execute", sql, values))
        return self._cursor.execute(sql, values)

    def executemany(self, sql: str, values: Any) -> Any:
        self._said.append(("executemany", sql, list(values)))
        return self._cursor.executemany(sql, values)


def registering(folder: Path, name: str) -> tuple[Path, Intake, Database]:
    """An empty vault and its desk; the same ids in every vault, so that lines fit their chain."""
    clock, ids = SystemClock(), SystemIds()
    path = folder / name
    Database.create(path, KEY, ids=ids)
    database = Database.open(path, KEY, clock=clock, ids=ids)
    database.sign_with(signing_of("bench", person=PERSON, desk=DESK))
    return path, Intake(database, clock=clock, ids=ids, author="bench"), database


def statements(folder: Path, cards: list[Card]) -> tuple[Path, list[list[Statement]]]:
    """Every statement of every registration, and a copy of the vault as it was before them."""
    path, intake, database = registering(folder, "recorded.db")
    intake.register(cards[0], VISIT)
    database.close()
    copy = folder / "raw.db"
    copy.write_bytes(path.read_bytes())
    connect = engine.connect
    recorders: list[Recorder] = []

    def recording(*given: Any, **named: Any) -> Any:
        recorders.append(Recorder(connect(*given, **named)))
        return recorders[-1]

    engine.connect = recording
    try:
        again = Database.open(path, KEY, clock=SystemClock(), ids=SystemIds())
    finally:
        engine.connect = connect
    again.sign_with(signing_of("bench", person=PERSON, desk=DESK))
    desk = Intake(again, clock=SystemClock(), ids=SystemIds(), author="bench")
    made = []
    for card in cards[1:]:
        for one in recorders:
            one.said.clear()
        desk.register(card, VISIT)
        made.append([statement for one in recorders for statement in one.said])
    again.close()
    return copy, made


def replayed(connection: Any, said: list[Statement]) -> None:
    """The same statements, bare."""
    for how, sql, values in said:
        if how == "executemany":
            connection.executemany(sql, values)
        else:
            connection.execute(sql, values).fetchall()


def appended(file: int) -> None:
    """A page more in a file, durable: the least that any save can cost."""
    os.write(file, bytes(4120))
    os.fdatasync(file)


def syncs(folder: Path, *, few: int = 5, more: int = 15) -> float | None:
    """How many fsyncs one registration makes, seen from outside by strace; None without it.

    So few registrations that the log is not yet moved into the file, which is done once in a
    thousand pages.
    """
    trace = folder / "strace.txt"
    seen = []
    for count in (few, more):
        try:
            done = subprocess.run(
                [
                    *("strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(trace)),
                    *(sys.executable, "-m", "bench.saves", str(count)),
                ],
                check=False,
                env={**os.environ, "BENCH_FOLDER": str(folder / f"traced-{count}")},
            )
        except FileNotFoundError:
            return None
        if done.returncode:
            return None
        seen.append(len(SYNCS.findall(trace.read_text())))
    return (seen[1] - seen[0]) / (more - few)


def figures() -> Iterator[Figure]:
    """A registration with its first visit, and a draft."""
    chance, day = Random(1), today(SystemClock())
    cards = [people.card(number, chance, day) for number in range(ROUNDS + 1)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy, made = statements(folder, cards)
        _, intake, database = registering(folder, "ours.db")
        intake.register(cards[0], VISIT)
        raw = engine.connect(copy, KEY)
        ours, bare, floor = [], [], []
        pages = os.open(folder / "pages", os.O_CREAT | os.O_WRONLY)
        for card, said in zip(cards[1:], made, strict=True):
            ours.append(_seconds(lambda card=card: intake.register(card, VISIT)))
            bare.append(_seconds(lambda said=said: replayed(raw, said)))
            floor.append(_seconds(lambda: appended(pages)))
        os.close(pages)
        raw.close()
        drafts = Drafts(database, clock=SystemClock(), ids=SystemIds())
        kept = [_seconds(lambda: drafts.keep("bench", "", {"surname": "Осока"})) for _ in cards]
        database.close()
        counted = syncs(folder)
    register, limit = statistics.median(ours), statistics.median(bare)
    ratio = statistics.median(one / other for one, other in zip(ours, bare, strict=True))
    yield Figure(
        name="one registration with its visit, durable, median",
        ours=register * 1000,
        unit="ms",
        value=ratio,
        goal=1.5,
        limit=limit * 1000,
        limit_name="ms, same statements, raw driver",
    )
    yield Figure(
        name="one registration beside an append of 4 KiB with fdatasync",
        ours=register * 1000,
        unit="ms",
        value=register / statistics.median(floor),
        goal=limit / statistics.median(floor) * 1.5,
        limit=statistics.median(floor) * 1000,
        limit_name="ms, append + fdatasync",
    )
    if counted is not None:
        yield Figure(
            name="fsyncs of one registration, counted by strace",
            ours=counted,
            unit="",
            value=counted,
            goal=1.0,
        )
    yield Figure(
        name="one draft, durable, median",
        ours=statistics.median(kept) * 1000,
        unit="ms",
        value=statistics.median(kept) / limit,
        goal=1.0,
        limit=limit * 1000,
        limit_name="ms, a registration, raw driver",
    )


def _seconds(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main(times: int) -> None:
    """Register so often, for whoever watches from outside."""
    folder = Path(os.environ["BENCH_FOLDER"])
    folder.mkdir()
    _, intake, database = registering(folder, "vault.db")
    chance, day = Random(1), today(SystemClock())
    for number in range(times):
        intake.register(people.card(number, chance, day), VISIT)
    database.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
