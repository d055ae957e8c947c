"""The screen of the law: one box, the pages found, the chosen page beside; all of it offline."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.clock import Clock
from app.core.runner import Runner
from app.core.words import Words
from app.ui.law.presenter import Law, LawPresenter
from app.ui.law.state import LawLine, LawPage, LawState
from app.ui.people.search_line import SearchLine
from app.ui.screens import Act, Screen
from app.ui.widgets.layouts import Fold, ScrollPane, card, clear, column, row, rule
from app.ui.widgets.records import Column, RecordList
from app.ui.widgets.text import Picture, label


class LawView(Screen):
    """Draws the state; decides nothing."""

    name = "law"
    place = "home"

    def __init__(self, words: Words, law: Law, runner: Runner, *, clock: Clock) -> None:
        """The law of today."""
        super().__init__(words)
        self._state = LawState()
        self.presenter = LawPresenter(self, law, runner, words, clock=clock)
        self.line = SearchLine()
        self._understood = label("", "small", "text2", wrap=True)
        self.list: RecordList[LawLine] = RecordList(
            [
                Column(
                    text=lambda line: line.title,
                    note=lambda line: line.note,
                    icon=lambda line: line.icon,
                    role="body_m",
                )
            ],
            name=words("law.list"),
            spoken=lambda line: f"{line.title}. {line.note}",
            row_height=52,
            header=False,
            empty=words("law.nothing"),
        )
        self._page = column(gap=10)
        self._build()

    def title(self) -> str:
        return self.words("screen.law")

    def first_field(self) -> QWidget:
        return self.line

    def acts(self) -> Mapping[str, Act]:
        return {}

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def open(self, *, norm: str = "", **_subject: Any) -> None:
        self.presenter.open(norm)

    def retranslate(self) -> None:
        super().retranslate()
        self.line.setAccessibleName(self.words("law.look"))
        self.line.setPlaceholderText(self.words("law.look"))
        self.list.set_words(name=self.words("law.list"), empty=self.words("law.nothing"))
        self.presenter.say_again()

    def show_state(self, state: LawState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        if state.query != self.line.value():
            self.line.set_value(state.query)
        self._understood.setText(state.understood)
        self._understood.setVisible(bool(state.understood))
        ids = [line.id for line in state.lines]
        at = ids.index(state.chosen) if state.chosen in ids else -1
        if state.lines != before.lines:
            self.list.set_records(state.lines, choose=at)
        elif state.chosen != before.chosen:
            self.list.choose(at)
        if state.page != before.page or not self._page.count():
            self._show_page(state.page)

    def _build(self) -> None:
        self._understood.hide()
        self._left = QWidget()
        self._left.setLayout(
            column(self.line, self._understood, (self.list, 1), gap=8, pad=(24, 14, 12, 14))
        )
        self._right = ScrollPane(column(self._page, None, pad=(12, 14, 24, 14)))
        fold = Fold((self._left, 2), (self._right, 3), below=900, gap=0)
        self.setLayout(column((fold, 1), gap=0))
        self.line.edited.connect(lambda: self.presenter.look_for(self.line.value()))
        self.line.stepped.connect(self._step)
        self.list.chosen.connect(lambda line: self.presenter.choose(line.id))
        self.list.opened.connect(lambda line: self.presenter.choose(line.id))
        self.line.setAccessibleName(self.words("law.look"))
        self.line.setPlaceholderText(self.words("law.look"))

    def _step(self, step: int) -> None:
        ids = [line.id for line in self._state.lines]
        if ids:
            at = ids.index(self._state.chosen) if self._state.chosen in ids else -1
            self.presenter.choose(ids[max(0, min(len(ids) - 1, at + step))])

    def _show_page(self, page: LawPage | None) -> None:
        clear(self._page)
        if page is None:
            return
        words = self.words
        law = [
            label(words("check.norm"), "small", "text2") if page.norm else None,
            label(page.norm, "body", wrap=True) if page.norm else None,
            label(page.checked, "small", "text2", wrap=True) if page.checked else None,
            label(page.doubt, "small_m", "ask", wrap=True) if page.doubt else None,
        ]
        text = [label(sentence, "body", wrap=True) for sentence in page.text]
        self._page.addWidget(
            card(
                label(page.kind, "small", "text2"),
                label(page.title, "title", wrap=True),
                *text,
                rule(),
                *[line for line in law if line is not None],
                gap=8,
            )
        )
        if page.papers:
            lines = [
                row(Picture("file-text", 16), (label(name, "body", wrap=True), 1), gap=8)
                for name in page.papers
            ]
            self._page.addWidget(card(label(page.papers_title, "lead_b"), *lines, gap=8))
        self._page.addWidget(label(words("law.no_promise"), "small", "text2", wrap=True))
