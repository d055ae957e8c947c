"""The right side: why the chosen ground stands as it does, by which law, with which papers."""

from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.check.state import CheckState, MarkLine, ReasonLine, WhyBox
from app.ui.theme import look
from app.ui.widgets.layouts import box, card, clear, column, row, rule
from app.ui.widgets.shapes import WORD_TONES, StateShape
from app.ui.widgets.text import Label, Picture, label


class WhyPane(QWidget):
    """The explanation of one ground; words only, so it is made anew for each."""

    def __init__(self, words: Words) -> None:
        """No ground chosen yet."""
        super().__init__()
        self._words = words
        self._shown: WhyBox | None = None
        self._warnings: tuple[str, ...] = ()
        self._place = column(gap=12)
        self.setLayout(self._place)
        self.dress()

    def show_state(self, state: CheckState) -> None:
        """Explain the chosen ground, and say what needs care."""
        if self._place.count() and (state.why, state.warnings) == (self._shown, self._warnings):
            return
        self._shown, self._warnings = state.why, state.warnings
        clear(self._place)
        for warning in state.warnings:
            self._place.addWidget(_note("circle-alert", warning, "ask"))
        if state.why is None:
            nothing = label(self._words("check.why_nothing"), "body", "text2", wrap=True)
            self._place.addWidget(card(nothing))
        else:
            self._explain(state.why)
        self._place.addStretch(1)

    def _explain(self, why: WhyBox) -> None:
        head = label(why.heading, "small_m", WORD_TONES[why.shape])
        name = label(why.name, "lead_b", wrap=True)
        reasons = [_reason(line) for line in why.reasons]
        marks = [_mark(line) for line in why.marks]
        scope = [label(why.scope, "small_m", "ask", wrap=True)] if why.scope else []
        law = self._law(why)
        self._place.addWidget(
            card(head, name, *reasons, rule(), *marks, *scope, rule(), *law, gap=8)
        )
        if why.paper_lines:
            title = label(self._words("check.documents"), "lead_b")
            count = label(why.papers, "body_m", "text2")
            lines = [_mark(line) for line in why.paper_lines]
            self._place.addWidget(card(row(title, None, count), *lines, gap=8))
        if why.best_note:
            self._place.addWidget(_note("scale", why.best_note, "info"))

    def _law(self, why: WhyBox) -> list[Label]:
        lines = [
            label(self._words("check.norm"), "small", "text2"),
            label(why.norm, "body", wrap=True),
            label(why.edition, "small", "text2", wrap=True),
        ]
        if why.doubt:
            lines.append(label(why.doubt, "small_m", "ask", wrap=True))
        return lines

    def dress(self) -> None:
        """Room for a reason on two lines."""
        self.setMinimumWidth(look.px(240))


def _reason(line: ReasonLine) -> QWidget:
    words = [label(line.text, "body", wrap=True)]
    if line.source:
        words.append(label(line.source, "small", "text3", wrap=True))
    if line.change:
        words.append(label(line.change, "small_m", "primary_text", wrap=True))
    return _beside(StateShape(line.shape, 16), column(*words, gap=1))


def _mark(line: MarkLine) -> QWidget:
    return _beside(StateShape(line.shape, 16), column(label(line.text, "body", wrap=True)))


def _beside(shape: QWidget, words: object) -> QWidget:
    made = QWidget()
    made.setLayout(row(column(1, shape, None, gap=0), (words, 1), gap=8))  # type: ignore[arg-type]
    return made


def _note(icon: str, text: str, kind: str) -> QWidget:
    words = label(text, "small", "text2", wrap=True)
    picture = column(Picture(icon, 16, kind), None)
    return box(row(picture, (words, 1), gap=8, pad=(12, 10, 12, 10)), kind)
