"""The laws in force: whom a new edition affects at the left, the edition at the right."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.core.runner import Runner
from app.core.words import Words
from app.desk.editions import Editions
from app.ui.editions.presenter import EditionsPresenter, Say
from app.ui.editions.state import AgeBadge, EditionsState, TouchedLine
from app.ui.editions.touched_box import TouchedBox
from app.ui.screens import Act, Screen
from app.ui.theme import look
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Fold, ScrollPane, card, clear, column, row, rule
from app.ui.widgets.notices import Banner
from app.ui.widgets.progress import ProgressStrip
from app.ui.widgets.shapes import WORD_TONES, state_row
from app.ui.widgets.text import label

_SIDE = 340
_FOLD_BELOW = 1_000
_UNBOUNDED = 16_777_215  # Qt's own largest width


class EditionsView(Screen):
    """Draws an `EditionsState`; decides nothing."""

    name = "editions"
    place = "home"

    def __init__(
        self,
        words: Words,
        editions: Editions,
        runner: Runner,
        *,
        go: Callable[..., None],
        say: Say,
    ) -> None:
        """`go` opens another screen, `say` tells of something that can be taken back."""
        super().__init__(words)
        self._state = EditionsState()
        self._boxes: dict[str, TouchedBox] = {}
        self._lines: tuple[TouchedLine, ...] = ()
        self.presenter = EditionsPresenter(self, editions, runner, words, go=go, say=say)
        self._build()
        self._connect()

    def title(self) -> str:
        """What this place is called."""
        return self.words("editions.title")

    def first_field(self) -> QWidget:
        """The first person on the list, else the act of the edition."""
        for box in self._boxes.values():
            return box.open
        return self.again if self.confirm.isHidden() else self.confirm

    def acts(self) -> Mapping[str, Act]:
        """The main act lets the edition be used, for who may."""
        return {"screen.main": self.confirm.click}

    def panes(self) -> Sequence[QWidget]:
        """The people, the edition."""
        return (self._left, self._right)

    def open(self, **_subject: Any) -> None:
        """Look again."""
        self.presenter.open()

    def leave(self) -> None:
        """Stop looking."""
        self.presenter.leave()

    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        super().retranslate()
        self.strip.retranslate()
        self._lines = ()
        self.presenter.show()

    # -- drawing
    def show_state(self, state: EditionsState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        self.strip.show_work(state.work, state.progress)
        self._summary.setText(state.summary)
        self._summary.setVisible(bool(state.summary))
        self._problem.setVisible(bool(state.problem))
        self._problem.show_words(state.problem)
        self._show_lines(state.lines)
        for button, text in ((self._more, state.more), (self._dealt, state.dealt)):
            button.setText(text)
            button.setVisible(bool(text))
            button.updateGeometry()
        self.again.allow(state.loaded and not state.work, state.work)
        self._show_edition(state)
        for said in (state.summary, state.problem, state.confirmed):
            if said and said not in (before.summary, before.problem, before.confirmed):
                announce(self, said)

    def _show_edition(self, state: EditionsState) -> None:
        self._edition.setText(state.edition)
        self._edition.setVisible(bool(state.edition))
        self._show_age(state.age)
        self._confirmed.show_state("yes" if state.is_confirmed else "ask", state.confirmed)
        self._confirmed.setVisible(bool(state.confirmed))
        had_focus = self.confirm.hasFocus()
        self.confirm.setVisible(state.can_confirm)
        self.confirm.allow(state.can_confirm and not state.busy)
        if had_focus and not state.can_confirm:
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_age(self, age: AgeBadge | None) -> None:
        self._age.setVisible(age is not None)
        self._do.setVisible(bool(age and age.do))
        if age is not None:
            self._age.show_state(age.shape, age.word)
            self._do.setText(age.do)
            self._do.set_tone(WORD_TONES[age.shape])

    def _show_lines(self, lines: tuple[TouchedLine, ...]) -> None:
        if lines == self._lines:
            return
        focused = next((key for key, box in self._boxes.items() if box.deal.hasFocus()), "")
        order = [line.check_id for line in self._lines]
        self._lines = lines
        clear(self._sheets)
        self._boxes = {}
        for line in lines:
            made = TouchedBox(line, self.words)
            made.opened.connect(
                lambda line=line: self.presenter.read_check(line.client_id, line.check_id)
            )
            made.dealt.connect(lambda line=line: self.presenter.deal(line.check_id))
            self._boxes[line.check_id] = made
            self._sheets.addWidget(made)
        if focused:
            self._follow(order, focused)
        self._order_tabs()

    def _follow(self, order: Sequence[str], gone: str) -> None:
        """The focus stays with the person, or goes to the next one on the list."""
        later = order[order.index(gone) :] if gone in order else []
        box = next((self._boxes[key] for key in later if key in self._boxes), None)
        (box.deal if box else self.again).setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_tabs(self) -> None:
        stops: list[QWidget] = [self.strip.cancel]
        for box in self._boxes.values():
            stops += [box.open, box.deal]
        stops += [self._more, self._dealt, self.confirm, self.again]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # -- building
    def _build(self) -> None:
        self.strip = ProgressStrip()
        self._problem = Banner("", kind="ask")
        self._about = label("", "body", "text2", wrap=True)
        self._summary = label("", "lead_b", wrap=True)
        self._sheets = column(gap=12)
        self._more, self._dealt = Button("", "quiet", "chevron-down"), Button("", "ghost", "eye")
        self._title = label("", "lead_b")
        self._edition = label("", "body_m", wrap=True)
        self._age = state_row("yes", "", role="body_m", size=18)
        self._do = label("", "small_m", "ask", wrap=True)
        self._confirmed = state_row("ask", "", role="body_m", size=18)
        for shown in (self._age, self._confirmed):
            shown.word.setWordWrap(True)
        self.confirm = Button("", "primary", "badge-check", "Ctrl+Enter", wide=True)
        self.again = Button("", "quiet", "refresh-cw", wide=True)
        people = column(
            self._problem,
            self._about,
            self.strip,
            self._summary,
            self._sheets,
            row(self._more, self._dealt, None, gap=8),
            None,
            gap=12,
        )
        self._left, self._right = QWidget(), QWidget()
        self._left.setLayout(people)
        self._right.setLayout(
            column(
                card(
                    self._title, self._edition, self._age, self._do, rule(), self._confirmed,
                    self.confirm, self.again,
                ),
                None,
            )
        )  # fmt: skip
        fold = Fold((self._left, 1), (self._right, 0), below=_FOLD_BELOW, gap=16)
        self.setLayout(column(ScrollPane(column(fold, None, pad=(24, 16, 24, 24)))))
        self.worded(self._about.setText, "editions.about")
        self.worded(self._title.setText, "editions.card")
        self.worded(self.confirm.setText, "editions.confirm")
        self.worded(self.again.setText, "editions.look_again")
        self.worded(self._left.setAccessibleName, "editions.pane.people")
        self.worded(self._right.setAccessibleName, "editions.card")
        self.dress()

    def dress(self) -> None:
        """The side grows with the letters."""
        beside = self.width() >= look.px(_FOLD_BELOW)
        self._right.setMinimumWidth(look.px(_SIDE))
        self._right.setMaximumWidth(look.px(_SIDE) if beside else _UNBOUNDED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self.dress()

    def _connect(self) -> None:
        do = self.presenter
        self.strip.cancel_wanted.connect(do.stop)
        self.confirm.clicked.connect(do.confirm)
        self.again.clicked.connect(do.look)
        self._more.clicked.connect(do.show_more)
        self._dealt.clicked.connect(do.turn_dealt)
