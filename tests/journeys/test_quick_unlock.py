"""T2: away for a minute and back by six digits; the vault was closed and the screens were empty."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.main import Program
from app.ui.sign_in.state import Way
from tests.conftest import StandingClock
from tests.journeys.test_start_program import calm, inside, program
from tests.typing_hand import press, type_text
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.doors import PASSPHRASE, PERSON

__all__ = ["calm", "inside", "program"]
Calm = Callable[[], None]
PIN = "304172"


def enter(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    type_text(focus, text)
    press(focus, Qt.Key.Key_Return)
    settle()


def take_pin(inside: Program, calm: Calm) -> None:
    inside.acts.run("app.pin")
    settle()
    enter(PIN)
    enter(PIN)
    calm()


@pytest.mark.covers("T2", "T15")
def test_six_digits_open_again(inside: Program, calm: Calm) -> None:
    take_pin(inside, calm)
    inside.acts.run("app.lock")
    calm()
    assert inside.doors.sign_in.state.way is Way.PIN
    keys = len(PIN) + 1
    enter(PIN)
    calm()
    assert inside.session is not None
    assert keys <= 7


@pytest.mark.covers("T2")
def test_after_a_sleep_the_passphrase_is_asked(
    inside: Program, calm: Calm, clock: StandingClock
) -> None:
    take_pin(inside, calm)
    clock.forward(timedelta(hours=1))
    inside.acts.run("app.lock")
    calm()
    assert inside.doors.sign_in.state.way is Way.PASSPHRASE
    enter(PASSPHRASE)
    calm()
    assert inside.session is not None


def test_wrong_digits_end_it_and_say_so(inside: Program, calm: Calm) -> None:
    take_pin(inside, calm)
    inside.acts.run("app.lock")
    calm()
    assert not cut_text(inside.shell)
    assert not faults_of(inside.shell)
    for left in (4, 3, 2, 1):
        enter("111112")
        calm()
        assert str(left) in inside.doors.sign_in.state.fault
    enter("111112")
    calm()
    state = inside.doors.sign_in.state
    assert (state.way, state.chosen) == (Way.PASSPHRASE, PERSON)
    assert state.fault


def test_two_different_pins_are_not_taken(inside: Program, calm: Calm) -> None:
    inside.acts.run("app.pin")
    settle()
    assert not cut_text(inside.shell)
    enter(PIN)
    enter("111112")
    calm()
    inside.acts.run("app.hide")
    inside.shell.uncover()
    inside.acts.run("app.lock")
    calm()
    assert inside.doors.sign_in.state.way is Way.PASSPHRASE
