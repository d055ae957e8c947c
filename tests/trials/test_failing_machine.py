"""Any write, fsync, open or rename fails, the disk is full, memory is short: told in words.

Whatever fails, nothing acknowledged is lost, nothing is half done, and when the cause is gone the
same program goes on.
"""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.core.paths import Home
from app.desk.drafts import Drafts
from app.desk.vaults import Vaults
from app.storage.tables import ClientRow, EligibilityCheckRow, ImportBatchRow, VisitRow
from tests.trials.frame import Trial
from tests.trials.plugged import expect_whole
from tests.ui.doors import PASSPHRASE, PERSON, new_office, ways

ROOT = Path(__file__).parents[2]
CLOCK, IDS = SystemClock(), SystemIds()
ROWS = 30
KINDS = ("draft", "dropped", "client", "check", "user")
WRITE, SYNC, OPEN, RENAME, CUT = 1, 2, 4, 8, 16
MOST_MEMORY = 12 * 1024 * 1024
"""Bytes above what the idle program has; the day needs about ten mebibytes."""
FAULTS = {
    "write fails": (WRITE, errno.EIO, False),
    "fsync fails": (SYNC, errno.EIO, False),
    "open fails": (OPEN, errno.EACCES, False),
    "rename fails": (RENAME, errno.EACCES, False),
    "truncate fails": (CUT, errno.EIO, False),
    "disk full": (WRITE | CUT, errno.ENOSPC, True),
    "quota used up": (WRITE | OPEN, errno.EDQUOT, True),
    "disk gone": (WRITE | SYNC | OPEN | RENAME | CUT, errno.EIO, True),
}


class Machine:
    """A program that works through days, each on a fresh copy of one office."""

    def __init__(self, folder: Path, shim: Path | None) -> None:
        self._office, self._rows = folder / "office", folder / "rows.csv"
        self._home = Home(folder / "home")
        new_office(Home(self._office), clock=CLOCK, ids=IDS).opened.database.close()
        people = [f"Осот{number},Олена" for number in range(ROWS)]
        self._rows.write_text("\n".join(["surname,given_name", *people]), "utf-8")
        around = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.trials.faulty"],
            cwd=ROOT,
            env=around | ({"LD_PRELOAD": str(shim)} if shim else {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def day(self, **order: object) -> dict[str, Any]:
        """Let one day be worked through with one fault."""
        shutil.rmtree(self._home.folder, ignore_errors=True)
        shutil.copytree(self._office, self._home.folder)
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        order |= {"folder": str(self._home.folder), "rows": str(self._rows)}
        self._program.stdin.write(json.dumps(order) + "\n")
        self._program.stdin.flush()
        answer: dict[str, Any] = json.loads(self._program.stdout.readline())
        return answer

    def expect(self, day: dict[str, Any]) -> None:
        """All that was said is there, whole, in a vault that opens."""
        said = {kind: set(day["said"].get(kind, ())) for kind in KINDS}
        vaults = Vaults(self._home, clock=CLOCK, ids=IDS, **ways())
        assert said["user"] <= set(vaults.users()), "somebody let in is locked out"
        opened = vaults.open(PERSON, PASSPHRASE)
        with closing(opened.database) as database:
            expect_whole(database)
            with database.reading() as session:
                clients = {row.id: row.surname for row in session.query(ClientRow)}
                visited = {row.client_id for row in session.query(VisitRow)}
                checks = {row.id for row in session.query(EligibilityCheckRow)}
                brought = [max(0, row.rows_done - 1) for row in session.query(ImportBatchRow)]
            waiting = {one.id for one in Drafts(database, clock=CLOCK, ids=IDS).waiting()}
        assert said["client"] <= set(clients), "an acknowledged client is gone"
        assert said["check"] <= checks, "an acknowledged check is gone"
        # A draft whose dropping was not heard of may be gone: then its client is there.
        assert len(said["draft"] - said["dropped"] - waiting) <= len(said["client"])
        registered = {one for one, name in clients.items() if name == "Осока"}
        assert registered == visited, "half a registration stayed"
        assert len(clients) - len(registered) == sum(brought), "half a portion stayed"

    def stop(self) -> None:
        self._program.communicate()


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that lets calls fail, compiled here."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("failing calls need a C compiler and Linux")
    made = tmp_path_factory.mktemp("shim") / "failing_calls.so"
    source = Path(__file__).with_name("failing_calls.c")
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"], check=True
    )
    return made


@pytest.fixture
def machine(tmp_path: Path, shim: Path) -> Iterator[Machine]:
    """A machine whose calls fail."""
    made = Machine(tmp_path, shim)
    yield made
    made.stop()


@pytest.fixture
def small_machine(tmp_path: Path) -> Iterator[Machine]:
    """A machine whose memory is short."""
    if not sys.platform.startswith("linux"):
        pytest.skip("a limit of memory needs Linux")
    made = Machine(tmp_path, None)
    yield made
    made.stop()


def expect_told(day: dict[str, Any], what: str) -> None:
    assert "after" in day, f"{what}: the program died with {day['status']}"
    assert not day["wild"], f"{what}: not told in words: {day['wild']}"
    assert not day["after"], f"{what}: not usable when the cause was gone: {day['after']}"


def places(trial: Trial, fault: str, calls: int, some: int) -> list[int]:
    """Each k at soak size, else so many of them, chosen by chance."""
    every = list(range(1, calls + 1))
    if trial.soak or calls <= some:
        return every
    chance: Random = trial.chance(fault)
    return sorted(chance.sample(every, some))


@pytest.mark.covers("R-04", "R-05", "F101")
@pytest.mark.timeout(240)
@pytest.mark.parametrize("fault", FAULTS)
def test_failing_calls(trial: Trial, machine: Machine, fault: str) -> None:
    kinds, code, sticky = FAULTS[fault]
    whole = machine.day(kinds=kinds, k=0, errno=0, sticky=False)
    machine.expect(whole)
    assert whole["told"] == []
    turns = places(trial, fault, whole["counted"], 5)
    told: set[str] = set()
    for k in turns:
        trial.tell(reached=k)
        day = machine.day(kinds=kinds, k=k, errno=code, sticky=sticky)
        expect_told(day, f"{fault} at call {k}")
        machine.expect(day)
        told |= set(day["told"])
    assert told or not sticky, "nothing failed: the trial proves nothing"
    trial.tell(calls=whole["counted"], turns=len(turns), lost=0, told=sorted(told))


@pytest.mark.covers("R-24", "F101")
@pytest.mark.timeout(240)
def test_low_memory(trial: Trial, small_machine: Machine) -> None:
    """Libraries in Rust end the process when there is no memory at all: then it is as a kill."""
    told: set[str] = set()
    ended = 0
    turns = trial.times(ci=8, soak=1000)
    for turn in range(turns):
        memory = trial.chance(turn).randrange(0, MOST_MEMORY)
        day = small_machine.day(memory=memory)
        if os.WIFSIGNALED(day["status"]):
            ended += 1
        else:
            expect_told(day, f"{memory} bytes")
            told |= set(day["told"])
        small_machine.expect(day)
    assert told == {"memory.short"}
    assert ended < turns // 2
    trial.tell(lost=0, told=sorted(told), ended_by_libraries=ended)
