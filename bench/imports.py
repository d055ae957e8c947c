"""Bringing a register in: cards with journal, search and duplicate keys beside bare executemany."""

import csv
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from app.accounts.model import Office
from app.content import words_catalogue
from app.core.clock import SystemClock, today
from app.core.ids import SystemIds
from app.core.words import Words
from app.demo import people
from app.desk.importing import Importing, Plan
from app.desk.intake import Intake
from app.desk.office import Administration
from app.exchange.model import Layout
from app.registry.columns import row_of
from app.registry.model import Card
from app.storage import engine
from app.storage.database import Database
from bench.measure import Figure
from bench.saves import KEY, Recorder, Statement, replayed

ROWS = int(os.environ.get("BENCH_CLIENTS", "4000"))
AT_ONCE = 500
COLUMNS = ("surname", "given_name", "patronymic", "birth_date", "sex", "phones", "rnokpp")


def cards(count: int) -> list[Card]:
    """Invented people with more surnames than the list of them has."""
    chance, day = Random(2), today(SystemClock())
    return [
        replace(
            people.card(number, chance, day),
            surname="-".join(chance.sample(people.SURNAMES[:-1], 2)),
        )
        for number in range(count)
    ]


def new_vault(path: Path) -> Database:
    ids = SystemIds()
    Database.create(path, KEY, ids=ids)
    return Database.open(path, KEY, clock=SystemClock(), ids=ids)


def brought_in(database: Database, some: list[Card]) -> None:
    """What an import does once its rows are read: checked, numbered, journalled, indexed."""
    intake = Intake(database, clock=SystemClock(), ids=SystemIds(), author="bench")
    for first in range(0, len(some), AT_ONCE):
        intake.register_many([(card, None) for card in some[first : first + AT_ONCE]])


def recorded(folder: Path, some: list[Card]) -> tuple[Path, list[Statement]]:
    """Every statement of it, and a vault as it was before."""
    path = folder / "recorded.db"
    new_vault(path).close()
    copy = folder / "raw.db"
    copy.write_bytes(path.read_bytes())
    connect = engine.connect
    recorders: list[Recorder] = []

    def recording(*given: Any, **named: Any) -> Any:
        recorders.append(Recorder(connect(*given, **named)))
        return recorders[-1]

    engine.connect = recording
    try:
        with closing(Database.open(path, KEY, clock=SystemClock(), ids=SystemIds())) as database:
            for one in recorders:
                one.said.clear()
            brought_in(database, some)
    finally:
        engine.connect = connect
    kept = ("BEGIN", "COMMIT", "INSERT")
    said = [line for one in recorders for line in one.said if line[1].startswith(kept)]
    return copy, [line for line in said if not line[1].startswith("BEGIN (")]


def whole_file(folder: Path, some: list[Card]) -> float:
    """Seconds of CPU for a CSV file, with the look for people who are there already."""
    path = folder / "clients.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(row_of(card, COLUMNS) for card in some)
    clock, ids = SystemClock(), SystemIds()
    with closing(new_vault(folder / "file.db")) as database:
        office = Administration(database, clock=clock, ids=ids, author="head")
        office.found(Office(name="Бюро"), "Марта")
        desk = Importing(database, clock=clock, ids=ids, author="head")
        looked = desk.look(path, Layout())
        plan = Plan(path=path, layout=looked.table.layout, mapping=looked.mapping)
        begun = time.process_time()
        for _ in desk.bring_in(plan, Words(words_catalogue.load(), "uk"), lambda _: None):
            pass
        return time.process_time() - begun


def figures() -> Iterator[Figure]:
    """Rows a second of CPU time, ours and bare."""
    some = cards(ROWS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy, said = recorded(folder, some)
        with closing(engine.connect(copy, KEY)) as raw:
            begun = time.process_time()
            replayed(raw, said)
            bare = time.process_time() - begun
        del said
        with closing(new_vault(folder / "ours.db")) as database:
            begun = time.process_time()
            brought_in(database, some)
            ours = time.process_time() - begun
        file = whole_file(folder, some)
    yield Figure(
        name=f"import, {ROWS:,} cards with journal, search and duplicate keys",
        ours=ROWS / ours,
        unit="/s",
        value=bare / ours,
        goal=0.6,
        at_least=True,
        limit=ROWS / bare,
        limit_name="/s, same rows, raw executemany",
    )
    yield Figure(
        name=f"import of a CSV file, {ROWS:,} rows, duplicates looked for",
        ours=ROWS / file,
        unit="/s",
        value=bare / file,
        goal=0.3,
        at_least=True,
        limit=ROWS / bare,
        limit_name="/s, same rows, raw executemany",
        note="reading, checking and the look-up are not in the limit",
    )
