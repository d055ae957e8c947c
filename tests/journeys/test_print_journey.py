"""The three screens with real lanes: the focus lands, nothing pops up, the window never stands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.settings import Settings
from app.core.words import Words
from app.desk.desk import Desk
from app.storage.database import Database
from app.ui.actions import Acts
from app.ui.background import QtRunner
from app.ui.check.view import CheckView
from app.ui.papers.view import PapersView
from app.ui.printing.presenter import Sheets
from app.ui.printing.view import PrintingView
from app.ui.screens import Navigator
from app.ui.shell.window import Shell
from tests.conftest import RepeatingIds, StandingClock
from tests.ui.check.people import comes, desk_over, displaced
from tests.ui.conftest import Watchdog
from tests.ui.stage import KEPT


@dataclass
class Tray:
    sent: list[Sheets] = field(default_factory=list)

    def __call__(self, sheets: Sheets) -> Callable[[], None]:
        return lambda: self.sent.append(sheets)


@pytest.fixture
def runner(app: QApplication) -> Iterator[QtRunner]:
    unhandled: list[Exception] = []
    made = QtRunner(unhandled.append)
    yield made
    made.stop()
    assert not unhandled


@pytest.mark.covers("F79", "F80")
def test_from_the_check_to_the_printed_page_off_the_ui_thread(
    app: QApplication,
    qtbot: QtBot,
    watchdog: Watchdog,
    runner: QtRunner,
    database: Database,
    clock: StandingClock,
    ids: RepeatingIds,
    words: Words,
) -> None:
    desk: Desk = desk_over(database, clock=clock, ids=ids)
    client = comes(desk, displaced())
    acts, tray = Acts(words), Tray()
    shell = Shell(words, acts, Settings())
    KEPT.append(shell)
    go = Navigator(shell)
    check = CheckView(words, desk, runner, clock=clock, go=go.open)
    papers = PapersView(words, desk, runner, clock=clock, go=go.open)
    printing = PrintingView(words, desk, runner, clock=clock, printer=tray)
    for screen in (check, papers, printing):
        go.register(screen.name, lambda screen=screen: screen)  # type: ignore[misc]
    shell.resize(1366, 768)
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()

    def settled() -> bool:
        return runner.idle

    go.open("check", client_id=client.id)
    qtbot.waitUntil(settled, timeout=20_000)
    qtbot.waitUntil(check.answers.question.holds_focus, timeout=5_000)
    check.presenter.answer("applicant", "self")
    check.presenter.answer("service_needed", ["drafting"])
    qtbot.waitUntil(settled, timeout=20_000)
    assert desk.drafts.waiting()

    acts.run("screen.main")
    qtbot.waitUntil(settled, timeout=20_000)
    qtbot.waitUntil(lambda: papers.first_field().hasFocus(), timeout=5_000)
    assert not desk.drafts.waiting()

    acts.run("screen.main")
    qtbot.waitUntil(settled, timeout=20_000)
    qtbot.waitUntil(lambda: printing.first_field().hasFocus(), timeout=5_000)
    for _ in range(2):
        acts.run("screen.main")
        qtbot.waitUntil(settled, timeout=20_000)
    assert len(tray.sent) == 1
    assert len(desk.papers.prints_of(client.id)) == 1
    assert [window for window in app.topLevelWidgets() if window.isVisible()] == [shell]
    assert shell.isActiveWindow()
