"""The forms that can be printed for this person."""

from app.ui.printing.state import FormLine
from app.ui.theme import look
from app.ui.widgets.layouts import clear, column
from app.ui.widgets.press_row import PressRow, RowKeys
from app.ui.widgets.text import Label, label


class FormRow(PressRow):
    """One form: its title, its number and how it stands."""

    def __init__(self, key: str) -> None:
        """Empty words at first."""
        self._title: Label = label("", "body_m", wrap=True)
        self._note: Label = label("", "small", "text2", wrap=True)
        super().__init__(column(self._title, self._note, gap=3, pad=(12, 8, 12, 8)), key)

    def show_line(self, line: FormLine) -> None:
        """Say this."""
        self._title.setText(line.title)
        self._note.setText(line.number)
        self.setAccessibleName(line.spoken)


class FormsList(RowKeys):
    """All forms under each other."""

    def __init__(self) -> None:
        """No form yet."""
        super().__init__()
        self._column = column(gap=4)
        self.setLayout(self._column)
        self._made: dict[str, FormRow] = {}

    def show_forms(self, lines: tuple[FormLine, ...]) -> None:
        """List these forms."""
        if tuple(self._made) != tuple(line.id for line in lines):
            clear(self._column)
            self._made = {line.id: FormRow(line.id) for line in lines}
            for made in self._made.values():
                self._column.addWidget(made)
            self._column.addStretch(1)
            self.take(tuple(self._made.values()))
        for line in lines:
            self._made[line.id].show_line(line)
        self.show_chosen(next((line.id for line in lines if line.chosen), ""))
        self.setMinimumWidth(look.px(200))
