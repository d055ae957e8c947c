"""What tests of the window may ask for: the application in its look, a clean desk afterwards."""

import gc
import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QEvent
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication

from app.core.runner import InlineRunner
from app.core.settings import Settings
from app.core.words import Words
from app.ui.actions import Acts
from app.ui.screens import Screen
from app.ui.shell.window import Shell
from app.ui.theme import look
from app.ui.widgets import speech
from tests.machine import slowness, traced
from tests.ui.stage import KEPT
from tests.ui.watching import WATCH, WatchedApplication, here

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

BLOCK_SECONDS = 0.1
BLOCK_SECONDS_ON_THE_WALL = 0.5  # the machine may be busy with other things


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The application of all tests of the window keeps watch over its thread."""
    return WatchedApplication


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No event keeps the UI thread for more than 100 ms."""
    inline = InlineRunner.run

    def run(self: InlineRunner, work: Any, *rest: Any, **named: Any) -> None:
        inline(self, here(work), *rest, **named)

    make = Screen.__init__

    def made(self: Screen, words: Words) -> None:
        WATCH.made_screen = True
        make(self, words)

    monkeypatch.setattr(InlineRunner, "run", run)
    monkeypatch.setattr(Screen, "__init__", made)
    WATCH.blocks.clear()
    yield
    assert not WATCH.blocks, f"the window stood still: {WATCH.blocks}"


@pytest.fixture(autouse=True)
def clean_desk() -> Iterator[None]:
    """After each test no window is left, and its garbage is collected on this thread."""
    yield
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    KEPT.clear()
    for window in app.topLevelWidgets():
        window.close()
        window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    left = [window for window in app.topLevelWidgets() if window.isVisible()]
    assert not left, left


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application starts in the style of the program."""
    return ["tests", *look.STYLE]


@pytest.fixture
def app(qapp: QApplication, words: Words) -> QApplication:
    """The application in the light look; widgets speak Ukrainian."""
    look.apply(qapp, Settings())
    speech.use(words)
    return qapp


@pytest.fixture
def acts(app: QApplication, words: Words) -> Acts:
    return Acts(words)


@pytest.fixture
def shell(acts: Acts, words: Words) -> Shell:
    """The main window, 1366 by 768, shown, without screens."""
    made = Shell(words, acts, Settings())
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    made.complete()
    return made


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is announced to people who listen, in order; Qt still gets each event."""
    sentences: list[str] = []
    to_qt = QAccessible.updateAccessibility

    def told(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            sentences.append(event.message())
        to_qt(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(told))
    return sentences


class Watchdog:
    """Remembers how long the UI thread was busy in one stretch."""

    def __init__(self) -> None:
        self.blocks: list[float] = []
        self._awake = (time.monotonic(), time.thread_time())

    def awake(self) -> None:
        self._awake = (time.monotonic(), time.thread_time())

    def asleep(self) -> None:
        wall, busy = time.monotonic() - self._awake[0], time.thread_time() - self._awake[1]
        if busy > BLOCK_SECONDS or wall > BLOCK_SECONDS_ON_THE_WALL:
            slow = slowness() * traced()
            if busy > BLOCK_SECONDS * slow or wall > BLOCK_SECONDS_ON_THE_WALL * slow:
                self.blocks.append(max(busy, wall) / slow)
        self.awake()


@pytest.fixture
def watchdog(app: QApplication) -> Iterator[Watchdog]:
    """Fails the test when the UI thread was blocked for more than 100 ms while events ran."""
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    dog = Watchdog()
    dispatcher.awake.connect(dog.awake)
    dispatcher.aboutToBlock.connect(dog.asleep)
    yield dog
    dispatcher.awake.disconnect(dog.awake)
    dispatcher.aboutToBlock.disconnect(dog.asleep)
    assert not dog.blocks, f"blocked for {dog.blocks} s"
