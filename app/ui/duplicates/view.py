"""Two cards side by side: reasons, the same fields of both, a choice for each that differs."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.core.clock import Clock
from app.core.runner import Runner
from app.core.words import Words
from app.ui.duplicates.pair_row import PairRow
from app.ui.duplicates.presenter import Desk, MergePresenter, Say
from app.ui.duplicates.state import CardHead, MergeState
from app.ui.screens import Act, Screen
from app.ui.sight.revealing import AskWhy
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Fold, Reflow, ScrollPane, card, clear, column, row
from app.ui.widgets.notices import Banner
from app.ui.widgets.text import Chip, Picture, label

_FOLD_BELOW = 760


class MergeView(Screen):
    """Draws a `MergeState`; decides nothing."""

    name = "merge"
    place = "people"

    def __init__(
        self,
        words: Words,
        desk: Desk,
        runner: Runner,
        *,
        clock: Clock,
        go: Callable[..., None],
        say: Say,
        ask_why: AskWhy,
    ) -> None:
        """`go` opens another screen, `say` tells of something that can be taken back."""
        super().__init__(words)
        self._state = MergeState()
        self._rows: dict[str, PairRow] = {}
        self._masking = QTimer(self)
        self._masking.setSingleShot(True)
        self.presenter = MergePresenter(
            self, desk, runner, words, clock=clock, go=go, say=say, ask_why=ask_why
        )
        self._masking.timeout.connect(self.presenter.mask)
        self._make_acts()
        self._make_body()

    # -- what a screen says of itself
    def title(self) -> str:
        return self.words("screen.merge")

    def crumbs(self) -> str:
        return self._state.crumbs

    def first_field(self) -> QWidget:
        for pair in self._rows.values():
            if pair.choice is not None:
                return pair.choice
        return self.merge

    def acts(self) -> Mapping[str, Act]:
        return {"screen.main": self.presenter.merge, "person.reveal": self.presenter.unmask}

    def panes(self) -> Sequence[QWidget]:
        return (self._buttons, self._fields)

    def open(
        self, *, client_id: str = "", other_id: str = "", back: str = "", **_subject: Any
    ) -> None:
        self.presenter.open(client_id, other_id, back=back)

    def refresh(self) -> None:
        self.presenter.refresh()

    def leave(self) -> None:
        self._masking.stop()
        self.presenter.mask()

    def mask_in(self, milliseconds: int) -> None:
        """Mask again after so long."""
        self._masking.start(milliseconds)

    def retranslate(self) -> None:
        super().retranslate()
        self._forget_rows()
        self.presenter.show()

    # -- what the presenter asks
    def show_state(self, state: MergeState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        self._page.setVisible(state.loaded)
        for head, shown in ((self._kept, state.kept), (self._merged, state.merged)):
            head.show_head(shown)
        self._show_reasons(state)
        self._show_lines(state)
        for banner, sentence in ((self._kin, state.kin), (self._problem, state.problem)):
            banner.setVisible(bool(sentence))
            banner.show_words(sentence)
        self._apart.setVisible(state.told_apart)
        self.apart.setVisible(not state.told_apart)
        self.unmask.setVisible(state.can_unmask)
        self.unmask.setText(self.words("client.unmask" if state.masked else "client.mask"))
        self.unmask.dress()
        self.merge.allow(not state.busy)
        if state.problem and state.problem != before.problem:
            announce(self, state.problem, at_once=True)
        if state.loaded and not before.loaded:
            self.first_field().setFocus()
        if state.crumbs != before.crumbs:
            self.heading_changed.emit()

    def _show_reasons(self, state: MergeState) -> None:
        for place, key, icon, tone, reasons in (
            (self._for, "merge.for", "check", "yes", state.speaks_for),
            (self._against, "merge.against", "minus", "text2", state.speaks_against),
        ):
            clear(place)
            place.addWidget(label(self.words(key), "lead_b"))
            for reason in reasons or (self.words("merge.no_reason"),):
                line = QWidget()
                said = label(reason, "body", wrap=True)
                line.setLayout(row(Picture(icon, 16, tone), (said, 1), gap=8))
                place.addWidget(line)
            place.addStretch(1)

    def _show_lines(self, state: MergeState) -> None:
        if [*self._rows] != [line.name for line in state.lines]:
            self._forget_rows()
            for line in state.lines:
                made = PairRow(line, self.words)
                if made.choice is not None:
                    made.choice.edited.connect(lambda made=made: self._chosen(made))
                self._rows[line.name] = made
                self._lines.addWidget(made)
        for line in state.lines:
            self._rows[line.name].show_line(line)

    def _chosen(self, pair: PairRow) -> None:
        if pair.choice is not None:
            self.presenter.choose(pair.line.name, pair.choice.value())

    def _forget_rows(self) -> None:
        clear(self._lines)
        self._rows = {}

    # -- drawing
    def _make_acts(self) -> None:
        here = self.presenter
        self.merge = self._button("merge.merge", "check", here.merge, main=True)
        self.apart = self._button("merge.apart", "users-round", here.tell_apart)
        self.swap = self._button("merge.swap", "columns-2", here.swap)
        self.unmask = Button("", "link")
        self.unmask.clicked.connect(here.unmask)
        self.back_apart = self._button("merge.back_apart", "undo-2", here.take_back_apart)
        self._buttons = QWidget()
        acts = Reflow(self.merge, self.apart, self.swap, columns=3, least=210, gap=(8, 8))
        self._buttons.setLayout(column(acts, row(self.unmask, None, gap=0), gap=6))

    def _button(
        self, key: str, icon: str, work: Callable[[], None], *, main: bool = False
    ) -> Button:
        keys = "Ctrl+Enter" if main else ""
        made = Button("", "primary" if main else "quiet", icon, keys=keys, wide=True)
        self.worded(made.setText, key)
        made.clicked.connect(work)
        return made

    def _make_body(self) -> None:
        self._kept, self._merged = _Head(), _Head()
        self._kin = Banner("", kind="ask")
        self._problem = Banner("", kind="danger")
        self._apart = Banner("", kind="info", acts=(self.back_apart,))
        self.worded(self._apart.show_words, "merge.is_apart")
        self._for, self._against = column(gap=6), column(gap=6)
        reasons = []
        for place in (self._for, self._against):
            half = QWidget()
            half.setLayout(place)
            reasons.append((half, 1))
        self._lines = column(gap=2)
        self._fields = QWidget()
        self._fields.setLayout(self._lines)
        fields = label("", "lead_b")
        self.worded(fields.setText, "merge.fields")
        hint = label("", "small", "text2", wrap=True)
        self.worded(hint.setText, "merge.hint")
        heads = Fold((card(self._kept), 1), (card(self._merged), 1), below=_FOLD_BELOW, gap=12)
        self._page = QWidget()
        self._page.setLayout(
            column(
                self._problem,
                self._kin,
                self._apart,
                heads,
                card(Fold(*reasons, below=_FOLD_BELOW, gap=24)),
                self._buttons,
                card(fields, hint, self._fields, gap=8),
                None,
                gap=12,
                pad=(24, 14, 20, 16),
            )
        )
        self.setLayout(column((ScrollPane(self._page), 1), gap=0))


class _Head(QWidget):
    """Which of the two it is, whose name stands on it, what hangs on it."""

    def __init__(self) -> None:
        super().__init__()
        self._role = Chip("", "primary", "id-card")
        self._name = label("", "title", wrap=True)
        self._note = label("", "body", "text2", wrap=True)
        self.setLayout(column(row(self._role, None), self._name, self._note, gap=4))

    def show_head(self, shown: CardHead | None) -> None:
        """Draw this card's head."""
        if shown is not None:
            self._role.show_text(shown.role)
            self._name.setText(shown.name)
            self._note.setText(shown.note)
