"""A PIN for this stretch of work: asked twice, kept in memory, gone when the machine sleeps."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.core.errors import DeskError
from app.core.runner import Runner
from app.core.words import Words
from app.ui.sign_in.secret_line import SecretLine
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Field
from app.ui.widgets.layouts import column, row
from app.ui.widgets.overlay import Overlay
from app.ui.widgets.text import label

_WIDE, _TOP = 560, 120


class PinSheet(Overlay):
    """Two hidden lines and one button; what was typed is gone when the sheet goes."""

    def __init__(
        self, window: QWidget, words: Words, runner: Runner, take: Callable[[str], None]
    ) -> None:
        """`take` lets a PIN open from now on; it waits for the machine."""
        self._words, self._runner, self._take = words, runner, take
        self._title = label("", "title", wrap=True)
        self._note = label("", "body", "text2", wrap=True)
        self.first, self.second = SecretLine(), SecretLine()
        self._fields = (Field("", self.first), Field("", self.second))
        self.save = Button("", "primary", "check", "Enter")
        self._close = Button("", "quiet", keys="Esc")
        buttons = row(None, self._close, self.save, gap=8)
        parts = (self._title, self._note, *self._fields, buttons)
        super().__init__(window, column(*parts, gap=10, pad=24), width=_WIDE, top=_TOP)
        self.save.clicked.connect(self._try)
        self._close.clicked.connect(self.close_over)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self._try)
        self.closed.connect(self._forget)

    def open_pin(self) -> None:
        """Ask for a PIN."""
        words = self._words
        self._title.setText(words("pin.title"))
        self._note.setText(words("pin.note"))
        for field, key in zip(self._fields, ("pin.first", "pin.second"), strict=True):
            field.set_label(words(key))
            field.set_error("")
        self.save.setText(words("pin.save"))
        self._close.setText(words("help.close"))
        self.setAccessibleName(words("pin.title"))
        self.open_over(self.first)

    def _try(self) -> None:
        first, second = self._fields
        first.set_error("")
        second.set_error("")
        if self.first.secret() != self.second.secret():
            second.set_error(self._words("pin.differ"))
            self.second.setFocus()
            return
        pin = self.first.secret()
        self.save.allow(False)
        self._runner.run(lambda: self._take(pin), lambda _: self._taken(), self._refused)

    def _taken(self) -> None:
        self.save.allow(True)
        self.close_over()

    def _refused(self, problem: Exception) -> None:
        self.save.allow(True)
        if not isinstance(problem, DeskError):
            raise problem
        self._fields[0].set_error(self._words(problem.words_key, **problem.values))
        self.first.setFocus()

    def _forget(self) -> None:
        for line in (self.first, self.second):
            line.clear()
            line.hide_letters()
