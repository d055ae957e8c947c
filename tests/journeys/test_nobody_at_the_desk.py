"""Somebody went away: the desk hides, warns and locks by itself, and shows nothing afterwards."""

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.paths import Home
from app.core.settings import Settings
from app.home_door import HomeDoor
from app.main import Program
from app.ui.registration.view import RegistrationView
from app.ui.shell.window import Shell
from app.ui.theme import look
from app.vault.device_secret import DeviceState
from tests.conftest import RepeatingIds, StandingClock
from tests.journeys.test_start_program import calm, inside
from tests.typing_hand import type_text
from tests.ui.absence.test_idle import Counter
from tests.ui.access import settle
from tests.ui.doors import Drawer, new_office, ways

__all__ = ["calm", "inside"]
Calm = Callable[[], None]
CANARY = "Ющіґзвиїтуджкапц"


@pytest.fixture
def ticks() -> Counter:
    return Counter()


@pytest.fixture
def program(
    qapp: QApplication, home: Home, clock: StandingClock, ids: RepeatingIds, ticks: Counter
) -> Iterator[Program]:
    drawer = Drawer(DeviceState.ABSENT)
    new_office(home, clock=clock, ids=ids, drawer=drawer).opened.database.close()
    look.apply(qapp, Settings())
    door = HomeDoor(home, clock=clock, ids=ids, **ways(drawer))
    made = Program(home, Settings(), door=door, clock=clock, ids=ids, ticks=ticks)
    made.shell.resize(1366, 768)
    made.shell.show()
    made.shell.activateWindow()
    made.begin()
    yield made
    made.shell.close()
    made.stop()


def away(program: Program, ticks: Counter, seconds: int) -> None:
    for _ in range(seconds):
        ticks.now += 1
        program.absence.look()


def covered(shell: Shell) -> bool:
    return shell.covered


def touch(program: Program) -> None:
    handle = program.shell.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Shift)


def register_canaries(program: Program, calm: Calm) -> None:
    program.acts.run("person.new")
    calm()
    screen = program.shell.screen_now
    assert isinstance(screen, RegistrationView)
    for letters in ("прізвище", "імʼя"):
        field = QApplication.focusWidget()
        assert field is not None
        type_text(field, CANARY + letters)
        program.shell.focusNextChild()
    calm()


def test_two_minutes_hide_five_lock(inside: Program, calm: Calm, ticks: Counter) -> None:
    register_canaries(inside, calm)
    shell = inside.shell
    away(inside, ticks, 119)
    assert not covered(shell)
    away(inside, ticks, 1)
    assert covered(shell)
    away(inside, ticks, 150)
    assert "30" in shell.status.lock.text()
    away(inside, ticks, 29)
    assert covered(shell)
    away(inside, ticks, 1)
    calm()
    assert inside.session is None
    assert not covered(shell)
    assert shell.screen_now is inside.doors.sign_in_page


def test_any_key_in_the_window_resets_it(inside: Program, calm: Calm, ticks: Counter) -> None:
    calm()
    away(inside, ticks, 290)
    assert inside.shell.status.lock.text()
    touch(inside)
    assert not inside.shell.status.lock.text()
    away(inside, ticks, 290)
    assert inside.session is not None


def test_the_mouse_resets_it_when_it_moves_and_only_then(
    inside: Program, calm: Calm, ticks: Counter
) -> None:
    calm()
    handle = inside.shell.windowHandle()
    assert handle is not None
    QTest.mouseMove(handle, QPoint(40, 40))
    settle()
    away(inside, ticks, 100)
    QTest.mouseMove(handle, QPoint(90, 40))
    settle()
    away(inside, ticks, 100)
    assert not inside.shell.covered
    away(inside, ticks, 20)
    assert inside.shell.covered


def test_a_sleep_locks(inside: Program, calm: Calm, ticks: Counter) -> None:
    calm()
    ticks.now += 3_600
    touch(inside)
    inside.absence.look()
    calm()
    assert inside.session is None


def test_an_act_without_a_key_is_a_touch_too(inside: Program, calm: Calm, ticks: Counter) -> None:
    calm()
    away(inside, ticks, 119)
    inside.acts.run("go.people")
    calm()
    away(inside, ticks, 119)
    assert not inside.shell.covered


def said_anywhere() -> Iterator[str]:
    """Everything that a widget of the program, the clipboard or a listener could tell."""
    for widget in QApplication.allWidgets():
        yield from told_by(widget)
    clipboard = QGuiApplication.clipboard()
    yield clipboard.text()
    yield clipboard.text(clipboard.Mode.Selection)


def told_by(widget: QWidget) -> Iterator[str]:
    yield widget.windowTitle()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.toolTip()
    for read in ("text", "toPlainText", "currentText", "placeholderText", "title"):
        value = getattr(widget, read, None)
        if callable(value):
            told = value()
            if isinstance(told, str):
                yield told
    spoken = QAccessible.queryAccessibleInterface(widget)
    if spoken is not None:
        for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description):
            yield spoken.text(kind)
    model = getattr(widget, "model", None)
    if callable(model) and model() is not None:
        rows = model()
        for at in range(rows.rowCount()):
            yield str(rows.index(at, 0).data())


def hits() -> list[str]:
    return [told for told in said_anywhere() if CANARY in told]


@pytest.mark.covers("F115")
def test_after_the_lock_no_widget_no_title_no_clipboard_knows_anybody(
    inside: Program, calm: Calm, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard = QGuiApplication.clipboard()
    # the platform of the tests keeps a clipboard, but does not know whose it is
    monkeypatch.setattr(type(clipboard), "ownsClipboard", lambda _: bool(clipboard.text()))
    register_canaries(inside, calm)
    inside.acts.run("app.palette")
    type_text(inside.shell.palette_sheet.line, CANARY)
    settle()
    inside.shell.palette_sheet.close_over()
    clipboard.setText(CANARY)
    inside.shell.say(f"Збережено: {CANARY}")
    assert len(hits()) > 4
    inside.acts.run("app.lock")
    calm()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not hits()
    palette = inside.shell.palette_sheet.line
    palette.undo()
    assert CANARY not in palette.text()
    qtbot.wait(1)
    assert not hits()


def test_what_another_program_copied_is_left_alone(inside: Program, calm: Calm) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("чуже")
    inside.acts.run("app.lock")
    calm()
    assert clipboard.text() == "чуже"


def test_an_open_dialog_does_not_stay_over_the_cover(
    inside: Program, calm: Calm, qtbot: QtBot
) -> None:
    calm()
    menu = inside.shell.open_menu()
    qtbot.waitUntil(menu.isVisible)
    inside.shell.hide_content()
    settle()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [inside.shell]
