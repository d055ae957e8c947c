"""The card of the provisional answer: give it until a day, print its slip, end it."""

from PySide6.QtCore import Signal

from app.core.words import Words
from app.ui.papers.state import ProvisionalBox
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Field, TextLine
from app.ui.widgets.layouts import Box, column, row
from app.ui.widgets.shapes import WORD_TONES, StateShape
from app.ui.widgets.text import Picture, label


class ProvisionalCard(Box):
    """Hidden while all papers are there and nothing was given."""

    wrote = Signal(str)
    given = Signal()
    printed = Signal()
    ended = Signal()

    def __init__(self, words: Words) -> None:
        """Nothing to show yet."""
        self._words = words
        self._title = label("", "lead_b")
        self._shape = StateShape("wait", 18)
        self._sentence = label("", "body", "text2", wrap=True)
        self.until = TextLine()
        self._field = Field("", self.until)
        self.give = Button("", "quiet", "printer", wide=True)
        self.print = Button("", "quiet", "printer", wide=True)
        self.end = Button("", "ghost", "x", wide=True)
        said = row(column(1, self._shape, None, gap=0), (self._sentence, 1), gap=8)
        head = row(Picture("clock", 18), (self._title, 1), gap=8)
        super().__init__(
            column(
                head, said, self._field, self.give, self.print, self.end, gap=8,
                pad=(18, 14, 18, 14),
            ),
            "card",
        )  # fmt: skip
        self.until.edited.connect(lambda: self.wrote.emit(self.until.value()))
        self.give.clicked.connect(self.given)
        self.until.returnPressed.connect(self.given)
        self.print.clicked.connect(self.printed)
        self.end.clicked.connect(self.ended)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        words = self._words
        self._title.setText(words("papers.provisional"))
        self.setAccessibleName(words("papers.provisional"))
        self._field.set_label(words("papers.provisional.day"))
        for button, key in (
            (self.give, "papers.provisional.give"),
            (self.print, "papers.provisional.print"),
            (self.end, "papers.provisional.end"),
        ):
            button.setText(words(key))
            button.updateGeometry()

    def show_box(self, shown: ProvisionalBox | None) -> None:
        """Say until when, or offer it."""
        self.setVisible(shown is not None)
        if shown is None:
            return
        self._shape.show_kind(shown.shape)
        self._sentence.setText(shown.sentence)
        self._sentence.set_tone(WORD_TONES[shown.shape] if shown.given else "text2")
        self._field.setVisible(not shown.given)
        self._field.set_error(shown.error)
        if not self.until.hasFocus():
            self.until.set_value(shown.until)
        self.give.setVisible(not shown.given)
        self.print.setVisible(shown.given and shown.shape != "yes")
        self.end.setVisible(shown.given)
