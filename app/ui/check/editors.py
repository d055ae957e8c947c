"""Editors of a question: yes or no, one of several, any of several, a date, a number, a sum."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from app.core.words import Words
from app.ui.check.state import QuestionBox as QuestionState
from app.ui.theme import look
from app.ui.widgets.buttons import Button
from app.ui.widgets.choices import UNKNOWN, Answers
from app.ui.widgets.fields import Combo, TextLine
from app.ui.widgets.layouts import column, row
from app.ui.widgets.text import Label, label
from app.ui.widgets.ticks import Tick

Told = Callable[[object], None]
Wrote = Callable[[str], None]
FEW = 7


class Editor(QWidget):
    """Answers one question."""

    def entry(self) -> QWidget:
        """Where the focus goes."""
        raise NotImplementedError

    def focus(self) -> None:
        """Go there."""
        self.entry().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_question(self, state: QuestionState) -> None:
        """Show the answer of now."""
        raise NotImplementedError


class YesNoEditor(Editor):
    """Так · Ні · Не знаю."""

    def __init__(self, told: Told) -> None:
        """Call `told` with True, False or None."""
        super().__init__()
        self._answers = Answers()
        self._told = told
        self._answers.edited.connect(self._tell)
        self.setLayout(column(self._answers))

    def entry(self) -> QWidget:
        """The chosen answer, or the first."""
        return self._answers.focusProxy() or self._answers

    def show_question(self, state: QuestionState) -> None:
        """Mark the answer."""
        self._answers.setAccessibleName(state.text)
        on = next((option.id for option in state.options if option.on), "")
        self._answers.set_value(UNKNOWN if state.unknown else on)

    def _tell(self) -> None:
        value = self._answers.value()
        if value:
            self._told({"yes": True, "no": False}.get(value))


class PickButton(QRadioButton):
    """One of several answers; Enter chooses, as a space does."""

    def __init__(self, text: str) -> None:
        """Show `text`."""
        super().__init__(text)
        self.dress()

    def dress(self) -> None:
        """Take the letters of now."""
        self.setFont(look.font("body"))
        self.setMinimumHeight(look.px(28))


class OneOfEditor(Editor):
    """A few answers under each other, or a list when they are many; the last is «не знаю»."""

    def __init__(self, state: QuestionState, words: Words, told: Told) -> None:
        """Call `told` with the id or None."""
        super().__init__()
        self._told, self._words = told, words
        self._group = QButtonGroup(self)
        self._picks: dict[str, PickButton] = {}
        for option in (*(option.id for option in state.options), UNKNOWN):
            pick = PickButton("")
            pick.clicked.connect(lambda _=False, key=option: self._tell(key))
            self._group.addButton(pick)
            self._picks[option] = pick
        self.setLayout(column(*self._picks.values(), gap=2))

    def entry(self) -> QWidget:
        """The chosen answer, or the first."""
        return self._group.checkedButton() or next(iter(self._picks.values()))

    def show_question(self, state: QuestionState) -> None:
        """Mark the answer."""
        self._group.setExclusive(False)
        for option in state.options:
            self._picks[option.id].setText(option.words)
            self._picks[option.id].setChecked(option.on)
        self._picks[UNKNOWN].setText(self._words("check.not_known"))
        self._picks[UNKNOWN].setChecked(state.unknown)
        self._group.setExclusive(True)
        self.setAccessibleName(state.text)

    def _tell(self, key: str) -> None:
        self._told(None if key == UNKNOWN else key)


class ListEditor(Editor):
    """One of many answers in a list; taken with the button, so that arrows may look around."""

    def __init__(self, words: Words, told: Told) -> None:
        """Call `told` with the id or None."""
        super().__init__()
        self._combo = Combo()
        self._told, self._words = told, words
        self._set, self._unknown = Button("", "quiet", "check"), Button("", "ghost")
        self._set.clicked.connect(self._tell)
        self._unknown.clicked.connect(lambda: told(None))
        self.setLayout(column(self._combo, row(self._set, self._unknown, None), gap=8))

    def entry(self) -> QWidget:
        """The list."""
        return self._combo

    def show_question(self, state: QuestionState) -> None:
        """Offer the answers."""
        self._combo.setAccessibleName(state.text)
        if not (self._combo.hasFocus() and self._combo.count()):
            self._combo.set_items([(option.id, option.words) for option in state.options])
            on = next((option.id for option in state.options if option.on), "")
            self._combo.set_value(on or state.options[0].id)
        _name(self._set, self._unknown, self._words)

    def _tell(self) -> None:
        self._told(self._combo.value())


class AnyOfEditor(Editor):
    """Several answers that may hold together."""

    def __init__(self, state: QuestionState, words: Words, told: Told) -> None:
        """Call `told` with the ids or None."""
        super().__init__()
        self._told, self._words = told, words
        self._boxes = {option.id: Tick() for option in state.options}
        self._set, self._unknown = Button("", "quiet", "check"), Button("", "ghost")
        self._set.clicked.connect(self._tell)
        self._unknown.clicked.connect(lambda: told(None))
        acts = row(self._set, self._unknown, None)
        self.setLayout(column(*self._boxes.values(), 4, acts, gap=4))
        for option in state.options:
            self._boxes[option.id].setChecked(option.on)

    def entry(self) -> QWidget:
        """The first box."""
        return next(iter(self._boxes.values()))

    def show_question(self, state: QuestionState) -> None:
        """Word the boxes; what is ticked stays until it is written down."""
        for option in state.options:
            self._boxes[option.id].setText(option.words)
        _name(self._set, self._unknown, self._words)
        self.setAccessibleName(state.text)

    def _tell(self) -> None:
        on = [known for known, box in self._boxes.items() if box.isChecked()]
        self._told(on or None)


class WrittenEditor(Editor):
    """A date, a number or a sum, written by hand; Enter writes it down."""

    def __init__(self, words: Words, told: Told, wrote: Wrote) -> None:
        """Call `wrote` with each text, and `told` with the text when it is meant."""
        super().__init__()
        self._told, self._words = told, words
        self._line = TextLine()
        self._below: Label = label("", "small", "text3", wrap=True)
        self._set, self._unknown = Button("", "quiet", "check"), Button("", "ghost")
        self._set.clicked.connect(self._tell)
        self._line.returnPressed.connect(self._tell)
        self._line.edited.connect(lambda: wrote(self._line.text()))
        self._unknown.clicked.connect(lambda: told(None))
        acts = row(self._set, self._unknown, None)
        self.setLayout(column(self._line, self._below, acts, gap=6))

    def entry(self) -> QWidget:
        """The line."""
        return self._line

    def show_question(self, state: QuestionState) -> None:
        """Show what is written."""
        self._line.setAccessibleName(state.text)
        self._line.set_wrong(bool(state.error))
        self._line.setAccessibleDescription(state.error or state.hint)
        self._below.setText(state.error or state.hint)
        tone = "danger" if state.error else "text3"
        self._below.dress_as("small_m" if state.error else "small", tone)
        if not self._line.hasFocus():
            self._line.set_value(state.written)
        _name(self._set, self._unknown, self._words)

    def _tell(self) -> None:
        if self._line.value():
            self._told(self._line.value())


class ElsewhereEditor(Editor):
    """The answer is written in a box of its own; here it can only be said that nobody knows."""

    def __init__(self, words: Words, told: Told) -> None:
        """Call `told` with None."""
        super().__init__()
        self._words = words
        self._unknown = Button("", "quiet")
        self._unknown.clicked.connect(lambda: told(None))
        self.setLayout(column(row(self._unknown, None)))

    def entry(self) -> QWidget:
        """The button."""
        return self._unknown

    def show_question(self, state: QuestionState) -> None:  # noqa: ARG002  nothing to mark here
        """Word the button."""
        self._unknown.setText(self._words("check.income_forget"))


def _name(set_: Button, unknown: Button, words: Words) -> None:
    set_.setText(words("check.write_answer"))
    unknown.setText(words("check.not_known"))


def editor_for(state: QuestionState, words: Words, told: Told, wrote: Wrote) -> Editor:
    """The editor of that kind of question."""
    if state.kind == "bool":
        return YesNoEditor(told)
    if state.kind == "income":
        return ElsewhereEditor(words, told)
    if state.kind == "set":
        return AnyOfEditor(state, words, told)
    if state.kind == "enum":
        few = len(state.options) <= FEW
        return OneOfEditor(state, words, told) if few else ListEditor(words, told)
    return WrittenEditor(words, told, wrote)
