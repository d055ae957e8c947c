"""The screen «Сьогодні»: drafts and the day's visits at the left, what falls due at the right."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from app.core.words import Words
from app.ui.home.presenter import HomePresenter
from app.ui.home.state import DraftLine, DueLine, HealthLine, HomeState, VisitLine
from app.ui.screens import Act, Screen
from app.ui.theme import look
from app.ui.widgets.buttons import Button, LinkLine
from app.ui.widgets.filling import refilling
from app.ui.widgets.layouts import (
    Box,
    Fold,
    ScrollPane,
    box,
    card,
    column,
    row,
    rule,
)
from app.ui.widgets.notices import Banner, EmptyState
from app.ui.widgets.records import Column, RecordList
from app.ui.widgets.shapes import StateShape
from app.ui.widgets.text import Chip, Picture, label

_SIDE = 340
_FOLD_BELOW = 1_000
_UNBOUNDED = 16_777_215  # Qt's own largest width
_ROW = 42
_DAY_FROM = 1_000
_KIND, _CHANNEL = 3, 4


class HomeView(Screen):
    """Draws a `HomeState`; tells its presenter and the window what the person wants."""

    name = "home"

    def __init__(
        self,
        words: Words,
        *,
        new_visit: Callable[[], object],
        open_place: Callable[[str, str], None],
        resume: Callable[[DraftLine], None],
        renew_code: Callable[[], None],
        open_laws: Callable[[], None],
        open_copies: Callable[[], None],
        open_proof: Callable[[], None],
        open_access: Callable[[], None],
        open_rights: Callable[[], None],
        say: Callable[[str, Callable[[], None]], None],
    ) -> None:
        """The callables go to other places."""
        super().__init__(words)
        self._new_visit = new_visit
        self._open_place = open_place
        self._resume = resume
        self._say = say
        self._presenter: HomePresenter | None = None
        self._state = HomeState()
        self._day = label("", "body", "text2")
        self._new = Button("", "primary", "user-plus", "Ctrl+N")
        self._new.clicked.connect(new_visit)
        self._drafts = column(gap=8)
        self._draft_area = QWidget()
        self._draft_area.setLayout(self._drafts)
        self._draft_area.hide()
        self._renew = Button("", "quiet", "key-round")
        self._renew.clicked.connect(renew_code)
        self._renew_banner = Banner("", "", kind="ask", icon="key-round", acts=(self._renew,))
        self._renew_banner.hide()
        self._access = Button("", "quiet", "eye")
        self._access.clicked.connect(open_access)
        self._glass_banner = Banner(
            "", "", kind="danger", icon="shield-alert", acts=(self._access,)
        )
        self._glass_banner.hide()
        self._rights = Button("", "quiet", "users")
        self._rights.clicked.connect(open_rights)
        self._consents_banner = Banner("", "", kind="ask", icon="users", acts=(self._rights,))
        self._consents_banner.hide()
        self._laws = Button("", "quiet", "book-open")
        self._laws.clicked.connect(open_laws)
        self._health_ways = {
            "editions": open_laws,
            "copies": open_copies,
            "proof": open_proof,
        }
        self._health_links: list[LinkLine] = []
        self._laws_banner = Banner("", "", kind="ask", icon="book-open", acts=(self._laws,))
        self._laws_banner.hide()
        self._roomy = True
        self._resumes: list[Button] = []
        self._discards: list[Button] = []
        self._links: list[LinkLine] = []
        self._queue_title = label("", "lead_b")
        self._count = Chip("", "primary")
        self._visits: RecordList[VisitLine] = RecordList(
            [
                Column(text=lambda line: line.time, width=80, tone="text2"),
                Column(text=lambda line: line.person, role="body_m", width=150),
                Column(text=lambda line: line.topic),
                Column(text=lambda line: line.kind, tone="text2", width=170),
                Column(text=lambda line: line.channel, role="small", tone="text2", width=140),
            ],
            name=words("home.queue"),
            spoken=_spoken,
            row_height=_ROW,
        )
        self._visits.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._visits.opened.connect(self._open_line)
        self._first = Button("", "quiet", "user-plus", "Ctrl+N")
        self._first.clicked.connect(new_visit)
        self._empty = EmptyState("", icon="users-round", act=self._first)
        self._due_title = label("", "lead_b")
        self._due = column(gap=0)
        self._health_title = label("", "lead_b")
        self._health = column(gap=8)
        self._build()
        self.retranslate()

    def follow(self, presenter: HomePresenter) -> None:
        """Tell this presenter what the person does."""
        self._presenter = presenter

    def _start_visit(self) -> None:
        self._new_visit()

    def title(self) -> str:
        return self.words("place.home")

    def first_field(self) -> QWidget:
        if self._resumes:
            return self._resumes[0]
        return self._visits if self._state.visits else self._new

    def acts(self) -> Mapping[str, Act]:
        return {"screen.main": self._start_visit}

    def top_acts(self) -> Sequence[QWidget]:
        return (self._day, self._new) if self._roomy else (self._new,)

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def open(self, **_subject: Any) -> None:
        if self._presenter is not None:
            self._presenter.open()

    def refresh(self) -> None:
        self.open()

    def say(self, sentence: str, undo: Callable[[], None]) -> None:
        """Tell of something done that can be taken back."""
        self._say(sentence, undo)

    def show_state(self, state: HomeState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        self._day.setText(state.day)
        if state.drafts != before.drafts or len(self._resumes) != len(state.drafts):
            self._show_drafts(state.drafts)
        self._show_visits(state)
        self._renew_banner.setVisible(state.recovery_waits)
        self._glass_banner.setVisible(bool(state.glass))
        self._glass_banner.show_words(state.glass, self.words("home.glass.note"))
        self._consents_banner.setVisible(bool(state.consents))
        self._consents_banner.show_words(state.consents, self.words("home.consents.note"))
        self._laws_banner.setVisible(state.laws is not None)
        if state.laws is not None:
            self._laws_banner.set_kind(state.laws.kind)
            self._laws_banner.show_words(state.laws.title, state.laws.note)
        if state.due != before.due or not self._due.count():
            self._show_due(state.due, state.due_more)
        if state.health != before.health:
            self._show_health(state.health)
        self._order()
        if state.loaded and not before.loaded and self._new.hasFocus():
            self.first_field().setFocus()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        words = self.words
        self._new.setText(words("home.new"))
        self._first.setText(words("home.new"))
        self._queue_title.setText(words("home.queue"))
        titles = ("time", "person", "topic", "kind", "channel")
        self._visits.set_words(
            name=words("home.queue"), titles=[words(f"home.column.{name}") for name in titles]
        )
        self._empty.sentence.setText(words("home.empty"))
        self._renew.setText(words("home.recovery.renew"))
        self._laws.setText(words("home.laws.open"))
        self._access.setText(words("home.glass.open"))
        self._rights.setText(words("home.consents.open"))
        self._renew_banner.show_words(words("home.recovery"), words("home.recovery.note"))
        self._due_title.setText(words("home.due"))
        self._health_title.setText(words("home.health"))
        if self._presenter is not None:
            self._presenter.say_again()
        super().retranslate()

    def _build(self) -> None:
        head = row(self._queue_title, self._count, None, gap=10, pad=(16, 14, 16, 10))
        sheet = Box(column(head, self._visits, self._empty, 6, gap=0), "card")
        self._left = QWidget()
        self._left.setLayout(
            column(
                self._glass_banner,
                self._consents_banner,
                self._renew_banner,
                self._laws_banner,
                self._draft_area,
                sheet,
                None,
                gap=16,
            )
        )
        self._right = QWidget()
        self._right.setLayout(
            column(
                card(self._due_title, self._due),
                card(self._health_title, self._health),
                None,
                gap=16,
            )
        )
        fold = Fold((self._left, 1), (self._right, 0), below=_FOLD_BELOW, gap=16)
        self.setLayout(column(ScrollPane(column(fold, None, pad=(24, 16, 24, 24)))))
        self.dress()

    def dress(self) -> None:
        """The side grows with the letters."""
        self._right.setMinimumWidth(look.px(_SIDE))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._order)  # the bar above takes our buttons after this

    def _order(self) -> None:
        """Tab goes as the eye goes, whatever was made last."""
        drafts = [
            button for pair in zip(self._discards, self._resumes, strict=True) for button in pair
        ]
        health = self._health_links
        stops = (
            self._access,
            self._rights,
            self._renew,
            self._laws,
            *drafts,
            self._visits,
            self._first,
            *self._links,
            *health,
        )
        here = [stop for stop in stops if stop.window() is self.window()]
        for before, after in pairwise(here):
            QWidget.setTabOrder(before, after)

    def _make_room(self) -> None:
        beside = self.width() >= look.px(_FOLD_BELOW)
        self._right.setMaximumWidth(look.px(_SIDE) if beside else _UNBOUNDED)
        roomy = self.width() >= look.px(_DAY_FROM)
        for narrow_hides in (_KIND, _CHANNEL):
            self._visits.setColumnHidden(narrow_hides, not roomy)
        if roomy != self._roomy:
            self._roomy = roomy
            self.heading_changed.emit()

    def _show_drafts(self, drafts: Sequence[DraftLine]) -> None:
        self._resumes, self._discards = [], []
        with refilling(self._drafts):
            for draft in drafts:
                self._drafts.addWidget(self._draft(draft))
        self._draft_area.setVisible(bool(drafts))

    def _draft(self, draft: DraftLine) -> Banner:
        drop = Button(self.words("home.draft.discard"), "ghost")
        drop.name_it(f"{drop.text()}. {draft.title}")
        go_on = Button(self.words("home.draft.resume"), "quiet", keys="Enter")
        go_on.name_it(f"{go_on.text()}. {draft.title}")
        drop.clicked.connect(lambda: self._discard(draft.id))
        go_on.clicked.connect(lambda: self._resume(draft))
        self._resumes.append(go_on)
        self._discards.append(drop)
        return Banner(draft.title, draft.note, icon="history", acts=(drop, go_on))

    def _show_visits(self, state: HomeState) -> None:
        if state.visits != self._visits.records:
            self._visits.set_records(state.visits)
            self._visits.setFixedHeight(self._visits.fitting_height())
        self._visits.setVisible(bool(state.visits))
        self._empty.setVisible(state.loaded and not state.visits)
        self._count.show_text(self.words("home.count", n=len(state.visits)))
        self._count.setVisible(bool(state.visits))

    def _show_due(self, lines: Sequence[DueLine], more: str) -> None:
        self._links = []
        with refilling(self._due):
            if not lines:
                self._due.addWidget(label(self.words("home.due.none"), "body", "text2", wrap=True))
            for at, line in enumerate(lines):
                if at:
                    self._due.addWidget(rule())
                self._due.addLayout(self._due_line(line))
            if more:
                self._due.addWidget(label(more, "small", "text2", wrap=True))

    def _due_line(self, line: DueLine) -> QLayout:
        when = column(
            label(line.when, "body_b", line.tone),
            label(line.weekday, "small", "text3"),
            None,
            gap=1,
        )
        what = LinkLine(line.title)
        what.setAccessibleName(f"{line.when}, {line.title}, {line.note}")
        what.clicked.connect(lambda: self._open_place(line.place, line.client_id))
        self._links.append(what)
        whose = label(line.note, "small", "text2")
        about = column(what, row(4, (whose, 1), gap=0), gap=1)
        return row((when, 2), (about, 5), gap=4, pad=(0, 8, 0, 8))

    def _show_health(self, lines: Sequence[HealthLine]) -> None:
        self._health_links = []
        with refilling(self._health):
            for line in lines:
                self._health.addWidget(self._health_tile(line))

    def _health_tile(self, line: HealthLine) -> Box:
        mark = StateShape("yes" if line.good else "danger", 16)
        tile = column(
            row(Picture(line.icon, 16), label(line.name, "small", "text2"), None, mark, gap=6),
            label(line.value, "body", "text" if line.good else "danger", wrap=True),
            gap=2,
            pad=(12, 8, 12, 8),
        )
        if line.leads:
            tile.addWidget(self._way_to(line.leads))
        return box(tile, "sunken")

    def _way_to(self, place: str) -> LinkLine:
        link = LinkLine(self.words(f"home.health.to_{place}"))
        link.clicked.connect(self._health_ways[place])
        self._health_links.append(link)
        return link

    def _discard(self, draft_id: str) -> None:
        if self._presenter is not None:
            self._presenter.discard(draft_id)

    def _open_line(self, line: VisitLine) -> None:
        self._open_place("client", line.client_id)


def _spoken(line: VisitLine) -> str:
    return ", ".join((line.time, line.person, line.topic, line.kind, line.channel))
