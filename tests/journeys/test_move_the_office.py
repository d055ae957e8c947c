"""The office moves: one backup and the recovery sheet, following the screen, without a network."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.paths import Home
from app.core.settings import Settings
from app.desk.copies import Copies
from app.desk.vaults import Made
from app.home_door import HomeDoor
from app.main import Program
from app.registry.model import Card
from app.ui.restoring.state import Step
from app.ui.restoring.view import RestoringView
from app.ui.setup.view import SetupView
from app.ui.theme import look
from app.ui.trouble.view import TroubleView
from app.ui.workplace import Session
from app.vault.device_secret import DeviceState
from tests.conftest import RepeatingIds, StandingClock
from tests.copies.office import register
from tests.typing_hand import type_text
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.doors import PASSPHRASE, PERSON, Drawer, new_office, ways

FRESH = "вишня груша слива айва"


@dataclass
class Machine:
    """A program over a home, and a hand that waits for its answers."""

    program: Program
    qtbot: QtBot

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: self.program.runner.idle, timeout=20_000)
        settle()

    def page(self) -> RestoringView:
        view = self.program.doors._restoring_view
        assert isinstance(view, RestoringView)
        return view

    @property
    def state(self):  # type: ignore[no-untyped-def]  # the state of the page
        return self.program.doors.restoring.state


@pytest.fixture
def old(home: Home, clock: StandingClock, ids: RepeatingIds) -> Iterator[tuple[Made, Path]]:
    """The office on its old machine, and a backup of it on a stick."""
    made = new_office(home, clock=clock, ids=ids, drawer=Drawer(DeviceState.PRESENT))
    for number in range(20):
        register(made, clock, f"c{number}")
    copy = Copies(made.opened, clock=clock, ids=ids).create()
    assert copy.fault is None
    yield made, Path(copy.path)
    made.opened.database.close()


def machine_over(
    home: Home, qapp: QApplication, qtbot: QtBot, clock: StandingClock, ids: RepeatingIds
) -> Machine:
    look.apply(qapp, Settings())
    door = HomeDoor(home, clock=clock, ids=ids, **ways(Drawer(DeviceState.ABSENT)))
    program = Program(home, Settings(), door=door, clock=clock, ids=ids)
    program.shell.resize(1366, 768)
    program.shell.show()
    program.shell.activateWindow()
    program.begin()
    machine = Machine(program, qtbot)
    machine.wait()
    return machine


@pytest.fixture
def ended() -> Iterator[list[Machine]]:
    machines: list[Machine] = []
    yield machines
    for machine in machines:
        machine.program.shell.close()
        machine.program.stop()


def go_in_with_the_code(machine: Machine, code: str) -> None:
    page = machine.page()
    page._go_code.click()
    type_text(page._code.editor, code)
    page._restore.click()
    machine.wait()
    assert machine.state.step is Step.RENEWAL, machine.state.fault
    type_text(page._first.editor, FRESH)
    type_text(page._second.editor, FRESH)
    page._renew.click()
    machine.wait()


@pytest.mark.covers("F135", "R-17", "T17")
def test_a_new_machine_becomes_the_desk_by_following_the_screen(
    old: tuple[Made, Path], tmp_path: Path, qapp: QApplication, qtbot: QtBot,
    clock: StandingClock, ids: RepeatingIds, ended: list[Machine],
) -> None:  # fmt: skip
    made, stick = old
    there = Home(tmp_path / "new-machine")
    machine = machine_over(there, qapp, qtbot, clock, ids)
    ended.append(machine)
    setup = machine.program.doors._setup_view
    assert isinstance(setup, SetupView)
    setup._restore.click()
    machine.wait()
    assert machine.program.shell.screen_now is machine.program.doors.restoring_page
    assert not faults_of(machine.page())
    assert not cut_text(machine.page())
    spoilt = tmp_path / "spoilt.prcopy"
    spoilt.write_bytes(stick.read_bytes()[:-1])
    machine.program.doors.restoring.choose(spoilt)
    machine.wait()
    assert "обірвано" in machine.state.fault
    machine.program.doors.restoring.choose(stick)
    machine.wait()
    assert "24.11.2026" in machine.state.about
    assert machine.state.users == (PERSON,)
    page = machine.page()
    page._go_code.click()
    type_text(page._code.editor, "2222-2222-2222-2222-2222-2222-2222-2222")
    page._restore.click()
    machine.wait()
    assert machine.state.faulty == "code"
    assert not there.exists, "a wrong code makes nothing"
    page._code.editor.clear()  # type: ignore[attr-defined]  # a line of text
    page._back.click()
    go_in_with_the_code(machine, made.recovery_code)
    session = machine.program.session
    assert isinstance(session, Session)
    assert session.desk.database.replica != made.opened.database.replica
    with session.desk.database.reading() as read:
        known = read.connection().exec_driver_sql("SELECT count(*) FROM client").scalar()
    assert known == 20
    assert session.desk.office.verify_journal().whole
    session.desk.intake.register(Card(surname="Соняшник"))
    assert session.desk.office.verify_journal().whole


@pytest.mark.covers("F135", "R-17")
def test_a_damaged_vault_is_replaced_from_the_trouble_screen_and_kept_aside(
    old: tuple[Made, Path], home: Home, qapp: QApplication, qtbot: QtBot,
    clock: StandingClock, ids: RepeatingIds, ended: list[Machine],
) -> None:  # fmt: skip
    made, _ = old
    made.opened.database.close()
    home.vault.write_bytes(b"spoilt" * 4096)
    machine = machine_over(home, qapp, qtbot, clock, ids)
    ended.append(machine)
    program = machine.program
    program.doors.sign_in.choose(PERSON)
    program.doors.sign_in.by_recovery()
    program.doors.sign_in.recover(made.recovery_code)
    machine.wait()
    program.doors.sign_in.renew(FRESH, FRESH)
    machine.wait()
    trouble = program.doors._trouble_view
    assert isinstance(trouble, TroubleView)
    assert program.shell.screen_now is program.doors.trouble_page
    assert "24.11.2026" in program.doors.trouble.state.copies
    trouble._restore.click()
    machine.wait()
    assert machine.state.replaces
    assert machine.state.about, "the newest backup of this home is offered"
    go_in_with_the_code(machine, made.recovery_code)
    assert isinstance(program.session, Session)
    (aside,) = home.folder.glob("aside-*")
    assert (aside / "vault.db").read_bytes() == b"spoilt" * 4096


def test_a_passphrase_of_another_machine_says_to_take_the_code(
    old: tuple[Made, Path], tmp_path: Path, qapp: QApplication, qtbot: QtBot,
    clock: StandingClock, ids: RepeatingIds, ended: list[Machine],
) -> None:  # fmt: skip
    _, stick = old
    machine = machine_over(Home(tmp_path / "new"), qapp, qtbot, clock, ids)
    ended.append(machine)
    machine.program.restore()
    machine.wait()
    machine.program.doors.restoring.choose(stick)
    machine.wait()
    machine.program.doors.restoring.by_passphrase()
    machine.program.doors.restoring.restore_with_passphrase(PASSPHRASE)
    machine.wait()
    assert "кодом відновлення" in machine.state.fault
    assert machine.state.faulty == ""
    assert not machine.program.home.exists
