"""Roles and rights: at the top who waits for a second person, below the table action by role."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.accounts.model import Role
from app.core.runner import Runner
from app.core.words import Words
from app.desk.desk import Desk
from app.ui.rights.presenter import RightsPresenter
from app.ui.rights.state import AskLine, RightLine, RightsState
from app.ui.screens import Act, Screen
from app.ui.theme import look
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.filling import refilling
from app.ui.widgets.layouts import ScrollPane, card, column
from app.ui.widgets.notices import Banner
from app.ui.widgets.records import Column, RecordList
from app.ui.widgets.text import label

_ROW = 34
_TALL = 420
"""The table scrolls by itself: arrows reach each row, the words of it stay in sight."""
_ROLE = 108


def _sign(line: RightLine, at: int) -> str:
    return line.signs[at]


def _note(line: RightLine, at: int) -> str:
    return line.notes[at]


class RightsView(Screen):
    """Draws the state; decides nothing."""

    name = "rights"
    place = "settings"

    def __init__(self, words: Words, desk: Desk, runner: Runner) -> None:
        """Work in the name of whoever has the desk."""
        super().__init__(words)
        self._state = RightsState()
        self.presenter = RightsPresenter(self, desk.second, desk.gate, runner, words)
        self._fault = Banner(" ", kind="danger")
        self._done = Banner(" ", kind="yes")
        self._titles = {name: label("", "lead_b") for name in ("asks", "table")}
        self._asks = column(gap=8)
        self._mine = label("", "body_m", wrap=True)
        self._second = label("", "body", "text2", wrap=True)
        self._legend = label("", "small", "text2", wrap=True)
        self.table: RecordList[RightLine] = RecordList(
            [
                Column(text=lambda line: line.action),
                *(
                    Column(text=partial(_sign, at=at), tip=partial(_note, at=at), width=_ROLE)
                    for at in range(len(Role))
                ),
            ],
            name=words("rights.title.table"),
            spoken=lambda line: line.spoken,
            row_height=_ROW,
        )
        self._details = label("", "small", "text2", wrap=True)
        self.table.chosen.connect(self._tell)
        self._build()
        self.retranslate()

    def title(self) -> str:
        return self.words("screen.rights")

    def first_field(self) -> QWidget:
        return self.table

    def acts(self) -> Mapping[str, Act]:
        return {}

    def panes(self) -> Sequence[QWidget]:
        return (self._top, self._bottom)

    def open(self, **_subject: Any) -> None:
        self.presenter.open()

    def refresh(self) -> None:
        self.presenter.open()

    def retranslate(self) -> None:
        super().retranslate()
        self.presenter.say_again()

    def show_state(self, state: RightsState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        for notice, text, old in (
            (self._fault, state.fault, before.fault),
            (self._done, state.done, before.done),
        ):
            notice.setVisible(bool(text))
            notice.show_words(text or " ")
            if text and text != old:
                announce(self, text)
        self._mine.setText(state.mine)
        self._second.setText(state.second)
        if state.asks != before.asks or not self._asks.count():
            self._show_asks(state.asks)
        if state.roles:
            self.table.set_words(
                name=self.words("rights.title.table"),
                titles=[self.words("rights.column.action"), *state.roles],
            )
        if state.rights != before.rights:
            self.table.set_records(state.rights)
            self.table.setFixedHeight(look.px(_TALL))
            self._details.setText(self.words("rights.details"))

    def _tell(self, line: RightLine) -> None:
        self._details.setText(line.spoken)

    def _show_asks(self, asks: Sequence[AskLine]) -> None:
        with refilling(self._asks):
            if not asks:
                none = label(self.words("consent.none"), "body", "text2", wrap=True)
                self._asks.addWidget(none)
            for ask in asks:
                self._asks.addWidget(self._ask(ask))

    def _ask(self, line: AskLine) -> Banner:
        buttons = (
            (
                self._button(line, "rights.refuse", agrees=False),
                self._button(line, "rights.agree", agrees=True),
            )
            if line.may_answer
            else ()
        )
        return Banner(line.what, line.note, kind="ask", icon="users", acts=buttons)

    def _button(self, line: AskLine, key: str, *, agrees: bool) -> Button:
        button = Button(self.words(key), "primary" if agrees else "quiet")
        button.name_it(f"{button.text()}. {line.what}. {line.note}")
        button.clicked.connect(lambda: self.presenter.answer(line.id, agrees=agrees))
        return button

    def _build(self) -> None:
        for name, title in self._titles.items():
            self.worded(title.setText, f"rights.title.{name}")
        self.worded(self._legend.setText, "rights.legend")
        self._top, self._bottom = QWidget(), QWidget()
        self._top.setLayout(
            column(
                self._fault,
                self._done,
                card(self._titles["asks"], self._second, self._asks, gap=8),
                gap=12,
            )
        )
        self._bottom.setLayout(
            column(
                card(
                    self._titles["table"],
                    self._mine,
                    self._legend,
                    self._details,
                    self.table,
                    gap=8,
                )
            )
        )
        self.setLayout(
            column(ScrollPane(column(self._top, self._bottom, None, gap=16, pad=(24, 16, 24, 24))))
        )
