"""Feedback: a few words about the screen that one came from; for the head, what all said."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.ids import Ids
from app.core.runner import Runner
from app.core.words import Words
from app.ui.feedback.presenter import Desk, FeedbackPresenter
from app.ui.feedback.state import FeedbackState, OpinionLine
from app.ui.screens import Act, Screen
from app.ui.theme import look
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Field, TextArea
from app.ui.widgets.layouts import ScrollPane, box, card, clear, column, row, rule
from app.ui.widgets.notices import Banner
from app.ui.widgets.text import label

_KEEP_MS = 500
_LINES, _WIDE = 6, 900


class FeedbackView(Screen):
    """Draws the state; decides nothing."""

    name = "feedback"
    place = "home"

    def __init__(
        self,
        words: Words,
        desk: Desk,
        runner: Runner,
        *,
        ids: Ids,
        program: Callable[[], str],
        back: Callable[[], object],
        say: Callable[..., None],
    ) -> None:
        """`program` tells the version, `back` leads back, `say` tells of something done."""
        super().__init__(words)
        self._say = say
        self._state = FeedbackState()
        self.presenter = FeedbackPresenter(
            self, desk, runner, words, ids=ids, program=program, back=back
        )
        self._about = label("", "body", "text2", wrap=True)
        self.area = TextArea(_LINES)
        self._field = Field("", self.area)
        self._hint = Banner(" ", " ", kind="ask")
        self._fault = Banner(" ", kind="danger")
        self._kept = label("", "small", "text2")
        self.send = Button("", "primary", "check", "Ctrl+Enter")
        self._said_title = label("", "lead_b")
        self._said = column(gap=8)
        self.export = Button("", "quiet", "save")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_MS)
        self._timer.timeout.connect(self.presenter.keep)
        self._build()

    def title(self) -> str:
        return self.words("feedback.title")

    def first_field(self) -> QWidget:
        return self.area

    def acts(self) -> Mapping[str, Act]:
        return {"screen.main": self.presenter.send}

    def panes(self) -> Sequence[QWidget]:
        return (self._page, self._bar)

    def open(self, **subject: Any) -> None:
        self.presenter.open(**subject)

    def leave(self) -> None:
        self._timer.stop()
        self.presenter.keep()

    def retranslate(self) -> None:
        super().retranslate()
        self.presenter.say_again()

    def tell(self, sentence: str) -> None:
        """One sentence about something done."""
        self._say(sentence)

    def show_state(self, state: FeedbackState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        if state.filling != before.filling:
            self.area.set_value(state.text)
        self._about.setText(self.words("feedback.about", place=state.about))
        self._hint.setVisible(bool(state.hint))
        if state.hint:
            self._hint.show_words(state.hint, self.words("feedback.hint_note"))
        self._fault.setVisible(bool(state.fault))
        self._fault.show_words(state.fault or " ")
        self._kept.setText(state.kept)
        self.send.allow(not state.busy)
        self._list.setVisible(state.readable)
        self.export.allow(bool(state.said), self.words("feedback.none"))
        if state.said != before.said or not self._said.count():
            self._show_said(state.said)

    def _build(self) -> None:
        self.worded(self._field.set_label, "feedback.text")
        self.worded(self._field.set_note, "feedback.note")
        self.worded(self.send.setText, "feedback.send")
        self.worded(self._said_title.setText, "feedback.said")
        self.worded(self.export.setText, "feedback.export")
        self._list = card(row(self._said_title, None, self.export), self._said, gap=10)
        self._list.hide()
        self._inner = QWidget()
        self._inner.setLayout(
            column(
                *(self._fault, self._about, self._field, self._hint, 8, self._list), None, gap=10
            )
        )
        for notice in (self._hint, self._fault):
            notice.hide()
        self._page = ScrollPane(column(self._inner, None, pad=(24, 14, 20, 16)))
        self._bar = box(row((self._kept, 1), self.send, pad=(24, 9, 16, 9)), "bar")
        self.setLayout(column((self._page, 1), self._bar, gap=0))
        self.area.edited.connect(self._typed)
        self.send.clicked.connect(self.presenter.send)
        self.export.clicked.connect(self._export)
        self.dress()

    def dress(self) -> None:
        """Lines stay short enough to read."""
        self._inner.setMaximumWidth(look.px(_WIDE))

    def _show_said(self, lines: Sequence[OpinionLine]) -> None:
        clear(self._said)
        if not lines:
            self._said.addWidget(label(self.words("feedback.none"), "body", "text2", wrap=True))
        for at, line in enumerate(lines):
            if at:
                self._said.addWidget(rule())
            head = label(f"{line.when} · {line.where}", "small", "text2", wrap=True)
            self._said.addLayout(column(head, label(line.text, "body", wrap=True), gap=2))

    def _typed(self) -> None:
        self.presenter.typed(self.area.value())
        if not self._timer.isActive():
            self._timer.start()

    def _export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.words("feedback.export"),
            self.words("feedback.file_name"),
            self.words("feedback.text_files"),
        )
        if chosen:
            self.presenter.export(Path(chosen))
