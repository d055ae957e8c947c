"""Backups: at the left how it stands and the newest ones, at the right the second place."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.clock import Clock
from app.core.runner import Runner
from app.core.words import Words
from app.desk.copies import Copies
from app.ui.copies.presenter import CopiesPresenter
from app.ui.copies.state import CopiesState, CopyLine
from app.ui.screens import Act, Screen
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.filling import refilling
from app.ui.widgets.layouts import Fold, ScrollPane, card, column, row, rule
from app.ui.widgets.notices import Banner
from app.ui.widgets.shapes import StateShape
from app.ui.widgets.text import label

_FOLD_BELOW = 1_000


class CopiesView(Screen):
    """Draws the state; decides nothing."""

    name = "copies"
    place = "settings"

    def __init__(self, words: Words, copies: Copies, runner: Runner, *, clock: Clock) -> None:
        """`copies` are the backups of the open vault."""
        super().__init__(words)
        self._state = CopiesState()
        self.presenter = CopiesPresenter(self, copies, runner, words, clock=clock)
        self._health = Banner(" ", " ", kind="yes")
        self._fault = Banner(" ", kind="danger")
        self._done = Banner(" ", kind="yes")
        self.make_now = Button("", "primary", "save", "Ctrl+Enter")
        self.prove = Button("", "quiet", "badge-check")
        self._working = label("", "body", "text2", wrap=True)
        self._lines = column(gap=8)
        self._more = label("", "small", "text2", wrap=True)
        self._second = label("", "body_b", wrap=True)
        self._second_note = label("", "body", "text2", wrap=True)
        self.choose = Button("", "quiet", "folder")
        self.stop = Button("", "ghost", "x")
        self._titles = {name: label("", "lead_b") for name in ("list", "second", "move")}
        self._texts = {
            name: label("", "body", "text2", wrap=True) for name in ("about", "second", "move")
        }
        self._build()

    def title(self) -> str:
        return self.words("screen.copies")

    def first_field(self) -> QWidget:
        return self.make_now

    def acts(self) -> Mapping[str, Act]:
        return {"screen.main": self.presenter.create}

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def open(self, **_subject: Any) -> None:
        self.presenter.open()

    def refresh(self) -> None:
        self.presenter.open()

    def retranslate(self) -> None:
        super().retranslate()
        self.presenter.say_again()

    def show_state(self, state: CopiesState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        self._health.setVisible(state.loaded)
        self._health.set_kind(state.kind)
        self._health.show_words(state.title or " ", state.todo)
        for notice, text, old in (
            (self._fault, state.fault, before.fault),
            (self._done, state.done, before.done),
        ):
            notice.setVisible(bool(text))
            notice.show_words(text or " ")
            if text and text != old:
                announce(self, text)
        for button in (self.make_now, self.prove, self.choose, self.stop):
            button.allow(state.allowed or not state.loaded, self.words("error.role.not_allowed"))
        self._working.setText(state.working)
        self._working.setVisible(bool(state.working))
        if state.lines != before.lines or not self._lines.count():
            self._show_lines(state.lines)
        self._more.setText(state.more)
        self._more.setVisible(bool(state.more))
        self._second.setText(state.second)
        self._second.setVisible(bool(state.second))
        self._second_note.setText(state.second_note)
        self.stop.setVisible(bool(state.second))

    def _build(self) -> None:
        words: tuple[tuple[Callable[[str], object], str], ...] = (
            *((self._titles[name].setText, f"copies.title.{name}") for name in self._titles),
            *((self._texts[name].setText, f"copies.about.{name}") for name in self._texts),
            (self.make_now.setText, "copies.create"),
            (self.prove.setText, "copies.prove"),
            (self.choose.setText, "copies.second.choose"),
            (self.stop.setText, "copies.second.stop"),
        )
        for setter, key in words:
            self.worded(setter, key)
        self._left = QWidget()
        self._left.setLayout(
            column(
                self._health,
                self._fault,
                self._done,
                card(
                    self._texts["about"],
                    row(self.make_now, self.prove, None, gap=8),
                    self._working,
                    gap=12,
                ),
                card(self._titles["list"], self._lines, self._more, gap=10),
                None,
                gap=16,
            )
        )
        self._right = QWidget()
        self._right.setLayout(
            column(
                card(
                    self._titles["second"],
                    self._texts["second"],
                    self._second,
                    self._second_note,
                    row(self.choose, self.stop, None, gap=8),
                    gap=12,
                ),
                card(self._titles["move"], self._texts["move"], gap=12),
                None,
                gap=16,
            )
        )
        for notice in (self._health, self._fault, self._done, self._working, self._more, self.stop):
            notice.hide()
        fold = Fold((self._left, 3), (self._right, 2), below=_FOLD_BELOW, gap=16)
        self.setLayout(column(ScrollPane(column(fold, None, pad=(24, 16, 24, 24)))))
        self.make_now.clicked.connect(self.presenter.create)
        self.prove.clicked.connect(self._prove)
        self.choose.clicked.connect(self._choose)
        self.stop.clicked.connect(lambda: self.presenter.choose_second(None))

    def _show_lines(self, lines: Sequence[CopyLine]) -> None:
        with refilling(self._lines):
            if not lines:
                none = label(self.words("copies.list.none"), "body", "text2", wrap=True)
                self._lines.addWidget(none)
            for at, line in enumerate(lines):
                if at:
                    self._lines.addWidget(rule())
                self._lines.addLayout(_drawn(line))

    def _prove(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.words("copies.prove"), "", self.words("copies.files")
        )
        if chosen:
            self.presenter.prove(Path(chosen))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.words("copies.second.choose"))
        if chosen:
            self.presenter.choose_second(Path(chosen))


def _drawn(line: CopyLine) -> Any:
    mark = StateShape("yes" if line.good else "danger", 16)
    tone = "text2" if line.good else "danger"
    about = f"{line.size} · {line.place}"
    return row(
        column(2, mark, None, gap=0),
        (
            column(
                row(label(line.when, "body_m"), None, label(about, "small", "text2")),
                label(line.proof, "small", tone, wrap=True),
                gap=1,
            ),
            1,
        ),
        gap=10,
    )
