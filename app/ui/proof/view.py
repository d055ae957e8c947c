"""The journal: whether it is whole, what broke since when, who else holds it, a sheet to sign."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QBoxLayout, QFileDialog, QWidget

from app.core.clock import Clock
from app.core.runner import Runner
from app.core.words import Words
from app.desk.proving import Proving, Sheets
from app.ui.proof.presenter import ProofPresenter
from app.ui.proof.state import Fact, ProofState
from app.ui.screens import Act, Screen
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.filling import refilling
from app.ui.widgets.layouts import Fold, ScrollPane, card, column, row, rule
from app.ui.widgets.notices import Banner
from app.ui.widgets.text import label

_FOLD_BELOW = 1_000


class ProofView(Screen):
    """Draws the state; decides nothing."""

    name = "proof"
    place = "settings"

    def __init__(
        self, words: Words, proving: Proving, sheets: Sheets, runner: Runner, *, clock: Clock
    ) -> None:
        """`proving` looks at the journal of the open vault, `sheets` prints it."""
        super().__init__(words)
        self._state = ProofState()
        self.presenter = ProofPresenter(self, proving, sheets, runner, words, clock=clock)
        self._health = Banner(" ", " ", kind="yes")
        self._fault = Banner(" ", kind="danger")
        self._done = Banner(" ", kind="yes")
        self.check = Button("", "primary", "badge-check", "Ctrl+Enter")
        self.sheet = Button("", "quiet", "printer")
        self._working = label("", "body", "text2", wrap=True)
        self._broken = column(gap=8)
        self._facts = column(gap=8)
        self._titles = {name: label("", "lead_b") for name in ("broken", "facts", "sheet")}
        self._texts = {
            name: label("", "body", "text2", wrap=True) for name in ("about", "broken", "sheet")
        }
        self._build()

    def title(self) -> str:
        return self.words("screen.proof")

    def first_field(self) -> QWidget:
        return self.check

    def acts(self) -> Mapping[str, Act]:
        return {"screen.main": self.presenter.check}

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def open(self, **_subject: Any) -> None:
        self.presenter.open()

    def refresh(self) -> None:
        self.presenter.open()

    def retranslate(self) -> None:
        super().retranslate()
        self.presenter.say_again()

    def show_state(self, state: ProofState) -> None:
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
        self._working.setText(state.working)
        self._working.setVisible(bool(state.working))
        self._broken_card.setVisible(bool(state.broken))
        for area, facts, old_facts in (
            (self._broken, state.broken, before.broken),
            (self._facts, state.facts, before.facts),
        ):
            if facts != old_facts:
                _fill(area, facts)

    def _build(self) -> None:
        words: tuple[tuple[Callable[[str], object], str], ...] = (
            *((self._titles[name].setText, f"proof.title.{name}") for name in self._titles),
            *((self._texts[name].setText, f"proof.about.{name}") for name in self._texts),
            (self.check.setText, "proof.check"),
            (self.sheet.setText, "proof.sheet"),
        )
        for setter, key in words:
            self.worded(setter, key)
        self._broken_card = card(
            self._titles["broken"], self._broken, self._texts["broken"], gap=12
        )
        self._left = QWidget()
        self._left.setLayout(
            column(
                self._health,
                self._fault,
                self._done,
                self._broken_card,
                card(
                    self._texts["about"],
                    row(self.check, None, gap=8),
                    self._working,
                    gap=12,
                ),
                card(self._titles["facts"], self._facts, gap=10),
                None,
                gap=16,
            )
        )
        self._right = QWidget()
        self._right.setLayout(
            column(
                card(
                    self._titles["sheet"],
                    self._texts["sheet"],
                    row(self.sheet, None, gap=8),
                    gap=12,
                ),
                None,
                gap=16,
            )
        )
        for notice in (self._health, self._fault, self._done, self._working, self._broken_card):
            notice.hide()
        fold = Fold((self._left, 3), (self._right, 2), below=_FOLD_BELOW, gap=16)
        self.setLayout(column(ScrollPane(column(fold, None, pad=(24, 16, 24, 24)))))
        self.check.clicked.connect(self.presenter.check)
        self.sheet.clicked.connect(self._save_sheet)

    def _save_sheet(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.words("proof.sheet"), self.words("proof.sheet_file"), "PDF (*.pdf)"
        )
        if chosen:
            self.presenter.save_sheet(Path(chosen))


def _fill(area: QBoxLayout, facts: Sequence[Fact]) -> None:
    with refilling(area):
        for at, fact in enumerate(facts):
            if at:
                area.addWidget(rule())
            name = label(fact.name, "small", "text2")
            value = label(fact.value, "body_m", wrap=True)
            area.addLayout(column(name, value, gap=1))
