"""How long the UI thread is busy with one event: a tenth of a second at most."""

import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.ui.background import QtRunner
from tests.machine import slowness, traced

BLOCK_SECONDS, SCREEN_SECONDS = 0.1, 0.3
"""For any event; for one in which a screen is made or first filled with what came from the desk.

The check and the page to print take up to 0.17 s of a busy processor then: known, not yet mended.
"""


@dataclass(slots=True)
class Watch:
    """What took too long since it was last asked; time of the processor, not of the wall."""

    blocks: list[str] = field(default_factory=list)
    made_screen: bool = False
    away: float = 0.0
    """Seconds of desk work that only tests do on this thread."""

    def limit(self) -> float:
        """How long one event may take here."""
        seconds = SCREEN_SECONDS if self.made_screen else BLOCK_SECONDS
        return seconds * traced()


WATCH = Watch()


class Elsewhere:
    """Work that the program does in another thread; a test that does it here is not to blame."""

    def __enter__(self) -> None:
        self._since = time.thread_time()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        _: TracebackType | None,
    ) -> None:
        WATCH.away += time.thread_time() - self._since


class WatchedApplication(QApplication):
    """The application of the tests: it looks at the clock before and after each event."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._inside = False

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Deliver it; the outermost event counts with all that it led to."""
        if self._inside:
            return super().notify(receiver, event)
        self._inside, WATCH.made_screen = True, False
        since, away = time.thread_time(), WATCH.away
        try:
            return super().notify(receiver, event)
        finally:
            self._inside = False
            busy = time.thread_time() - since - (WATCH.away - away)
            WATCH.made_screen |= isinstance(receiver, QtRunner)
            if busy > WATCH.limit() and busy > WATCH.limit() * slowness():
                WATCH.blocks.append(f"{type(receiver).__name__}: {busy * 1000:.0f} ms")


def here(work: Any) -> Any:
    """That work, as if it were done elsewhere."""

    def done() -> Any:
        with Elsewhere():
            return work()

    return done
