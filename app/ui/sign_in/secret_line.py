"""A line for a passphrase: hidden letters, an eye, and in words which keyboard and Caps Lock."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.theme import look, tokens
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import TextLine
from app.ui.widgets.speech import said

_INSIDE = 6
_SHOW = (Qt.Key.Key_H, 0x0420)  # the same key in the Latin and in the Ukrainian layout


class Eye(Button):
    """Shows or hides the letters; it stands inside the line, so it is a little smaller."""

    def sizeHint(self) -> QSize:
        side = look.px(tokens.FIELD) - _INSIDE
        return QSize(side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only Enter presses: who tabs here and types a phrase must not show it by its spaces."""
        typed = bool(event.text()) and event.text().isprintable()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif typed or event.key() == Qt.Key.Key_Space:
            event.accept()
        else:
            super().keyPressEvent(event)


class SecretLine(TextLine):
    """Hidden unless the eye is pressed. Tells what the last letter says about the keyboard."""

    keyboard_heard = Signal(str, str)
    """Script (`cyrillic`, `latin` or empty) and Caps Lock (`on`, `off` or empty), once known."""

    def __init__(self, *, name: str = "") -> None:
        """Hidden at first."""
        self._eye: Eye | None = None
        super().__init__(name=name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._script = self._caps = ""
        self._eye = Eye("", "ghost", "eye", name=said("secret.show"))
        self._eye.setParent(self)
        self._eye.setAutoDefault(False)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.clicked.connect(self._turn)
        self.dress()

    @property
    def eye(self) -> QWidget:
        """The button that shows the letters."""
        return self._eye or self

    def secret(self) -> str:
        """What is typed, spaces and all."""
        return self.text()

    def hide_letters(self) -> None:
        """Show dots again."""
        if self.echoMode() is QLineEdit.EchoMode.Normal:
            self._turn()

    def dress(self) -> None:
        """Leave room for the eye."""
        super().dress()
        self.setTextMargins(10, 0, look.px(32), 0)
        self._place()

    def retranslate(self) -> None:
        """Name the eye in the language of now."""
        if self._eye is not None:
            hidden = self.echoMode() is QLineEdit.EchoMode.Password
            self._eye.name_it(said("secret.show") if hidden else said("secret.hide"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock and self._caps:
            self._hear(self._script, "off" if self._caps == "on" else "on")
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in _SHOW:
            self._turn()
            return
        letter = event.text()
        if len(letter) == 1 and letter.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._hear(
                "cyrillic" if "\u0400" <= letter <= "\u04ff" else "latin",
                "on" if letter.isupper() != shift else "off",
            )
        super().keyPressEvent(event)

    def _hear(self, script: str, caps: str) -> None:
        if (script, caps) != (self._script, self._caps):
            self._script, self._caps = script, caps
            self.keyboard_heard.emit(script, caps)

    def _turn(self) -> None:
        hidden = self.echoMode() is QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        if self._eye is not None:
            self._eye.set_icon("eye-off" if hidden else "eye")
        self.retranslate()

    def _place(self) -> None:
        if self._eye is None:
            return
        self._eye.resize(self._eye.sizeHint())
        left = self.width() - self._eye.width() - _INSIDE // 2
        self._eye.move(left, (self.height() - self._eye.height()) // 2)
