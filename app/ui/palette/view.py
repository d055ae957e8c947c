"""The command palette: one field for every act and every person, with the keys beside the acts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from app.core.words import LANGUAGES
from app.ui.actions import Acts
from app.ui.palette import search
from app.ui.palette.rows import Row, RowPainter, Rows, spoken
from app.ui.theme import look, sheet
from app.ui.widgets.announce import announce
from app.ui.widgets.fields import TextLine
from app.ui.widgets.layouts import column, row, rule
from app.ui.widgets.overlay import Overlay
from app.ui.widgets.text import KeyCap, Label, Picture, label

WIDTH, TOP = 640, 96
PEOPLE_FROM, PEOPLE_SHOWN = 2, 4
LAW_FROM, LAW_SHOWN = 2, 3
_LEFT_OUT = ("app.palette",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody (or a page of the law) that was found: how to show and how to open it."""

    title: str = field(repr=False)
    note: str = field(default="", repr=False)
    icon: str = "user"
    open: Callable[[], object]


Law = Callable[[str], Sequence["Person"]]
People = Callable[[str, Callable[[Sequence[Person]], None]], None]


class Palette(Overlay):
    """Type, choose, Enter. The focus stays in the field; arrows walk through the rows."""

    def __init__(self, window: QWidget, acts: Acts) -> None:
        """Over that window; hidden."""
        self._acts = acts
        self._recent: tuple[str, ...] = ()
        self._people: People | None = None
        self._law: Law | None = None
        self._persons: tuple[Person, ...] = ()
        self._found = search.Found(ids=())
        self.line = TextLine(icon="search")
        self._understood: Label = label("", "small", "text2", wrap=True)
        self._sign = row(Picture("languages", 16, "info"), (self._understood, 1), gap=8)
        self._sign_area = QWidget()
        self._sign_area.setLayout(self._sign)
        self.list = QListView()
        self._rows = Rows(self.list)
        self._foot: list[Label] = [label("", "small", "text2") for _ in range(3)]
        content = column(
            column(self.line, self._sign_area, gap=6, pad=(16, 16, 16, 10)),
            rule(), self.list, rule(), self._foot_row(), gap=0,
        )  # fmt: skip
        super().__init__(window, content, width=WIDTH, top=TOP)
        self._settle_list()
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        acts.done.connect(self._remember)
        self.retranslate()
        self.dress()

    def _settle_list(self) -> None:
        self.list.setModel(self._rows)
        self.list.setItemDelegate(RowPainter(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.viewport().setAutoFillBackground(False)
        self.list.clicked.connect(self._clicked)

    def _foot_row(self) -> QWidget:
        choose, run, close = self._foot
        arrows = (KeyCap("↑"), KeyCap("↓"), choose, 8)
        others = (KeyCap("Enter"), run, 8, KeyCap("Esc"), close, None)
        line = row(*arrows, *others, gap=6, pad=(20, 10, 20, 12))
        foot = QWidget()
        foot.setLayout(line)
        return foot

    def find_people_with(self, people: People | None) -> None:
        """Ask this for people: it is given the letters and calls back, now or later."""
        self._people = people

    def find_law_with(self, law: Law | None) -> None:
        """Ask this for pages of the law; it answers at once."""
        self._law = law

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        words = self._acts.words
        self.setAccessibleName(words("act.app.palette.name"))
        self.line.setAccessibleName(words("shell.find"))
        self.line.setPlaceholderText(words("shell.find"))
        self.list.setAccessibleName(words("palette.rows"))
        for part, text in zip(
            self._foot,
            (words("palette.choose"), words("palette.run"), words("palette.close")),
            strict=True,
        ):
            part.setText(text)

    def dress(self) -> None:
        """Take the scroll bar of now."""
        sheet.wear_bars(self.list)

    def open_palette(self) -> None:
        """Show it, empty, with the acts done lately."""
        self._persons = ()
        self.line.set_value("")
        self._search("")
        self.open_over(self.line)

    def empty(self) -> None:
        """Forget what was asked and found."""
        self.close_over()
        self._persons = ()
        self.line.setText("")  # unlike a cleared line it has nothing to undo
        self._rows.replace(())

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows.rows

    @property
    def current(self) -> Row | None:
        """The row that Enter takes."""
        at = self.list.property("at")
        return self.rows[at] if isinstance(at, int) and 0 <= at < len(self.rows) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the field go to the rows."""
        if watched is self.line and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._key(event.key())
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        at = self.list.property("at")
        if key == Qt.Key.Key_Down:
            self._go(self._rows.next_open(at + 1, 1))
        elif key == Qt.Key.Key_Up:
            self._go(self._rows.next_open(at - 1, -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.current)
        else:
            return False
        return True

    def _go(self, at: int, *, aloud: bool = True) -> None:
        if at < 0:
            return
        self.list.setProperty("at", at)
        self.list.scrollTo(self._rows.index(at, 0))
        self.list.viewport().update()
        if aloud:
            announce(self.list, spoken(self.rows[at]))

    def _clicked(self, index: QModelIndex) -> None:
        self._take(self.rows[index.row()])

    def _take(self, chosen: Row | None) -> None:
        if chosen is not None and chosen.open is not None:
            self.close_over()
            chosen.open()

    def _remember(self, act_id: str) -> None:
        if act_id not in _LEFT_OUT:
            self._recent = search.remember(self._recent, act_id)

    def _search(self, query: str) -> None:
        words = self._acts.words
        findable = [
            search.Findable(
                id=act.id,
                names=tuple(words.in_language(way, f"act.{act.id}.name") for way in LANGUAGES),
                helps=tuple(words.in_language(way, f"act.{act.id}.help") for way in LANGUAGES),
            )
            for act in self._acts.all
            if self._acts.bound(act.id) and act.id not in _LEFT_OUT
        ]
        self._found = search.find(query, findable, self._recent)
        self._persons = ()
        self._show_rows()
        if self._people is not None and len(query.strip()) >= PEOPLE_FROM:
            self._people(query, lambda persons: self._show_people(query, persons))

    def _show_people(self, query: str, persons: Sequence[Person]) -> None:
        if query == self.line.text():
            self._persons = tuple(persons[:PEOPLE_SHOWN])
            self._show_rows()

    def _show_rows(self) -> None:
        words = self._acts.words
        understood = self._found.understood
        self._sign_area.setVisible(bool(understood))
        self._understood.setText(words("palette.understood", text=understood))
        query = self.line.text()
        asks = self._law is not None and len(query.strip()) >= LAW_FROM
        norms = self._law(query)[:LAW_SHOWN] if asks and self._law is not None else ()
        room = search.ROWS - len(self._persons) - len(norms)
        acts = [self._act_row(act_id) for act_id in self._found.ids[:room]]
        people = [
            Row(title=one.title, note=one.note, icon=one.icon, open=one.open)
            for one in self._persons
        ]
        rows: list[Row] = []
        if people:
            rows += [Row(title=words("palette.people")), *people]
        if acts:
            rows += [Row(title=words("palette.acts")), *acts]
        if norms:
            pages = [
                Row(title=one.title, note=one.note, icon=one.icon, open=one.open) for one in norms
            ]
            section = [Row(title=words("palette.law")), *pages]
            sure = self._found.surely
            rows = [*rows, *section] if acts and sure else [*section, *rows]
        self._rows.replace(rows or [Row(title=words("palette.nothing"))])
        self.list.setProperty("at", -1)
        self._go(self._rows.next_open(0, 1), aloud=False)
        hint = sum(self.list.sizeHintForRow(at) for at in range(len(self.rows)))
        room_below = self._window.height() - look.px(260)
        self.list.setFixedHeight(min(hint + 12, max(look.px(160), room_below)))

    def _act_row(self, act_id: str) -> Row:
        acts = self._acts
        return Row(
            title=acts.name(act_id),
            note=acts.help(act_id),
            icon=acts.act(act_id).icon,
            keys=acts.keys(act_id),
            open=lambda: acts.run(act_id),
        )
