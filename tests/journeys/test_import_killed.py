"""An import that is killed again and again ends whole: every row once, every line proven.

`IMPORT_KILLS=200` kills it as often as that; a few times are enough for every day.
"""

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from app.accounts.model import Office
from app.core.clock import SystemClock
from app.core.errors import DeskError
from app.core.ids import SystemIds
from app.core.words import Words
from app.desk.importing import Importing, Plan
from app.desk.office import Administration
from app.exchange.model import Layout
from app.storage import journal
from app.storage.database import Database
from tests.vaults import KEY

KILLS = int(os.environ.get("IMPORT_KILLS", "4"))
ROWS_A_KILL = 300
WORKER = """
import sys
from pathlib import Path
from app.content import words_catalogue
from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.core.words import Words
from app.desk.importing import Importing, Plan
from app.exchange.model import Layout
from app.storage.database import Database

vault, key, file = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
database = Database.open(vault, key, clock=SystemClock(), ids=SystemIds())
desk = Importing(database, clock=SystemClock(), ids=SystemIds(), author="head")
looked = desk.look(file, Layout())
plan = Plan(path=file, layout=looked.table.layout, mapping=looked.mapping)
words = Words(words_catalogue.load(), "uk")
job = desk.bring_in(plan, words, lambda _: None, resume=looked.unfinished is not None)
for progress in job:
    print(progress.done, flush=True)
print("end", flush=True)
"""


def opened(vault: Path) -> Database:
    return Database.open(vault, KEY, clock=SystemClock(), ids=SystemIds())


def rows_in(database: Database) -> list[str]:
    with database.asking() as driver:
        return [row[0] for row in driver.execute("SELECT alias FROM client WHERE NOT deleted")]


def new_office(vault: Path) -> None:
    Database.create(vault, KEY, ids=SystemIds())
    database = opened(vault)
    office = Administration(database, clock=SystemClock(), ids=SystemIds(), author="head")
    office.found(Office(name="Бюро"), "Марта")
    database.close()


def file_of(folder: Path, count: int) -> Path:
    path = folder / "clients.csv"
    path.write_text("\n".join(["alias", *(f"людина {n}" for n in range(count))]) + "\n", "utf-8")
    return path


def said_until_killed(vault: Path, file: Path, chance: Random) -> list[str]:
    """What the child acknowledged before it was killed at a random moment."""
    child = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(vault), KEY, str(file)],
        stdout=subprocess.PIPE,
        bufsize=0,
    )
    assert child.stdout is not None
    said = b""
    wanted = chance.randrange(1, 4)
    while said.count(b"\n") < wanted and b"end" not in said:
        part = child.stdout.read(chance.randrange(1, 64))
        if not part:
            break
        said += part
    child.kill()
    child.wait()
    child.stdout.close()
    return said.decode().split("\n")[:-1]


@pytest.mark.covers("R-01", "F101", "F120")
@pytest.mark.timeout(120 + 10 * KILLS)
def test_every_row_is_brought_in_once_however_often_it_is_killed(tmp_path: Path) -> None:
    vault, count = tmp_path / "vault.db", KILLS * ROWS_A_KILL
    new_office(vault)
    file = file_of(tmp_path, count)
    chance = Random(20261126)
    for _ in range(KILLS):
        said = said_until_killed(vault, file, chance)
        database = opened(vault)
        there = rows_in(database)
        with database.reading() as session:
            assert journal.verify(session).whole
        database.close()
        assert len(set(there)) == len(there), "a row was brought in twice"
        if said and said[-1] != "end":
            assert len(there) >= int(said[-1]) - 1, "an acknowledged portion is gone"
    subprocess.run(
        [sys.executable, "-c", WORKER, str(vault), KEY, str(file)], check=True, capture_output=True
    )
    database = opened(vault)
    assert sorted(rows_in(database)) == sorted(f"людина {number}" for number in range(count))
    with database.reading() as session:
        assert journal.verify(session).whole
        (batch,) = Importing(
            database, clock=SystemClock(), ids=SystemIds(), author="head"
        ).batches()
    assert batch.finished_at is not None
    database.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of a few megabytes; only root may make one."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    if made.returncode:
        pytest.skip("a small disk cannot be mounted here")
    return folder


@pytest.mark.covers("R-05", "F120")
@pytest.mark.timeout(120)
def test_a_full_disk_stops_an_import_and_room_lets_it_go_on(
    small_disk: Path, tmp_path: Path, words: Words
) -> None:
    vault = small_disk / "vault.db"
    try:
        new_office(vault)
        file = file_of(tmp_path, 1500)
        filler = small_disk / "filler"
        room = os.statvfs(small_disk)
        filler.write_bytes(bytes(room.f_bavail * room.f_frsize - 1_200_000))
        database = opened(vault)
        desk = Importing(database, clock=SystemClock(), ids=SystemIds(), author="head")
        looked = desk.look(file, Layout())
        plan = Plan(path=file, layout=looked.table.layout, mapping=looked.mapping)
        told: list[int] = []
        with pytest.raises(DeskError) as full:
            told.extend(now.done for now in desk.bring_in(plan, words, lambda _: None))
        assert full.value.code in ("vault.disk_full", "vault.disk_error")
        assert len(rows_in(database)) >= max([0, *told]) - 1
        filler.unlink()
        for _ in desk.bring_in(plan, words, lambda _: None, resume=bool(told)):
            pass
        assert len(set(rows_in(database))) == len(rows_in(database)) == 1500
        with database.reading() as session:
            assert journal.verify(session).whole
        database.close()
    finally:
        subprocess.run(["umount", "-l", str(small_disk)], check=False)
