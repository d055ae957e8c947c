"""Tells when the first paint of a window was, on the clock that all processes share."""

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class Watch(QObject):
    """Waits for the first paint of a widget."""

    painted = False

    def eventFilter(self, thing: QObject, event: QEvent) -> bool:
        """See every event; stop none."""
        first = not self.painted and event.type() == QEvent.Type.Paint
        if first and isinstance(thing, QWidget):
            self.painted = True
            QTimer.singleShot(0, self.tell)
        return False

    def tell(self) -> None:
        """Print the moment and end; what is still being imported is waited for afterwards."""
        print(time.monotonic(), flush=True)
        QCoreApplication.quit()


def tell_when_painted() -> None:
    """Watch the application that exists."""
    application = QCoreApplication.instance()
    assert application is not None
    application.installEventFilter(Watch(application))
