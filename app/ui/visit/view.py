"""The screen of a visit of a returning person."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.runner import Runner
from app.core.words import Words
from app.ui.facing import Facing
from app.ui.registration.form import SheetForm
from app.ui.registration.needs import Desk
from app.ui.registration.ordering import tab_after
from app.ui.registration.sheet import AID_HELP, CORRECTION, OPPOSING, VISIT
from app.ui.screens import Act, Screen
from app.ui.visit.presenter import VisitPresenter
from app.ui.visit.state import VisitState
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Fold, ScrollPane, box, card, column, row
from app.ui.widgets.notices import Banner, ErrorSummary
from app.ui.widgets.text import Picture, label

_KEEP_MS = 500


class VisitView(Screen):
    """Draws the state; decides nothing."""

    name = "visit"
    place = "people"

    def __init__(
        self,
        words: Words,
        desk: Desk,
        runner: Runner,
        *,
        clock: Clock,
        ids: Ids,
        go: Callable[..., None],
        say: Callable[..., None],
    ) -> None:
        """`go` opens another screen by name; `say` tells of something done, with an undo."""
        super().__init__(words)
        self._say = say
        self._state = VisitState()
        self._faults: tuple[tuple[str, str], ...] | None = None
        self.presenter = VisitPresenter(self, desk, runner, words, clock=clock, ids=ids, go=go)
        self._make_form(clock)
        self._make_bar()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_MS)
        self._timer.timeout.connect(self.presenter.keep)

    # -- what a screen says of itself
    def title(self) -> str:
        return self.words("visit.change_title" if self._state.changing else "visit.title")

    def crumbs(self) -> str:
        return self._state.crumbs

    def first_field(self) -> QWidget | None:
        field = self.form.field("essence")
        return field.editor if field else None

    def acts(self) -> Mapping[str, Act]:
        return {"screen.main": self._save, "person.check": self._save_and_check}

    def panes(self) -> Sequence[QWidget]:
        return (self._scroll, self._bar)

    def facing(self) -> Facing | None:
        return self.presenter.facing()

    def open(self, **subject: Any) -> None:
        self.presenter.open(**subject)

    def over(self) -> bool:
        return self.presenter.over

    def leave(self) -> None:
        self._timer.stop()
        self.presenter.keep()

    def retranslate(self) -> None:
        super().retranslate()
        self.form.retranslate()
        self.presenter.say_again()

    # -- what the presenter asks
    def show_state(self, state: VisitState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        if state.filling != before.filling:
            self.form.fill(state.values)
        self.form.show_remarks(state.remarks)
        self.form.show_section(CORRECTION.name, state.correcting)
        self._name.setText(state.name)
        self._last.setText(state.last)
        self._last.setVisible(bool(state.last))
        self._kept.setText(state.kept)
        self._kept_row.setVisible(bool(state.kept))
        self._advice.setText(state.advice)
        self._advice_box.setVisible(bool(state.advice))
        self._show_notices(state)
        for button in (self.save_button, self.check_button):
            button.allow(not state.busy, self.words("registration.saving"))
        if (before.crumbs, before.changing) != (state.crumbs, state.changing):
            self.heading_changed.emit()

    def go_to_field(self, key: str) -> None:
        """Put the focus into that field."""
        field = self.form.field(key)
        if field is not None:
            field.focus()

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """One sentence about something done."""
        self._say(sentence, undo)

    # -- drawing
    def _make_form(self, clock: Clock) -> None:
        self._name = label("", "title", wrap=True)
        self._last = label("", "small", "text2", wrap=True)
        self._advice = label("", "small_m", "info", wrap=True)
        advice = row(Picture("info", 18, "info"), (self._advice, 1), gap=8, pad=(12, 8, 12, 8))
        self._advice_box = box(advice, "info")
        self._advice_box.hide()
        self.form = SheetForm(
            (VISIT, CORRECTION, AID_HELP, OPPOSING),
            self.words,
            clock,
            {AID_HELP.name: self._advice_box},
        )
        self.form.edited.connect(self._edited)
        self.form.left.connect(self._left)
        self.summary = ErrorSummary()
        self.go_on, self.start_clean = Button("", "quiet"), Button("", "ghost")
        self.go_on.clicked.connect(self.presenter.go_on)
        self.start_clean.clicked.connect(self.presenter.start_clean)
        self.worded(self.go_on.setText, "registration.go_on")
        self.worded(self.start_clean.setText, "registration.start_clean")
        acts = (self.go_on, self.start_clean)
        self.resumed = Banner(" ", " ", kind="info", icon="history", acts=acts)
        self.refused = Banner(" ", " ", kind="danger")
        for notice in (self.resumed, self.refused):
            notice.hide()
        person = card(self._name, self._last, gap=4)
        notices = (self.resumed, self.refused, self.summary)
        self._scroll = ScrollPane(
            column(*notices, person, self.form, None, gap=12, pad=(24, 14, 20, 14))
        )

    def _make_bar(self) -> None:
        self._kept = label("", "small", "text2")
        self._kept_row = QWidget()
        self._kept_row.setLayout(row(Picture("save", 16), (self._kept, 1), gap=8))
        self.check_button = Button("", "quiet", "scale")
        self.save_button = Button("", "primary", "check", "Ctrl+Enter")
        self.worded(self.check_button.setText, "registration.save_and_check")
        self.worded(self.save_button.setText, "visit.save")
        self.check_button.clicked.connect(self._save_and_check)
        self.save_button.clicked.connect(self._save)
        buttons = QWidget()
        buttons.setLayout(row(None, self.check_button, self.save_button, gap=8))
        fold = Fold((self._kept_row, 1), (buttons, 0), below=760, gap=6)
        self._bar = box(row((fold, 1), pad=(24, 9, 16, 9)), "bar")
        self.setLayout(column((self._scroll, 1), self._bar, gap=0))

    def _show_notices(self, state: VisitState) -> None:
        self.resumed.setVisible(bool(state.resumed))
        if state.resumed:
            self.resumed.show_words(state.resumed, self.words("registration.resumed_note"))
        self.refused.setVisible(bool(state.refused))
        if state.refused:
            self.refused.show_words(state.refused, self.words("registration.refused_note"))
        if state.faults != self._faults:
            self._faults = state.faults
            fields = [(self.form.field(key), sentence) for key, sentence in state.faults]
            listed = [(f"{one.label_text}: {said}", one.editor) for one, said in fields if one]
            if listed:
                self.summary.show_faults(listed)
                tab_after(self.summary, self.summary)
            else:
                self.summary.clear_faults()

    # -- what the person does
    def _edited(self, key: str, value: str) -> None:
        self.presenter.edited(key, value)
        if not self._timer.isActive():
            self._timer.start()

    def _left(self, key: str) -> None:
        self._timer.stop()
        self.presenter.left(key)

    def _save(self) -> None:
        self._faults = None
        self.presenter.save()

    def _save_and_check(self) -> None:
        self._faults = None
        self.presenter.save(then="check")
