"""A process that shows a window and says when it was painted, and what it took.

    python -m bench.watched bare
    python -m bench.watched door HOME
    python -m bench.watched day HOME USER PASSPHRASE

Prints one JSON line. `day` signs in, goes through a scripted day of work and reads its memory.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

TICK_MS = 5


class Watch(QObject):
    """Waits for the first paint of a widget."""

    def __init__(self, parent: QObject, then: Any) -> None:
        super().__init__(parent)
        self._then: Any = then

    def eventFilter(self, thing: QObject, event: QEvent) -> bool:
        if self._then and event.type() == QEvent.Type.Paint and isinstance(thing, QWidget):
            then, self._then = self._then, None
            QTimer.singleShot(0, then)
        return False


class Stalls(QObject):
    """The longest time that the event loop did not come round, in processor time of its thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.worst = 0.0
        self._last = time.thread_time()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self.worst, self._last = 0.0, time.thread_time()
        self._timer.start()

    def _tick(self) -> None:
        now = time.thread_time()
        self.worst = max(self.worst, now - self._last)
        self._last = now


def pss_mib() -> float:
    """Proportional set size: memory that is shared counts once for all who share it."""
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise OSError("the kernel does not say")


def tell(**found: object) -> None:
    print(json.dumps(found), flush=True)


def bare() -> None:
    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Приймальня"))
    window.resize(1366, 768)

    def painted() -> None:
        at, cpu = time.monotonic(), time.process_time()
        tell(at=at, cpu=cpu, pss=pss_mib())
        app.quit()

    app.installEventFilter(Watch(app, painted))
    window.show()
    app.exec()


def door(home_folder: str) -> None:
    from app.ui.imports import spare_sources

    spare_sources()
    import app.main as program_module
    from app.core.paths import home

    main: Any = program_module

    def painted(program: Any, *_: object) -> None:
        at, cpu = time.monotonic(), time.process_time()
        tell(at=at, cpu=cpu, pss=pss_mib())
        program.shell.close()

    main._after_the_paint = painted
    main.open_window(home(home_folder))


class Day:
    """Signs in when the program is warm, and goes through screens as a person would."""

    def __init__(self, program: Any, user: str, passphrase: str) -> None:
        self._program, self._user, self._passphrase = program, user, passphrase
        self._stalls = Stalls(program)
        self._found: dict[str, object] = {}

    def begin(self) -> None:
        self._when_idle(self._sign_in)

    def _when_idle(self, then: Any) -> None:
        if self._program.runner.idle:
            QTimer.singleShot(150, then)
        else:
            QTimer.singleShot(20, lambda: self._when_idle(then))

    def _sign_in(self) -> None:
        sign_in = self._program.doors.sign_in
        sign_in.choose(self._user)
        self._stalls.start()
        self._begun = time.monotonic()
        self._program.shell.stack.currentChanged.connect(self._changed)
        sign_in.unlock(self._passphrase)

    def _changed(self, _: int) -> None:
        screen = self._program.shell.screen_now
        if screen is None or screen.name != "home" or "home" in self._found:
            return
        self._found["home"] = 0.0
        app = QCoreApplication.instance()
        assert app is not None
        self._watch = Watch(app, self._shown)
        app.installEventFilter(self._watch)

    def _shown(self) -> None:
        self._when_idle(self._listed)
        self._found["home"] = time.monotonic() - self._begun

    def _listed(self) -> None:
        self._found["stall"] = self._stalls.worst
        self._names = [name for name in ("people", "settings", "home", "people") for _ in range(3)]
        self._walk()

    def _walk(self) -> None:
        session = self._program.session
        if not self._names:
            self._found["pss"] = pss_mib()
            tell(**self._found)
            self._program.shell.close()
            return
        session.navigator.open(self._names.pop())
        self._open_somebody(session)

    def _open_somebody(self, session: Any) -> None:
        recent = session.desk.intake.recent(limit=5)
        for one in recent:
            session.navigator.open("client", client_id=one.id)
            session.navigator.open("check", client_id=one.id)
            session.navigator.open("papers", client_id=one.id)
            session.navigator.open("printing", client_id=one.id)
        session.navigator.open("registration")
        self._when_idle(self._walk)


def day(home_folder: str, user: str, passphrase: str) -> None:
    from app.ui.imports import spare_sources

    spare_sources()
    import app.main as program_module
    from app.core.paths import home

    main: Any = program_module

    begin = main._after_the_paint

    def painted(program: Any, *rest: Any) -> None:
        begin(program, *rest)
        program.day = Day(program, user, passphrase)  # Qt keeps no bound method alive
        program.day.begin()

    main._after_the_paint = painted
    main.open_window(home(home_folder))


if __name__ == "__main__":
    {"bare": bare, "door": door, "day": day}[sys.argv[1]](*sys.argv[2:])  # type: ignore[operator]
