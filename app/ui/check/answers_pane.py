"""The left side: answers given, the question, quick filters, the income."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.check.income_box import IncomeBox
from app.ui.check.question_box import QuestionBox
from app.ui.check.state import AnswerLine, CheckState, Topic
from app.ui.theme import look
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Field, TextLine
from app.ui.widgets.layouts import Reflow, box, card, clear, column, row, rule
from app.ui.widgets.press_row import PressRow, RowKeys
from app.ui.widgets.shapes import state_row
from app.ui.widgets.text import Label, Picture, label


class AnswerRow(PressRow):
    """One answer: pressing it opens the question again."""

    def __init__(self, fact: str) -> None:
        """Empty words at first."""
        self._question: Label = label("", "small", "text2", wrap=True)
        self._answer: Label = label("", "body_m", wrap=True)
        self._answer.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.pencil = Picture("pencil", 14, "text3")
        inner = row((self._question, 3), (self._answer, 2), self.pencil, gap=8, pad=(8, 5, 8, 5))
        super().__init__(inner, fact)

    def show_line(self, line: AnswerLine) -> None:
        """Say this."""
        self._question.setText(line.question)
        self._answer.setText(line.answer)
        self.setAccessibleName(line.spoken)
        self.setAccessibleDescription(line.answer)


class AnswersList(RowKeys):
    """All answers, first asked first."""

    def __init__(self) -> None:
        """No answer yet."""
        super().__init__()
        self._column = column(gap=0)
        self.setLayout(self._column)
        self._made: dict[str, AnswerRow] = {}

    def show_answers(self, lines: tuple[AnswerLine, ...], *, locked: bool = False) -> None:
        """List these answers; `locked` ones are only read."""
        if tuple(self._made) != tuple(line.fact for line in lines):
            had_focus = any(made.hasFocus() for made in self._made.values())
            clear(self._column)
            self._made = {line.fact: AnswerRow(line.fact) for line in lines}
            for at, made in enumerate(self._made.values()):
                if at:
                    self._column.addWidget(rule())
                self._column.addWidget(made)
            self.take(tuple(self._made.values()))
            if had_focus and self._made:
                next(iter(self._made.values())).setFocus()
        for line in lines:
            self._made[line.fact].show_line(line)
            self._made[line.fact].pencil.setVisible(not locked)
        self.show_chosen(next((line.fact for line in lines if line.open), ""))


class Topics(QWidget):
    """Quick filters: which questions come first."""

    chosen = Signal(str)

    def __init__(self) -> None:
        """No filter yet."""
        super().__init__()
        self._grid = column()
        self.setLayout(self._grid)
        self._made: dict[str, Button] = {}

    def show_topics(self, topics: tuple[Topic, ...]) -> None:
        """Offer these; the pressed one is on."""
        if tuple(self._made) != tuple(topic.id for topic in topics):
            clear(self._grid)
            self._made = {}
            for topic in topics:
                button = Button("", "quiet", wide=True)
                button.setCheckable(True)
                button.clicked.connect(lambda _=False, key=topic.id: self.chosen.emit(key))
                self._made[topic.id] = button
            self._grid.addWidget(Reflow(*self._made.values(), least=84, gap=(6, 6)))
        for topic in topics:
            self._made[topic.id].setText(topic.words)
            self._made[topic.id].setChecked(topic.on)
            self._made[topic.id].updateGeometry()


class AnswersPane(QWidget):
    """Everything that the worker tells the check, in dense mode."""

    def __init__(self, words: Words, single_keys: Callable[[], bool]) -> None:
        """Nothing told yet."""
        super().__init__()
        self._words = words
        self.date = TextLine()
        self._date_field = Field("", self.date)
        self.answers, self.topics = AnswersList(), Topics()
        self.question = QuestionBox(words, single_keys)
        self.income = IncomeBox(words)
        self._title: Label = label("", "lead_b")
        self._count: Label = label("", "small", "text3")
        self._none: Label = label("", "body", "text2", wrap=True)
        self._done = state_row("yes", "")
        self._done.word.setWordWrap(True)
        self._done_box = box(column(self._done, pad=(16, 12, 16, 12)), "soft")
        self._topics_title: Label = label("", "small", "text2")
        head = row(self._title, None, self._count, pad=(8, 0, 8, 0))
        self._draft: Label = label("", "small", "text3", wrap=True)
        self._draft_row = QWidget()
        self._draft_row.setLayout(
            row(Picture("save", 14, "text3"), (self._draft, 1), gap=6, pad=(8, 2, 8, 0))
        )
        inner = (head, self._none, self.answers, self._draft_row)
        answers = card(*inner, gap=4, pad=(8, 10, 8, 10))
        topics = column(self._topics_title, self.topics, gap=6)
        date = card(self._date_field, gap=0, pad=(16, 10, 16, 12))
        self.setLayout(
            column(self.question, self._done_box, topics, answers, self.income, date, None, gap=12)
        )
        self.dress()
        self.retranslate()

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        self._title.setText(self._words("check.answers"))
        self.answers.setAccessibleName(self._words("check.answers"))
        self._none.setText(self._words("check.no_answers"))
        self._topics_title.setText(self._words("check.topics"))
        self._date_field.set_label(self._words("check.application_date"))
        self._date_field.set_note(self._words("check.date_example"))

    def show_state(self, state: CheckState) -> None:
        """Show answers, question, filters, income."""
        locked = bool(state.read_only)
        self._count.setText(state.answers_count)
        self._none.setVisible(not state.answers)
        self.answers.show_answers(state.answers, locked=locked)
        self._draft.setText(state.draft)
        self._draft_row.setVisible(bool(state.draft))
        self.question.show_question(state.question)
        self._done_box.setVisible(bool(state.no_question) and not locked)
        self._done.show_state("yes", state.no_question)
        self.topics.show_topics(state.topics)
        self.topics.setVisible(not locked)
        self._topics_title.setVisible(not locked)
        self.income.show_income(state.income)
        self.income.setEnabled(not locked)
        self.income.setAccessibleDescription(state.read_only)
        self.date.setEnabled(not locked)
        if not self.date.hasFocus():
            self.date.set_value(state.on_date)
        self._date_field.set_error(state.date_error)

    def dress(self) -> None:
        """Room for three sums beside each other."""
        self.setMinimumWidth(look.px(300))
