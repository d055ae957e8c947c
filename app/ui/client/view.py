"""The screen of one client."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.clock import Clock
from app.core.runner import Runner
from app.core.words import Words
from app.ui.client.people_box import PeopleBox
from app.ui.client.portrait_box import ContactBox, FactsBox
from app.ui.client.presenter import ClientPresenter, Desk
from app.ui.client.reading_pane import ReadingPane
from app.ui.client.state import ClientState, PastLine, TwinLine
from app.ui.facing import Facing
from app.ui.screens import Act, Screen
from app.ui.sight.guard_box import GuardBox
from app.ui.sight.revealing import AskWhy
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Fold, Reflow, ScrollPane, card, clear, column, row
from app.ui.widgets.notices import Banner
from app.ui.widgets.reading_order import ReadingOrder
from app.ui.widgets.records import Column, RecordList
from app.ui.widgets.text import Chip, label


class ClientView(Screen):
    """Draws the state; decides nothing."""

    name = "client"
    place = "people"

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
    ) -> None:
        """`go` opens another screen, `say` tells of something done, `ask_why` asks for a reason."""
        super().__init__(words)
        self._say = say
        self._desk, self._runner = desk, runner
        self._ways: dict[str, Any] = {"go": go, "say": say, "ask_why": ask_why}
        self._state = ClientState()
        self._masking = QTimer(self)
        self._masking.setSingleShot(True)
        self.presenter = ClientPresenter(
            self, desk, runner, words, clock=clock, go=go, ask_why=ask_why
        )
        self._masking.timeout.connect(self.presenter.mask)
        self._make_head()
        self._make_body()
        self._order = ReadingOrder(self)
        self.guard.drawn.connect(self._order.settle)

    # -- what a screen says of itself
    def title(self) -> str:
        return self.words("client.title")

    def crumbs(self) -> str:
        return self._state.portrait.masked if self._state.portrait else ""

    def first_field(self) -> QWidget | None:
        return self.visit_button

    def acts(self) -> Mapping[str, Act]:
        here = self.presenter
        return {
            "screen.main": here.new_visit,
            "person.visit": here.new_visit,
            "person.edit": here.change,
            "person.reveal": here.open_contacts,
            "person.check": here.check,
            "person.papers": here.papers,
            "person.print": here.print_form,
            "person.member": here.register_beside,
        }

    def panes(self) -> Sequence[QWidget]:
        return (self._acts, self.people, self.timeline, self.guard)

    def facing(self) -> Facing | None:
        return self.presenter.facing()

    def open(self, *, client_id: str = "", **_subject: str) -> None:
        self.guard.presenter.forget()
        self.presenter.open(client_id)

    def refresh(self) -> None:
        self.presenter.open(self.presenter.client_id)

    def leave(self) -> None:
        self._masking.stop()
        self.presenter.mask()
        self.guard.presenter.forget()

    def retranslate(self) -> None:
        super().retranslate()
        self.timeline.set_words(
            name=self.words("client.timeline"), empty=self.words("client.no_past")
        )
        self.presenter.say_again()
        self.guard.presenter.say_again()

    # -- what the presenter asks
    def show_state(self, state: ClientState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        shown = state.portrait
        if shown is not None:
            self._name.setText(shown.name)
            self._born.setText(shown.born)
            self._reference.show_text(self.words("client.reference", number=shown.reference))
            self.contact.show_portrait(shown, opened=state.opened)
            self._facts.show_facts((*shown.names, *shown.facts), shown.note)
            self.people.show_people(state.people)
            if self.guard.presenter.client_id != shown.client_id:
                self.guard.presenter.open(shown.client_id)
        if state.twins != before.twins:
            self._show_twins(state.twins)
        self._page.setVisible(shown is not None)
        self._show_closed(state, before)
        self.reading.show_lines(state.spoken)
        if before.portrait is None and shown is not None and not state.reading_back:
            self.visit_button.setFocus()
        elif state.reading_back and not before.reading_back:
            self.reading.done.setFocus()
        if state.past != before.past:
            self.timeline.set_records(state.past)
            self.timeline.setFixedHeight(self.timeline.fitting_height())
        self._order.settle()
        if (before.portrait and before.portrait.masked) != (shown and shown.masked):
            self.heading_changed.emit()

    def _show_closed(self, state: ClientState, before: ClientState) -> None:
        self._closed.show_words(state.closed, self.words("glass.note") if state.may_break else "")
        self._closed.setVisible(bool(state.closed))
        self.glass_button.setVisible(state.may_break)
        if state.may_break and not before.may_break:
            self.glass_button.setFocus()

    def _show_twins(self, lines: Sequence[TwinLine]) -> None:
        clear(self._twins)
        for line in lines:
            act = Button(line.act, "quiet", "columns-2" if line.other_id else "undo-2")
            act.setAccessibleName(f"{line.act}. {line.sentence}")
            act.clicked.connect(lambda _=False, line=line: self._take(line))
            icon = "users-round" if line.other_id else "columns-2"
            self._twins.addWidget(Banner(line.sentence, kind="info", icon=icon, acts=(act,)))

    def _take(self, line: TwinLine) -> None:
        if line.other_id:
            self.presenter.compare(line.other_id)
        else:
            self.presenter.unmerge(line.merge_id)

    def tell(self, sentence: str) -> None:
        """One sentence about something done."""
        self._say(sentence)

    def mask_in(self, milliseconds: int) -> None:
        """Mask again after so long."""
        self._masking.start(milliseconds)

    # -- drawing
    def _make_head(self) -> None:
        here = self.presenter
        self._name = label("", "page", wrap=True)
        self._born = label("", "body", "text2")
        self._reference = Chip("", "primary", "id-card")
        self.visit_button = self._button("client.visit", "plus", "Ctrl+Shift+N", here.new_visit)
        buttons = (
            self.visit_button,
            self._button("client.check", "scale", "Ctrl+Shift+P", here.check),
            self._button("client.papers", "list-checks", "Ctrl+Shift+L", here.papers),
            self._button("client.print", "printer", "Ctrl+P", here.print_form),
            self._button("client.edit", "pencil", "F2", here.change),
            self._button("client.read_aloud", "message-square", "", here.read_back),
        )
        self._acts = Reflow(*buttons, columns=6, least=178, gap=(8, 8))

    def _button(self, key: str, icon: str, keys: str, work: Callable[[], None]) -> Button:
        made = Button("", "primary" if key == "client.visit" else "quiet", icon, wide=True)
        self.worded(made.setText, key)
        made.setToolTip(keys)
        made.clicked.connect(work)
        return made

    def _make_body(self) -> None:
        here = self.presenter
        self.contact = ContactBox(self.words, here.open_contacts)
        self._facts = FactsBox()
        self.people = PeopleBox(self.words, here.open_person, here.register_beside)
        self.guard = GuardBox(self.words, self._desk, self._runner, **self._ways)
        self.reading = ReadingPane(self.words, here.change_line, here.read_back)
        self.reading.hide()
        self.glass_button = Button("", "danger", "shield-alert")
        self.worded(self.glass_button.setText, "glass.break")
        self.glass_button.clicked.connect(here.break_glass)
        self._closed = Banner("", kind="danger", icon="lock", acts=(self.glass_button,))
        self._closed.hide()
        facts_title, past_title, people_title = (label("", "lead_b") for _ in range(3))
        guard_title = label("", "lead_b")
        self.worded(guard_title.setText, "guard.title")
        self.worded(people_title.setText, "client.people")
        self.worded(facts_title.setText, "client.facts")
        self.worded(past_title.setText, "client.timeline")
        self.timeline: RecordList[PastLine] = RecordList(
            [
                Column(text=lambda line: line.when, width=104, role="small_m", tone="text2"),
                Column(
                    text=lambda line: line.title,
                    note=lambda line: line.note,
                    icon=lambda line: line.icon,
                    role="body_m",
                ),
            ],
            name=self.words("client.timeline"),
            spoken=lambda line: f"{line.when}. {line.title}. {line.note}",
            row_height=52,
            header=False,
            empty=self.words("client.no_past"),
        )
        self.timeline.opened.connect(here.open_past)
        self.timeline.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._twins = column(gap=8)
        head = column(self._name, row(self._born, self._reference, None, gap=12), gap=2)
        left = QWidget()
        left.setLayout(
            column(
                self.contact,
                card(people_title, self.people),
                card(facts_title, self._facts),
                card(guard_title, self.guard),
                None,
                gap=12,
            )
        )
        right = QWidget()
        right.setLayout(column(card(past_title, self.timeline), None))
        panes = Fold((left, 1), (right, 1), below=960, gap=16)
        self._page = QWidget()
        self._page.setLayout(
            column(
                head,
                self._acts,
                self._twins,
                self.reading,
                panes,
                None,
                gap=14,
                pad=(24, 14, 20, 16),
            )
        )
        shut = column(self._closed, gap=0, pad=(24, 14, 20, 0))
        self.setLayout(column(shut, (ScrollPane(self._page), 1), gap=0))
