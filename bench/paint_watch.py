"""Ends an application right after the first paint of a window."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class Watch(QObject):
    """Waits for the first paint of a widget."""

    def eventFilter(self, thing: QObject, event: QEvent) -> bool:
        """See every event; stop none."""
        if event.type() == QEvent.Type.Paint and isinstance(thing, QWidget):
            QTimer.singleShot(0, QCoreApplication.quit)
        return False


def quit_when_painted() -> None:
    """Watch the application that exists."""
    application = QCoreApplication.instance()
    assert application is not None
    application.installEventFilter(Watch(application))
