"""Upkeep: at the left damage and its repair, at the right how long files are kept."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.runner import Runner
from app.core.words import Words
from app.desk.desk import Desk
from app.ui.screens import Act, Screen
from app.ui.upkeep.presenter import UpkeepPresenter
from app.ui.upkeep.state import FaultLine, PurgeLine, UpkeepState
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.filling import refilling
from app.ui.widgets.layouts import Fold, ScrollPane, card, column, row, rule
from app.ui.widgets.notices import Banner
from app.ui.widgets.progress import ProgressStrip
from app.ui.widgets.shapes import StateShape
from app.ui.widgets.text import label

_FOLD_BELOW = 1_000


class UpkeepView(Screen):
    """Draws the state; decides nothing."""

    name = "upkeep"
    place = "settings"

    def __init__(self, words: Words, desk: Desk, runner: Runner) -> None:
        """Work in the name of whoever has the desk."""
        super().__init__(words)
        self._state = UpkeepState()
        self.presenter = UpkeepPresenter(self, desk, runner, words)
        self._strip = ProgressStrip()
        self._health = Banner(" ", " ", kind="yes")
        self._fault = Banner(" ", kind="danger")
        self._done = Banner(" ", kind="yes")
        self._question = Banner(" ", kind="ask")
        self.examine = Button("", "primary", "badge-check", "Ctrl+Enter")
        self.repair = Button("", "quiet", "pencil")
        self.propose = Button("", "quiet", "list-checks")
        self.confirm = Button("", "danger", "x")
        self.leave_it = Button("", "ghost", "arrow-left")
        self._faults, self._terms = column(gap=10), column(gap=6)
        self._files, self._purges = column(gap=4), column(gap=8)
        self._titles = {name: label("", "lead_b") for name in ("doctor", "terms", "purges")}
        self._about = {
            name: label("", "body", "text2", wrap=True) for name in ("doctor", "terms", "purges")
        }
        self._more = label("", "small", "text2", wrap=True)
        self._closed = label("", "body", "text2", wrap=True)
        self._build()

    def title(self) -> str:
        return self.words("screen.upkeep")

    def first_field(self) -> QWidget:
        return self.examine

    def acts(self) -> Mapping[str, Act]:
        return {"screen.main": self.presenter.examine}

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def open(self, **_subject: Any) -> None:
        self.presenter.open()

    def refresh(self) -> None:
        self.presenter.open()

    def retranslate(self) -> None:
        super().retranslate()
        self._strip.retranslate()
        self.presenter.say_again()

    def show_state(self, state: UpkeepState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        self._strip.show_work(state.working, state.progress)
        self._health.setVisible(bool(state.title))
        self._health.set_kind(state.kind)
        self._health.show_words(state.title or " ", state.copy)
        for notice, text, old in (
            (self._fault, state.fault, before.fault),
            (self._done, state.done, before.done),
            (self._question, state.question, before.question),
        ):
            notice.setVisible(bool(text))
            notice.show_words(text or " ")
            if text and text != old:
                announce(self, text)
        self.repair.setVisible(state.can_repair)
        for button in (self.examine, self.repair, self.propose, self.confirm):
            button.allow(not state.working)
        self.propose.setVisible(state.can_propose)
        self.confirm.setVisible(bool(state.asking))
        self.leave_it.setVisible(bool(state.asking))
        self._closed.setText(state.closed)
        self._closed.setVisible(bool(state.closed))
        self._erasures.setVisible(not state.closed)
        self._more.setText(state.more)
        self._more.setVisible(bool(state.more))
        self._fill(before, state)

    def _fill(self, before: UpkeepState, state: UpkeepState) -> None:
        if state.faults != before.faults:
            with refilling(self._faults):
                for at, line in enumerate(state.faults):
                    if at:
                        self._faults.addWidget(rule())
                    self._faults.addLayout(_fault(line))
        if state.terms != before.terms:
            with refilling(self._terms):
                for part in _terms(state):
                    self._terms.addWidget(part)
        if state.files != before.files:
            self._fill_files(state)
        if state.purges != before.purges or not self._purges.count():
            self._fill_purges(state)

    def _fill_files(self, state: UpkeepState) -> None:
        with refilling(self._files):
            for file in state.files:
                self._files.addWidget(label(file, "small", "text2", wrap=True))

    def _fill_purges(self, state: UpkeepState) -> None:
        with refilling(self._purges):
            if not state.purges:
                none = label(self.words("upkeep.purges.none"), "body", "text2", wrap=True)
                self._purges.addWidget(none)
            for purge in state.purges:
                self._purges.addLayout(self._purge(purge))

    def _purge(self, line: PurgeLine) -> Any:
        buttons: list[QWidget] = []
        for wanted, key, work in (
            (line.may_confirm, "upkeep.confirm", lambda: self.presenter.ask(line.id)),
            (line.may_withdraw, "upkeep.withdraw", lambda: self.presenter.withdraw(line.id)),
            (line.has_certificate, "upkeep.certificate", lambda: self._keep(line.id)),
        ):
            if wanted:
                button = Button(self.words(key), "quiet")
                button.clicked.connect(work)
                buttons.append(button)
        return column(label(line.text, "body", wrap=True), row(*buttons, None, gap=8), gap=6)

    def _keep(self, purge_id: str) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.words("upkeep.certificate"), "akt.txt", self.words("upkeep.files")
        )
        if chosen:
            self.presenter.keep_certificate(purge_id, Path(chosen))

    def _build(self) -> None:
        for name, title in self._titles.items():
            self.worded(title.setText, f"upkeep.title.{name}")
        for name, about in self._about.items():
            self.worded(about.setText, f"upkeep.about.{name}")
        for button, key in (
            (self.examine, "upkeep.examine"),
            (self.repair, "upkeep.repair"),
            (self.propose, "upkeep.propose"),
            (self.confirm, "upkeep.erase"),
            (self.leave_it, "upkeep.leave_it"),
        ):
            self.worded(button.setText, key)
        self._erasures = card(
            self._titles["purges"],
            self._about["purges"],
            self._question,
            row(self.confirm, self.leave_it, None, gap=8),
            self._purges,
            gap=12,
        )
        self._left = QWidget()
        self._left.setLayout(
            column(
                self._strip,
                self._health,
                self._fault,
                self._done,
                card(
                    self._titles["doctor"],
                    self._about["doctor"],
                    row(self.examine, self.repair, None, gap=8),
                    self._faults,
                    gap=12,
                ),
                None,
                gap=16,
            )
        )
        self._right = QWidget()
        self._right.setLayout(
            column(
                card(
                    self._titles["terms"],
                    self._about["terms"],
                    self._closed,
                    self._terms,
                    self._files,
                    self._more,
                    row(self.propose, None),
                    gap=12,
                ),
                self._erasures,
                None,
                gap=16,
            )
        )
        hidden = (self._health, self._fault, self._done, self._question, self._more, self._closed)
        for part in (*hidden, self.repair, self.propose, self.confirm, self.leave_it):
            part.hide()
        fold = Fold((self._left, 3), (self._right, 2), below=_FOLD_BELOW, gap=16)
        self.setLayout(column(ScrollPane(column(fold, None, pad=(24, 16, 24, 24)))))
        self._strip.cancel_wanted.connect(self.presenter.cancel)
        self.examine.clicked.connect(self.presenter.examine)
        self.repair.clicked.connect(self.presenter.repair)
        self.propose.clicked.connect(self.presenter.propose)
        self.confirm.clicked.connect(self.presenter.confirm)
        self.leave_it.clicked.connect(self.presenter.leave_it)


def _terms(state: UpkeepState) -> list[QWidget]:
    return [
        part
        for term in state.terms
        for part in (
            label(term.term, "body", wrap=True),
            label(term.due, "small", "text2", wrap=True),
        )
    ]


def _fault(line: FaultLine) -> Any:
    mark = StateShape("yes" if line.mended else "danger", 16)
    return row(
        column(2, mark, None, gap=0),
        (
            column(
                label(line.what, "body_m", wrap=True),
                label(line.means, "small", "text2", wrap=True),
                label(line.became, "small", "text2", wrap=True),
                gap=1,
            ),
            1,
        ),
        gap=10,
    )
