"""The one box of the search: arrows walk through the list below while the focus stays here."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.ui.widgets.fields import TextLine

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}


class SearchLine(TextLine):
    """Tells of steps and of Enter."""

    stepped = Signal(int)
    entered = Signal()

    def __init__(self) -> None:
        """Nothing asked yet."""
        super().__init__(icon="search")

    def event(self, event: QEvent) -> bool:
        """Escape empties the box before it means a step back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.text()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, empty; everything else is typing."""
        key, plain = Qt.Key(event.key()), not event.modifiers() & ~_PAD
        if plain and key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif plain and key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.edited.emit()
        else:
            super().keyPressEvent(event)


_PAD = Qt.KeyboardModifier.KeypadModifier
