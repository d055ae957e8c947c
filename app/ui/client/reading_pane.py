"""«Перечитати вголос»: the script of what we wrote, line by line, each with a way to change it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.client.state import SpokenLine
from app.ui.registration.ordering import tab_after
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import card, clear, column, row, rule
from app.ui.widgets.text import Picture, label


class ReadingPane(QWidget):
    """Large letters to read from; «Змінити» goes to the field."""

    def __init__(
        self, words: Words, change: Callable[[SpokenLine], None], close: Callable[[], None]
    ) -> None:
        """`change` opens the field of a line."""
        super().__init__()
        self._words, self._change = words, change
        self._shown: tuple[SpokenLine, ...] = ()
        self._title = label("", "lead_b")
        self._intro = label("", "body", "text2", wrap=True)
        self.done = Button("", "quiet", "check")
        self.done.clicked.connect(close)
        self._lines = column(gap=6)
        top = row(Picture("message-square", 20), (self._title, 1), self.done, gap=10)
        self.setLayout(column(card(top, self._intro, self._lines, gap=10)))

    def show_lines(self, lines: Sequence[SpokenLine]) -> None:
        """Show this script."""
        self.setVisible(bool(lines))
        self._title.setText(self._words("client.read.title"))
        self._intro.setText(self._words("client.read.intro"))
        self.done.setText(self._words("client.read.done"))
        self.done.dress()
        self.setAccessibleName(self._words("client.read.title"))
        if tuple(lines) == self._shown and self._lines.count():
            return
        self._shown = tuple(lines)
        clear(self._lines)
        holder = QWidget()
        holder.setLayout(column(*[part for line in lines for part in self._line(line)], gap=6))
        self._lines.addWidget(holder)
        tab_after(self.done, holder)

    def _line(self, line: SpokenLine) -> tuple[QWidget, QWidget]:
        change = Button(
            self._words("client.read.change"),
            "link",
            name=self._words("client.read.change_named", what=line.name),
        )
        change.clicked.connect(lambda: self._change(line))
        said = column(
            label(line.name, "small", "text2", wrap=True),
            label(line.value, "lead", wrap=True),
            gap=0,
        )
        shown = QWidget()
        shown.setLayout(row((said, 1), change, gap=12))
        return rule(), shown
