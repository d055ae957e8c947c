"""Guided mode: one question at a time in large letters, then all answers for a last look."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.core.words import Words
from app.ui.check.answers_pane import AnswersList
from app.ui.check.income_box import IncomeBox
from app.ui.check.question_box import QuestionBox
from app.ui.check.state import CheckState
from app.ui.theme import look
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import ScrollPane, box, card, column, row
from app.ui.widgets.shapes import WORD_TONES, StateShape, state_row
from app.ui.widgets.text import Label, label


class GuidedPage(QWidget):
    """The same answers, asked one by one."""

    went_back = Signal()
    to_answers = Signal()

    def __init__(self, words: Words, single_keys: Callable[[], bool]) -> None:
        """Nothing asked yet."""
        super().__init__()
        self._words = words
        self.question = QuestionBox(words, single_keys, big=True)
        self.income = IncomeBox(words)
        self.answers = AnswersList()
        self.main = Button("", "primary", "list-checks", "Ctrl+Enter")
        self._back = Button("", "quiet", "arrow-left")
        self._check = Button("", "quiet")
        self._shape = StateShape("ask", 18)
        self._outcome: Label = label("", "body_b", wrap=True)
        self._outcome_note: Label = label("", "small", "text2", wrap=True)
        self._done = state_row("yes", "", role="lead")
        self._done.word.setWordWrap(True)
        self._heading: Label = label("", "page", wrap=True)
        self._build()
        self.dress()
        self.retranslate()

    def _build(self) -> None:
        self._done_box = card(self._done, pad=(32, 24, 32, 24))
        asking = ScrollPane(
            column(self.question, self.income, self._done_box, None, gap=12, pad=(24, 20, 24, 16))
        )
        self._read = card(self.answers, pad=8)
        reading = ScrollPane(column(self._heading, self._read, None, gap=12, pad=(24, 20, 24, 16)))
        middle = QWidget()
        self._pages = QStackedLayout(middle)
        self._pages.addWidget(asking)
        self._pages.addWidget(reading)
        said = column(self._outcome, self._outcome_note, gap=0)
        foot = box(
            row(
                self._shape, (said, 1), self._back, self._check, self.main, gap=10,
                pad=(24, 9, 24, 9),
            ),
            "bar",
        )  # fmt: skip
        self.setLayout(column((middle, 1), foot, gap=0))
        self._back.clicked.connect(self.went_back)
        self._check.clicked.connect(self.to_answers)

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        self._heading.setText(self._words("check.answers_heading"))
        self._back.setText(self._words("check.back"))
        self.main.setText(self._words("check.checklist"))
        self.answers.setAccessibleName(self._words("check.answers"))

    def show_state(self, state: CheckState) -> None:
        """Ask, or read back."""
        self.question.show_question(state.question)
        about_income = state.question is not None and state.question.kind == "income"
        self.income.show_income(state.income if about_income else None)
        self._done_box.setVisible(state.question is None)
        self._done.show_state("yes", state.no_question)
        self.answers.show_answers(state.answers)
        self._pages.setCurrentIndex(1 if state.checking else 0)
        key = "check.to_questions" if state.checking else "check.to_answers"
        self._check.setText(self._words(key))
        self._back.allow(state.can_go_back)
        self.main.allow(state.can_save, self._words("check.loading"))
        if state.outcome is not None:
            self._shape.show_kind(state.outcome.shape)
            self._outcome.setText(state.outcome.title)
            self._outcome.set_tone(WORD_TONES[state.outcome.shape])
            self._outcome_note.setText(state.outcome.note)

    def entry(self) -> QWidget:
        """Where the focus goes: the answer, or the first of the answers read back."""
        if self._pages.currentIndex() == 1:
            return self.answers.entry()
        return self.question.entry() or self.main

    def dress(self) -> None:
        """Lines of at most sixty letters."""
        self.question.setMaximumWidth(look.px(900))
        self.income.setMaximumWidth(look.px(560))
        self._read.setMaximumWidth(look.px(900))
