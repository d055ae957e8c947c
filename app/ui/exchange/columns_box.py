"""The columns of a file: header, example, and the field of the card where it goes."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.registry.columns import COLUMNS, FULL_NAME
from app.ui.exchange.state import ColumnLine
from app.ui.widgets.fields import Combo, Field
from app.ui.widgets.layouts import Reflow, clear, column

_LEAST = 230


class ColumnsBox(QWidget):
    """One labelled choice a column; whoever cannot see the example hears it as its note."""

    def __init__(self, words: Words, sent: Callable[[str, str], None]) -> None:
        """`sent` hears the header and the field that was chosen for it."""
        super().__init__()
        self._words, self._sent = words, sent
        self.combos: dict[str, Combo] = {}
        self._list = column(gap=0)
        self.setLayout(self._list)

    def show_columns(self, lines: Sequence[ColumnLine]) -> None:
        """Draw these columns."""
        clear(self._list)
        self.combos = {}
        fields = [self._field(line) for line in lines]
        if fields:
            self._list.addWidget(Reflow(*fields, columns=4, least=_LEAST))

    def _field(self, line: ColumnLine) -> Field:
        combo = Combo()
        combo.set_items(self._choices(line.goes_to))
        combo.set_value(line.goes_to)
        combo.edited.connect(lambda: self._sent(line.header, combo.value()))
        self.combos[line.header] = combo
        note = self._words("exchange.example", text=line.example) if line.example else ""
        return Field(self._words("exchange.from", header=line.header), combo, note=note)

    def _choices(self, guessed: str) -> list[tuple[str, str]]:
        """What people bring in lists; what only our own files hold is offered where it stands."""
        names = [name for name in (FULL_NAME, *COLUMNS) if _key(self._words, name)]
        if guessed and guessed not in names:
            names.append(guessed)
        left_out = ("", self._words("exchange.left_out"))
        return [left_out, *((name, column_words(self._words, name)) for name in names)]


def _key(words: Words, name: str) -> str:
    """The words of a column, as in the form where it stands there; empty when it has none."""
    keys = (f"exchange.column.{name}", f"registration.field.{name}")
    return next((key for key in keys if words.has(key)), "")


def column_words(words: Words, name: str) -> str:
    """What a column of the card is called; its own name when there are no words for it."""
    key = _key(words, name)
    return words(key) if key else name
