"""The middle: the outcome in one sentence, then every category in force as shape and word."""

from collections.abc import Collection, Mapping
from contextlib import nullcontext

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from app.core.words import Words
from app.ui.check.state import CheckState, GroundLine
from app.ui.theme import look
from app.ui.widgets.buttons import Button
from app.ui.widgets.filling import unseen
from app.ui.widgets.layouts import Box, box, column, row
from app.ui.widgets.press_row import PressRow, RowKeys
from app.ui.widgets.shapes import WORD_TONES, StateShape, state_row
from app.ui.widgets.text import Chip, Label, Picture, label

TWO_COLUMNS = 560


class GroundRow(PressRow):
    """A ground that holds, or may."""

    def __init__(self, key: str) -> None:
        """Empty words at first."""
        self._shape = StateShape("ask", 20)
        self._word: Label = label("", "body_b", "ask")
        self._name: Label = label("", "body_m", wrap=True)
        self._note: Label = label("", "small", "text2", wrap=True)
        self._chip = Chip("", "solid")
        words = column(row((self._name, 1), self._chip, gap=8), self._note, gap=1)
        go = Picture("chevron-right", 16, "text3")
        inner = row(self._shape, self._word, (words, 1), go, gap=10, pad=(14, 6, 12, 6))
        super().__init__(inner, key)
        self.dress()

    def dress(self) -> None:
        """The words of the states stand in one column."""
        self._word.setMinimumWidth(look.px(78))

    def show_line(self, line: GroundLine, best: str) -> None:
        """Say this."""
        self._shape.show_kind(line.shape)
        self._word.setText(line.word)
        self._word.set_tone(WORD_TONES[line.shape])
        self._name.setText(line.name)
        self._note.setText(line.note)
        self._note.setVisible(bool(line.note))
        self._chip.show_text(best)
        self._chip.setVisible(line.best)
        self.setAccessibleName(line.spoken)


class NoRow(PressRow):
    """A ground that does not hold: small and quiet."""

    def __init__(self, key: str) -> None:
        """Empty words at first."""
        self._name: Label = label("", "small", "text2", wrap=True)
        inner = row(StateShape("no", 14), (self._name, 1), gap=7, pad=(6, 2, 6, 2))
        super().__init__(inner, key)
        self.dress()

    def dress(self) -> None:
        """A row can be hit with a finger."""
        self.setMinimumHeight(look.px(24))

    def show_line(self, line: GroundLine) -> None:
        """Say this."""
        self._name.setText(line.name)
        self.setAccessibleName(line.spoken)


class GroundsList(RowKeys):
    """All categories: first those that hold and those not known, then the others in two columns."""

    def __init__(self, words: Words) -> None:
        """Nothing settled yet."""
        super().__init__(at_once=True)
        self._words = words
        self._upper = column(gap=2)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._no_title: Label = label("", "body_b", "no")
        self._no_note: Label = label("", "small", "text3", wrap=True)
        head = row(self._no_title, (self._no_note, 1), gap=8, pad=(6, 0, 0, 0))
        self._noes: Box = box(column(head, self._grid, gap=4, pad=(10, 8, 10, 10)), "sunken")
        self.setLayout(column(self._upper, self._noes, gap=8))
        self._made: dict[str, GroundRow] = {}
        self._no_made: dict[str, NoRow] = {}
        self._upper_ids: tuple[str, ...] = ()
        self._no_ids: tuple[str, ...] = ()
        self._columns = 0
        self.retranslate()

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        self._no_title.setText(self._words("check.no_heading"))
        self.setAccessibleName(self._words("check.pane.grounds"))

    def show_grounds(self, state: CheckState, *, width: int) -> None:
        """Settle the grounds; the row that has the focus keeps it, wherever it goes."""
        focused = next((row.key for row in self.rows if row.hasFocus()), "")
        columns = 2 if width >= look.px(TWO_COLUMNS) else 1
        with nullcontext() if self._made else unseen(self):  # all rows are made the first time
            self._show_upper(state.grounds)
            self._show_noes(state.noes, columns)
        self._noes.setVisible(bool(state.noes))
        self._no_note.setText(state.noes_note)
        upper = (self._made[line.id] for line in state.grounds)
        self.take((*upper, *(self._no_made[line.id] for line in state.noes)))
        lines = (*state.grounds, *state.noes)
        self.show_chosen(next((line.id for line in lines if line.chosen), ""))
        again = self.row(focused)
        if again is not None and not again.hasFocus():
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_upper(self, lines: tuple[GroundLine, ...]) -> None:
        ids = tuple(line.id for line in lines)
        if ids != self._upper_ids:
            self._upper_ids = ids
            _take_out(self._upper, self._made, ids)
            for key in ids:
                if key not in self._made:
                    self._made[key] = GroundRow(key)
                self._upper.addWidget(self._made[key])
                _bring(self._made[key])
        for line in lines:
            self._made[line.id].show_line(line, self._words("check.best"))

    def _show_noes(self, lines: tuple[GroundLine, ...], columns: int) -> None:
        ids = tuple(line.id for line in lines)
        if (ids, columns) != (self._no_ids, self._columns):
            self._no_ids, self._columns = ids, columns
            _take_out(self._grid, self._no_made, ids)
            deep = max(-(-len(ids) // columns), 1)
            for at, key in enumerate(ids):
                if key not in self._no_made:
                    self._no_made[key] = NoRow(key)
                self._grid.addWidget(self._no_made[key], at % deep, at // deep)
                _bring(self._no_made[key])
            for at in range(2):
                self._grid.setColumnStretch(at, 1 if at < columns else 0)
        for line in lines:
            self._no_made[line.id].show_line(line)


def _take_out(layout: QLayout, rows: Mapping[str, QWidget], stay: Collection[str]) -> None:
    """Rows are made once; those that moved to the other half wait out of sight."""
    for key, made in rows.items():
        layout.removeWidget(made)
        if key not in stay:
            made.hide()


def _bring(made: QWidget) -> None:
    if made.isHidden():
        made.show()


class OutcomeBox(Box):
    """The outcome in one sentence, and the main act beside it."""

    def __init__(self, words: Words) -> None:
        """Nothing is known yet."""
        self._words = words
        self._shape = StateShape("ask", 34)
        self._title: Label = label("", "title", "ask", wrap=True)
        self._note: Label = label("", "body", "text2", wrap=True)
        self.main = Button("", "primary", "list-checks", "Ctrl+Enter")
        self._own: Label = label("", "small_m", "ask", wrap=True)
        said = column(self._title, self._note, self._own, gap=0)
        super().__init__(
            row(self._shape, (said, 1), self.main, gap=14, pad=(18, 12, 16, 12)), "ask"
        )
        self.retranslate()

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        self.main.setText(self._words("check.checklist"))
        self.main.updateGeometry()

    def show_state(self, state: CheckState) -> None:
        """Say it."""
        outcome = state.outcome
        self.setVisible(outcome is not None)
        if outcome is None:
            return
        self.set_kind(outcome.shape if outcome.shape != "no" else "sunken")
        self._shape.show_kind(outcome.shape)
        self._title.setText(outcome.title)
        self._title.set_tone(WORD_TONES[outcome.shape])
        self._note.setText(outcome.note)
        told = state.own.told if state.own else ""
        self._own.setText(told)
        self._own.setVisible(bool(told))
        why = "check.preview.no_save" if state.preview else "check.loading"
        self.main.allow(state.can_save, self._words(why))


class GroundsHead(QWidget):
    """How many grounds there are, and how they stand."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        super().__init__()
        self._title: Label = label("", "lead_b")
        self._yes = state_row("yes", "", role="small_m", size=16)
        self._ask = state_row("ask", "", role="small_m", size=16)
        self._no = state_row("no", "", role="small_m", size=16)
        self.setLayout(
            row(self._title, None, self._yes, self._ask, self._no, gap=14, pad=(6, 4, 6, 4))
        )

    def show_state(self, state: CheckState) -> None:
        """Count."""
        self._title.setText(state.grounds_count)
        self._yes.show_state("yes", state.counts[0])
        self._ask.show_state("ask", state.counts[1])
        self._no.show_state("no", state.counts[2])
