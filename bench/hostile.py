"""Files larger than they should be: a CSV of a million rows, a JSON of 100 MB; flat memory."""

import csv
import io
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from app.accounts.model import Office
from app.cli import program
from app.content import words_catalogue
from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.core.words import Words
from app.desk.importing import Importing, Plan
from app.desk.office import Administration
from app.exchange.files import opened
from app.exchange.model import Layout
from app.storage.database import Database
from bench.imports import COLUMNS
from bench.measure import Figure
from bench.saves import KEY

READ = 1_000_000
TRIED = int(os.environ.get("BENCH_CLIENTS", "20000"))
"""Rows of the trial; 1,000,000 take some minutes."""
FIRST = 5_000
MIB = 1 << 20
MOST = 8.0
"""MiB that the rest of a file may add, however long it is."""


def peak() -> float:
    """The most memory that this process ever had, MiB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MIB


def big_file(folder: Path, rows: int) -> Path:
    """A register of invented people, every row another one."""
    path = folder / f"{rows}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(rows):
            name = f"Осока{number}"
            writer.writerow((name, "Олена", "Іванівна", "1986-03-07", "female", "", ""))
    return path


def flat(name: str, steps: Iterator[int], path: Path) -> Figure:
    """What the rest of the steps adds to the memory of the first ones, beside the file's size."""
    begun = time.process_time()
    next(line for line in steps if line >= FIRST)
    after_first = peak()
    last = max(steps)
    seconds, size = time.process_time() - begun, path.stat().st_size / MIB
    added = peak() - after_first
    return Figure(
        name=name,
        ours=added,
        unit=" MiB more",
        value=added,
        goal=MOST,
        limit=size,
        limit_name=" MiB, the file itself",
        note=f"{last / seconds:,.0f} rows a second of CPU time",
    )


def tried(path: Path, folder: Path) -> Iterator[int]:
    """A trial of the whole file over an empty vault: each row read, checked and looked for."""
    clock, ids = SystemClock(), SystemIds()
    Database.create(folder / "vault.db", KEY, ids=ids)
    with closing(Database.open(folder / "vault.db", KEY, clock=clock, ids=ids)) as database:
        Administration(database, clock=clock, ids=ids, author="head").found(
            Office(name="Бюро"), "Марта"
        )
        desk = Importing(database, clock=clock, ids=ids, author="head")
        looked = desk.look(path, Layout())
        plan = Plan(path=path, layout=looked.table.layout, mapping=looked.mapping)
        for now in desk.try_out(plan, Words(words_catalogue.load(), "uk"), lambda _: None):
            yield now.done


def refused(path: Path) -> int:
    """`clients add` of a JSON that no client can be; the exit code."""
    arguments = ("--home", str(path.parent / "home"), "clients", "add", str(path), "--user", "x")
    return program.run(arguments, out=io.StringIO(), err=io.StringIO(), inp=io.StringIO())


def of_json(folder: Path) -> Figure:
    """The memory and the time of a refusal, beside reading the file whole."""
    path = folder / "client.json"
    with path.open("w", encoding="utf-8") as file:
        file.write('{"surname": "')
        for _ in range(100):
            file.write("Ґ" * (MIB // 2))
        file.write('"}')
    refused(path)
    before = peak()
    ours = _seconds(lambda: refused(path))
    added = peak() - before
    bare = _seconds(lambda: json.loads(path.read_text("utf-8")))
    return Figure(
        name="JSON of 100 MB refused by `clients add`",
        ours=ours * 1000,
        unit=" ms",
        value=ours / bare,
        goal=0.5,
        limit=bare * 1000,
        limit_name=" ms, reading it",
        note=f"{added:.1f} MiB of memory",
    )


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def figures() -> Iterator[Figure]:
    """Memory first, then what takes the most of it anyway."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = big_file(folder, TRIED)
        yield flat(f"CSV of {TRIED:,} rows tried out, memory", tried(small, folder), small)
        large = big_file(folder, READ)
        lines = (row.line for row in opened(large, Layout()).rows())
        yield flat(f"CSV of {READ:,} rows read, memory", lines, large)
        yield of_json(folder)
