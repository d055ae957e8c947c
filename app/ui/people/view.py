"""The screen of the search: one box, the list under it, the chosen person beside."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.clock import Clock
from app.core.runner import Runner
from app.core.words import Words
from app.ui.client.presenter import Desk
from app.ui.people.beside import PersonBeside
from app.ui.people.people_list import PeopleList
from app.ui.people.presenter import PeoplePresenter
from app.ui.people.search_line import SearchLine
from app.ui.people.state import PeopleState, PersonLine
from app.ui.screens import Act, Screen
from app.ui.sight.revealing import AskWhy
from app.ui.theme import look
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Field
from app.ui.widgets.layouts import Fold, ScrollPane, box, card, column, row
from app.ui.widgets.text import KeyCap, label

_PAUSE_MS = 60
_LEFT = 420
_FOLD_BELOW = 980


class PeopleView(Screen):
    """Draws the state; decides nothing."""

    name = "people"

    def __init__(
        self,
        words: Words,
        desk: Desk,
        runner: Runner,
        *,
        clock: Clock,
        go: Callable[..., None],
        say: Callable[..., None],
        ask_why: AskWhy,
        single_keys: Callable[[], bool] = lambda: True,
    ) -> None:
        """`single_keys` says whether J and K walk; `ask_why` asks for a reason."""
        super().__init__(words)
        self._state = PeopleState()
        self._say = say
        self._masking = QTimer(self)
        self._masking.setSingleShot(True)
        self.presenter = PeoplePresenter(
            self, desk, runner, words, clock=clock, go=go, ask_why=ask_why
        )
        self._masking.timeout.connect(self.presenter.mask)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(lambda: self.presenter.ask(self.search.value()))
        self._make_search(single_keys)
        self.beside = PersonBeside(words, self.presenter)
        self._arrange()

    # -- what a screen says of itself
    def title(self) -> str:
        return self.words("people.title")

    def first_field(self) -> QWidget | None:
        return self.search

    def acts(self) -> Mapping[str, Act]:
        here = self.presenter
        return {
            "person.new": self._register,
            "person.visit": here.visit,
            "person.edit": here.change,
            "person.reveal": here.open_contacts,
            "person.check": here.check,
            "person.papers": here.papers,
            "person.print": here.print_form,
            "screen.main": here.open_chosen,
        }

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self.beside)

    def open(self, *, query: str = "", **_subject: str) -> None:
        if query:
            self.search.set_value(query)
        self.presenter.open(self.search.value())
        self.search.selectAll()

    def refresh(self) -> None:
        self.presenter.open(self.search.value())

    def leave(self) -> None:
        self._timer.stop()
        self._masking.stop()
        self.presenter.mask()

    def retranslate(self) -> None:
        super().retranslate()
        self.list.set_words(name=self.words("people.list"))
        self.beside.retranslate()
        self.presenter.say_again()

    # -- what the presenter asks
    def show_state(self, state: PeopleState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        if state.people != before.people:
            self.list.set_records(state.people, choose=state.chosen)
            self._say_count(state)
        elif state.chosen != before.chosen:
            self.list.choose(state.chosen)
        self._count.setText(state.count)
        self._keys.setVisible(bool(state.people))
        self._empty.setText(state.empty)
        self._empty.setVisible(bool(state.empty))
        self._list_card.setVisible(bool(state.people))
        self._rest.setVisible(not state.people)
        self._new_box.setVisible(state.asked)
        self.beside.show_state(state)

    def tell(self, sentence: str) -> None:
        """One sentence about what may not be."""
        self._say(sentence)

    def mask_in(self, milliseconds: int) -> None:
        """Mask again after so long."""
        self._masking.start(milliseconds)

    def _say_count(self, state: PeopleState) -> None:
        if state.asked:
            announce(self.list, state.count or state.empty)

    # -- drawing
    def _make_search(self, single_keys: Callable[[], bool]) -> None:
        self.search = SearchLine()
        self.search.edited.connect(self._timer.start)
        self.search.stepped.connect(self._step)
        self.search.entered.connect(self._enter)
        self._field = Field("", self.search)
        self.worded(self._field.set_label, "people.search")
        self._count = label("", "small", "text2")
        self._keys = QWidget()
        choose, open_it = label("", "small", "text2"), label("", "small", "text2")
        self.worded(choose.setText, "people.keys.choose")
        self.worded(open_it.setText, "people.keys.open")
        self._keys.setLayout(row(KeyCap("↑ ↓"), choose, 6, KeyCap("Enter"), open_it, gap=6))
        self.list = PeopleList(single_keys)
        self.list.set_words(name=self.words("people.list"))
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _: self.presenter.open_chosen())
        self._empty = label("", "body", "text2", wrap=True)
        self._empty.hide()
        self.twice = Button("", "link", "columns-2")
        self.worded(self.twice.setText, "screen.duplicates")
        self.twice.clicked.connect(self.presenter.duplicates)
        self._make_new()

    def _make_new(self) -> None:
        self.new_button = Button("", "quiet", "user-plus", "Ctrl+N")
        self.worded(self.new_button.setText, "people.register")
        self.new_button.clicked.connect(self._register)
        title = label("", "body_b", wrap=True)
        note = label("", "small", "text2", wrap=True)
        self.worded(title.setText, "people.not_here")
        self.worded(note.setText, "people.carried")
        self._new_box = box(
            column(title, note, row(self.new_button, None), gap=6, pad=14), "sunken"
        )
        self._new_box.hide()

    def _arrange(self) -> None:
        self._list_card = card((self.list, 1), pad=4)
        self._rest = QWidget()
        self._rest.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        found = column(
            self._field,
            row((self._count, 1), self._keys, gap=8),
            (self._list_card, 1),
            self._empty,
            self._new_box,
            self._rest,
            row(self.twice, None),
            gap=10,
            pad=(24, 14, 0, 16),
        )
        self._left = QWidget()
        self._left.setLayout(found)
        self._fold = Fold((self._left, 1), (self.beside, 2), below=_FOLD_BELOW, gap=16)
        self.setLayout(row((ScrollPane(self._fold), 1), pad=(0, 0, 8, 0)))
        self.dress()

    def dress(self) -> None:
        """Room for names in the letters of now."""
        self._left.setMinimumWidth(min(look.px(_LEFT), 1_000))
        self.list.setMinimumHeight(look.px(240))

    # -- what the person does
    def _step(self, step: int) -> None:
        self._ask_now()
        self.presenter.move(step)

    def _enter(self) -> None:
        self._timer.stop()
        self.presenter.enter(self.search.value())

    def _ask_now(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.presenter.ask(self.search.value())

    def _register(self) -> None:
        self._ask_now()
        self.presenter.register()

    def _chosen(self, line: PersonLine) -> None:
        if line in self._state.people:
            self.presenter.choose(self._state.people.index(line))
