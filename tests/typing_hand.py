"""Hands for tests of the window: typing letters of any script, pressing keys by their place.

The usual typing function of Qt's tests aborts the whole process at a Cyrillic letter.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def type_text(widget: QWidget, text: str) -> None:
    """Go there and type these letters one by one."""
    widget.setFocus()
    for letter in text:
        target = QApplication.focusWidget() or widget
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, int(Qt.Key.Key_unknown), NO_MODIFIER, letter)
            QApplication.sendEvent(target, event)


def press(
    widget: QWidget,
    key: Qt.Key | int,
    modifiers: Qt.KeyboardModifier = NO_MODIFIER,
    *,
    scan_code: int = 0,
) -> None:
    """Press and let go one key. `scan_code` is the key's place, as the system numbers it."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, int(key), modifiers, scan_code, 0, 0, "")
        QApplication.sendEvent(widget, event)
