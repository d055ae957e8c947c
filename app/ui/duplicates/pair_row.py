"""One field of both cards: alike or not by shape and word, and a choice where they differ."""

from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.duplicates.state import PairLine
from app.ui.widgets.choices import Choice
from app.ui.widgets.layouts import Reflow, column, rule
from app.ui.widgets.shapes import Kind, state_row
from app.ui.widgets.text import label


class PairRow(QWidget):
    """Name and mark, what each card says, the choice with what comes of it."""

    def __init__(self, line: PairLine, words: Words) -> None:
        """The choice is only there where something can be chosen."""
        super().__init__()
        self.line, self._words = line, words
        kind: Kind = "yes" if line.same else "ask"
        said = words("pair.same" if line.same else "pair.differs")
        mark = state_row(kind, said, role="small_m", size=16)
        self._kept, self._merged = (label("", "body", wrap=True) for _ in range(2))
        self._result = label("", "small", "text2", wrap=True)
        self.choice: Choice | None = None
        if len(line.options) > 1:
            offered = [(side.value, words(f"pair.take_{side}")) for side in line.options]
            self.choice = Choice(offered, name=words("pair.choose", field=line.title))
        cells = [
            _cell(label(line.title, "body_b", wrap=True), mark),
            _cell(label(words("merge.first"), "small", "text2"), self._kept),
            _cell(label(words("merge.second"), "small", "text2"), self._merged),
            _cell(*([self.choice] if self.choice else []), self._result),
        ]
        grid = Reflow(*cells, columns=4, least=196, gap=(16, 6))
        self.setLayout(column(rule(), grid, gap=8, pad=(0, 4, 0, 4)))

    def show_line(self, line: PairLine) -> None:
        """Draw what is chosen now."""
        self.line = line
        nothing = self._words("pair.nothing")
        self._kept.setText(line.kept or nothing)
        self._merged.setText(line.merged or nothing)
        self._result.setText(self._words("pair.result", value=line.result or nothing))
        self._result.setVisible(not line.same)
        if self.choice is not None and self.choice.value() != line.chosen:
            self.choice.set_value(line.chosen)


def _cell(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(*parts, None, gap=4))
    return made
