"""The print screen: forms for this person, the pages as they will come out, what is missing."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedLayout, QWidget

from app.core.clock import Clock
from app.core.runner import Runner
from app.core.words import Words
from app.desk.desk import Desk
from app.ui.printing.fields import FieldsBox
from app.ui.printing.forms_list import FormsList
from app.ui.printing.page_area import PageArea
from app.ui.printing.presenter import ChooseFile, Printer, PrintingPresenter
from app.ui.printing.side import EmptyFields, HowToPrint, PrintActs
from app.ui.printing.state import PrintingState
from app.ui.printing.system_printer import system_printer
from app.ui.registration.answers_page import AnswersPage
from app.ui.screens import Act, Screen
from app.ui.theme import look
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Fold, ScrollPane, box, column, row
from app.ui.widgets.notices import EmptyState
from app.ui.widgets.reading_order import ReadingOrder
from app.ui.widgets.text import Label, Picture, label

IDLE = 120_000
TYPING = 400
FOLD = 980
WIDEST = 16_777_215


class PrintingView(Screen):
    """Draws the state; decides nothing."""

    name = "printing"
    place = "people"

    def __init__(
        self,
        words: Words,
        desk: Desk,
        runner: Runner,
        *,
        clock: Clock,
        printer: Printer | None = None,
        choose_file: ChooseFile | None = None,
        guided: bool = False,
    ) -> None:
        """`printer` and `choose_file` stand in for the system's dialogs."""
        super().__init__(words)
        self._order = ReadingOrder(self)
        self._state = PrintingState()
        self.presenter = PrintingPresenter(
            self,
            desk,
            runner,
            words,
            clock=clock,
            printer=printer or system_printer(self),
            choose_file=choose_file or self._ask_file,
            guided=guided,
        )
        self._build()
        self._connect()

    # -- what a screen says of itself
    def title(self) -> str:
        """What this place is called."""
        return self.words("printing.title")

    def crumbs(self) -> str:
        """Whose paper this is: initials, year, number."""
        return self._state.crumbs

    def first_field(self) -> QWidget:
        """The chosen form."""
        return self.forms.entry()

    def acts(self) -> Mapping[str, Act]:
        """The main act prints."""
        return {"screen.main": self.presenter.print_now, "form.answers": self._look_over}

    def top_acts(self) -> Sequence[QWidget]:
        """The sizes of the pages."""
        return (self._smaller, self._whole, self._larger)

    def panes(self) -> Sequence[QWidget]:
        """Forms, pages, fields."""
        return (self.forms, self.pages, self._right)

    def open(self, **subject: Any) -> None:
        """Show the forms for a client: `client_id`, and perhaps `form_id` and `check_id`."""
        self.presenter.open(
            str(subject["client_id"]),
            str(subject.get("form_id", "")),
            str(subject.get("check_id", "")),
        )

    def leave(self) -> None:
        """Pages do not stay in sight behind other screens; what was typed is kept."""
        self._idle.stop()
        self.presenter.keep()

    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        super().retranslate()
        self.presenter.retranslate()

    # -- drawing
    def show_state(self, state: PrintingState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        self._awake()
        self._forms_title.setVisible(bool(state.forms))
        self.forms.show_forms(state.forms)
        self._show_pages(state)
        self.empty.show_state(state)
        self.how.show_state(state)
        self.acts_box.show_state(state)
        self._more.setText(
            self.words("printing.fewer_fields" if state.all_fields else "printing.all_fields")
        )
        self._more.setVisible(bool(state.forms) and not state.blank)
        looking = state.answers is not None
        self._look.setText(self.words("answers.to_pages" if looking else "answers.look"))
        self._look.dress()
        self._look.setVisible(bool(state.forms) and not state.blank)
        self.fields.show_fields(state.fields)
        self._doubt.setText(state.doubt)
        self._doubt.setVisible(bool(state.doubt))
        self._order.settle()
        if state.forms and not before.forms:
            QTimer.singleShot(0, self, self._go_first)
        self._tell(before, state)
        if state.crumbs != before.crumbs:
            self.heading_changed.emit()

    def _go_first(self) -> None:
        if self.isVisible():
            self.first_field().setFocus()

    def _show_pages(self, state: PrintingState) -> None:
        self.pages.show_state(state)
        self._whole.setText(state.zoom_words)
        if state.answers is not None:
            self.answers.show_page(state.answers)
            self._middle.setCurrentIndex(2)
            return
        away = state.hidden or not state.pages
        self._middle.setCurrentIndex(1 if away else 0)
        self._nothing.sentence.setText(
            self.words("printing.hidden") if state.hidden else self.words("printing.loading")
        )
        self._show_again.setVisible(state.hidden)

    def _tell(self, before: PrintingState, state: PrintingState) -> None:
        if state.warning and not before.warning:
            self.empty.go_to_first(state)
            announce(self, state.warning, at_once=True)
        if state.reason_error and not before.reason_error:
            self.how.reason.setFocus()
            announce(self, state.reason_error, at_once=True)
        if state.problem and not before.problem:
            announce(self, state.problem, at_once=True)
        if state.done and not before.done:
            announce(self, state.done)

    # -- building
    def _build(self) -> None:
        self.forms, self.pages = FormsList(), PageArea()
        self.empty, self.how = EmptyFields(self.words), HowToPrint(self.words)
        self.acts_box = PrintActs(self.words)
        self.fields = FieldsBox(self._written, lambda: self.words("printing.not_chosen"))
        self._larger = Button("", "ghost", "zoom-in")
        self._smaller = Button("", "ghost", "zoom-out")
        self._whole = Button("", "ghost", "maximize")
        self._more = Button("", "ghost", "pencil", wide=True)
        self._look = Button("", "ghost", "list-checks", wide=True)
        self._show_again = Button("", "quiet", "eye")
        self._forms_title: Label = label("", "small", "text3")
        self._doubt: Label = label("", "small", "ask", wrap=True)
        self._idle_note: Label = label("", "small", "text3", wrap=True)
        self._typing, self._idle = QTimer(self), QTimer(self)
        for timer, pause in ((self._typing, TYPING), (self._idle, IDLE)):
            timer.setSingleShot(True)
            timer.setInterval(pause)
        self._lay_out()
        self._say()
        self.dress()

    def dress(self) -> None:
        """Side panes grow with the letters, and take the whole width when they are folded."""
        narrow = self.width() < look.px(FOLD)
        for pane, wide in ((self._left, 288), (self._right, 342)):
            pane.setMinimumWidth(0 if narrow else look.px(wide))
            pane.setMaximumWidth(WIDEST if narrow else look.px(wide))
        room = self.height()  # folded, the page keeps the middle; the lists scroll
        self._left.setMinimumHeight(room // 5 if narrow else 0)
        for pane, share in ((self._left, 4), (self._right, 2.5)):
            pane.setMaximumHeight(round(room / share) if narrow and room else WIDEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self.dress()

    def _say(self) -> None:
        self.worded(self._forms_title.setText, "printing.forms")
        self.worded(self._larger.name_it, "printing.larger")
        self.worded(self._smaller.name_it, "printing.smaller")
        self.worded(self._whole.name_it, "printing.whole_page")
        self.worded(self._show_again.setText, "printing.show")
        self.worded(self._idle_note.setText, "printing.idle_note")
        self.worded(self.forms.setAccessibleName, "printing.pane.forms")
        self.worded(self.pages.setAccessibleName, "printing.pane.pages")
        self.worded(self._right.setAccessibleName, "printing.pane.side")

    def _lay_out(self) -> None:
        left = ScrollPane(column(self._forms_title, self.forms, None, gap=6, pad=(20, 14, 14, 14)))
        self._left = left
        self._nothing = EmptyState("", icon="file-text", act=self._show_again)
        middle = QWidget()
        self._middle = QStackedLayout(middle)
        self._middle.addWidget(self.pages)
        self._middle.addWidget(self._nothing)
        self.answers = AnswersPage(self.words, self._change_answer, after=self._forms_title)
        self._middle.addWidget(ScrollPane(column(self.answers, None, pad=14)))
        idle = row(Picture("eye-off", 16, "text3"), (self._idle_note, 1), gap=8)
        inner = column(
            self.empty, self.how, self._look, self._more, self.fields, self._doubt, None, idle,
            gap=12, pad=(20, 16, 20, 12),
        )  # fmt: skip
        self._right = box(
            column((ScrollPane(inner), 1), row(self.acts_box, pad=(20, 8, 20, 14)), gap=0), "side"
        )
        self.setLayout(
            column((Fold((left, 0), (middle, 1), (self._right, 0), below=FOLD, gap=0), 1))
        )

    def _look_over(self) -> None:
        on = self._state.answers is None
        self.presenter.look_over(on=on)
        entry = self.answers.entry() if on else None
        if entry is not None:
            entry.setFocus()

    def _change_answer(self, name: str) -> None:
        self.presenter.change_answer()
        self.fields.focus_first((name,))
        self.empty.focus_first((name,))

    def _connect(self) -> None:
        do = self.presenter
        self.forms.chosen.connect(do.choose_form)
        self.empty.written.connect(self._written)
        self._larger.clicked.connect(lambda: do.zoom(1))
        self._smaller.clicked.connect(lambda: do.zoom(-1))
        self._whole.clicked.connect(lambda: do.zoom(0))
        self._more.clicked.connect(lambda: do.show_all_fields(not self._state.all_fields))
        self._show_again.clicked.connect(do.wake)
        self._look.clicked.connect(self._look_over)
        self.how.copies.edited.connect(lambda: do.set_copies(self.how.copies.value()))
        self.how.language.edited.connect(lambda: do.set_language(self.how.language.value()))
        self.how.large.edited.connect(lambda: do.set_large(self.how.large.isChecked()))
        self.how.mono.edited.connect(lambda: do.set_mono(self.how.mono.isChecked()))
        self.how.blank.edited.connect(lambda: do.set_blank(self.how.blank.isChecked()))
        self.how.reason.edited.connect(lambda: do.set_reason(self.how.reason.value()))
        self.acts_box.print_now.clicked.connect(do.print_now)
        self.acts_box.save_pdf.clicked.connect(do.save_pdf)
        self._typing.timeout.connect(do.refresh)
        self._idle.timeout.connect(do.rest)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._awake)
        self.pages.verticalScrollBar().valueChanged.connect(self._awake)

    def _written(self, name: str, value: object) -> None:
        self.presenter.write(name, value)
        self._typing.start()

    def _awake(self, *_: object) -> None:
        if self.isVisible():
            self._idle.start()

    def _ask_file(self, suggested: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.words("printing.choose_file"),
            suggested,
            self.words("printing.pdf_files"),
        )
        return Path(chosen) if chosen else None
