"""The card of a lawyer's own answer: what was answered, or the fields to write it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.check.state import OwnBox
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Combo, Field, TextLine
from app.ui.widgets.layouts import Box, column
from app.ui.widgets.text import label


class OwnCard(Box):
    """Only on a saved check; the answer of the rules stands above it always."""

    opened = Signal()
    wrote = Signal(str, str)
    kept = Signal()
    closed = Signal()
    withdrawn = Signal()

    def __init__(self, words: Words) -> None:
        """Nothing answered."""
        self._words = words
        self._state: OwnBox | None = None
        self._title = label("", "lead_b", wrap=True)
        self._rules = label("", "small", "text2", wrap=True)
        self._told = label("", "body", "ask", wrap=True)
        self._note = label("", "small", "text2", wrap=True)
        self.begin = Button("", "quiet", "scale", wide=True)
        self.withdraw = Button("", "quiet", "undo-2", wide=True)
        self.answer, self.second = Combo(), Combo()
        self.reason, self.evidence = TextLine(), TextLine()
        self._answer, self._second = Field("", self.answer), Field("", self.second)
        self._reason, self._evidence = Field("", self.reason), Field("", self.evidence)
        for needed in (self._reason, self._evidence):
            needed.set_required(True)
        self._error = label("", "small_m", "danger", wrap=True)
        self.keep, self.give_up = Button("", "quiet", "check", wide=True), Button("", "ghost")
        self._form = QWidget()
        self._form.setLayout(
            column(
                self._answer, self._reason, self._evidence, self._second, self._note,
                self._error, self.keep, self.give_up, gap=8,
            )
        )  # fmt: skip
        super().__init__(
            column(
                self._title, self._rules, self._told, self.begin, self.withdraw, self._form,
                gap=8, pad=(14, 12, 14, 12),
            ),
            "card",
        )  # fmt: skip
        self._connect()
        self.retranslate()
        self.hide()

    def _connect(self) -> None:
        self.begin.clicked.connect(self.opened)
        self.withdraw.clicked.connect(self.withdrawn)
        self.keep.clicked.connect(self.kept)
        self.give_up.clicked.connect(self.closed)
        self.answer.edited.connect(lambda: self.wrote.emit("outcome", self.answer.value()))
        self.second.edited.connect(lambda: self.wrote.emit("second", self.second.value()))
        self.reason.edited.connect(lambda: self.wrote.emit("reason", self.reason.value()))
        self.evidence.edited.connect(lambda: self.wrote.emit("evidence", self.evidence.value()))

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        words = self._words
        self._title.setText(words("check.own"))
        self.setAccessibleName(words("check.own"))
        self._note.setText(words("check.own.note"))
        for field, key in (
            (self._answer, "answer"),
            (self._reason, "reason"),
            (self._evidence, "evidence"),
            (self._second, "second"),
        ):
            field.set_label(words(f"check.own.{key}"))
        for button, key in (
            (self.begin, "begin"),
            (self.withdraw, "withdraw"),
            (self.keep, "keep"),
            (self.give_up, "give_up"),
        ):
            button.setText(words(f"check.own.{key}"))
            button.updateGeometry()

    def show_box(self, state: OwnBox | None) -> None:
        """Show the answer, the way to it, or its fields."""
        before, self._state = self._state, state
        self.setVisible(state is not None)
        if state is None:
            return
        self._rules.setText(state.rules)
        self._told.setText(state.told)
        self._told.setVisible(bool(state.told))
        self.begin.setVisible(not state.open and not state.told)
        self.withdraw.setVisible(bool(state.told))
        self._form.setVisible(state.open)
        none = ("", self._words("check.own.nobody"))
        for combo, options, empty in (
            (self.answer, state.answers, []),
            (self.second, state.seconds, [none]),
        ):
            combo.set_items([*empty, *((one.id, one.words) for one in options)])
            combo.set_value(next((one.id for one in options if one.on), ""))
        for line, text in ((self.reason, state.reason), (self.evidence, state.evidence)):
            if line.value() != text:
                line.set_value(text)
        self._second.setVisible(state.asks_second)
        self._error.setText(state.error)
        self._error.setVisible(bool(state.error))
        self._go_where(before, state)

    def _go_where(self, before: OwnBox | None, state: OwnBox) -> None:
        if state.error and (before is None or before.error != state.error):
            announce(self, state.error, at_once=True)
        if before is None or before.open == state.open or not self.isVisible():
            return
        shut = self.withdraw if state.told else self.begin
        (self.answer if state.open else shut).setFocus(Qt.FocusReason.OtherFocusReason)
