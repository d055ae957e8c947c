"""A real program in a process of its own: signs in, types a surname, and waits to be killed.

`python -m tests.journeys.typing_child HOME`; prints «typed» once the letters are typed.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.core.paths import Home
from app.core.settings import Settings
from app.home_door import HomeDoor
from app.main import Program
from app.ui.theme import look
from app.ui.workplace import Session
from tests.typing_hand import type_text
from tests.ui.doors import PASSPHRASE, PERSON, ways

PATIENCE = 20_000


def until(ready: Callable[[], bool]) -> None:
    """Let the program work until it is ready."""
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if ready() else None)
    timer.start(20)
    QTimer.singleShot(PATIENCE, loop.quit)
    loop.exec()
    timer.stop()
    if not ready():
        raise TimeoutError("the program was not ready in time")


def main() -> None:
    home = Home(Path(sys.argv[1]))
    app = look.application("child")
    look.apply(app, Settings())
    clock, ids = SystemClock(), SystemIds()
    door = HomeDoor(home, clock=clock, ids=ids, **ways())
    program = Program(home, Settings(), door=door, clock=clock, ids=ids)
    program.shell.resize(1366, 768)
    program.shell.show()
    program.shell.activateWindow()
    program.begin()
    until(lambda: program.runner.idle)
    program.enter(door.unlock(PERSON, PASSPHRASE))
    session = program.session
    assert isinstance(session, Session)
    until(lambda: program.runner.idle)
    session.navigator.open("registration")
    until(lambda: program.runner.idle)
    type_text(app.focusWidget() or program.shell, "Соняшникова")
    sys.stdout.write("typed\n")
    sys.stdout.flush()
    app.exec()


if __name__ == "__main__":
    main()
