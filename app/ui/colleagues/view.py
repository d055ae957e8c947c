"""Colleagues: at the left who works here, at the right the acts of whoever decides that."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.accounts.model import Role
from app.core.ids import Ids
from app.core.runner import Runner
from app.core.words import Words
from app.desk.drafts import Drafts
from app.desk.people import People
from app.ui.colleagues.presenter import ColleaguesPresenter
from app.ui.colleagues.state import ColleagueLine, ColleaguesState
from app.ui.screens import Act, Screen
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Combo, Field, TextLine
from app.ui.widgets.filling import refilling
from app.ui.widgets.layouts import Fold, ScrollPane, box, card, column, row, rule
from app.ui.widgets.notices import Banner
from app.ui.widgets.shapes import StateShape
from app.ui.widgets.text import label

_FOLD_BELOW = 1_000
_TICK_MS = 200
_KEEP_MS = 800


class ColleaguesView(Screen):
    """Draws the state; decides nothing."""

    name = "colleagues"
    place = "settings"

    def __init__(
        self,
        words: Words,
        people: People,
        runner: Runner,
        *,
        drafts: Drafts,
        ids: Ids,
        me: str,
        lock: Callable[[], None],
        say: Callable[[str], None],
    ) -> None:
        """`me` is the id of the signed-in person, `lock` ends the session."""
        super().__init__(words)
        self._state = ColleaguesState()
        self.presenter = ColleaguesPresenter(
            self, people, runner, words, drafts=drafts, ids=ids, me=me, lock=lock, say=say
        )
        self._fault = Banner(" ", kind="danger")
        self._done = Banner(" ", kind="yes")
        self._working = label("", "body", "text2", wrap=True)
        self._lines = column(gap=8)
        self.person = TextLine()
        self.role, self.colleague, self.other_role = Combo(), Combo(), Combo()
        self._name_field = Field("", self.person)
        self._role_field = Field("", self.role)
        self._colleague_field = Field("", self.colleague)
        self._other_field = Field("", self.other_role)
        self.invite = Button("", "primary", "user-plus", "Ctrl+Enter")
        self.reset = Button("", "quiet", "key-round")
        self.change = Button("", "quiet", "check")
        self.remove = Button("", "quiet", "x")
        self.sure = Button("", "danger", "x")
        self.keep = Button("", "ghost")
        self.turn = Button("", "ghost", "refresh-cw")
        self._doubt = Banner(" ", kind="ask")
        self._code = label("", "title", wrap=True)
        self._code_note = label("", "body", "text2", wrap=True)
        self.hide_code = Button("", "soft")
        self._titles = {name: label("", "lead_b") for name in ("list", "new", "change")}
        self._about = label("", "body", "text2", wrap=True)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.presenter.tick)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_KEEP_MS)
        self._pause.timeout.connect(self.presenter.keep_draft)
        self._build()
        self.retranslate()

    def title(self) -> str:
        return self.words("screen.colleagues")

    def first_field(self) -> QWidget:
        return self.person

    def acts(self) -> Mapping[str, Act]:
        return {"screen.main": self._invite}

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def open(self, **_subject: Any) -> None:
        self.presenter.open()

    def leave(self) -> None:
        """What is typed is kept; no code stays on the screen."""
        self._pause.stop()
        self.presenter.keep_draft()
        self.presenter.forget()

    def refresh(self) -> None:
        self.presenter.open()

    def retranslate(self) -> None:
        super().retranslate()
        roles = [(role.value, self.words(role.words_key)) for role in Role]
        for combo, first in ((self.role, Role.FRONTLINE), (self.other_role, Role.FRONTLINE)):
            chosen = combo.value() or first.value
            combo.set_items(roles)
            combo.set_value(chosen)
        self.presenter.say_again()

    def show_state(self, state: ColleaguesState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        for notice, text, old in (
            (self._fault, state.fault, before.fault),
            (self._done, state.done, before.done),
            (self._doubt, state.doubt, before.doubt),
        ):
            notice.setVisible(bool(text))
            notice.show_words(text or " ")
            if text and text != old:
                announce(self, text)
        self._doubt_row.setVisible(bool(state.doubt))
        self._working.setText(state.working)
        self._working.setVisible(bool(state.working))
        if bool(state.working) != self._timer.isActive():
            (self._timer.start if state.working else self._timer.stop)()
        self._code.setText(state.code)
        self._code_note.setText(state.code_note)
        self._code_box.setVisible(bool(state.code))
        if state.filling != before.filling:
            self.person.setText(state.person)
        if state.code and state.code != before.code:
            announce(self, state.code_note)
        if (state.lines, state.allowed) != (before.lines, before.allowed):
            self._show_lines(state.lines)
        self._allow(state)

    def _allow(self, state: ColleaguesState) -> None:
        why = self.words("error.role.not_allowed")
        mine = state.allowed or not state.loaded
        for button in (self.invite, self.turn):
            button.allow(mine and not state.busy, why)
        some = any(line.changeable for line in state.lines)
        why = why if not mine else self.words("colleagues.nobody_else")
        for button in (self.reset, self.change, self.remove):
            button.allow(some and not state.busy, why)

    def _build(self) -> None:
        words: tuple[tuple[Callable[[str], object], str], ...] = (
            *((self._titles[name].setText, f"colleagues.title.{name}") for name in self._titles),
            (self._about.setText, "colleagues.about"),
            (self._name_field.set_label, "colleagues.name"),
            (self._role_field.set_label, "colleagues.role"),
            (self._colleague_field.set_label, "colleagues.colleague"),
            (self._other_field.set_label, "colleagues.new_role"),
            (self.invite.setText, "colleagues.invite"),
            (self.reset.setText, "colleagues.reset"),
            (self.change.setText, "colleagues.change"),
            (self.remove.setText, "colleagues.remove"),
            (self.sure.setText, "colleagues.remove.sure"),
            (self.keep.setText, "colleagues.remove.keep"),
            (self.turn.setText, "colleagues.turn"),
            (self.hide_code.setText, "colleagues.code.hide"),
        )
        for setter, key in words:
            self.worded(setter, key)
        self._code_box = box(
            column(self._code, self._code_note, row(self.hide_code, None), gap=8, pad=12), "sunken"
        )
        self._doubt_row = QWidget()
        self._doubt_row.setLayout(column(self._doubt, row(self.sure, self.keep, None), gap=8))
        self._left = QWidget()
        self._left.setLayout(
            column(
                self._fault,
                self._done,
                card(self._titles["list"], self._lines, gap=10),
                None,
                gap=16,
            )
        )
        self._right = QWidget()
        self._right.setLayout(
            column(
                card(
                    self._titles["new"],
                    self._about,
                    self._name_field,
                    self._role_field,
                    row(self.invite, None),
                    self._code_box,
                    gap=12,
                ),
                card(
                    self._titles["change"],
                    self._colleague_field,
                    row(self.reset, None),
                    self._other_field,
                    row(self.change, None),
                    row(self.remove, self.turn, None),
                    self._doubt_row,
                    self._working,
                    gap=12,
                ),
                None,
                gap=16,
            )
        )
        fold = Fold((self._left, 3), (self._right, 2), below=_FOLD_BELOW, gap=16)
        self.setLayout(column(ScrollPane(column(fold, None, pad=(24, 16, 24, 24)))))
        for hidden in (self._fault, self._done, self._working, self._code_box, self._doubt_row):
            hidden.hide()
        self._connect()

    def _connect(self) -> None:
        self.person.textEdited.connect(lambda _text: self._typed())
        self.invite.clicked.connect(self._invite)
        self.reset.clicked.connect(lambda: self.presenter.reset(self.colleague.value()))
        self.change.clicked.connect(self._change)
        self.remove.clicked.connect(lambda: self.presenter.ask_removal(self.colleague.value()))
        self.sure.clicked.connect(self.presenter.remove)
        self.keep.clicked.connect(self.presenter.keep)
        self.turn.clicked.connect(self.presenter.turn_key)
        self.hide_code.clicked.connect(self.presenter.forget)

    def _invite(self) -> None:
        self.presenter.invite(self.person.value(), Role(self.role.value()))

    def _typed(self) -> None:
        self.presenter.typed(self.person.value())
        if not self._pause.isActive():
            self._pause.start()

    def _change(self) -> None:
        self.presenter.change_role(self.colleague.value(), Role(self.other_role.value()))

    def _show_lines(self, lines: Sequence[ColleagueLine]) -> None:
        chosen = self.colleague.value()
        self.colleague.set_items([(line.id, line.name) for line in lines if line.changeable])
        self.colleague.set_value(chosen)
        with refilling(self._lines):
            for at, line in enumerate(lines):
                if at:
                    self._lines.addWidget(rule())
                self._lines.addLayout(_drawn(line))


def _drawn(line: ColleagueLine) -> Any:
    return row(
        column(2, StateShape("yes" if line.active else "ask", 16), None, gap=0),
        (
            column(
                label(line.name, "body_m", wrap=True),
                label(line.about, "small", "text2", wrap=True),
                label(line.note, "small", "text3", wrap=True),
                gap=1,
            ),
            1,
        ),
        gap=10,
    )
