"""One person whom a new edition affects: before, after, and the condition that made it so."""

from PySide6.QtCore import Signal

from app.core.words import Words
from app.ui.editions.state import Shape, TouchedLine, TurnLine
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Box, Fold, Item, column, row, rule
from app.ui.widgets.shapes import StateRow, state_row
from app.ui.widgets.text import label


class TouchedBox(Box):
    """Words and two acts; made anew when the person stands otherwise."""

    opened = Signal()
    dealt = Signal()

    def __init__(self, line: TouchedLine, words: Words) -> None:
        """Say it."""
        self.check_id = line.check_id
        self.open = Button(words("editions.open"), "quiet", "book-open")
        self.open.name_it(line.open_spoken)
        text = words("editions.put_back" if line.dealt else "editions.deal")
        self.deal = Button(text, "ghost" if line.dealt else "quiet", "check")
        self.deal.name_it(line.deal_spoken)
        person = column(
            label(line.person, "lead_b", wrap=True), label(line.when, "small", "text2", wrap=True),
            gap=1,
        )  # fmt: skip
        parts: list[Item] = [
            row((person, 1), self.open, self.deal, gap=8),
            Fold((_state(line.before_shape, words("editions.before"), line.before), 1),
                 (_state(line.after_shape, words("editions.after"), line.after), 1),
                 below=560, gap=12),
        ]  # fmt: skip
        parts += [_turn(turn) for turn in line.turns]
        if line.note:
            parts += [rule(), label(line.note, "small_m", "ask", wrap=True)]
        super().__init__(
            column(*parts, gap=8, pad=(16, 12, 12, 12)), "sunken" if line.dealt else "card"
        )
        self.setAccessibleName(line.person)
        self.open.clicked.connect(self.opened)
        self.deal.clicked.connect(self.dealt)


def _state(shape: Shape, when: str, word: str) -> StateRow:
    made = state_row(shape, f"{when}: {word}", role="body_m", size=18)
    made.word.setWordWrap(True)
    return made


def _turn(turn: TurnLine) -> Item:
    said = f"{turn.text}. {turn.why}"
    return column(
        label(said, "body", wrap=True), label(turn.ref, "small", "text3", wrap=True), gap=1
    )
