"""The report of likely duplicates: a look through the register, then pairs to compare."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.runner import Runner
from app.core.words import Words
from app.desk.pairs import Pairs
from app.ui.duplicates.report_presenter import ReportPresenter
from app.ui.duplicates.state import LikelyLine, ReportState
from app.ui.screens import Act, Screen
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import ScrollPane, card, column, row
from app.ui.widgets.notices import Banner
from app.ui.widgets.progress import ProgressStrip
from app.ui.widgets.records import Column, RecordList
from app.ui.widgets.text import label


class ReportView(Screen):
    """Draws a `ReportState`; decides nothing."""

    name = "duplicates"
    place = "people"

    def __init__(
        self, words: Words, pairs: Pairs, runner: Runner, *, go: Callable[..., None]
    ) -> None:
        """`go` opens another screen by name."""
        super().__init__(words)
        self._state = ReportState()
        self.presenter = ReportPresenter(self, pairs, runner, words, go=go)
        self._build()

    def title(self) -> str:
        return self.words("screen.duplicates")

    def first_field(self) -> QWidget:
        return self.list if self._state.lines else self.look

    def acts(self) -> Mapping[str, Act]:
        return {"screen.main": self.presenter.look}

    def panes(self) -> Sequence[QWidget]:
        return (self._head, self.list)

    def open(self, **_subject: Any) -> None:
        self.presenter.open()

    def refresh(self) -> None:
        self.presenter.open()

    def retranslate(self) -> None:
        super().retranslate()
        self.strip.retranslate()
        self.list.set_words(name=self.words("screen.duplicates"), empty="")
        self.presenter.show()

    def show_state(self, state: ReportState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        self.strip.show_work(state.work, state.progress)
        self._when.setText(state.when)
        self._when.setVisible(bool(state.when))
        self.look.setText(state.act or self.words("twice.look"))
        self.look.allow(state.loaded and not state.work, state.work)
        self.look.dress()
        self._problem.setVisible(bool(state.problem))
        self._problem.show_words(state.problem)
        self._empty.setText(state.empty)
        self._empty.setVisible(bool(state.empty))
        self._list_card.setVisible(bool(state.lines))
        if state.lines != before.lines:
            self.list.set_records(state.lines)
            self.list.setFixedHeight(self.list.fitting_height())
        if before.work and not state.work:
            announce(self, state.when or state.empty)
            self.first_field().setFocus()

    def _build(self) -> None:
        self._note = label("", "body", "text2", wrap=True)
        self.worded(self._note.setText, "twice.note")
        self._when = label("", "small", "text2", wrap=True)
        self.look = Button("", "primary", "search", keys="Ctrl+Enter")
        self.look.clicked.connect(self.presenter.look)
        self.strip = ProgressStrip()
        self.strip.cancel_wanted.connect(self.presenter.stop)
        self._problem = Banner("", kind="danger")
        self._empty = label("", "body", "text2", wrap=True)
        self.list: RecordList[LikelyLine] = RecordList(
            [
                Column(
                    text=lambda line: line.names,
                    note=lambda line: line.note,
                    icon=lambda line: "shield-alert" if line.safe else "columns-2",
                    role="body_m",
                ),
                Column(text=lambda line: line.score, width=140, right=True, tone="text2"),
            ],
            name=self.words("screen.duplicates"),
            spoken=lambda line: f"{line.names}. {line.score}. {line.note}",
            row_height=58,
            header=False,
        )
        self.list.opened.connect(self.presenter.compare)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._list_card = card(self.list, pad=4)
        self._head = QWidget()
        self._head.setLayout(column(self._note, row(self.look, None), self._when, gap=10))
        page = QWidget()
        page.setLayout(
            column(
                self._head,
                self.strip,
                self._problem,
                self._empty,
                self._list_card,
                None,
                gap=12,
                pad=(24, 14, 20, 16),
            )
        )
        self.setLayout(column((ScrollPane(page), 1), gap=0))
