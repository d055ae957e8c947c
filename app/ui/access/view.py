"""The screen of the access log: who looked at whom, month by month."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.clock import Clock
from app.core.runner import Runner
from app.core.words import Words
from app.ui.access.presenter import AccessPresenter, Desk
from app.ui.access.state import AccessState, GlassLine, LookLine, TotalLine
from app.ui.screens import Act, Screen
from app.ui.widgets.buttons import Button
from app.ui.widgets.filling import refilling
from app.ui.widgets.layouts import ScrollPane, card, column, row
from app.ui.widgets.notices import Banner
from app.ui.widgets.records import Column, RecordList
from app.ui.widgets.text import label

_ROW = 42


class AccessView(Screen):
    """Draws an `AccessState`; decides nothing."""

    name = "access"
    place = "settings"

    def __init__(
        self,
        words: Words,
        desk: Desk,
        runner: Runner,
        *,
        clock: Clock,
        go: Callable[..., None],
        say: Callable[..., None],
    ) -> None:
        """`go` opens another screen by name; `say` tells of something done."""
        super().__init__(words)
        self._say = say
        self._state = AccessState()
        self.presenter = AccessPresenter(self, desk, runner, words, clock=clock, go=go)
        self.earlier = Button("", "quiet", "chevron-left")
        self.later = Button("", "quiet", "chevron-right")
        self.earlier.clicked.connect(lambda: self.presenter.step(-1))
        self.later.clicked.connect(lambda: self.presenter.step(1))
        self._month = label("", "title")
        self._note = label("", "body", "text2", wrap=True)
        self._more = label("", "small", "text2", wrap=True)
        self._glass = column(gap=8)
        self._totals = _list(_totals(), _say_total)
        self._odd = _list(_looks(), _say_look)
        self._looks = _list(_looks(), _say_look)
        self._nothing = {
            shown: label("", "body", "text2", wrap=True)
            for shown in (self._totals, self._odd, self._looks)
        }
        for looks in (self._odd, self._looks):
            looks.opened.connect(self.presenter.open_look)
        self._build()
        self.retranslate()

    def title(self) -> str:
        return self.words("screen.access")

    def first_field(self) -> QWidget:
        return self.earlier

    def acts(self) -> Mapping[str, Act]:
        return {"screen.main": self.earlier.click}

    def panes(self) -> Sequence[QWidget]:
        return (self._head, self._totals, self._odd, self._looks)

    def open(self, **_subject: Any) -> None:
        self.presenter.open()

    def refresh(self) -> None:
        self.presenter.open()

    def tell(self, sentence: str) -> None:
        """One sentence about something done."""
        self._say(sentence)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        super().retranslate()
        words = self.words
        names = ("person", "people", "opened", "revealed", "printed", "glass")
        self._totals.set_words(
            name=words("access.totals"),
            titles=[words(f"access.column.{name}") for name in names],
        )
        self._nothing[self._totals].setText(words("access.none"))
        titles = [words(f"access.column.{name}") for name in ("when", "who", "whom", "what")]
        for shown, key, empty in (
            (self._odd, "access.odd", "access.nothing_odd"),
            (self._looks, "access.looks", "access.none"),
        ):
            shown.set_words(name=words(key), titles=titles)
            self._nothing[shown].setText(words(empty))
        self.presenter.say_again()

    # -- drawing
    def show_state(self, state: AccessState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        self._month.setText(state.month)
        self._note.setText(state.note)
        self._more.setText(state.more)
        self._more.setVisible(bool(state.more))
        self.later.allow(not state.is_now, self.words("access.no_later"))
        if state.glass != before.glass:
            with refilling(self._glass):
                for line in state.glass:
                    self._glass.addWidget(self._banner(line))
        for shown, lines in (
            (self._totals, state.totals),
            (self._odd, state.odd),
            (self._looks, state.looks),
        ):
            self._fill(shown, lines)

    def _fill(self, shown: RecordList[Any], lines: Sequence[object]) -> None:
        if tuple(shown.records) != tuple(lines):
            shown.set_records(lines)
            shown.setFixedHeight(shown.fitting_height())
        shown.setVisible(bool(lines))
        self._nothing[shown].setVisible(self._state.loaded and not lines)

    def _banner(self, line: GlassLine) -> Banner:
        seen = Button(self.words("access.review"), "quiet", "check")
        seen.name_it(f"{seen.text()}. {line.title}")
        seen.clicked.connect(lambda: self.presenter.review(line))
        return Banner(line.title, line.why, kind="danger", icon="shield-alert", acts=(seen,))

    def _build(self) -> None:
        self.worded(self.earlier.setText, "access.earlier")
        self.worded(self.later.setText, "access.later")
        self._head = QWidget()
        self._head.setLayout(row(self.earlier, (self._month, 1), self.later, gap=12))
        titles = {name: label("", "lead_b") for name in ("totals", "odd", "looks")}
        for name, title in titles.items():
            self.worded(title.setText, f"access.{name}")
        page = column(
            self._head,
            self._note,
            self._glass,
            card(titles["totals"], self._totals, self._nothing[self._totals]),
            card(titles["odd"], self._odd, self._nothing[self._odd]),
            card(titles["looks"], self._looks, self._nothing[self._looks], self._more),
            None,
            gap=14,
            pad=(24, 14, 20, 16),
        )
        self.setLayout(column((ScrollPane(page), 1), gap=0))


def _list(columns: Sequence[Column[Any]], spoken: Callable[[Any], str]) -> RecordList[Any]:
    made: RecordList[Any] = RecordList(columns, name="–", spoken=spoken, row_height=_ROW)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


def _totals() -> list[Column[TotalLine]]:
    return [
        Column(text=lambda line: line.person, role="body_m"),
        Column(text=lambda line: line.people, width=110, right=True),
        Column(text=lambda line: line.opened, width=110, right=True, tone="text2"),
        Column(text=lambda line: line.revealed, width=130, right=True, tone="text2"),
        Column(text=lambda line: line.printed, width=120, right=True, tone="text2", optional=True),
        Column(text=lambda line: line.glass, width=120, right=True, tone="text2", optional=True),
    ]


def _looks() -> list[Column[LookLine]]:
    return [
        Column(text=lambda line: line.when, width=120, tone="text2"),
        Column(text=lambda line: line.who, width=190, role="body_m"),
        Column(text=lambda line: line.whom, width=170),
        Column(text=_what, tone="text2"),
    ]


def _what(line: LookLine) -> str:
    return " · ".join(part for part in (line.odd, line.what, line.why) if part)


def _say_total(line: TotalLine) -> str:
    return ", ".join((line.person, line.people, line.opened, line.revealed, line.printed))


def _say_look(line: LookLine) -> str:
    return ", ".join((line.when, line.who, line.whom, _what(line)))
