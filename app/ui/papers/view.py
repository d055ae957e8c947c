"""The checklist of papers: a sheet per group, and beside them what is closed, missing and due."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.core.clock import Clock
from app.core.runner import Runner
from app.core.words import Words
from app.desk.desk import Desk
from app.ui.facing import Facing, FacingLine
from app.ui.papers.details_box import DetailsBox
from app.ui.papers.group_box import GroupBox
from app.ui.papers.presenter import PapersPresenter
from app.ui.papers.scan_viewer import ScanViewer
from app.ui.papers.scanning import Scanning
from app.ui.papers.scans_box import HoldingArea
from app.ui.papers.side_box import Summary
from app.ui.papers.state import GroupSheet, PapersState, ScanView
from app.ui.screens import Act, Screen
from app.ui.theme import look
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Combo, Field
from app.ui.widgets.layouts import Fold, ScrollPane, box, clear, column, row
from app.ui.widgets.notices import Banner, EmptyState
from app.ui.widgets.reading_order import ReadingOrder

FOLD = 900
SIDE = 384
WIDEST = 16_777_215


class PapersView(Screen):
    """Draws the state; decides nothing."""

    name = "papers"
    place = "people"

    def __init__(
        self,
        words: Words,
        desk: Desk,
        runner: Runner,
        *,
        clock: Clock,
        go: Callable[..., None],
    ) -> None:
        """`go` opens another screen by name."""
        super().__init__(words)
        self._order = ReadingOrder(self)
        self._state = PapersState()
        self._viewer: ScanViewer | None = None
        self._groups: dict[str, GroupBox] = {}
        self.presenter = PapersPresenter(self, desk, runner, words, clock=clock, go=go)
        self._build()
        self._connect()

    # -- what a screen says of itself
    def title(self) -> str:
        """What this place is called."""
        return self.words("papers.title")

    def crumbs(self) -> str:
        """Whose papers these are: initials, year, number."""
        return self._state.crumbs

    def first_field(self) -> QWidget:
        """The first thing that can be done."""
        for group in self._groups.values():
            entry = group.entry()
            if entry is not None:
                return entry
        return self.summary.application if self._state.groups else self.to_check

    def acts(self) -> Mapping[str, Act]:
        """The main act prints the application."""
        return {
            "screen.main": self.presenter.print_application,
            "person.print": self.presenter.print_bring,
            "person.check": self.presenter.to_check,
        }

    def top_acts(self) -> Sequence[QWidget]:
        """The way back to the check."""
        return (self._back,)

    def panes(self) -> Sequence[QWidget]:
        """Groups, summary."""
        return (self._left, self._right)

    def facing(self) -> Facing | None:
        """What is still to be brought, by the place where it is got."""
        lines = tuple(
            FacingLine(icon="file-text", name=one.place, value="\n".join(one.papers))
            for one in self._state.missing
        )
        return Facing(title=self.words("facing.papers"), lines=lines) if lines else None

    def open(self, **subject: Any) -> None:
        """Show the papers of a client: `client_id`, and perhaps the check (`check_id`)."""
        self.presenter.open(str(subject["client_id"]), str(subject.get("check_id", "")))

    def refresh(self) -> None:
        """Papers changed under the screen."""
        self.presenter.refresh()

    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        super().retranslate()
        self.presenter.show()

    # -- drawing
    def show_state(self, state: PapersState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        nothing = bool(state.no_check) or state.loading
        self._pages.setCurrentIndex(1 if nothing else 0)
        self._nothing.sentence.setText(state.no_check or self.words("papers.loading"))
        self.to_check.setVisible(bool(state.no_check))
        self.ground.set_items([(one.id, one.words) for one in state.grounds])
        self.ground.set_value(next((one.id for one in state.grounds if one.on), ""))
        self._show_groups(state.groups)
        self.summary.show_state(state)
        self.scans.show_box(state.scans)
        self._show_scan(state.scans.view)
        self._said.setVisible(bool(state.said))
        self._said.show_words(state.said)
        self.undo.setVisible(state.can_undo)
        self._problem.setVisible(bool(state.problem))
        self._problem.show_words(state.problem)
        if before.loading and not state.loading:
            QTimer.singleShot(0, self, self._go_first)
        if state.said and state.said != before.said:
            announce(self, state.said)
        if state.problem and state.problem != before.problem:
            announce(self, state.problem, at_once=True)
        if state.crumbs != before.crumbs:
            self.heading_changed.emit()

    def _show_scan(self, view: ScanView | None) -> None:
        if self._viewer is None and view is None:
            return
        if self._viewer is None:
            self._viewer = ScanViewer(self.window(), self.words)
            self._viewer.closed.connect(self.presenter.scanning.close_view)
        self._viewer.show_view(view)

    def leave(self) -> None:
        """No scan stays on the screen."""
        if self._viewer is not None:
            self._viewer.close_over()

    def _go_first(self) -> None:
        if self.isVisible():
            self.first_field().setFocus()

    def _show_groups(self, sheets: tuple[GroupSheet, ...]) -> None:
        if tuple(self._groups) != tuple(sheet.id for sheet in sheets):
            clear(self._sheets)
            self._groups = {sheet.id: self._group(sheet.id) for sheet in sheets}
            for made in self._groups.values():
                self._sheets.addWidget(made)
        for sheet in sheets:
            self._groups[sheet.id].show_group(sheet)
        self._order.settle()

    def _group(self, group: str) -> GroupBox:
        made = GroupBox(group, self.words, self._connect_details)
        made.quick.connect(self.presenter.original_shown)
        made.opened.connect(self.presenter.open_details)
        made.more.connect(self.presenter.show_more)
        made.scanned.connect(self.presenter.scanning.put_to)
        return made

    # -- building
    def _build(self) -> None:
        self.ground = Combo()
        self._ground_field = Field("", self.ground)
        self.summary = Summary(self.words)
        self._back = Button("", "ghost", "scale")
        self.to_check = Button("", "primary", "scale")
        self.undo = Button("", "quiet", "undo-2", "Ctrl+Z")
        self._said = Banner("", kind="yes", icon="check", acts=(self.undo,))
        self._problem = Banner("", kind="ask")
        self._nothing = EmptyState("", icon="list-checks", act=self.to_check)
        self._sheets = column(gap=12)
        self.scans = HoldingArea(self.words)
        self._pages = QStackedLayout(self)
        self._lay_out()
        self.worded(self._ground_field.set_label, "papers.ground")
        self.worded(self._back.setText, "papers.to_check")
        self.worded(self.to_check.setText, "papers.to_check")
        self.worded(self.undo.setText, "papers.undo")
        self.worded(self._left.setAccessibleName, "papers.pane.groups")
        self.worded(self._right.setAccessibleName, "papers.pane.side")
        self.dress()

    def _lay_out(self) -> None:
        top = column(self._problem, self._said, self._ground_field, gap=10)
        self._left = ScrollPane(
            column(top, self._sheets, self.scans, None, gap=12, pad=(24, 14, 8, 16))
        )
        self._right = box(
            column(
                (ScrollPane(row(self.summary, pad=(12, 14, 24, 8))), 1),
                row(self.summary.foot),
                gap=0,
            ),
            "plain",
        )
        page = QWidget()
        page.setLayout(column((Fold((self._left, 1), (self._right, 1), below=FOLD, gap=0), 1)))
        self._pages.addWidget(page)
        self._pages.addWidget(self._nothing)

    def dress(self) -> None:
        """The side grows with the letters, and takes the whole width when it is folded."""
        narrow = self.width() < look.px(FOLD)
        self._right.setMinimumWidth(0 if narrow else look.px(SIDE))
        self._right.setMaximumWidth(WIDEST if narrow else look.px(SIDE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self.dress()

    def _connect(self) -> None:
        do = self.presenter
        self.ground.edited.connect(lambda: do.choose_ground(self.ground.value()))
        self._back.clicked.connect(do.to_check)
        self.to_check.clicked.connect(do.to_check)
        self.undo.clicked.connect(do.undo)
        self.summary.application.clicked.connect(do.print_application)
        self.summary.bring.clicked.connect(do.print_bring)
        self.summary.receipt.clicked.connect(do.print_receipt)
        self._connect_scans(do.scanning)
        self.summary.provisional.wrote.connect(do.write_until)
        self.summary.provisional.given.connect(do.give_provisional)
        self.summary.provisional.printed.connect(do.print_slip)
        self.summary.provisional.ended.connect(do.end_provisional)

    def _connect_scans(self, do: Scanning) -> None:
        self.scans.handed_in.connect(do.take_in)
        self.scans.pasted.connect(do.take_picture)
        self.scans.placed.connect(do.put_to)
        self.scans.viewed.connect(do.view)
        self.scans.struck_out.connect(do.strike_out)
        self.scans.undone.connect(do.undo)
        self.scans.stopped.connect(do.stop)

    def _connect_details(self, details: DetailsBox) -> None:
        do = self.presenter
        details.state_chosen.connect(do.set_state)
        details.who_chosen.connect(do.set_who)
        details.promised.connect(do.set_promised)
        details.valid.connect(do.set_valid)
        details.substitute.connect(do.set_substitute)
        details.closed.connect(do.close_details)
