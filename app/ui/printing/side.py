"""The right side of the print screen: empty fields, how to print, the acts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.printing.fields import FieldsBox
from app.ui.printing.state import PrintingState
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Combo, Field, TextLine
from app.ui.widgets.layouts import Box, Reflow, box, card, column, row
from app.ui.widgets.shapes import state_row
from app.ui.widgets.text import Label, label
from app.ui.widgets.ticks import Count, Tick


class EmptyFields(QWidget):
    """The required fields that were empty, with their editors."""

    written = Signal(str, object)

    def __init__(self, words: Words) -> None:
        """Nothing is empty yet."""
        super().__init__()
        self._words = words
        self._head = state_row("ask", "", role="body_b")
        self._note: Label = label("", "small", "text2", wrap=True)
        self._fields = FieldsBox(self.written.emit, lambda: words("printing.not_chosen"))
        self._box: Box = box(column(self._head, self._note, self._fields, gap=8, pad=16), "ask")
        self.setLayout(column(self._box))

    def show_state(self, state: PrintingState) -> None:
        """Show what is empty, and what has been filled since."""
        self.setVisible(bool(state.asked))
        open_ = state.missing > 0
        self._box.set_kind("ask" if open_ else "yes")
        self._head.show_state("ask" if open_ else "yes", state.missing_words)
        self._note.setText(self._words("printing.empty_note"))
        self._note.setVisible(open_)
        self._fields.show_fields(state.asked)

    def focus_first(self, names: tuple[str, ...]) -> None:
        """Go into the first of these fields that stands here."""
        self._fields.focus_first(names)

    def go_to_first(self, state: PrintingState) -> None:
        """Go into the first field that is still empty."""
        self._fields.focus_first(tuple(line.name for line in state.asked if line.missing))


class HowToPrint(QWidget):
    """Copies, language, size of letters, colour, and why again."""

    def __init__(self, words: Words) -> None:
        """Usual choices."""
        super().__init__()
        self._words = words
        self.copies, self.language = Count(), Combo()
        self.large, self.mono, self.blank = Tick(), Tick(), Tick()
        self.reason = TextLine()
        self._title: Label = label("", "lead_b")
        self._copies_field = Field("", self.copies)
        self._language_field = Field("", self.language)
        self._reason_field = Field("", self.reason, required=True)
        top = row((self._copies_field, 1), (self._language_field, 1), gap=12)
        ticks = column(self.large, self.mono, self.blank, gap=6)
        self.setLayout(
            column(card(self._title, top, ticks, self._reason_field, gap=10, pad=(16, 12, 16, 14)))
        )
        self.retranslate()

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        self._title.setText(self._words("printing.settings"))
        self._copies_field.set_label(self._words("printing.copies"))
        self._language_field.set_label(self._words("printing.language"))
        self.large.setText(self._words("printing.large"))
        self.mono.setText(self._words("printing.mono"))
        self.blank.setText(self._words("printing.blank"))
        self._reason_field.set_note(self._words("printing.reprint_example"))

    def show_state(self, state: PrintingState) -> None:
        """Show the choices."""
        self.copies.show_number(state.copies)
        self._language_field.setVisible(bool(state.languages))
        self.language.set_items([(one.id, one.words) for one in state.languages])
        self.language.set_value(next((one.id for one in state.languages if one.on), ""))
        self.large.show_on(state.large)
        self.mono.show_on(state.mono)
        self.blank.show_on(state.blank)
        self._reason_field.setVisible(bool(state.reprint))
        self._reason_field.set_label(state.reprint)
        self._reason_field.set_error(state.reason_error)
        if not self.reason.hasFocus():
            self.reason.set_value(state.reason)


class PrintActs(QWidget):
    """The main act and its neighbours; always on the screen."""

    def __init__(self, words: Words) -> None:
        """Nothing to print yet."""
        super().__init__()
        self._words = words
        self.print_now = Button("", "primary", "printer", "Ctrl+Enter", wide=True)
        self.save_pdf = Button("", "quiet", "save", wide=True)
        self._note = state_row("yes", "", role="small")
        self._note.word.setWordWrap(True)
        self._warning = state_row("ask", "", role="small_m")
        self._warning.word.setWordWrap(True)
        self._problem = state_row("danger", "", role="small_m")
        self._problem.word.setWordWrap(True)
        self.setLayout(
            column(
                self._problem,
                self._warning,
                self._note,
                Reflow(self.print_now, self.save_pdf, columns=2, least=240, gap=(8, 8)),
                gap=8,
            )
        )
        self.retranslate()

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        self.save_pdf.setText(self._words("printing.save_pdf"))

    def show_state(self, state: PrintingState) -> None:
        """Show what can be done and what was done."""
        self.print_now.setText(self._words("printing.busy") if state.busy else state.print_words)
        self.print_now.allow(state.can_print, self._words("printing.loading"))
        self.save_pdf.allow(state.can_print, self._words("printing.loading"))
        for line, kind, text in (
            (self._note, "yes", state.done),
            (self._warning, "ask", state.warning),
            (self._problem, "danger", state.problem),
        ):
            line.show_state(kind, text)  # type: ignore[arg-type]  # the kinds are named above
            line.setVisible(bool(text))
