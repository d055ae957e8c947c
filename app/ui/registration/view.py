"""The screen of a new or changed card: the daily page, rarer sections, likely duplicates."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.runner import Runner
from app.core.words import Words
from app.ui.facing import Facing
from app.ui.registration.answers_page import AnswersPage
from app.ui.registration.editors import carry
from app.ui.registration.form import SheetForm
from app.ui.registration.form_bar import FormBar
from app.ui.registration.guided_page import Advice, GuidedPage
from app.ui.registration.likely_pane import LikelyPane
from app.ui.registration.needs import Desk
from app.ui.registration.ordering import tab_after
from app.ui.registration.presenter import RegistrationPresenter
from app.ui.registration.sheet import AID_HELP, OPPOSING, SECTIONS, VISIT
from app.ui.registration.state import RegistrationState
from app.ui.screens import Act, Screen
from app.ui.theme import look
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Field
from app.ui.widgets.layouts import Fold, ScrollPane, column, row
from app.ui.widgets.notices import Banner, ErrorSummary

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
        guided: bool = False,
    ) -> None:
        """`go` opens another screen by name; `say` tells of something done, with an undo."""
        super().__init__(words)
        self._say = say
        self._state = RegistrationState()
        self._faults: tuple[tuple[str, str], ...] | None = None
        self._typing = self._wanted = ""
        self.presenter = RegistrationPresenter(
            self, desk, runner, words, clock=clock, ids=ids, go=go, guided=guided
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
        if self._state.page.kind == "answers":
            return self.answers.entry()
        field = self._wanted_field()
        return field.editor if field else None

    def acts(self) -> Mapping[str, Act]:
        guide = self.presenter.guide
        back = {"go.back": guide.backward} if guide.page.kind == "answers" else {}
        return {
            **back,
            "screen.main": self._save,
            "person.check": self._save_and_check,
            "view.guided": self.turn,
            "form.answers": guide.read,
            "form.repair": self._repair,
        }

    def panes(self) -> Sequence[QWidget]:
        return (self._scroll, self.bar, self.likely)

    def facing(self) -> Facing | None:
        return self.presenter.guide.facing()

    def open(self, **subject: str) -> None:
        self.presenter.open(**subject)

    def over(self) -> bool:
        return self.presenter.over

    def leave(self) -> None:
        self.keep_now()

    def retranslate(self) -> None:
        super().retranslate()
        for part in (self.form, self.guided, self.likely):
            part.retranslate()
        self.presenter.say_again()

    # -- what the presenter asks
    def show_state(self, state: RegistrationState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        self._show_page(state, before)
        if state.offered != before.offered:
            self._offer_places(state)
        if state.duplicates != before.duplicates:
            self._show_likely(state)
        self._show_sections(state)
        self._show_notices(state)
        self.bar.show_state(state)
        for advice in self._advices:
            advice.say(state.advice)
        told = (before.crumbs, before.changing, before.page.kind)
        if told != (state.crumbs, state.changing, state.page.kind):
            self.heading_changed.emit()  # from the answers Esc goes back to the form

    def go_to_field(self, key: str) -> None:
        """Put the focus into that field, or the first empty one."""
        self._wanted = key
        editor = self.first_field()
        if editor is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wanted_field(self) -> Field | None:
        if self._state.page.kind == "guided":
            return self.guided.field(self._wanted)
        found = self.form.field(self._wanted) if self._wanted else None
        return found or self.form.first_empty()

    def _show_page(self, state: RegistrationState, before: RegistrationState) -> None:
        fill, kind = state.filling != before.filling, state.page.kind
        if kind == "guided":
            self.guided.show_state(state, fill=fill)
        elif kind == "answers":
            self.answers.show_page(state.page)
        elif fill:
            self.form.fill(state.values)
        if kind == "dense" and (fill or state.remarks is not before.remarks):
            self.form.show_remarks(state.remarks)
        for name, drawing in self._drawings.items():
            drawing.setVisible(name == kind)

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
        self._advices: list[Advice] = []
        extras = {part.name: extra for part in SECTIONS if (extra := self._extra(part.name))}
        self.form = SheetForm(SECTIONS, self.words, clock, extras)
        self.guided = GuidedPage(self.words, clock, self._extra, after=self.summary)
        self.answers = AnswersPage(self.words, self.presenter.guide.change, after=self.summary)
        self._drawings = {"dense": self.form, "guided": self.guided, "answers": self.answers}
        self.guided.passed.connect(self.presenter.guide.forward)
        for form in (self.form, self.guided):
            form.edited.connect(self._edited)
            form.left.connect(self._left)
        self.likely = LikelyPane(self.words)
        self.likely.same.connect(self.presenter.same_person)
        self.likely.other.connect(self.presenter.other_person)

    def _extra(self, section: str) -> QWidget | None:
        """What stands under the fields of that section, made anew for each drawing of it."""
        if section == AID_HELP.name:
            self._advices.append(Advice(self._state.advice))
            return self._advices[-1]
        return self._same_address() if section == "addresses" else None

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
        self.bar = bar = FormBar(self.words)
        guide = self.presenter.guide
        bar.likely.toggled.connect(lambda _: self._make_room())
        bar.back.clicked.connect(guide.backward)
        bar.next.clicked.connect(guide.forward)
        bar.look.clicked.connect(guide.read)
        bar.check.clicked.connect(self._save_and_check)
        bar.save.clicked.connect(self._save)

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
            *(self.resumed, self.refused, self.summary, self.form, self.guided, self.answers),
            None,
            gap=10,
            pad=(24, 10, 20, 14),
        )
        self._scroll = ScrollPane(page)
        work = QWidget()
        work.setLayout(column((self._scroll, 1), self.bar, gap=0))
        self._fold = Fold((work, 1), (self.likely, 0), below=_SIDE_FROM, gap=0)
        self.setLayout(row((self._fold, 1)))
        self._make_room()

    def dress(self) -> None:
        """With large letters the side pane shows only when there is somebody in it."""
        self._make_room()

    def _make_room(self) -> None:
        narrow = self.width() < look.px(_SIDE_FROM)
        known = bool(self._state.duplicates)
        self.bar.likely.setVisible(narrow and known)
        instead = narrow and known and self.bar.likely.isChecked()
        self.likely.setVisible(not narrow or instead)
        self._scroll.setVisible(not instead)

    def resizeEvent(self, event: object) -> None:
        """The side pane gives way."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._make_room()

    def _offer_places(self, state: RegistrationState) -> None:
        key, offers = state.offered
        form = self.guided.form if state.page.kind == "guided" else self.form
        if form is not None:
            spoken = self.words("place.said", n=len(offers))
            form.offer_places(key, [(one.address, one.explained) for one in offers], spoken)

    def _show_likely(self, state: RegistrationState) -> None:
        self.likely.show_lines(state.duplicates)
        self.bar.show_likely(len(state.duplicates))
        self._make_room()
        if state.duplicates:
            announce(self.likely, self.words("registration.likely.said", n=len(state.duplicates)))

    def _show_sections(self, state: RegistrationState) -> None:
        for section in (VISIT, AID_HELP, OPPOSING):
            self.form.show_section(section.name, not state.changing)

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
            guided = state.page.kind == "guided"
            field = (self.guided.form_field if guided else self.form.field)(key)
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

    def turn(self) -> None:
        """Dense or guided; what is half-typed goes along, with its cursor."""
        form = self.guided.form if self._state.page.kind == "guided" else self.form
        key = form.in_hand if form else ""
        before = form.field(key) if form and key else None
        self.presenter.guide.turn(key)
        after = self._wanted_field() if key else None
        if before is not None and after is not None:
            carry(before.editor, after.editor)

    def _repair(self) -> None:
        form = self.guided.form if self._state.page.kind == "guided" else self.form
        if form is not None:
            form.repair()

    def _save(self) -> None:
        self._hand_over()
        self.presenter.save()

    def _save_and_check(self) -> None:
        self._hand_over()
        self.presenter.save(then="check")

    def _hand_over(self) -> None:
        """Faults of an earlier try are shown anew."""
        self._faults = None
        self._keep_timer.stop()
        self._pause_timer.stop()
