"""The right side of the checklist: how much is closed, what is missing, the term, the acts."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import Words
from app.ui.papers.provisional_box import ProvisionalCard
from app.ui.papers.state import MissingPlace, PapersState, Shape, Term
from app.ui.theme import look
from app.ui.widgets import paint
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import box, card, clear, column, row
from app.ui.widgets.notices import Banner
from app.ui.widgets.shapes import TONES, Kind, state_row
from app.ui.widgets.text import Label, Picture, label

LEGEND: tuple[Kind, ...] = ("yes", "part", "wait", "ask", "no")


class ClosedBar(QWidget):
    """One piece per group; words beside it say the same."""

    def __init__(self) -> None:
        """No group yet."""
        super().__init__()
        self._parts: tuple[Shape, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: tuple[Shape, ...], spoken: str) -> None:
        """Draw these pieces."""
        self._parts = parts
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """A low bar."""
        return QSize(look.px(200), look.px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Closed pieces in the colour of yes, begun ones of care, open ones pale."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = (self.width() - 4 * (len(self._parts) - 1)) / max(len(self._parts), 1)
        for at, part in enumerate(self._parts):
            rect = QRectF(at * (wide + 4), 0, wide, self.height())
            tone = "line" if part == "ask" else TONES[part]
            paint.ground(painter, rect, fill=tone, corner=self.height() / 2)


class Summary(QWidget):
    """How much is closed, what is missing and where it is got, and what can be printed."""

    def __init__(self, words: Words) -> None:
        """Nothing counted yet."""
        super().__init__()
        self._words = words
        self._title: Label = label("", "title", wrap=True)
        self._bar = ClosedBar()
        self._sentence: Label = label("", "body", "text2", wrap=True)
        self._missing_title: Label = label("", "body_b")
        self._missing = column(gap=8)
        self._shown: tuple[MissingPlace, ...] = ()
        self.provisional = ProvisionalCard(words)
        self._own = Banner("", kind="ask", icon="scale")
        self.application = Button("", "primary", "file-check", "Ctrl+Enter", wide=True)
        self.bring = Button("", "quiet", "printer", "Ctrl+P", wide=True)
        self.receipt = Button("", "quiet", "file-text", wide=True)
        self._term_title: Label = label("", "lead_b")
        self._term = column(gap=4)
        self._term_shown: Term | None = None
        self._legend_title: Label = label("", "small_m", "text2")
        self._legend = {kind: state_row(kind, "", role="small", size=16) for kind in LEGEND}
        self.foot = QWidget()
        self.foot.setLayout(column(self.application, gap=8, pad=(12, 10, 24, 14)))
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        top = card(
            self._title, self._bar, self._sentence, 2, self.bring, self.receipt,
            gap=8, pad=(18, 14, 18, 16),
        )  # fmt: skip
        self._wanted = card(self._missing_title, self._missing, gap=8, pad=(18, 14, 18, 16))
        head = row(Picture("clock", 18), (self._term_title, 1), gap=8)
        term = card(head, self._term, gap=6, pad=(16, 12, 16, 14))
        legend = box(
            column(self._legend_title, *self._legend.values(), gap=6, pad=(16, 12, 16, 12)),
            "sunken",
        )
        self.setLayout(
            column(self._own, top, self.provisional, self._wanted, term, legend, None, gap=12)
        )

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        self._missing_title.setText(self._words("papers.missing"))
        self._term_title.setText(self._words("papers.deadline"))
        self._legend_title.setText(self._words("papers.legend"))
        for button, key in (
            (self.application, "papers.print_application"),
            (self.bring, "papers.print_bring"),
            (self.receipt, "papers.print_receipt"),
        ):
            button.setText(self._words(key))
            button.updateGeometry()
        for kind, line in self._legend.items():
            line.show_state(kind, self._words(f"papers.legend.{kind}"))

    def show_state(self, state: PapersState) -> None:
        """Count, list and work out."""
        self._title.setText(state.closed)
        self._own.setVisible(bool(state.own_answer))
        self._own.show_words(state.own_answer)
        self.provisional.show_box(state.provisional)
        self._bar.show_parts(state.bar, state.bar_spoken)
        self._sentence.setText(state.sentence)
        self._wanted.setVisible(bool(state.missing))
        if state.missing != self._shown:
            self._shown = state.missing
            clear(self._missing)
            for place in state.missing:
                self._missing.addWidget(_place(place))
        if state.term != self._term_shown:
            self._term_shown = state.term
            clear(self._term)
            for line in _term_lines(state.term):
                self._term.addWidget(line)


def _place(place: MissingPlace) -> QWidget:
    made = QWidget()
    names = [state_row("ask", name, role="body", size=16) for name in place.papers]
    for name in names:
        name.word.setWordWrap(True)
        name.word.set_tone("text")
    made.setLayout(column(label(place.place, "small", "text3", wrap=True), *names, gap=3))
    return made


def _term_lines(term: Term | None) -> list[Label]:
    if term is None:
        return []
    lines = [label(line, "body", "text2", wrap=True) for line in term.lines]
    lines.append(label(term.ref, "small", "text3", wrap=True))
    if term.doubt:
        lines.append(label(term.doubt, "small_m", "ask", wrap=True))
    return lines
