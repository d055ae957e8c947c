"""Backups that are made beside the work: looked for every minute, after all other work."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from app.copies.model import CopyMade
from app.core.errors import DeskError
from app.core.runner import Lane, Runner
from app.desk.copies import Copies

FIRST_MS, NEXT_MS = 30_000, 60_000
"""The first look comes when the first screens are filled."""


class CopyWatch:
    """Makes the backup that is due; `made` hears of each."""

    def __init__(self, copies: Copies, runner: Runner, *, made: Callable[[], None]) -> None:
        """The first look comes by itself."""
        self._copies, self._runner, self._made = copies, runner, made
        self._working = False
        self.looked = False
        """Whether the session lasted long enough for a first look."""
        self._timer = QTimer()
        self._timer.timeout.connect(self.look)
        self._timer.start(FIRST_MS)

    def look(self) -> None:
        """Ask whether one is due, after all work that waits already."""
        self._timer.setInterval(NEXT_MS)
        if self._working:
            return
        self._working = True
        if self.looked:
            self._ask()
        else:
            self.looked = True
            sweep = self._copies.sweep
            self._runner.run(sweep, lambda _: self._ask(), self._failed, lane=Lane.COPIES)

    def end(self) -> None:
        """The session is over."""
        self._timer.stop()

    def _ask(self) -> None:
        self._runner.run(self._copies.due, self._answered, self._failed)

    def _answered(self, due: bool) -> None:
        self._working = due
        if due:
            self._runner.run(self._copies.automatic, self._over, self._failed, lane=Lane.COPIES)

    def _over(self, made: CopyMade | None) -> None:
        self._working = False
        if made is not None:
            self._made()

    def _failed(self, problem: Exception) -> None:
        self._working = False
        if not isinstance(problem, DeskError):  # noted, and red at home; the next look tries again
            raise problem
