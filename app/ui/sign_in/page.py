"""The page that all screens before the desk share: a doorway, and beside it one column of work."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.words import Words
from app.ui.screens import Screen
from app.ui.shell.mark import Mark
from app.ui.sign_in.doorway import Doorway
from app.ui.theme import look
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import ScrollPane, column, row, rule
from app.ui.widgets.text import Picture, label

COLUMN = 440
_FOLD_BELOW = 980
_LARGE_LETTERS = 130


class Work(QWidget):
    """What stands in the column."""

    stops_changed = Signal()

    def first_field(self) -> QWidget:
        """Where typing begins."""
        raise NotImplementedError

    def forget(self) -> None:
        """Take every secret off the screen."""

    def stops(self) -> Sequence[QWidget]:
        """What Tab stops at, in order, if the order of making is not it."""
        return ()


class DoorPage(Screen):
    """Doorway and column; the doorway gives way when there is little room."""

    alone = True
    language_wanted = Signal()
    painted = Signal()
    """The first picture stands on the screen."""

    def __init__(self, words: Words, name: str, work: Work) -> None:
        """Put `work` into the column."""
        super().__init__(words)
        self.name = name
        self._work = work
        self._painted = False
        work.stops_changed.connect(self._order)
        self._doorway = Doorway()
        self._name = label("", "page")
        self._promise = label("", "small", "text3", wrap=True)
        self._other = Button("", "link")
        self._other.clicked.connect(self.language_wanted)
        self._inner = QWidget()
        foot = row(Picture("badge-check", 16, "yes"), (self._promise, 1), self._other, gap=8)
        self._inner.setLayout(
            column(row(Mark(36), self._name, None, gap=12), 20, work, 24, rule(), 10, foot, gap=0)
        )
        self._inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        pane = ScrollPane(
            column(None, row((0, 1), (self._inner, 100), (0, 1), gap=0), None, gap=0, pad=24)
        )
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._doorway, 10)
        across.addWidget(pane, 12)
        self.setAutoFillBackground(True)
        self.dress()
        self.retranslate()

    def dress(self) -> None:
        """The column grows with the letters."""
        self._inner.setMaximumWidth(look.px(COLUMN))
        self._arrange(self.width())

    def title(self) -> str:
        return self.words(f"door.title.{self.name}")

    def first_field(self) -> QWidget:
        return self._work.first_field()

    def leave(self) -> None:
        self._work.forget()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self._name.setText(self.words("door.name"))
        self._promise.setText(self.words("door.promise"))
        other = "en" if self.words.language == "uk" else "uk"
        self._other.setText(self.words(f"language.{other}"))
        super().retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first picture, once the children have drawn theirs too."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._order()

    def _order(self) -> None:
        for before, after in pairwise((*self._work.stops(), self._other)):
            QWidget.setTabOrder(before, after)

    def _arrange(self, width: int) -> None:
        self._doorway.setVisible(width >= look.px(_FOLD_BELOW))
