"""The screen of a new or changed card: the daily page, rarer sections, likely duplicates."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.runner import Runner
from app.core.words import Words
from app.ui.registration.form import SheetForm
from app.ui.registration.likely_pane import LikelyPane
from app.ui.registration.ordering import tab_after
from app.ui.registration.presenter import Desk, RegistrationPresenter
from app.ui.registration.sheet import AID_HELP, SECTIONS, VISIT
from app.ui.registration.state import RegistrationState
from app.ui.screens import Act, Screen
from app.ui.theme import look
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Field
from app.ui.widgets.layouts import Fold, ScrollPane, box, column, row
from app.ui.widgets.notices import Banner, ErrorSummary
from app.ui.widgets.text import Picture, label

_KEEP_MS = 500
_PAUSE_MS = 250
_SIDE_FROM = 1_100


class RegistrationView(Screen):
    """Draws the state; decides nothing."""

    name = "registration"
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
        self._state = RegistrationState()
        self._faults: tuple[tuple[str, str], ...] = ()
        self._typing = self._wanted = ""
        self.presenter = RegistrationPresenter(
            self, desk, runner, words, clock=clock, ids=ids, go=go
        )
        self._make_notices()
        self._make_form(clock)
        self._make_bar()
        self._timers()
        self._arrange()

    # -- what a screen says of itself
    def title(self) -> str:
        return self.words(
            "registration.change_title" if self._state.changing else "registration.title"
        )

    def crumbs(self) -> str:
        return self._state.crumbs

    def first_field(self) -> QWidget | None:
        field = self._wanted_field()
        return field.editor if field else None

    def acts(self) -> Mapping[str, Act]:
        return {"screen.main": self._save, "person.check": self._save_and_check}

    def panes(self) -> Sequence[QWidget]:
        return (self._scroll, self._bar, self.likely)

    def open(self, **subject: str) -> None:
        self.presenter.open(**subject)

    def leave(self) -> None:
        self.keep_now()

    def retranslate(self) -> None:
        super().retranslate()
        self.form.retranslate()
        self.likely.retranslate()
        self.presenter.say_again()

    # -- what the presenter asks
    def show_state(self, state: RegistrationState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        if state.filling != before.filling:
            self.form.fill(state.values)
        if state.remarks is not before.remarks or state.filling != before.filling:
            self.form.show_remarks(state.remarks)
        if state.duplicates != before.duplicates:
            self._show_likely(state)
        self._show_sections(state)
        self._show_notices(state)
        self._kept.setText(state.kept)
        self._kept_row.setVisible(bool(state.kept))
        self._advice.setText(state.advice)
        self._advice_box.setVisible(bool(state.advice))
        for button in (self.save_button, self.check_button):
            button.allow(not state.busy, self.words("registration.saving"))
        if (before.crumbs, before.changing) != (state.crumbs, state.changing):
            self.heading_changed.emit()

    def go_to_field(self, key: str) -> None:
        """Put the focus into that field, or the first empty one."""
        self._wanted = key
        field = self._wanted_field()
        if field is not None:
            field.focus()

    def _wanted_field(self) -> Field | None:
        found = self.form.field(self._wanted) if self._wanted else None
        return found or self.form.first_empty()

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """One sentence about something done."""
        self._say(sentence, undo)

    # -- drawing
    def _make_notices(self) -> None:
        self.summary = ErrorSummary()
        self.go_on = Button("", "quiet")
        self.start_clean = Button("", "ghost")
        self.go_on.clicked.connect(self.presenter.go_on)
        self.start_clean.clicked.connect(self.presenter.start_clean)
        self.worded(self.go_on.setText, "registration.go_on")
        self.worded(self.start_clean.setText, "registration.start_clean")
        self.resumed = Banner(" ", " ", kind="info", icon="history", acts=(
            self.go_on, self.start_clean,
        ))  # fmt: skip
        self.refused = Banner(" ", " ", kind="danger")
        for notice in (self.resumed, self.refused):
            notice.hide()

    def _make_form(self, clock: Clock) -> None:
        self._advice = label("", "small_m", "info", wrap=True)
        self._advice_box = box(row(Picture("info", 18, "info"), (self._advice, 1),
                                   gap=8, pad=(12, 8, 12, 8)), "info")  # fmt: skip
        self._advice_box.hide()
        extras: dict[str, QWidget] = {AID_HELP.name: self._advice_box}
        extras["addresses"] = self._same_address()
        self.form = SheetForm(SECTIONS, self.words, clock, extras)
        self.form.edited.connect(self._edited)
        self.form.left.connect(self._left)
        self.likely = LikelyPane(self.words)
        self.likely.same.connect(self.presenter.same_person)
        self.likely.other.connect(self.presenter.other_person)

    def _same_address(self) -> QWidget:
        acts = QWidget()
        buttons = []
        for key in ("registered_address", "postal_address"):
            button = Button("", "link")
            self.worded(button.setText, f"registration.same.{key}")
            button.clicked.connect(lambda _=False, key=key: self.presenter.copy_address(key))
            buttons.append(button)
        acts.setLayout(row(*buttons, None, gap=16))
        return acts

    def _make_bar(self) -> None:
        self._kept = label("", "small", "text2")
        self._kept_row = QWidget()
        self._likely_button = Button("", "soft", "users-round")
        self._likely_button.setCheckable(True)
        self._likely_button.toggled.connect(lambda _: self._make_room())
        self._likely_button.hide()
        self._kept_row.setLayout(row(Picture("save", 16), (self._kept, 1), gap=8))
        self.check_button = Button("", "quiet", "scale")
        self.save_button = Button("", "primary", "check", "Ctrl+Enter")
        self.worded(self.check_button.setText, "registration.save_and_check")
        self.worded(self.save_button.setText, "registration.save")
        self.check_button.clicked.connect(self._save_and_check)
        self.save_button.clicked.connect(self._save)
        buttons = QWidget()
        buttons.setLayout(
            row(self._likely_button, None, self.check_button, self.save_button, gap=8)
        )
        fold = Fold((self._kept_row, 1), (buttons, 0), below=760, gap=6)
        self._bar = box(row((fold, 1), pad=(24, 9, 16, 9)), "bar")

    def _timers(self) -> None:
        self._keep_timer = self._timer(_KEEP_MS, self.presenter.keep)
        self._pause_timer = self._timer(
            _PAUSE_MS, lambda: self.presenter.typed_for_a_while(self._typing)
        )

    def _timer(self, interval: int, work: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(work)
        return timer

    def _arrange(self) -> None:
        page = column(
            self.resumed, self.refused, self.summary, self.form, None, gap=10, pad=(24, 10, 20, 14)
        )
        self._scroll = ScrollPane(page)
        work = QWidget()
        work.setLayout(column((self._scroll, 1), self._bar, gap=0))
        self._fold = Fold((work, 1), (self.likely, 0), below=_SIDE_FROM, gap=0)
        self.setLayout(row((self._fold, 1)))
        self._make_room()

    def dress(self) -> None:
        """With large letters the side pane shows only when there is somebody in it."""
        self._make_room()

    def _make_room(self) -> None:
        narrow = self.width() < look.px(_SIDE_FROM)
        known = bool(self._state.duplicates)
        self._likely_button.setVisible(narrow and known)
        instead = narrow and known and self._likely_button.isChecked()
        self.likely.setVisible(not narrow or instead)
        self._scroll.setVisible(not instead)

    def resizeEvent(self, event: object) -> None:
        """The side pane gives way."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._make_room()

    def _show_likely(self, state: RegistrationState) -> None:
        self.likely.show_lines(state.duplicates)
        self._likely_button.setChecked(False)
        self._likely_button.setText(str(len(state.duplicates)))
        self._likely_button.name_it(self.words("registration.likely.title"))
        self._make_room()
        if state.duplicates:
            announce(self.likely, self.words("registration.likely.said", n=len(state.duplicates)))

    def _show_sections(self, state: RegistrationState) -> None:
        for section in (VISIT, AID_HELP):
            self.form.show_section(section.name, not state.changing)
        self.save_button.setText(
            self.words("registration.save_change" if state.changing else "registration.save")
        )
        self.save_button.dress()

    def _show_notices(self, state: RegistrationState) -> None:
        self.resumed.setVisible(bool(state.resumed))
        if state.resumed:
            self.resumed.show_words(state.resumed, self.words("registration.resumed_note"))
        self.refused.setVisible(bool(state.refused))
        if state.refused:
            self.refused.show_words(state.refused, self.words("registration.refused_note"))
        if state.faults != self._faults:
            self._faults = state.faults
            self._show_faults(state)

    def _show_faults(self, state: RegistrationState) -> None:
        listed = []
        for key, sentence in state.faults:
            field = self.form.field(key)
            if field is not None:
                listed.append((f"{field.label_text}: {sentence}", field.editor))
        if listed:
            self.summary.show_faults(listed)
            tab_after(self.summary, self.summary)
        else:
            self.summary.clear_faults()

    # -- what the person does
    def _edited(self, key: str, value: str) -> None:
        self._typing = key
        self.presenter.edited(key, value)
        if not self._keep_timer.isActive():
            self._keep_timer.start()
        self._pause_timer.start()

    def _left(self, key: str) -> None:
        self._keep_timer.stop()
        self.presenter.left(key)

    def keep_now(self) -> None:
        """Make everything typed durable."""
        self._keep_timer.stop()
        self.presenter.keep()

    def _save(self) -> None:
        self._hand_over()
        self.presenter.save()

    def _save_and_check(self) -> None:
        self._hand_over()
        self.presenter.save(then="check")

    def _hand_over(self) -> None:
        """Faults of an earlier try are shown anew."""
        self._faults = ()
        self._keep_timer.stop()
        self._pause_timer.stop()
