"""The jobs of every day with keys alone, counted: T1 to T6, T13 to T15, T21 and T22."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.main import Program
from app.registry.model import Card, Client, VisitDraft
from app.ui.client.portrait import past
from app.ui.law.view import LawView
from app.ui.printing.view import PrintingView
from app.ui.workplace import Session
from tests.conftest import StandingClock
from tests.journeys import keys_kept
from tests.journeys.test_start_program import calm, inside, program
from tests.typing_hand import press
from tests.ui.access import settle
from tests.ui.check.people import displaced
from tests.ui.doors import PASSPHRASE
from tests.ui.feedback.test_feedback import session_of

__all__ = ["calm", "inside", "program"]
Calm = Callable[[], None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
SUN = Card(surname="Соняшник", given_name="Олена", phones=("+380500001234",))


class Hand:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, program: Program, calm: Calm) -> None:
        self.program, self.calm = program, calm
        self.keys = 0

    def type(self, text: str) -> None:
        for letter in text:
            self.keys += 1
            target = QApplication.focusWidget() or self.program.shell
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                event = QKeyEvent(kind, int(Qt.Key.Key_unknown), NONE, letter)
                QApplication.sendEvent(target, event)
        self.calm()

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.keys += 1
            press(QApplication.focusWidget() or self.program.shell, key)
            self.calm()

    def chord(self, key: Qt.Key, held: Qt.KeyboardModifier = CTRL) -> None:
        self.keys += 1
        QTest.keyClick(self.program.shell, key, held)
        self.calm()

    @property
    def at(self) -> str:
        """The screen in front."""
        return self.program.shell.screen_now.name if self.program.shell.screen_now else ""


@pytest.fixture
def hand(inside: Program, calm: Calm) -> Hand:
    return Hand(inside, calm)


@pytest.fixture
def session(inside: Program) -> Session:
    return session_of(inside)


@pytest.fixture
def sun(session: Session) -> Client:
    visit = VisitDraft(topic="family", essence="Давнє")
    return session.desk.intake.register(SUN, visit).client


@pytest.mark.covers("X1", "T1")
def test_unlocking_takes_the_phrase_and_enter(program: Program, calm: Calm) -> None:
    hand = Hand(program, calm)
    hand.type(PASSPHRASE)
    hand.press(Qt.Key.Key_Return)
    assert hand.at == "home"
    keys_kept.judge("T1", hand.keys - len(PASSPHRASE) + 15, parts=1)


@pytest.mark.covers("X1", "T2")
def test_back_after_a_minute_takes_six_digits_and_enter(hand: Hand) -> None:
    hand.program.acts.run("app.pin")
    settle()
    for _ in range(2):
        hand.type("304172")
        hand.press(Qt.Key.Key_Return)
    hand.chord(Qt.Key.Key_L)
    assert hand.at == "sign_in"
    hand.keys = 0
    hand.type("304172")
    hand.press(Qt.Key.Key_Return)
    assert hand.at == "home"
    keys_kept.judge("T2", hand.keys, parts=1)


@pytest.mark.covers("X1", "T3", "F124")
def test_a_returning_person_is_found_from_anywhere(hand: Hand, sun: Client) -> None:
    hand.chord(Qt.Key.Key_K)
    hand.type("соняш")
    hand.press(Qt.Key.Key_Return)
    assert hand.at == "client"
    assert hand.program.shell.screen_now is not None
    assert hand.program.shell.screen_now.crumbs() == sun.masked_name
    keys_kept.judge("T3", hand.keys, parts=1)


@pytest.mark.covers("X1", "T5", "F8")
def test_a_repeat_visit_is_mostly_filled_already(hand: Hand, session: Session, sun: Client) -> None:
    session.navigator.open("client", client_id=sun.id)
    hand.calm()
    hand.chord(Qt.Key.Key_N, CTRL | SHIFT)
    hand.type("знову дах")
    hand.chord(Qt.Key.Key_Return)
    newest = max(session.desk.intake.visits_of(sun.id), key=lambda visit: visit.essence)
    assert (newest.essence, newest.topic) == ("знову дах", "family")
    filled = ("on_date", "channel", "topic", "client_id", "kind")  # without a key
    assert len(filled) / len((*filled, "essence")) >= 0.7
    assert all(getattr(newest, name) for name in filled)
    keys_kept.judge("T5", hand.keys, parts=2)


@pytest.mark.covers("X1", "T6", "F79")
def test_the_application_is_on_paper(
    hand: Hand, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets: list[object] = []
    client = session.desk.intake.register(displaced()).client
    session.navigator.open("client", client_id=client.id)
    hand.calm()
    hand.keys = 0
    hand.chord(Qt.Key.Key_P)
    view = session.navigator.screen
    assert isinstance(view, PrintingView)
    view.presenter._printer = lambda sheet: lambda: sheets.append(sheet)  # paper, not ink
    for _ in range(6):
        if sheets:
            break
        hand.chord(Qt.Key.Key_Return)
    assert sheets
    assert any(one.kind == "print" for one in session.desk.intake.timeline(client.id))
    keys_kept.judge("T6", hand.keys, parts=2)


@pytest.mark.covers("X1", "T13", "F10")
def test_the_last_save_is_taken_back(hand: Hand, session: Session, sun: Client) -> None:
    session.navigator.open("client", client_id=sun.id)
    hand.calm()
    hand.chord(Qt.Key.Key_N, CTRL | SHIFT)
    hand.type("зайве")
    hand.chord(Qt.Key.Key_Return)
    assert len(session.desk.intake.visits_of(sun.id)) == 2
    hand.keys = 0
    hand.chord(Qt.Key.Key_Z)
    assert len(session.desk.intake.visits_of(sun.id)) == 1
    keys_kept.judge("T13", hand.keys, parts=1)


@pytest.mark.covers("T13", "F10")
def test_a_registration_is_taken_back_too(hand: Hand, session: Session) -> None:
    hand.chord(Qt.Key.Key_N)
    hand.type("Бджілка")
    hand.chord(Qt.Key.Key_Return)
    assert len(session.desk.intake.recent()) == 1
    hand.chord(Qt.Key.Key_Z)
    assert session.desk.intake.recent() == ()


@pytest.mark.covers("X1", "T14", "T15")
def test_the_screen_is_hidden_by_one_key_and_locked_by_one(hand: Hand, sun: Client) -> None:
    hand.chord(Qt.Key.Key_F12, NONE)
    assert hand.program.shell.windowTitle() == hand.program.words("shell.cover.title")
    keys_kept.judge("T14", hand.keys, parts=0)
    hand.press(Qt.Key.Key_F12)
    hand.keys = 0
    hand.chord(Qt.Key.Key_L)
    assert hand.at == "sign_in"
    keys_kept.judge("T15", hand.keys, parts=0)


@pytest.mark.covers("X1", "T21")
def test_the_norm_is_found_from_anywhere(hand: Hand) -> None:
    hand.chord(Qt.Key.Key_K)
    hand.type("впо")
    hand.press(Qt.Key.Key_Return)
    view = hand.program.shell.screen_now
    assert isinstance(view, LawView)
    assert view.presenter.state.page is not None
    assert "Внутрішньо переміщена особа" in view.presenter.state.page.title
    keys_kept.judge("T21", hand.keys, parts=1)


@pytest.mark.covers("X1", "T22", "F10")
def test_yesterdays_record_is_corrected_and_the_old_one_stays_visible(
    hand: Hand, session: Session, sun: Client, clock: StandingClock
) -> None:
    clock.forward(timedelta(days=1))
    session.navigator.open("client", client_id=sun.id)
    hand.calm()
    hand.keys = 0
    for _ in range(2):  # past the people around, to the history
        hand.chord(Qt.Key.Key_F6, NONE)
    hand.press(Qt.Key.Key_Return)
    assert hand.at == "visit"
    hand.type("є")
    hand.press(Qt.Key.Key_Tab)
    reason = "описка"
    hand.type(reason)
    hand.chord(Qt.Key.Key_Return)
    (visit,) = session.desk.intake.visits_of(sun.id)
    assert (visit.essence, visit.corrected) != ("Давнє", "")
    (told,) = [one for one in session.desk.intake.timeline(sun.id) if one.kind == "corrected"]
    (line,) = past((told,), hand.program.words, {})
    assert "Давнє" in line.note
    assert reason in line.note
    keys_kept.judge("T22", hand.keys - len(reason), parts=2)
