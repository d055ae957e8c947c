"""All answers for a last look: two columns with «Change», and beside them what to read aloud."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.registration.ordering import tab_after
from app.ui.registration.state import AnswerLine, PageState
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Fold, card, clear, column, row, rule
from app.ui.widgets.text import Label, Picture, label

_FOLD_BELOW = 900


class AnswersPage(QWidget):
    """Draws a page of answers; «Change» goes to the field and the next step comes back."""

    def __init__(self, words: Words, change: Callable[[str], None], *, after: QWidget) -> None:
        """`change` opens the field of that key; Tab comes `after` that."""
        super().__init__()
        self._words, self._change, self._after = words, change, after
        self._shown: PageState | None = None
        self._title: Label = label("", "lead_b")
        self._script_title: Label = label("", "lead_b")
        self._lines = column(gap=4)
        self._script: Label = label("", "lead", wrap=True)
        self._buttons: list[Button] = []
        heard = row(Picture("message-square", 20), (self._script_title, 1), gap=10)
        right = QWidget()
        right.setLayout(column(card(heard, self._script, gap=10), None))
        left = QWidget()
        left.setLayout(column(card(self._title, self._lines, gap=10), None))
        panes = Fold((left, 3), (right, 2), below=_FOLD_BELOW, gap=16)
        self.setLayout(column(panes, gap=0))

    @property
    def script(self) -> str:
        """What is to be read aloud."""
        return self._script.text()

    def show_page(self, page: PageState) -> None:
        """Show these answers and this script."""
        self._title.setText(self._words("answers.title"))
        self._script_title.setText(self._words("answers.script"))
        self._script.setText("\n".join(page.script))
        if page != self._shown:
            self._shown = page
            self._draw(page.answers)

    def entry(self, key: str = "") -> QWidget | None:
        """The «Change» of that field, or the first one."""
        lines = self._shown.answers if self._shown else ()
        keys = [line.key for line in lines]
        at = keys.index(key) if key in keys else 0
        return self._buttons[at] if self._buttons else None

    def _draw(self, lines: Sequence[AnswerLine]) -> None:
        clear(self._lines)
        self._buttons = []
        holder = QWidget()
        holder.setLayout(column(*[part for line in lines for part in self._line(line)], gap=4))
        self._lines.addWidget(holder)
        tab_after(self._after, holder)

    def _line(self, line: AnswerLine) -> list[QWidget]:
        change = Button(
            self._words("answers.change"),
            "link",
            name=self._words("answers.change_named", what=line.name),
        )
        change.clicked.connect(lambda: self._change(line.key))
        self._buttons.append(change)
        value = line.value or self._words("answers.nothing")
        said = label(value, "body_m", "text" if line.value else "text3", wrap=True)
        shown = QWidget()
        asked = label(line.name, "small", "text2", wrap=True)
        shown.setLayout(row((asked, 2), (said, 3), change, gap=12))
        head = [rule(), label(line.group, "body_b")] if line.group else []
        return [*head, shown]
