"""What the window says when something was done or went wrong: one toast at a time, one sentence."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import DeskError
from app.core.words import Words
from app.ui.theme import look
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Box, row
from app.ui.widgets.text import label

TOAST_MS = 10_000
TOAST_WIDTH = 400


def sentence_of(words: Words, problem: DeskError) -> str:
    """What happened, what is safe, what to do."""
    return words(problem.words_key, **problem.values)


class Toast(Box):
    """A sentence at the lower left for ten seconds, perhaps with an undo; stays while in use."""

    gone = Signal()

    def __init__(self, parent: QWidget, undo_keys: str) -> None:
        """Hidden until something is said."""
        self._sentence = label("", "body", wrap=True)
        self._undo = Button("", "link", keys=undo_keys)
        super().__init__(
            row((self._sentence, 1), self._undo, gap=12, pad=(16, 10, 14, 10)), "raised"
        )
        self.setParent(parent)
        self._work: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOAST_MS)
        self._timer.timeout.connect(self._end)
        self._undo.clicked.connect(self._take_back)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said now, or ""."""
        return self._sentence.text() if self.isVisible() else ""

    def say(
        self, sentence: str, undo_word: str = "", undo: Callable[[], object] | None = None
    ) -> None:
        """Say this instead of what was said before. Never a name of a client."""
        self._work = undo
        self._sentence.setText(sentence)
        self._undo.setText(undo_word)
        self._undo.dress()
        self._undo.setVisible(undo is not None)
        self.setAccessibleName(sentence)
        self._fit()
        self._come_last()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, sentence)

    def dress(self) -> None:
        """Other letters take other room."""
        if self.isVisible():
            self._sentence.dress()
            self._undo.dress()
            self._fit()

    def _come_last(self) -> None:
        """Tab comes to the foot of the window after everything above it: who comes anew is last."""
        window = self.parentWidget()
        self.setParent(None)
        self.setParent(window)

    def _fit(self) -> None:
        self.setFixedWidth(look.px(TOAST_WIDTH))
        self.setFixedHeight(self.heightForWidth(self.width()))

    def place(self, left: int, bottom: int) -> None:
        """Stand with the lower left corner there."""
        self.move(left, bottom - self.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the mouse is here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Ten more seconds."""
        self._timer.start()
        super().leaveEvent(event)

    def _end(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._timer.start()
        else:
            self.dismiss()

    def dismiss(self) -> None:
        """Go away."""
        self._timer.stop()
        self._work = None
        self.hide()
        self.gone.emit()

    def empty(self) -> None:
        """Forget what was said."""
        self.dismiss()
        self._sentence.setText("")
        self.setAccessibleName("")

    def _take_back(self) -> None:
        work = self._work
        self.dismiss()
        if work is not None:
            work()
