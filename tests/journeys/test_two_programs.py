"""Two programs on one vault: nothing is lost, nothing comes twice, and who must wait is told."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.content.library import Library
from app.core.clock import SystemClock
from app.core.errors import DeskError
from app.core.ids import SystemIds
from app.core.paths import Home
from app.core.words import Words
from app.desk.desk import Desk, assemble
from app.desk.importing import Plan
from app.desk.vaults import Vaults
from app.exchange.model import Layout
from app.main import Program
from app.registry.model import Card
from app.storage import journal
from app.ui.workplace import Session
from app.vault.device_secret import DeviceState
from tests.conftest import RepeatingIds, StandingClock
from tests.journeys.test_start_journey import start
from tests.ui.doors import PASSPHRASE, PERSON, Drawer, new_office, ways

ROOT = Path(__file__).parents[2]
ROWS = 350


def command(home: Home, phrase: Path, *arguments: str) -> subprocess.Popen[str]:
    """The real command line in a process of its own."""
    phrase.write_text(PASSPHRASE, "utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "app", "--home", str(home.folder), *arguments, "--json",
         "--user", PERSON, "--passphrase-file", str(phrase)],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
    )  # fmt: skip


def register_of(folder: Path, name: str) -> Path:
    path = folder / f"{name}.csv"
    rows = [f"{name}{number},Олена" for number in range(ROWS)]
    path.write_text("\n".join(["surname,given_name", *rows]), "utf-8")
    return path


@pytest.fixture
def started(qapp: QApplication, qtbot: QtBot) -> Iterator[list[Program]]:
    programs: list[Program] = []
    yield programs
    for program in programs:
        program.shell.close()
        program.stop()


@pytest.mark.covers("R-12", "F101")
@pytest.mark.timeout(120)
def test_the_window_and_the_command_line_write_at_once(
    started: list[Program], home: Home, tmp_path: Path, qtbot: QtBot
) -> None:
    clock, ids = SystemClock(), SystemIds()
    new_office(home, clock=clock, ids=ids).opened.database.close()
    hands = start(started, home, clock, ids, qtbot, Drawer(DeviceState.ABSENT))
    hands.type(PASSPHRASE)
    hands.key(Qt.Key.Key_Return)
    hands.wait()
    session = hands.program.session
    assert isinstance(session, Session)
    other = command(
        home, tmp_path / "phrase", "clients", "import", str(register_of(tmp_path, "Осока"))
    )
    desk, here = session.desk, 0
    while other.poll() is None or not here:
        desk.intake.register(Card(surname=f"Верба{here}", given_name="Ганна"))
        here += 1
    out, err = other.communicate()
    assert other.returncode == 0, err
    assert json.loads(out)["good"] == ROWS
    with desk.database.asking() as driver:
        names = [row[0] for row in driver.execute("SELECT surname FROM client")]
    assert len(names) == len(set(names)) == ROWS + here
    assert desk.intake.find(f"осока{ROWS - 1}"), "the window finds what the other program wrote"
    assert desk.intake.find(f"верба{here - 1}")
    assert desk.office.verify_journal().whole


@pytest.mark.covers("R-12", "F120")
@pytest.mark.timeout(120)
def test_two_command_lines_bring_two_files_in_at_once(home: Home, tmp_path: Path) -> None:
    new_office(home, clock=SystemClock(), ids=SystemIds()).opened.database.close()
    files = [register_of(tmp_path, name) for name in ("Осока", "Верба")]
    both = [
        command(home, tmp_path / f"phrase{number}", "clients", "import", str(file))
        for number, file in enumerate(files)
    ]
    told = [one.communicate() for one in both]
    assert [one.returncode for one in both] == [0, 0], told
    opened = Vaults(home, clock=SystemClock(), ids=SystemIds(), **ways()).open(PERSON, PASSPHRASE)
    with opened.database.reading() as session:
        assert journal.verify(session).whole
        names = [
            name for (name,) in session.connection().exec_driver_sql("SELECT surname FROM client")
        ]
    opened.database.close()
    assert len(names) == len(set(names)) == 2 * ROWS


@pytest.mark.covers("R-12", "F120")
def test_of_two_programs_with_one_file_each_row_comes_once(
    home: Home, tmp_path: Path, clock: StandingClock, ids: RepeatingIds, words: Words
) -> None:
    new_office(home, clock=clock, ids=ids).opened.database.close()
    vaults = Vaults(home, clock=clock, ids=ids, **ways())
    both = [vaults.open(PERSON, PASSPHRASE) for _ in range(2)]
    desks = [
        assemble(one.database, Library.load(), clock=clock, ids=ids, author=one.user.id)
        for one in both
    ]
    file = register_of(tmp_path, "Осока")

    def plan(desk: Desk) -> Plan:
        looked = desk.importing.look(file, Layout())
        return Plan(path=file, layout=looked.table.layout, mapping=looked.mapping)

    first = desks[0].importing.bring_in(plan(desks[0]), words, lambda _: None)
    next(first)
    second = desks[1].importing.bring_in(plan(desks[1]), words, lambda _: None, resume=True)
    next(second)
    with pytest.raises(DeskError) as told:
        next(first)
    assert told.value.code == "import.elsewhere"
    for _ in second:
        pass
    with desks[0].database.asking() as driver:
        names = [row[0] for row in driver.execute("SELECT surname FROM client")]
    assert len(names) == len(set(names)) == ROWS
    for one in both:
        one.database.close()
