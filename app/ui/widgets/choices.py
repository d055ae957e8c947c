"""A few answers side by side, one of them chosen: real radio buttons, drawn as one bar."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from app.ui.theme import look, tokens
from app.ui.theme.icons import icon as drawn_icon
from app.ui.widgets import paint
from app.ui.widgets.placed import Placed
from app.ui.widgets.speech import said

YES, NO, UNKNOWN = "yes", "no", "unknown"


class Segment(QRadioButton):
    """One answer of a bar."""

    def __init__(self, text: str, *, first: bool, last: bool) -> None:
        """The ends of the bar are rounded."""
        super().__init__(text)
        self._first, self._last = first, last
        self._wrong = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if first else Qt.FocusPolicy.ClickFocus)
        self.dress()

    def dress(self) -> None:
        """Take the letters of now."""
        self.setFont(look.font("body_m"))
        self.updateGeometry()

    def set_wrong(self, wrong: bool) -> None:
        """Draw the border of an error."""
        self._wrong = wrong
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the word and its tick."""
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(wide + look.px(16) + 26, look.px(tokens.FIELD))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its word."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802  Qt's name
        """The whole segment can be pressed."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, as a space does; on what is chosen already it goes up to the form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.isChecked():
                event.ignore()
            else:
                self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, border, tick and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        outline = self._outline(rect)
        on, tone = self.isChecked(), "text" if self.isEnabled() else "text3"
        painter.fillPath(outline, look.colour(self._ground()))
        painter.setPen(QPen(look.colour("danger" if self._wrong else "edge"), look.line_width()))
        painter.drawPath(outline)
        if self.hasFocus():
            self._draw_ring(painter, rect)
        self._draw_word(painter, rect, "on_primary" if on and self.isEnabled() else tone)

    def _ground(self) -> str:
        if not self.isEnabled():
            return "sunken"
        if self.isChecked():
            return "primary"
        return "sunken" if self.underMouse() and not look.is_contrast() else "surface"

    def _outline(self, rect: QRectF) -> QPainterPath:
        half, corner = look.line_width() / 2, float(tokens.CORNER_FIELD)
        # neighbours share a border: each but the first begins on the last pixel of the one before
        left = rect.left() + (half if self._first else -half)
        inner = QRectF(QPointF(left, half), QPointF(rect.right() - half, rect.bottom() - half))
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(inner, corner, corner)
        if not self._first:
            path.addRect(QRectF(inner.left(), inner.top(), corner, inner.height()))
        if not self._last:
            path.addRect(QRectF(inner.right() - corner, inner.top(), corner, inner.height()))
        return path.simplified()

    def _draw_ring(self, painter: QPainter, rect: QRectF) -> None:
        width = look.ring_width()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("surface"), 2))
        inset = width + 1.0
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), 4, 4)
        painter.setPen(QPen(look.colour("focus"), width))
        half = width / 2
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), 6, 6)

    def _draw_word(self, painter: QPainter, rect: QRectF, tone: str) -> None:
        metrics = QFontMetrics(self.font())
        side = look.px(16)
        wide = metrics.horizontalAdvance(self.text()) + (side + 6 if self.isChecked() else 0)
        left = rect.center().x() - wide / 2
        if self.isChecked():
            at = QPointF(left, rect.center().y() - side / 2)
            painter.drawPixmap(at, drawn_icon("check", 16, tone))
            left += side + 6
        painter.setFont(self.font())
        painter.setPen(look.colour(tone))
        painter.drawText(QPointF(left, paint.baseline(rect, metrics)), self.text())


class Choice(Placed, QWidget):
    """Several answers of which one is chosen; arrows move, Backspace takes the answer back."""

    edited = Signal()

    def __init__(self, options: Sequence[tuple[str, str]], *, name: str = "") -> None:
        """Offer values with their words; `name` is the question."""
        super().__init__()
        self._group = QButtonGroup(self)
        self._segments: dict[str, Segment] = {}
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        for at, (value, words) in enumerate(options):
            segment = Segment(words, first=at == 0, last=at == len(options) - 1)
            self._segments[value] = segment
            self._group.addButton(segment)
            across.addWidget(segment, 1)
            segment.clicked.connect(self._tell)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if self._segments:
            self.setFocusProxy(next(iter(self._segments.values())))
        self.setAccessibleName(name)

    def _tell(self) -> None:
        self.edited.emit()

    def set_words(self, words: Sequence[str]) -> None:
        """Change the words of the answers, in their order."""
        for segment, text in zip(self._segments.values(), words, strict=True):
            segment.setText(text)
            segment.dress()

    def value(self) -> str:
        """The chosen value, or "" if nobody answered."""
        return next((v for v, segment in self._segments.items() if segment.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose this, or nothing with ""; nobody is told."""
        self._group.setExclusive(False)
        for known, segment in self._segments.items():
            segment.setChecked(known == value)
        self._group.setExclusive(True)
        self._one_tab_stop(value)

    def set_wrong(self, wrong: bool) -> None:
        """Draw the border of an error."""
        for segment in self._segments.values():
            segment.set_wrong(wrong)

    def segment(self, value: str) -> Segment:
        """The button of that answer."""
        return self._segments[value]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the answer back."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self.value():
            self.set_value("")
            self.edited.emit()
        else:
            super().keyPressEvent(event)

    def _one_tab_stop(self, value: str) -> None:
        stop = value if value in self._segments else next(iter(self._segments), "")
        for known, segment in self._segments.items():
            policy = Qt.FocusPolicy.StrongFocus if known == stop else Qt.FocusPolicy.ClickFocus
            segment.setFocusPolicy(policy)
            if known == stop:
                self.setFocusProxy(segment)


class Answers(Choice):
    """So · No · Do not know: always in this order, always all three."""

    def __init__(self, *, name: str = "") -> None:
        """`name` is the question."""
        super().__init__([(YES, ""), (NO, ""), (UNKNOWN, "")], name=name)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the answers in the language of now."""
        self.set_words([said("answer.yes"), said("answer.no"), said("answer.unknown")])
