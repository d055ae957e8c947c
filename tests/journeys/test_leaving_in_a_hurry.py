"""Air raid, panic close, evacuation: by keys, at the window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.alarms.model import Kind
from app.core.errors import VaultError
from app.desk.vaults import Vaults
from app.main import Program
from app.ui.absence.watch import HELD_MS
from app.ui.sign_in.state import Way
from app.ui.workplace import Session
from tests.conftest import RepeatingIds, StandingClock
from tests.journeys.test_nobody_at_the_desk import CANARY, register_canaries, touch
from tests.journeys.test_start_program import calm, inside, program
from tests.typing_hand import press, type_text
from tests.ui.access import cut_text, settle
from tests.ui.doors import PASSPHRASE, PERSON, ways

__all__ = ["calm", "inside", "program"]
Calm = Callable[[], None]
NEW = "інша тиха довга фраза"


def session_of(program: Program) -> Session:
    assert isinstance(program.session, Session)
    return program.session


def evacuated(program: Program) -> bool:
    return program.home.was_evacuated


def way_of(program: Program) -> Way:
    return program.doors.sign_in.state.way


def lasting(program: Program) -> bool:
    return session_of(program).desk.alarms.lasting(Kind.RAID) is not None


def in_shelter(program: Program) -> bool:
    return program.shell.in_shelter


@pytest.mark.covers("W1")
def test_one_key_hides_and_the_same_key_brings_all_back(
    inside: Program, calm: Calm, clock: StandingClock
) -> None:
    register_canaries(inside, calm)
    before, focus = inside.shell.grab().toImage(), QApplication.focusWidget()
    press(inside.shell, Qt.Key.Key_F11)
    assert in_shelter(inside)
    assert CANARY not in inside.shell.windowTitle()
    calm()
    assert lasting(inside)
    assert not cut_text(inside.shell)
    press(inside.shell, Qt.Key.Key_F11)
    calm()
    assert not in_shelter(inside)
    assert not lasting(inside)
    assert QApplication.focusWidget() is focus
    inside.shell.toast.dismiss()
    settle()
    assert inside.shell.grab().toImage().size() == before.size()
    noted = session_of(inside).desk.alarms.between(clock.now(), clock.now())
    assert [(one.kind, one.ended_at) for one in noted] == [(Kind.RAID, clock.now())]


@pytest.mark.covers("W1")
def test_a_raid_that_outlasts_the_lock_brings_the_person_back_to_her_form(
    inside: Program, calm: Calm
) -> None:
    register_canaries(inside, calm)
    screen = session_of(inside).navigator.now
    assert screen is not None
    inside.acts.run("app.raid")
    calm()
    inside.lock()
    calm()
    assert not in_shelter(inside)
    inside.doors.sign_in.choose(PERSON)
    inside.doors.sign_in.unlock(PASSPHRASE)
    calm()
    assert in_shelter(inside)
    inside.acts.run("app.raid")
    calm()
    now = session_of(inside).navigator.now
    assert now is not None
    assert now.name == screen.name
    shown = inside.shell.screen_now
    assert shown is not None
    assert any(CANARY in line.text() for line in shown.findChildren(QLineEdit))


def test_the_panic_keys_have_to_be_held(inside: Program, calm: Calm, qtbot: QtBot) -> None:
    calm()
    inside.acts.run("app.panic")
    handle = inside.shell.windowHandle()
    assert handle is not None
    QTest.keyRelease(handle, Qt.Key.Key_F12)
    qtbot.wait(HELD_MS + 200)
    assert inside.session is not None
    inside.acts.run("app.panic")
    touch(inside)  # another key does not matter, but the modifier that is let go does
    qtbot.wait(HELD_MS + 200)
    assert inside.session is not None
    inside.acts.run("app.panic")
    qtbot.waitUntil(lambda: not inside.shell.isVisible(), timeout=HELD_MS + 2_000)
    assert inside.session is None


def test_evacuation_asks_for_a_word_and_only_the_sheet_comes_back(
    inside: Program, calm: Calm, clock: StandingClock, ids: RepeatingIds
) -> None:
    code = renewed_code(inside)
    inside.acts.run("app.evacuate")
    settle()
    sheet = session_of(inside)._evacuation_sheet
    assert sheet is not None
    assert not cut_text(inside.shell)
    sheet.go.click()
    calm()
    assert not evacuated(inside), "without the word nothing happens"
    type_text(sheet.word, inside.words("evacuation.the_word"))
    sheet.go.click()
    calm()
    assert evacuated(inside)
    assert not inside.shell.covered
    assert inside.shell.screen_now is inside.doors.trouble_page
    with pytest.raises(VaultError):
        Vaults(inside.home, clock=clock, ids=ids, **ways()).open(PERSON, PASSPHRASE)
    inside.doors.trouble.try_again()
    settle()
    assert way_of(inside) is Way.RECOVERY
    inside.doors.sign_in.recover(code)
    calm()
    assert way_of(inside) is Way.RENEWAL
    inside.doors.sign_in.renew(NEW, NEW)
    calm()
    assert inside.session is not None


def renewed_code(program: Program) -> str:
    place = session_of(program)._workplace
    code = place.renew_recovery()
    place.desk.office.confirm_recovery()
    return code


def test_without_a_sheet_evacuation_says_so_and_changes_nothing(
    inside: Program, calm: Calm
) -> None:
    session_of(inside)._workplace.renew_recovery()  # nobody has typed this one from paper
    inside.acts.run("app.evacuate")
    settle()
    sheet = session_of(inside)._evacuation_sheet
    assert sheet is not None
    type_text(sheet.word, inside.words("evacuation.the_word"))
    sheet.go.click()
    calm()
    assert inside.session is not None
    assert not evacuated(inside)
