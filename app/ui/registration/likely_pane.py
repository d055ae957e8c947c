"""The quiet side pane: who this may be. It never blocks; one key goes on with the known card."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import Words
from app.ui.registration.state import DuplicateLine
from app.ui.theme import look
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import ScrollPane, box, card, clear, column, row
from app.ui.widgets.text import Picture, label

_WIDTH = 292
_SHOWN = 3


class LikelyPane(QWidget):
    """Likely duplicates with masked names, what speaks for and against, and two answers."""

    same = Signal(str)
    other = Signal(str)

    def __init__(self, words: Words) -> None:
        """Nobody yet."""
        super().__init__()
        self._words = words
        self._lines: Sequence[DuplicateLine] = ()
        self._title = label("", "lead_b")
        self._note = label("", "small", "text2", wrap=True)
        self._cards = column(gap=8)
        self._hint_title = label("", "small_m", "info")
        self._hint = label("", "small", "text2", wrap=True)
        hint = box(column(self._hint_title, self._hint, gap=4, pad=(12, 10, 12, 10)), "info")
        self._hint_box = hint
        content = column(
            row(Picture("users-round", 20), (self._title, 1), gap=8),
            self._note,
            self._cards,
            hint,
            None,
            gap=10,
            pad=(16, 16, 16, 16),
        )
        pane = ScrollPane(content)
        self.setLayout(column(box(column(pane), "side")))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.dress()
        self.retranslate()

    def dress(self) -> None:
        """As wide as the letters ask."""
        self.setMinimumWidth(look.px(_WIDTH))

    def show_lines(self, lines: Sequence[DuplicateLine]) -> None:
        """Show these people."""
        self._lines = tuple(lines)
        clear(self._cards)
        for line in self._lines[:_SHOWN]:
            self._cards.addWidget(self._card(line))
        self._hint_box.setVisible(bool(self._lines))
        self._note.setText(
            self._words("registration.likely.note" if self._lines else "registration.likely.none")
        )

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self._title.setText(self._words("registration.likely.title"))
        self._hint_title.setText(self._words("registration.likely.hint_title"))
        self._hint.setText(self._words("registration.likely.hint"))
        self.setAccessibleName(self._words("registration.likely.title"))
        self.show_lines(self._lines)

    def _card(self, line: DuplicateLine) -> QWidget:
        same = Button(
            self._words("registration.likely.same"),
            name=self._words("registration.likely.same_named", name=line.name),
        )
        other = Button(
            self._words("registration.likely.other"),
            "ghost",
            name=self._words("registration.likely.other_named", name=line.name),
        )
        same.clicked.connect(lambda: self.same.emit(line.client_id))
        other.clicked.connect(lambda: self.other.emit(line.client_id))
        reasons = [
            *(self._reason("check", "yes", said) for said in line.speaks_for),
            *(self._reason("minus", "text3", said) for said in line.speaks_against),
        ]
        return card(
            label(line.name, "body_b", wrap=True),
            *reasons,
            row(same, other, None, gap=4),
            gap=4,
            pad=12,
        )

    def _reason(self, icon: str, tone: str, said: str) -> QWidget:
        line = QWidget()
        line.setLayout(row(Picture(icon, 14, tone), (label(said, "small", "text2", wrap=True), 1)))
        return line
