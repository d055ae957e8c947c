"""The open program: errors become words, bugs a window, a lock keeps what was typed."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.errors import DeskError, VaultError
from app.core.paths import Home
from app.core.settings import Settings
from app.home_door import HomeDoor
from app.main import Program
from app.ui.home.view import HomeView
from app.ui.places import SCREENS
from app.ui.registration.view import RegistrationView
from app.ui.shell.window import Shell
from app.ui.theme import look
from app.ui.trouble.crash_window import CrashWindow
from app.vault.device_secret import DeviceState
from tests.conftest import RepeatingIds, StandingClock
from tests.typing_hand import type_text
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.conftest import Watchdog
from tests.ui.doors import PASSPHRASE, PERSON, Drawer, new_office, ways

MAKING_SECONDS = 0.3
"""What the first opening of a screen may take of the UI thread; afterwards 0.1 holds."""


@pytest.fixture
def program(
    qapp: QApplication, home: Home, clock: StandingClock, ids: RepeatingIds
) -> Iterator[Program]:
    drawer = Drawer(DeviceState.ABSENT)
    new_office(home, clock=clock, ids=ids, drawer=drawer).opened.database.close()
    look.apply(qapp, Settings())
    door = HomeDoor(home, clock=clock, ids=ids, **ways(drawer))
    made = Program(home, Settings(), door=door, clock=clock, ids=ids)
    made.shell.resize(1366, 768)
    made.shell.show()
    made.shell.activateWindow()
    made.begin()
    yield made
    made.shell.close()
    made.stop()


@pytest.fixture
def calm(program: Program, qtbot: QtBot) -> Callable[[], None]:
    def wait() -> None:
        qtbot.waitUntil(lambda: program.runner.idle, timeout=20_000)
        settle()

    wait()
    return wait


@pytest.fixture
def inside(program: Program, calm: Callable[[], None]) -> Program:
    program.doors.sign_in.choose(PERSON)
    program.doors.sign_in.unlock(PASSPHRASE)
    calm()
    assert program.session is not None
    return program


def banner_of(shell: Shell) -> str:
    banner = shell._banners.get("problem")
    return banner.title.text() if banner is not None else ""


def test_an_error_nobody_took_is_told_in_a_banner_that_can_be_put_away(
    inside: Program, calm: Callable[[], None]
) -> None:
    def fails() -> None:
        raise DeskError("vault.disk_full")

    inside.runner.run(fails, lambda _: None)
    calm()
    assert "На диску немає місця" in banner_of(inside.shell)
    inside.shell.drop_banner("problem")
    assert not banner_of(inside.shell)


def test_before_the_desk_such_an_error_is_a_toast(
    program: Program, calm: Callable[[], None]
) -> None:
    def fails() -> None:
        raise VaultError("vault.busy")

    program.runner.run(fails, lambda _: None)
    calm()
    assert "Сховищем саме користується" in program.shell.toast.sentence


def test_a_bug_opens_its_window_and_work_goes_on(
    inside: Program, calm: Callable[[], None], qtbot: QtBot
) -> None:
    seen: list[str] = []

    def read_and_go_on() -> None:
        window = QApplication.activeModalWidget()
        assert isinstance(window, CrashWindow)
        seen.append(window._text.value())
        window.accept()

    def fails() -> None:
        raise ZeroDivisionError("Соняшник Олена")

    QTimer.singleShot(300, read_and_go_on)
    inside.runner.run(fails, lambda _: None)
    calm()
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert "ZeroDivisionError" in seen[0]
    assert "Соняшник" not in seen[0]
    assert inside.shell.isVisible()


@pytest.mark.covers("F1")
def test_a_lock_keeps_a_half_typed_card_and_the_day_offers_it(
    inside: Program, calm: Callable[[], None]
) -> None:
    assert inside.acts.run("person.new")
    calm()
    screen = inside.shell.screen_now
    assert isinstance(screen, RegistrationView)
    first = screen.first_field()
    assert first is not None
    type_text(first, "Соняшник")
    inside.acts.run("app.lock")
    calm()
    assert inside.session is None
    assert not inside.acts.can("person.new")
    inside.doors.sign_in.unlock(PASSPHRASE)
    calm()
    day = inside.shell.screen_now
    assert isinstance(day, HomeView)
    assert len(day._resumes) == 1
    day._resumes[0].click()
    calm()
    again = inside.shell.screen_now
    assert isinstance(again, RegistrationView)
    assert again is not screen, "the screens of before are gone"
    assert again.presenter.state.values["surname"] == "Соняшник"


def test_every_place_can_be_opened_left_and_opened_again(
    inside: Program, calm: Callable[[], None]
) -> None:
    for act in ("go.people", "go.settings", "go.home", "person.new", "go.people", "go.back"):
        assert inside.acts.run(act), act
        calm()
    assert inside.shell.screen_now is not None
    assert inside.shell.screen_now.name == "registration"
    assert set(SCREENS) >= {"home", "people", "client", "registration", "visit", "settings"}


def test_the_title_and_the_window_before_the_desk_name_nobody(
    program: Program, calm: Callable[[], None]
) -> None:
    assert program.shell.windowTitle() == "Вхід – Приймальня"
    assert PERSON not in program.shell.windowTitle()


def test_a_second_start_brings_a_minimised_window_back(
    program: Program, calm: Callable[[], None]
) -> None:
    program.shell.showMinimized()
    program.raise_window()
    calm()
    assert not program.shell.windowState() & Qt.WindowState.WindowMinimized
    assert program.shell.isVisible()


def test_the_bare_window_is_usable_by_everybody(inside: Program, calm: Callable[[], None]) -> None:
    for act in ("go.home", "go.settings"):
        inside.acts.run(act)
        calm()
        assert not faults_of(inside.shell)
        assert not cut_text(inside.shell)


def test_the_ui_thread_is_never_blocked_from_sign_in_to_lock(
    program: Program, calm: Callable[[], None], watchdog: Watchdog
) -> None:
    watchdog.blocks.clear()  # the window was built in the test's own time
    watchdog.awake()
    program.doors.sign_in.unlock(PASSPHRASE)
    calm()
    places = ("go.settings", "go.people", "person.new", "go.home")
    for act in places:
        assert program.acts.run(act)
        calm()
    assert all(block < MAKING_SECONDS for block in watchdog.blocks), watchdog.blocks
    watchdog.blocks.clear()  # the screens are made now, each once
    for act in (*places, "app.lock"):
        assert program.acts.run(act)
        calm()
