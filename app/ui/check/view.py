"""The check of the right to secondary aid: dense and guided, two drawings of the same answers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.core.clock import Clock
from app.core.runner import Runner
from app.core.words import Words
from app.desk.desk import Desk
from app.ui.check.answers_pane import AnswersPane
from app.ui.check.grounds_pane import GroundsHead, GroundsList, OutcomeBox
from app.ui.check.guided_page import GuidedPage
from app.ui.check.income_box import IncomeBox
from app.ui.check.matrix_pane import MatrixCard
from app.ui.check.own_box import OwnCard
from app.ui.check.presenter import CheckPresenter
from app.ui.check.question_box import QuestionBox
from app.ui.check.state import CheckState
from app.ui.check.watermark import Watermark
from app.ui.check.why_pane import WhyPane
from app.ui.facing import Facing, FacingLine
from app.ui.printing.presenter import Printer
from app.ui.printing.system_printer import system_printer
from app.ui.screens import Act, Screen
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Fold, ScrollPane, card, column
from app.ui.widgets.notices import Banner
from app.ui.widgets.reading_order import ReadingOrder

TYPING = 400


class CheckView(Screen):
    """Draws the state; decides nothing."""

    name = "check"
    place = "people"

    def __init__(
        self,
        words: Words,
        desk: Desk,
        runner: Runner,
        *,
        clock: Clock,
        go: Callable[..., None],
        single_keys: Callable[[], bool] = lambda: True,
        guided: bool = False,
        printer: Printer | None = None,
    ) -> None:
        """`go` opens another screen by name; `single_keys` says whether letters answer.

        `printer` stands in for the system's dialog.
        """
        super().__init__(words)
        self._order = ReadingOrder(self)
        self._state = CheckState(guided=guided)
        self.presenter = CheckPresenter(
            self,
            desk,
            runner,
            words,
            clock=clock,
            go=go,
            guided=guided,
            printer=printer or system_printer(self),
        )
        self._build(single_keys)
        self._connect()

    # -- what a screen says of itself
    def title(self) -> str:
        """What this place is called."""
        return self.words("check.title")

    def crumbs(self) -> str:
        """Whose check this is: initials, year, number."""
        return self._state.crumbs

    def first_field(self) -> QWidget:
        """The answer of the question on the desk."""
        if self._state.guided:
            return self.guided.entry()
        return self.answers.question.entry() or self.outcome.main

    def acts(self) -> Mapping[str, Act]:
        """The main act keeps the check and goes to the papers."""
        save = self.presenter.save
        works: dict[str, Act] = {"screen.main": save, "person.papers": save}
        if not self._state.read_only:
            works["view.guided"] = self.presenter.turn
        return works

    def top_acts(self) -> Sequence[QWidget]:
        """The other way of asking."""
        return () if self._state.read_only else (self._look_ahead, self._mode)

    def panes(self) -> Sequence[QWidget]:
        """Answers, grounds, explanation."""
        if self._state.guided:
            return (self.guided,)
        return (self.answers, self.grounds, self.why)

    def facing(self) -> Facing | None:
        """The answers given, for the client to look over; no judgement stands there."""
        lines = tuple(
            FacingLine(icon="message-square", name=one.question, value=one.answer)
            for one in self._state.answers
        )
        return Facing(title=self.words("facing.answers"), lines=lines) if lines else None

    def open(self, **subject: Any) -> None:
        """Check a client (`client_id`, `visit_id`), or read a saved check (`check_id`)."""
        self.presenter.open(
            str(subject["client_id"]),
            check_id=str(subject.get("check_id", "")),
            visit_id=str(subject.get("visit_id", "")),
        )

    def leave(self) -> None:
        """Keep every letter."""
        self._typing.stop()
        self.presenter.keep()

    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        super().retranslate()
        self.presenter.show()

    # -- drawing
    def show_state(self, state: CheckState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        self._pages.setCurrentIndex(1 if state.guided else 0)
        self._mode.setText(self.words("check.dense" if state.guided else "check.guided"))
        self._draft.setVisible(bool(state.draft_back))
        self._draft.show_words(state.draft_back)
        self._saved.setVisible(bool(state.read_only))
        self._saved.show_words(state.read_only)
        self._show_preview(state)
        self._problem.setVisible(bool(state.problem))
        self._problem.show_words(state.problem)
        banners = (state.draft_back, state.read_only, state.problem, state.preview)
        self._banners.setVisible(any(banners))
        if state.guided:
            self.guided.show_state(state)
        else:
            self._show_dense(state)
        self._order.settle()
        page = (state.loading, state.guided, state.checking)
        if page != (before.loading, before.guided, before.checking):
            QTimer.singleShot(0, self, self._go_first)
        if state.problem and state.problem != before.problem:
            announce(self, state.problem, at_once=True)
        if state.outcome and before.outcome and state.outcome != before.outcome:
            announce(self, f"{state.outcome.title}. {state.counts[0]}, {state.counts[1]}")
        told = (state.crumbs, state.guided, state.read_only)
        if told != (before.crumbs, before.guided, before.read_only):
            self.heading_changed.emit()

    def _show_preview(self, state: CheckState) -> None:
        mark, note = (state.preview.mark, state.preview.note) if state.preview else ("", "")
        if mark and not self._ahead.isVisible():
            announce(self, f"{mark}. {note}", at_once=True)
        self._ahead.setVisible(bool(mark))
        self._ahead.show_words(mark, note)
        self._mark.show_words(mark)
        self._look_ahead.setVisible(state.can_preview)

    def _go_first(self) -> None:
        if self.isVisible():
            self.first_field().setFocus()

    def _show_dense(self, state: CheckState) -> None:
        self.answers.show_state(state)
        self.outcome.show_state(state)
        self.head.show_state(state)
        self.grounds.show_grounds(state, width=self.grounds.width())
        self.why.show_state(state)
        self.own.show_box(state.own)
        self.matrix.show_box(state.matrix)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The grounds that do not hold stand in one or two columns."""
        super().resizeEvent(event)
        if not self._state.guided and self._state.grounds_count:
            self.grounds.show_grounds(self._state, width=self.grounds.width())

    # -- building
    def _build(self, single_keys: Callable[[], bool]) -> None:
        self.answers = AnswersPane(self.words, single_keys)
        self.guided = GuidedPage(self.words, single_keys)
        self.grounds, self.head = GroundsList(self.words), GroundsHead()
        self.own, self.matrix = OwnCard(self.words), MatrixCard(self.words)
        self.outcome, self.why = OutcomeBox(self.words), WhyPane(self.words)
        self._mode = Button("", "ghost", "list-checks", "F7")
        self._afresh, self._again = Button("", "quiet"), Button("", "quiet")
        self._draft = Banner("", icon="history", acts=(self._afresh,))
        self._saved = Banner("", kind="info", icon="book-open", acts=(self._again,))
        self._problem = Banner("", kind="ask")
        self._look_ahead = Button("", "ghost", "eye")
        self._print_ahead = Button(self.words("check.preview.print"), "quiet", "printer")
        self._end_ahead = Button(self.words("check.preview.end"), "quiet", "x")
        self._ahead = Banner(
            self.words("check.preview.mark"),
            kind="danger",
            icon="eye",
            acts=(self._print_ahead, self._end_ahead),
        )
        self._ahead.hide()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self._dense_page())
        self._pages.addWidget(self.guided)
        banners = column(
            self._problem, self._ahead, self._draft, self._saved, gap=8, pad=(20, 12, 20, 0)
        )
        self._banners = QWidget()
        self._banners.setLayout(banners)
        self.setLayout(column(self._banners, (pages, 1), gap=0))
        self._mark = Watermark(self)
        self.worded(self._look_ahead.setText, "check.preview.begin")
        self.worded(self._print_ahead.setText, "check.preview.print")
        self.worded(self._end_ahead.setText, "check.preview.end")
        self.worded(self._afresh.setText, "check.draft_new")
        self.worded(self._again.setText, "check.check_again")
        self.worded(self.answers.setAccessibleName, "check.pane.answers")
        self.worded(self.why.setAccessibleName, "check.pane.why")

    def _dense_page(self) -> QWidget:
        grounds = card(self.head, self.grounds, gap=4, pad=(8, 8, 8, 8))
        middle = QWidget()
        middle.setLayout(
            column(
                self.outcome,
                (ScrollPane(column(self.matrix, grounds, None, gap=12)), 1),
                gap=12,
                pad=0,
            )
        )
        left, right = (
            ScrollPane(column(self.answers, None)),
            ScrollPane(column(self.why, self.own, None, gap=12)),
        )
        page = QWidget()
        panes = Fold(
            (left, 26), (middle, 50), (right, 22), below=1000, gap=16, tall=(190, 290, 200)
        )
        page.setLayout(column((panes, 1), pad=(20, 14, 20, 14)))
        return ScrollPane(page)

    def _connect(self) -> None:
        do = self.presenter
        for box in (self.answers.question, self.guided.question):
            self._connect_question(box)
        for sums in (self.answers.income, self.guided.income):
            self._connect_income(sums)
        for answers in (self.answers.answers, self.guided.answers):
            answers.chosen.connect(do.ask)
        self.answers.topics.chosen.connect(do.topic)
        self.answers.date.edited.connect(lambda: self._wrote("on_date", self.answers.date.text()))
        self.answers.date.editingFinished.connect(do.settle_date)
        self.grounds.chosen.connect(do.choose)
        self.outcome.main.clicked.connect(do.save)
        self.guided.main.clicked.connect(do.save)
        self.guided.went_back.connect(do.back)
        self.guided.to_answers.connect(do.read_back)
        self._mode.clicked.connect(do.turn)
        self._afresh.clicked.connect(do.start_afresh)
        self._again.clicked.connect(do.check_again)
        self._typing.timeout.connect(do.keep)
        self._look_ahead.clicked.connect(do.preview)
        self._end_ahead.clicked.connect(do.end_preview)
        self._print_ahead.clicked.connect(do.print_preview)
        self.own.opened.connect(do.own.open)
        self.own.closed.connect(do.own.close)
        self.own.kept.connect(do.own.keep)
        self.own.withdrawn.connect(do.own.withdraw)
        self.own.wrote.connect(lambda field, text: do.own.write(**{field: text}))

    def _connect_question(self, box: QuestionBox) -> None:
        box.answered.connect(self.presenter.answer)
        box.written.connect(self._wrote)
        box.went_on.connect(self.presenter.go_on)

    def _connect_income(self, box: IncomeBox) -> None:
        box.written.connect(self._wrote)
        box.left.connect(self.presenter.settle_income)
        box.group_chosen.connect(lambda group: self.presenter.answer("income_group", group or None))
        box.fill_all.connect(self.presenter.fill_months)
        box.forgotten.connect(lambda: self.presenter.answer("income_six_months", None))

    def _wrote(self, key: str, text: str) -> None:
        self.presenter.write(key, text)
        self._typing.start()
