"""From a machine that never had the program to the first screen, by keys alone; and back again."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.paths import Home
from app.core.settings import Settings, load
from app.home_door import HomeDoor
from app.main import Program
from app.ui.home.view import HomeView
from app.ui.settings.view import SettingsView
from app.ui.setup.state import NewOffice, Step
from app.ui.sign_in.secret_line import SecretLine
from app.ui.theme import look
from app.vault.device_secret import DeviceState
from tests.conftest import RepeatingIds, StandingClock
from tests.typing_hand import press, type_text
from tests.ui.conftest import Watchdog
from tests.ui.doors import PASSPHRASE, PERSON, Drawer, Silent, new_office, ways


class Hands:
    """A person who has no mouse."""

    def __init__(self, program: Program, bot: QtBot) -> None:
        self.program, self.bot = program, bot

    def focus(self) -> object:
        return QApplication.focusWidget()

    def type(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        type_text(focus, text)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        press(focus, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def tab(self, times: int = 1) -> None:
        for _ in range(times):
            self.key(Qt.Key.Key_Tab)

    def wait(self) -> None:
        self.bot.waitUntil(lambda: self.program.runner.idle, timeout=20_000)

    def at(self) -> str:
        screen = self.program.shell.screen_now
        return screen.name if screen is not None else ""


@pytest.fixture
def started(
    qapp: QApplication, qtbot: QtBot, home: Home, clock: StandingClock, ids: RepeatingIds
) -> Iterator[list[Program]]:
    programs: list[Program] = []
    yield programs
    for program in programs:
        program.shell.close()
        program.stop()


def start(
    started: list[Program],
    home: Home,
    clock: Clock,
    ids: Ids,
    bot: QtBot,
    drawer: Drawer,
) -> Hands:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look.apply(app, Settings())
    door = HomeDoor(home, clock=clock, ids=ids, **ways(drawer))
    program = Program(home, load(home.settings), door=door, clock=clock, ids=ids)
    started.append(program)
    program.show()
    program.shell.activateWindow()
    program.begin()
    hands = Hands(program, bot)
    hands.wait()
    return hands


@pytest.mark.covers("F1")
def test_a_new_home_becomes_an_office_by_keys_alone(
    started: list[Program], home: Home, clock: StandingClock, ids: RepeatingIds, qtbot: QtBot
) -> None:
    hands = start(started, home, clock, ids, qtbot, Drawer(DeviceState.ABSENT))
    setup = hands.program.doors.setup

    def step() -> Step:
        return setup.state.step

    assert hands.at() == "setup"
    while step() is Step.LOOK:
        hands.tab()
        if hands.focus() is hands.program.doors.setup_page._work._next:  # type: ignore[attr-defined]
            hands.key(Qt.Key.Key_Return)
    hands.type("Бюро «Липове»")
    hands.key(Qt.Key.Key_Return)
    hands.type(PERSON)
    hands.tab()
    hands.type(PASSPHRASE)
    hands.tab(2)
    hands.type(PASSPHRASE)
    hands.key(Qt.Key.Key_Return)
    hands.wait()
    assert step() is Step.RECOVERY
    assert setup.state.device_note
    groups = setup.state.recovery_code.split("-")
    while step() is Step.RECOVERY:
        hands.tab()
        if hands.focus() is hands.program.doors.setup_page._work._next:  # type: ignore[attr-defined]
            hands.key(Qt.Key.Key_Return)
    first, second = setup.state.asked
    hands.type(groups[first - 1])
    hands.tab()
    hands.type(groups[second - 1])
    hands.key(Qt.Key.Key_Return)
    hands.wait()
    assert hands.at() == "home"
    assert hands.program.shell.status.office.text() == "Бюро «Липове»"
    assert PERSON in hands.program.shell.status.person.text()
    day = hands.program.shell.screen_now
    assert isinstance(day, HomeView)
    assert not day._renew_banner.isVisible(), "the code was confirmed"


@pytest.mark.covers("R-19")
def test_a_code_that_was_never_confirmed_is_made_anew_from_the_first_screen(
    started: list[Program], home: Home, clock: StandingClock, ids: RepeatingIds, qtbot: QtBot
) -> None:
    new_office(home, clock=clock, ids=ids, confirmed=False).opened.database.close()
    hands = start(started, home, clock, ids, qtbot, Drawer(DeviceState.ABSENT))
    hands.type(PASSPHRASE)
    hands.key(Qt.Key.Key_Return)
    hands.wait()
    day = hands.program.shell.screen_now
    assert isinstance(day, HomeView)
    assert day._renew_banner.isVisible()
    day._renew.setFocus()
    hands.key(Qt.Key.Key_Return)
    hands.wait()
    settings = hands.program.shell.screen_now
    assert isinstance(settings, SettingsView)
    card = settings.recovery
    assert hands.focus() is card._renew
    hands.key(Qt.Key.Key_Return)
    hands.wait()
    groups = card._state.recovery_code.split("-")
    card._written.setFocus()
    hands.key(Qt.Key.Key_Return)
    for line, number in zip(card._lines, card._state.asked, strict=True):
        line.setFocus()
        hands.type(groups[number - 1])
    hands.key(Qt.Key.Key_Return)
    hands.wait()
    hands.program.acts.run("go.home")
    hands.wait()
    assert hands.at() == "home"
    assert not day._renew_banner.isVisible()


@pytest.mark.covers("F1", "R-19")
def test_a_set_up_closed_before_the_code_was_confirmed_asks_for_a_new_one(
    started: list[Program], home: Home, clock: StandingClock, ids: RepeatingIds, qtbot: QtBot
) -> None:
    hands = start(started, home, clock, ids, qtbot, Drawer(DeviceState.ABSENT))
    setup = hands.program.doors.setup
    wished = NewOffice(name="Бюро", person=PERSON, passphrase=PASSPHRASE, again=PASSPHRASE)
    while setup.state.step < Step.RECOVERY:
        setup.go_on(wished)
        hands.wait()
    hands.program.shell.close()
    hands.program.stop()
    hands = start(started, home, clock, ids, qtbot, Drawer(DeviceState.ABSENT))
    assert hands.at() == "sign_in"
    hands.type(PASSPHRASE)
    hands.key(Qt.Key.Key_Return)
    hands.wait()
    day = hands.program.shell.screen_now
    assert isinstance(day, HomeView)
    assert day._renew_banner.isVisible()


def test_lock_keeps_everything_and_unlock_opens_it_again(
    started: list[Program], home: Home, clock: StandingClock, ids: RepeatingIds, qtbot: QtBot
) -> None:
    new_office(home, clock=clock, ids=ids).opened.database.close()
    hands = start(started, home, clock, ids, qtbot, Drawer(DeviceState.ABSENT))
    for _ in range(2):
        assert hands.at() == "sign_in"
        assert isinstance(hands.focus(), SecretLine)
        assert not hands.program.acts.can("go.settings"), "nothing is reached through a locked door"
        hands.type(PASSPHRASE)
        hands.key(Qt.Key.Key_Return)
        hands.wait()
        assert hands.at() == "home"
        assert hands.program.acts.run("go.settings")
        hands.wait()
        assert hands.at() == "settings"
        hands.program.acts.run("app.lock")
        hands.wait()
    assert hands.at() == "sign_in"


def test_a_silent_key_store_never_freezes_the_window(
    started: list[Program],
    home: Home,
    clock: StandingClock,
    ids: RepeatingIds,
    qtbot: QtBot,
    watchdog: Watchdog,
) -> None:
    drawer = Silent()
    new_office(home, clock=clock, ids=ids, drawer=drawer).opened.database.close()
    hands = start(started, home, clock, ids, qtbot, drawer)
    watchdog.blocks.clear()  # the window was built in the test's own time
    hands.type(PASSPHRASE)
    hands.key(Qt.Key.Key_Return)
    qtbot.wait(300)
    assert hands.program.doors.sign_in.state.busy
    hands.program.acts.run("view.language")
    assert hands.program.words.language == "en", "the window answers while the key store does not"
    drawer.state = DeviceState.LOCKED
    drawer.gate.set()
    hands.wait()
    assert "Data are safe" in hands.program.doors.sign_in.state.fault
    assert hands.at() == "sign_in"
    watchdog.blocks.clear()


def test_trouble_has_its_own_screen_and_another_try_opens(
    started: list[Program], home: Home, clock: StandingClock, ids: RepeatingIds, qtbot: QtBot
) -> None:
    new_office(home, clock=clock, ids=ids).opened.database.close()
    away = home.vault.with_suffix(".away")
    home.vault.rename(away)
    hands = start(started, home, clock, ids, qtbot, Drawer(DeviceState.ABSENT))
    assert hands.at() == "trouble"
    away.rename(home.vault)
    hands.key(Qt.Key.Key_Return)
    hands.wait()
    assert hands.at() == "sign_in"


def test_settings_outlive_the_program(
    started: list[Program], home: Home, clock: StandingClock, ids: RepeatingIds, qtbot: QtBot
) -> None:
    hands = start(started, home, clock, ids, qtbot, Drawer(DeviceState.ABSENT))
    hands.program.acts.run("view.dark")
    hands.program.acts.run("view.language")
    hands.wait()
    assert load(home.settings) == Settings(language="en", theme="dark")


OPEN = textwrap.dedent("""
    import sys
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from app import main
    from app.core.paths import Home
    begin = main.Program.begin
    def told(self):
        begin(self)
        self.shell.windowTitleChanged.connect(lambda title: None)
        QTimer.singleShot(0, lambda: print("open", flush=True))
    main.Program.begin = told
    raised = main.Program.raise_window
    def rung(self):
        raised(self)
        print("raised", flush=True)
    main.Program.raise_window = rung
    sys.exit(main.open_window(Home(Path(sys.argv[1]))))
""")


def program(home: Home) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OPEN, str(home.folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
    )


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_start_raises_the_first_and_a_killed_one_is_no_obstacle(home: Home) -> None:
    first = program(home)
    assert line(first) == "open"
    second = program(home)
    assert second.wait(20) == 0
    second.communicate()
    assert line(first) == "raised"
    first.send_signal(signal.SIGKILL)
    first.communicate()
    third = program(home)
    assert line(third) == "open"
    third.send_signal(signal.SIGTERM)
    assert third.wait(20) == 0
    third.communicate()
