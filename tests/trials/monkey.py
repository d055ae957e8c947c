"""Somebody who presses anything: keys, clicks, drags, sizes, languages, looks, locks, people.

What she may not touch is the world outside: files to choose, printers and pages of the browser
answer as if she had thought better of it.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QDrag, QInputMethodEvent, QMouseEvent, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from app.core.errors import NotAllowedError
from app.core.paths import Home
from app.core.settings import Settings
from app.core.words import Catalogue
from app.home_door import HomeDoor
from app.main import Program
from app.registry.model import Client
from app.ui.places import SCREENS
from app.ui.workplace import Session
from tests.conftest import RepeatingIds, StandingClock
from tests.machine import slowness, traced
from tests.typing_hand import press, type_text
from tests.ui.access import settle
from tests.ui.doors import PASSPHRASE, ways

OF_A_CLIENT = ("client", "visit", "check", "papers", "printing", "merge")
"""Screens that nothing opens without a client."""
FREEZE_SECONDS = 1.0
"""Of the processor: what the window may need for one event before people think that it hangs."""
PATIENCE = 30.0
PRESS, LET_GO = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
TWICE, MOVE = QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseMove
TEXTS = (
    "Соняшник",
    "Олена",
    "ґ",
    "31.02.1986",
    "07.03.1986",
    "0501234567",
    "1234567890",
    "-1",
    "4200,50",
    "'\";--",
    "<b>x</b>",
    "{sum}",
    "%s",
    "\u202e",
    "😀",
    "Ёлка",
    "a" * 300,
    "=1+1",
    " ",
    "0",
)
KEYS = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Space,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_F2,
    Qt.Key.Key_F6,
    Qt.Key.Key_F10,
    Qt.Key.Key_Menu,
    Qt.Key.Key_1,
    Qt.Key.Key_K,
    Qt.Key.Key_Z,
    Qt.Key.Key_S,
)
HELD = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)
LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя abcxyz0123456789.,-'ʼ"


@dataclass
class Monkey:
    """One life at one program."""

    program: Program
    door: HomeDoor
    clock: StandingClock
    people: tuple[str, ...]
    chance: Random
    crashes: list[str]
    seen: set[str] = field(default_factory=set)
    last: deque[str] = field(default_factory=lambda: deque(maxlen=25))
    slowest: float = 0.0
    waits: bool = False
    """Whether she looks at what comes before she goes on."""
    freezes: list[str] = field(default_factory=list)

    def live(self, events: int) -> None:
        """So many random events."""
        ways_to_act = list(self._weights())
        acts, weights = [way for way, _ in ways_to_act], [weight for _, weight in ways_to_act]
        for act in self.chance.choices(acts, weights, k=events):
            if self.program.session is None and self.chance.random() < 0.2:
                self._come_in()
            with self._measured():
                act()
            if self.waits or self.chance.random() < 0.2:
                self.waits = False
                self._let_answers_come()
            if self.crashes:
                raise AssertionError(f"{self.crashes[0]}\nafter {list(self.last)}")
        self._let_answers_come()

    def _weights(self) -> tuple[tuple[Callable[[], None], float], ...]:
        return (
            (self._letter, 34),
            (self._key, 26),
            (self._click, 20),
            (self._text, 3),
            (self._wheel, 4),
            (self._act, 5),
            (self._go, 3),
            (self._drag, 1),
            (self._resize, 1),
            (self._twice, 1.6),
            (self._look, 1),
            (self._lock, 0.2),
            (self._time_goes, 0.2),
        )

    @contextmanager
    def _measured(self) -> Iterator[None]:
        since = time.thread_time()
        yield
        seconds = time.thread_time() - since
        self.slowest = max(self.slowest, seconds)
        if seconds > FREEZE_SECONDS and seconds > FREEZE_SECONDS * traced() * slowness():
            self.freezes.append(f"{seconds:.1f} s after {list(self.last)[-3:]}")

    def _say(self, what: str) -> None:
        screen = self.program.shell.screen_now
        name = type(screen).__name__ if screen is not None else ""
        self.seen.add(name)
        self.last.append(f"{name}: {what}")

    def _let_answers_come(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self.program.runner.idle:
            assert time.monotonic() < until, f"no answer came: {list(self.last)}"
            with self._measured():
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        with self._measured():
            settle()
        # Without a running loop nothing that is to be deleted would ever go.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # ---- hands ---------------------------------------------------------------------------------

    def _target(self) -> QWidget:
        return (
            QApplication.activePopupWidget()
            or QApplication.activeModalWidget()
            or QApplication.focusWidget()
            or self.program.shell
        )

    def _under(self) -> tuple[QWidget, QPoint]:
        window = QApplication.activePopupWidget() or self.program.shell
        place = QPoint(
            self.chance.randrange(max(1, window.width())),
            self.chance.randrange(max(1, window.height())),
        )
        child = window.childAt(place)
        if child is None or not isValid(child):  # what is just being taken away
            return window, place
        return child, child.mapFrom(window, place)

    def _letter(self) -> None:
        letter = self.chance.choice(LETTERS)
        self._say(repr(letter))
        target = QApplication.activePopupWidget() or QApplication.focusWidget()
        if target is not None:
            type_text(target, letter) if target.hasFocus() else press(target, ord(letter.upper()))

    def _text(self) -> None:
        text = self.chance.choice(TEXTS)
        self._say(f"put in {text[:20]!r}")
        focus = QApplication.focusWidget()
        if focus is not None:  # all at once, as it is pasted
            put_in = QInputMethodEvent()
            put_in.setCommitString(text)
            QApplication.sendEvent(focus, put_in)

    def _key(self) -> None:
        key, held = self.chance.choice(KEYS), self.chance.choice(HELD)
        self._say(f"{held.name} {key.name}")
        press(self._target(), key, held)

    def _click(self) -> None:
        widget, place = self._under()
        button = self.chance.choices(
            (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton), (9, 1)
        )[0]
        self._say(f"{button.name} on {type(widget).__name__}")
        self._mouse(widget, place, button, PRESS, LET_GO)

    def _mouse(
        self, widget: QWidget, place: QPoint, button: Qt.MouseButton, *kinds: QEvent.Type
    ) -> None:
        """Each kind in its turn, as long as the widget is there: a press may take it away."""
        for kind in kinds:
            if not isValid(widget):
                return
            held = Qt.MouseButton.NoButton if kind is LET_GO else button
            at = QPointF(widget.mapToGlobal(place))
            event = QMouseEvent(
                kind, QPointF(place), at, button, held, Qt.KeyboardModifier.NoModifier
            )
            QApplication.sendEvent(widget, event)

    def _twice(self) -> None:
        widget, place = self._under()
        self._say(f"twice on {type(widget).__name__}")
        self._mouse(widget, place, Qt.MouseButton.LeftButton, PRESS, LET_GO, TWICE, LET_GO)

    def _drag(self) -> None:
        widget, place = self._under()
        self._say(f"dragged on {type(widget).__name__}")
        left = Qt.MouseButton.LeftButton
        self._mouse(widget, place, left, PRESS)
        self._mouse(widget, place + QPoint(30, 20), left, MOVE)
        self._mouse(widget, place + QPoint(40, 30), left, MOVE, LET_GO)

    def _wheel(self) -> None:
        widget, place = self._under()
        self._say(f"wheel on {type(widget).__name__}")
        step = QPoint(0, self.chance.choice((-120, 120, -600, 600)))
        if not isValid(widget):
            return
        QApplication.sendEvent(
            widget,
            QWheelEvent(
                QPointF(place),
                QPointF(widget.mapToGlobal(place)),
                QPoint(),
                step,
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )

    # ---- the window ----------------------------------------------------------------------------

    def _act(self) -> None:
        possible = [act.id for act in self.program.acts.possible]
        if possible:
            act = self.chance.choice(possible)
            self._say(f"act {act}")
            self.program.acts.run(act)

    def _go(self) -> None:
        session = self.program.session
        if not isinstance(session, Session):
            return
        screen = self.chance.choice(list(SCREENS))
        rows: tuple[Client, ...] = ()
        with suppress(NotAllowedError):  # some roles see nobody
            rows = session.desk.intake.recent(limit=20)
        named = screen in OF_A_CLIENT or self.chance.random() < 0.5
        subject = {"client_id": self.chance.choice(rows).id} if rows and named else {}
        if screen in OF_A_CLIENT and not subject:
            return
        self._say(f"go {screen}")
        session.navigator.open(screen, **subject)
        if self.chance.random() < 0.7:
            self.waits = True

    def _resize(self) -> None:
        size = self.chance.choice(((1366, 768), (1024, 640), (1920, 1080), (1100, 1400)))
        self._say(f"size {size}")
        self.program.shell.resize(*size)

    def _look(self) -> None:
        act = self.chance.choice(
            (
                "view.language",
                "view.dark",
                "view.light",
                "view.contrast",
                "view.larger",
                "view.smaller",
            )
        )
        self._say(act)
        self.program.acts.run(act)

    def _lock(self) -> None:
        self._say("lock")
        self.program.lock()

    def _time_goes(self) -> None:
        self._say("ten minutes go by")
        self.clock.forward(timedelta(minutes=10))

    def _come_in(self) -> None:
        """Somebody signs in; what the door does in its own thread is not the window's time."""
        self._let_answers_come()
        if self.program.session is None:
            self.clock.forward(timedelta(minutes=10))  # wrong guesses of the door cost time
            person = self.chance.choice(self.people)
            self._say(f"{person} comes in")
            self.program.enter(self.door.unlock(person, PASSPHRASE))
            self._let_answers_come()


def begun(
    home: Home, chance: Random, *, people: tuple[str, ...], catalogue: Catalogue, crashes: list[str]
) -> Monkey:
    """A program over that home with a monkey before it; the caller stops the program."""
    clock, ids = StandingClock(), RepeatingIds(chance)
    door = HomeDoor(home, clock=clock, ids=ids, **ways())
    program = Program(home, Settings(), door=door, clock=clock, ids=ids, catalogue=catalogue)
    program.shell.resize(1366, 768)
    program.shell.show()
    program.shell.activateWindow()
    program.begin()
    return Monkey(program, door, clock, people, chance, crashes)


def keep_out_of_the_world(patch: pytest.MonkeyPatch, folder: Path) -> list[str]:
    """No dialog waits for anybody, nothing is printed or opened outside; the list of crashes."""
    crashes: list[str] = []

    def no_dialog(self: QDialog) -> int:
        text = getattr(self, "text", "")
        if type(self).__name__ == "CrashWindow":
            crashes.append(str(text() if callable(text) else text) or "a crash window")
        return 1 if type(self).__name__ == "CrashWindow" else 0

    chosen = (str(folder / "chosen"), "")
    patch.setattr(QDialog, "exec", no_dialog)
    patch.setattr(QPrintDialog, "exec", lambda _: 0)
    patch.setattr(QDrag, "exec", lambda *_: Qt.DropAction.IgnoreAction)
    patch.setattr(QDesktopServices, "openUrl", staticmethod(lambda *_: True))
    patch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_, **__: chosen))
    patch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_, **__: ("", "")))
    patch.setattr(QFileDialog, "getOpenFileNames", staticmethod(lambda *_, **__: ([], "")))
    return crashes
