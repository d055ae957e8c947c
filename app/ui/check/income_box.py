"""The income of six months beside its limit."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.check.state import IncomeBox as IncomeState
from app.ui.check.state import MonthField
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Combo, Field, TextLine, mark_wrong
from app.ui.widgets.layouts import Box, column, grid, row, rule
from app.ui.widgets.shapes import state_row
from app.ui.widgets.text import Label, Picture, label


class MonthCell(QWidget):
    """One month: its name and its sum."""

    def __init__(self, wrote: Callable[[str], None], left: Callable[[], None]) -> None:
        """Call `wrote` with each text, `left` when the worker leaves the field."""
        super().__init__()
        self._name: Label = label("", "small", "text3")
        self.line = TextLine()
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.edited.connect(lambda: wrote(self.line.text()))
        self.line.editingFinished.connect(left)
        self._fault: Label = label("", "small_m", "danger", wrap=True)
        self.setLayout(column(self._name, self.line, self._fault, None, gap=2))

    def show_month(self, month: MonthField) -> None:
        """Show the sum and what is wrong with it."""
        self._name.setText(month.name)
        self.line.setAccessibleName(month.spoken)
        self.line.setAccessibleDescription(month.error)
        mark_wrong(self.line, bool(month.error))
        self._fault.setText(month.error)
        self._fault.setVisible(bool(month.error))
        if not self.line.hasFocus():
            self.line.set_value(month.written)


class IncomeBox(Box):
    """Six sums, their total, the limit of the group, and the verdict in words."""

    written = Signal(str, str)
    left = Signal()
    group_chosen = Signal(str)
    fill_all = Signal(str)
    forgotten = Signal()

    def __init__(self, words: Words) -> None:
        """Empty sums."""
        self._words = words
        self._title: Label = label("", "lead_b", wrap=True)
        self._cells: list[MonthCell] = []
        self._keys = [f"income_six_months.{at}" for at in range(6)]
        self._group = Combo()
        self._group_field = Field("", self._group)
        self._each = TextLine()
        self._each.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._each_field = Field("", self._each)
        self._fill, self._forget = Button("", "quiet"), Button("", "ghost")
        self._total_name: Label = label("", "body", "text2")
        self._total: Label = label("", "body_b")
        self._limit_name: Label = label("", "body", "text2", wrap=True)
        self._limit: Label = label("", "body_b")
        self._limit_note: Label = label("", "small", "text3", wrap=True)
        self._verdict = state_row("ask", "")
        self._verdict.word.setWordWrap(True)
        super().__init__(None, "card")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        for key in self._keys:
            self._cells.append(
                MonthCell(lambda text, key=key: self.written.emit(key, text), self.left.emit)  # type: ignore[misc]
            )
        head = row(Picture("calculator", 18), (self._title, 1), gap=8)
        months = grid([self._cells[:3], self._cells[3:]], gap=(8, 6))
        each = row((self._each_field, 1), column(None, self._fill), gap=8)
        total = row((self._total_name, 1), self._total)
        limit = row((self._limit_name, 1), self._limit)
        self.setLayout(
            column(
                head, self._group_field, months, each, rule(), total, limit, self._limit_note,
                self._verdict, row(None, self._forget), gap=6, pad=(16, 12, 16, 12),
            )
        )  # fmt: skip
        self._group.edited.connect(lambda: self.group_chosen.emit(self._group.value()))
        self._fill.clicked.connect(lambda: self.fill_all.emit(self._each.value()))
        self._each.returnPressed.connect(lambda: self.fill_all.emit(self._each.value()))
        self._forget.clicked.connect(self.forgotten)

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        self._title.setText(self._words("check.income"))
        self._each_field.set_label(self._words("check.income_each"))
        self._fill.setText(self._words("check.income_fill"))
        self._forget.setText(self._words("check.income_forget"))
        self._total_name.setText(self._words("check.income_total"))
        self._group_field.set_label(self._words("check.income_group"))
        self._fill.updateGeometry()
        self._forget.updateGeometry()

    def show_income(self, state: IncomeState | None) -> None:
        """Show the sums, the limit and the verdict."""
        self.setVisible(state is not None)
        if state is None:
            return
        for cell, month in zip(self._cells, state.months, strict=True):
            cell.show_month(month)
        named = [(option.id, option.words) for option in state.groups]
        self._group.set_items([("", self._words("check.income_no_group_chosen")), *named])
        self._group.set_value(next((option.id for option in state.groups if option.on), ""))
        self._total.setText(state.total)
        self._limit_name.setText(state.limit_words)
        self._limit.setText(state.limit)
        self._limit_note.setText(state.limit_note)
        self._limit_note.setVisible(bool(state.limit_note))
        self._verdict.show_state(state.shape, state.verdict)

    def entry(self) -> QWidget:
        """The first month."""
        return self._cells[0].line
