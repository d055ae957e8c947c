"""The card of the recovery code in the settings: ask, show once, have two groups typed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.settings.recovery import RecoveryPresenter
from app.ui.settings.state import RecoveryState, Stage
from app.ui.setup.code_pane import CodePane
from app.ui.setup.groups import GROUPS_ASKED
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Field, TextLine
from app.ui.widgets.layouts import Box, Item, Reflow, column, row
from app.ui.widgets.notices import Banner
from app.ui.widgets.text import label


class RecoveryCard(Box):
    """Draws a `RecoveryState`; tells its presenter what the head does."""

    def __init__(self, words: Words, *, office: Callable[[], str]) -> None:
        """`office` tells the name that stands on the sheet."""
        self._words = words
        self._presenter: RecoveryPresenter | None = None
        self._state = RecoveryState()
        self._wanted = False
        self._title = label("", "lead_b")
        self._waits = Banner("", kind="ask", icon="key-round")
        self._trouble = Banner("", kind="danger")
        self._about = label("", "body", "text2", wrap=True)
        self._done = label("", "small_m", "yes", wrap=True)
        self._renew = Button("", "quiet", "key-round")
        self._code = CodePane(words, office=office)
        self._written = Button("", "primary")
        self._lines = tuple(TextLine() for _ in range(GROUPS_ASKED))
        self._fields = tuple(Field("", line) for line in self._lines)
        self._back = Button("", "ghost", "arrow-left")
        self._confirm = Button("", "primary", keys="Enter")
        self._panels = {
            Stage.ASK: _panel(row((self._done, 1), self._renew)),
            Stage.CODE: _panel(self._code, row(None, self._written)),
            Stage.CHECK: _panel(
                Reflow(*self._fields, columns=2), row(self._back, None, self._confirm)
            ),
        }
        super().__init__(
            column(
                self._title,
                self._waits,
                self._trouble,
                self._about,
                *self._panels.values(),
                gap=12,
                pad=16,
            ),
            "card",
        )
        self.retranslate()

    def follow(self, presenter: RecoveryPresenter) -> None:
        """Tell this presenter what the person does."""
        self._presenter = presenter
        self._renew.clicked.connect(presenter.renew)
        self._written.clicked.connect(presenter.go_on)
        self._back.clicked.connect(presenter.go_back)
        self._confirm.clicked.connect(self._check)
        for line in self._lines:
            line.returnPressed.connect(self._check)

    def open(self, *, wanted: bool) -> None:
        """The settings are shown; whether the person came for this card."""
        self._wanted = wanted
        if self._presenter is not None:
            self._presenter.open()

    def leave(self) -> None:
        """No code stays on the screen."""
        for line in self._lines:
            line.clear()
        if self._presenter is not None:
            self._presenter.forget()

    def show_state(self, state: RecoveryState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        for stage, panel in self._panels.items():
            panel.setVisible(stage is state.stage)
        self._code.show_code(state.recovery_code)
        for place, field in enumerate(self._fields):
            field.set_error(state.faults.get(place, ""))
        self._say(state)
        self._renew.setVisible(state.allowed)
        self._renew.allow(not state.busy)
        self._go_where(before, state)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        words = self._words
        self._title.setText(words("setup.title.recovery"))
        self._code.retranslate()
        self._written.setText(words("setup.next.recovery"))
        self._back.setText(words("settings.recovery.back"))
        self._confirm.setText(words("settings.recovery.confirm"))
        if self._presenter is not None:
            self._presenter.say_again()
        else:
            self.show_state(self._state)

    def _say(self, state: RecoveryState) -> None:
        words = self._words
        asking = state.stage is Stage.ASK
        self._waits.show_words(words("home.recovery"))
        self._waits.setVisible(state.waits and asking)
        self._trouble.show_words(state.trouble)
        self._trouble.setVisible(bool(state.trouble))
        about = "only_head" if state.loaded and not state.allowed else state.stage.value
        self._about.setText(words(f"settings.recovery.about.{about}"))
        self._done.setText(state.note)
        self._renew.setText(words("settings.recovery.renew"))
        for field, number in zip(self._fields, state.asked, strict=False):
            field.set_label(words("setup.group", number=number))

    def _go_where(self, before: RecoveryState, state: RecoveryState) -> None:
        if state.stage is not before.stage:
            for line in self._lines:
                line.clear()
            if self.isVisible():
                self._first(state.stage).setFocus(Qt.FocusReason.OtherFocusReason)
        if self._wanted and state.loaded:
            self._wanted = False
            self._first(state.stage).setFocus(Qt.FocusReason.OtherFocusReason)
        if state.attempt != before.attempt:
            wrong = next((field for field in self._fields if field.error), None)
            if wrong is not None:
                wrong.focus()
            announce(self, " ".join((*state.faults.values(), state.trouble)).strip(), at_once=True)
        elif state.note and state.note != before.note:
            announce(self, state.note)

    def _first(self, stage: Stage) -> QWidget:
        firsts = {Stage.CODE: self._code.print, Stage.CHECK: self._lines[0]}
        return firsts.get(stage, self._renew)

    def _check(self) -> None:
        if self._presenter is not None:
            self._presenter.check(tuple(line.value() for line in self._lines))


def _panel(*things: Item) -> QWidget:
    panel = QWidget()
    panel.setLayout(column(*things, gap=12))
    return panel
