"""From the first question to the printed application, and back after a kill: with keys alone."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.runner import InlineRunner
from app.core.settings import Settings
from app.core.words import Words
from app.desk.desk import Desk
from app.eligibility.model import Outcome
from app.storage.database import Database
from app.ui.actions import Acts
from app.ui.check.view import CheckView
from app.ui.papers.view import PapersView
from app.ui.printing.presenter import Sheets
from app.ui.printing.view import PrintingView
from app.ui.screens import Navigator
from app.ui.shell.window import Shell
from app.ui.theme import look
from app.ui.widgets import speech
from tests.conftest import RepeatingIds, StandingClock
from tests.typing_hand import type_text
from tests.ui.access import settle
from tests.ui.check.people import comes, desk_over, displaced
from tests.ui.stage import KEPT


@dataclass
class Tray:
    sent: list[Sheets] = field(default_factory=list)

    def __call__(self, sheets: Sheets) -> Callable[[], None]:
        return lambda: self.sent.append(sheets)


@dataclass
class Window:
    shell: Shell
    go: Navigator
    check: CheckView
    papers: PapersView
    printing: PrintingView
    tray: Tray
    keys: int = 0

    def press(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self.hand, key, held)
        self.keys += 1
        settle()

    def type(self, text: str) -> None:
        type_text(self.hand, text)
        self.keys += len(text)
        settle()

    @property
    def at(self) -> str:
        """The name of the screen in front."""
        return self.shell.screen_now.name if self.shell.screen_now else ""

    @property
    def hand(self) -> QWidget:
        return QApplication.focusWidget() or self.shell


@pytest.fixture
def desk(database: Database, clock: StandingClock, ids: RepeatingIds) -> Desk:
    return desk_over(database, clock=clock, ids=ids)


@pytest.fixture
def window(qapp: QApplication, desk: Desk, clock: StandingClock, words: Words) -> Window:
    return opened(qapp, desk, clock, words)


def opened(app: QApplication, desk: Desk, clock: StandingClock, words: Words) -> Window:
    look.apply(app, Settings())
    speech.use(words)
    shell = Shell(words, Acts(words), Settings())
    KEPT.append(shell)
    go, runner, tray = Navigator(shell), InlineRunner(), Tray()
    check = CheckView(words, desk, runner, clock=clock, go=go.open)
    papers = PapersView(words, desk, runner, clock=clock, go=go.open)
    printing = PrintingView(words, desk, runner, clock=clock, printer=tray)
    go.register("check", lambda: check)
    go.register("papers", lambda: papers)
    go.register("printing", lambda: printing)
    shell.resize(1366, 768)
    shell.show()
    shell.activateWindow()
    settle()
    return Window(shell, go, check, papers, printing, tray)


@pytest.mark.covers("3-030", "3-042", "F79", "F21")
def test_a_displaced_person_is_checked_and_her_application_printed(
    window: Window, desk: Desk
) -> None:
    client = comes(desk, displaced())
    window.go.open("check", client_id=client.id)
    settle()
    window.press(Qt.Key.Key_Tab)  # who applies: the person is offered; the button takes it
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_Tab)  # which service: the second box
    window.press(Qt.Key.Key_Space)
    window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Return)
    given = window.check.presenter.case.sheet.given
    assert given["applicant"] == "self"
    assert given["service_needed"] == frozenset({"representation"})
    verdict = window.check.presenter.case.verdict
    assert verdict is not None
    assert (verdict.outcome, verdict.best) == (Outcome.ELIGIBLE, "idp")

    window.press(Qt.Key.Key_Return, ctrl=True)
    assert window.at == "papers"
    saved = desk.checks.of_client(client.id)
    assert len(saved) == 1
    window.press(Qt.Key.Key_Return)  # the first thing to do: the original was shown
    assert [paper.item for paper in desk.checks.papers(client.id)] == ["id_card"]

    window.press(Qt.Key.Key_Return, ctrl=True)
    assert window.at == "printing"
    window.press(Qt.Key.Key_Return, ctrl=True)
    if not window.tray.sent:
        window.press(Qt.Key.Key_Return, ctrl=True)
    assert [sheets.title for sheets in window.tray.sent] == ["Документ"]
    assert [one.form for one in desk.papers.prints_of(client.id)] == ["bvpd_application"]
    assert window.keys <= 14
    assert "Ґалаґан" not in window.shell.windowTitle()


@pytest.mark.covers("F10")
def test_answers_come_back_after_a_kill_with_their_time(
    qapp: QApplication, window: Window, desk: Desk, clock: StandingClock, words: Words
) -> None:
    client = comes(desk)
    window.go.open("check", client_id=client.id)
    window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Return)
    window.check.answers.income.entry().setFocus()
    window.type("42")
    window.check._typing.timeout.emit()
    before = window.check.presenter.case.sheet

    again = opened(qapp, desk, clock, words)
    again.go.open("check", client_id=client.id)
    settle()
    sheet = again.check.presenter.case.sheet
    assert dict(sheet.given) == dict(before.given)
    assert sheet.typed == before.typed
    assert again.check._draft.isVisible()
    assert "10:30" in again.check._draft.title.text()


def test_f7_asks_step_by_step_and_back(window: Window, desk: Desk) -> None:
    client = comes(desk)
    window.go.open("check", client_id=client.id)
    window.press(Qt.Key.Key_F7)
    assert window.check.guided.isVisible()
    window.check.guided.entry().setFocus()
    window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Return)
    assert window.check.presenter.case.sheet.given["applicant"] == "self"
    window.press(Qt.Key.Key_F7)
    assert not window.check.guided.isVisible()
    assert window.check.presenter.case.sheet.given["applicant"] == "self"
