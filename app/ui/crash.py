"""A bug is shown in plain words, once, with a text for support that names nobody."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, qVersion

from app.core.bugs import technical_text

Show = Callable[[str], None]


class Crashes(QObject):
    """Takes every error that nobody took, from any thread, and shows it on the UI thread.

    While one is on the screen others are only written to the log: a loop of errors must not become
    a tower of windows.
    """

    _caught = Signal(str)

    def __init__(self, show: Show) -> None:
        """Hand texts for support to `show`, which returns when the person has read them."""
        super().__init__()
        self._show = show
        self._showing = False
        self._before = (sys.excepthook, threading.excepthook)
        self._caught.connect(self._reveal, Qt.ConnectionType.QueuedConnection)

    def watch(self) -> None:
        """Take over from Python's own last resort."""
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error

    def stop(self) -> None:
        """Give the last resort back."""
        sys.excepthook, threading.excepthook = self._before

    def take(self, problem: BaseException) -> None:
        """An error that somebody else caught and could not explain."""
        text = technical_text(problem, f"Qt {qVersion()}")
        _log().error("bug\n%s", text)
        self._caught.emit(text)

    def _on_error(
        self,
        kind: type[BaseException],
        problem: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, problem, trace)
            return
        self.take(problem)

    def _on_thread_error(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self.take(given.exc_value)

    def _reveal(self, text: str) -> None:
        if self._showing:
            return
        self._showing = True
        try:
            self._show(text)
        except Exception:  # noqa: BLE001  the window for errors may itself be broken: the log must do
            _log().critical("the crash window failed")
        finally:
            self._showing = False


def _log() -> Any:
    import logging  # noqa: PLC0415  a start without a bug needs no log

    return logging.getLogger(__name__)
