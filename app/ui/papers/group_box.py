"""A sheet per group of papers, a line per paper."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.core.words import Words
from app.ui.papers.details_box import DetailsBox
from app.ui.papers.scans_box import CARRIED
from app.ui.papers.state import GroupSheet, PaperLine
from app.ui.theme import look
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Box, clear, column, row, rule
from app.ui.widgets.shapes import state_row
from app.ui.widgets.text import Label, label


class PaperRow(QWidget):
    """One paper: how it stands, what it is called, what can be done."""

    quick = Signal(str)
    opened = Signal(str)
    scanned = Signal(str, str)

    def __init__(self, paper: str, words: Words) -> None:
        """Empty words at first."""
        super().__init__()
        self.paper, self._words = paper, words
        self._state = state_row("ask", "")
        self._state.word.setWordWrap(True)
        self.setAcceptDrops(True)
        self._name: Label = label("", "body_m", wrap=True)
        self._note: Label = label("", "small", "text2", wrap=True)
        self.quick_act = Button("", "quiet", "check")
        self.change = Button("", "ghost")
        said = column(self._name, self._note, gap=1)
        acts = row(self.quick_act, self.change, gap=4)
        self.setLayout(row(self._state, (said, 1), acts, gap=10, pad=(16, 6, 10, 6)))
        self.quick_act.clicked.connect(lambda: self.quick.emit(self.paper))
        self.change.clicked.connect(lambda: self.opened.emit(self.paper))
        self.dress()

    def dress(self) -> None:
        """States stand in one column."""
        self._state.setFixedWidth(look.px(164))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """A scan of the holding area may be dropped here."""
        if event.mimeData().hasFormat(CARRIED):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """The scan shows this paper."""
        scan = bytes(event.mimeData().data(CARRIED).data()).decode()
        self.scanned.emit(scan, self.paper)
        event.acceptProposedAction()

    def show_line(self, line: PaperLine) -> None:
        """Say this."""
        self._state.show_state(line.shape, line.word)
        self._name.setText(line.name)
        self._note.setText(line.note)
        self._note.setVisible(bool(line.note))
        self.quick_act.setText(line.act)
        self.quick_act.name_it(line.act_spoken)
        self.quick_act.setVisible(bool(line.act))
        self.quick_act.updateGeometry()
        key = "papers.close" if line.details else "papers.act.change"
        self.change.setText(self._words(key))
        self.change.name_it(line.change_spoken)
        self.change.updateGeometry()


class GroupBox(Box):
    """A group: its title, its rule, whether it is closed, and its papers."""

    quick = Signal(str)
    opened = Signal(str)
    more = Signal(str)
    scanned = Signal(str, str)

    def __init__(self, group: str, words: Words, details: Callable[[DetailsBox], None]) -> None:
        """`details` connects a box of details when one is made."""
        self.group, self._words, self._connect_details = group, words, details
        self._title: Label = label("", "lead_b", wrap=True)
        self._rule: Label = label("", "small", "text3", wrap=True)
        self._state = state_row("ask", "")
        self._lines = column(gap=0)
        self._more = Button("", "ghost", "chevron-down")
        self._rows: dict[str, PaperRow] = {}
        self._details: DetailsBox | None = None
        self._made: tuple[tuple[str, bool], ...] = ()
        head = row(
            (column(self._title, self._rule, gap=1), 1), self._state, gap=10, pad=(16, 10, 16, 8)
        )
        self._line = rule()
        foot = row(self._more, None, pad=(8, 0, 8, 0))
        super().__init__(column(head, self._line, self._lines, foot, 4, gap=0), "card")
        self._more.clicked.connect(lambda: self.more.emit(self.group))

    def show_group(self, sheet: GroupSheet) -> None:
        """Draw the group; buttons stay while the papers stay, so that the focus does."""
        self.set_kind("sunken" if sheet.shape == "no" else "card")
        self._line.setVisible(bool(sheet.lines))
        self._title.setText(sheet.title)
        self._rule.setText(sheet.rule)
        self._state.show_state(sheet.shape, sheet.word)
        self._more.setText(sheet.more)
        self._more.name_it(f"{sheet.more}: {sheet.title}")
        self._more.setVisible(bool(sheet.more))
        self._more.updateGeometry()
        made = tuple((line.id, line.details is not None) for line in sheet.lines)
        if made != self._made:
            self._made = made
            self._make(sheet)
        for line in sheet.lines:
            self._rows[line.id].show_line(line)
            if line.details is not None and self._details is not None:
                self._details.show_details(line.details)

    def row_of(self, paper: str) -> PaperRow | None:
        """The line of that paper."""
        return self._rows.get(paper)

    def entry(self) -> QWidget | None:
        """The first quick act, if there is one."""
        acts = (one.quick_act for one in self._rows.values())
        return next((act for act in acts if not act.isHidden()), None)

    def _make(self, sheet: GroupSheet) -> None:
        focused = next((key for key, one in self._rows.items() if _holds_focus(one)), "")
        clear(self._lines)
        self._rows, self._details = {}, None
        for at, line in enumerate(sheet.lines):
            if at:
                self._lines.addWidget(rule())
            self._rows[line.id] = self._row(line.id)
            self._lines.addWidget(self._rows[line.id])
            if line.details is not None:
                self._details = DetailsBox(self._words)
                self._connect_details(self._details)
                self._lines.addWidget(self._details)
        if self._details is not None:
            self._details.show_details(next(one.details for one in sheet.lines if one.details))
            self._details.focus_first()
        elif focused in self._rows:
            self._rows[focused].change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, paper: str) -> PaperRow:
        made = PaperRow(paper, self._words)
        made.quick.connect(self.quick)
        made.opened.connect(self.opened)
        made.scanned.connect(self.scanned)
        return made


def _holds_focus(widget: QWidget) -> bool:
    now = QApplication.focusWidget()
    return isinstance(now, QWidget) and widget.isAncestorOf(now)
