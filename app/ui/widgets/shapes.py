"""States told by form and word, then by colour: disc with tick, square with bar, diamond with ?."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.theme import look
from app.ui.widgets.placed import Placed
from app.ui.widgets.text import Label, label

Kind = Literal["yes", "no", "ask", "part", "wait", "now", "danger", "info"]

TONES: dict[Kind, str] = {
    "yes": "yes",
    "no": "no",
    "ask": "ask",
    "part": "ask",
    "wait": "text2",
    "now": "primary",
    "danger": "danger",
    "info": "info",
}
WORD_TONES: dict[Kind, str] = {**TONES, "now": "primary_text"}


def draw_shape(painter: QPainter, kind: Kind, rect: QRectF) -> None:
    """Draw the shape of a state into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = max(1.5, rect.width() * 0.1)
    pen = QPen(look.colour(TONES[kind]), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _DRAWN[kind](painter, kind, rect)
    painter.restore()


def _inner(rect: QRectF, by: float = 1.0) -> QRectF:
    return rect.adjusted(by, by, -by, -by)


def _at(rect: QRectF, across: float, down: float) -> QPointF:
    return QPointF(rect.x() + rect.width() * across, rect.y() + rect.height() * down)


def _tick(painter: QPainter, kind: Kind, rect: QRectF) -> None:
    painter.setBrush(look.colour(TONES[kind]))
    painter.drawEllipse(_inner(rect, 1.5))
    pen = QPen(painter.pen())
    pen.setColor(look.colour("surface"))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(
        QPolygonF([_at(rect, 0.30, 0.52), _at(rect, 0.44, 0.66), _at(rect, 0.71, 0.36)])
    )


def _bar(painter: QPainter, _kind: Kind, rect: QRectF) -> None:
    corner = rect.width() * 0.16
    painter.drawRoundedRect(_inner(rect, 2), corner, corner)
    painter.drawLine(_at(rect, 0.32, 0.5), _at(rect, 0.68, 0.5))


def _mark(painter: QPainter, rect: QRectF, mark: str, size: float) -> None:
    font = QFont(look.FAMILY)
    font.setPixelSize(max(6, round(size)))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, mark)


def _diamond(painter: QPainter, kind: Kind, rect: QRectF) -> None:
    inside = _inner(rect)
    middle, half = inside.center(), inside.width() / 2
    painter.setBrush(look.colour(f"{TONES[kind]}_soft"))
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(middle.x(), middle.y() - half),
                QPointF(middle.x() + half, middle.y()),
                QPointF(middle.x(), middle.y() + half),
                QPointF(middle.x() - half, middle.y()),
            ]
        )
    )
    _mark(painter, rect, "?", rect.width() * 0.56)


def _triangle(painter: QPainter, kind: Kind, rect: QRectF) -> None:
    painter.setBrush(look.colour(TONES[kind]))
    painter.drawPolygon(
        QPolygonF([_at(rect, 0.5, 0.1), _at(rect, 0.93, 0.88), _at(rect, 0.07, 0.88)])
    )
    painter.setPen(look.colour("surface"))
    _mark(painter, rect.adjusted(0, rect.height() * 0.14, 0, 0), "!", rect.width() * 0.52)


def _half(painter: QPainter, kind: Kind, rect: QRectF) -> None:
    painter.drawEllipse(_inner(rect, 1.5))
    painter.setBrush(look.colour(TONES[kind]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPie(_inner(rect, 1.5 + rect.width() * 0.12), 90 * 16, -180 * 16)


def _hourglass(painter: QPainter, kind: Kind, rect: QRectF) -> None:
    """Not a clock: without colours its hands in a ring look like the letter in a ring."""
    left, right, top, low = 0.2, 0.8, 0.1, 0.9
    middle = _at(rect, 0.5, 0.5)
    painter.drawPolygon(QPolygonF([_at(rect, left, top), _at(rect, right, top), middle]))
    painter.setBrush(look.colour(TONES[kind]))
    painter.drawPolygon(QPolygonF([_at(rect, left, low), _at(rect, right, low), middle]))


def _dot(painter: QPainter, kind: Kind, rect: QRectF) -> None:
    painter.drawEllipse(_inner(rect, 1.5))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(TONES[kind]))
    painter.drawEllipse(rect.center(), rect.width() * 0.2, rect.width() * 0.2)


def _letter(painter: QPainter, _kind: Kind, rect: QRectF) -> None:
    painter.drawEllipse(_inner(rect, 1.5))
    _mark(painter, rect, "i", rect.width() * 0.6)


_DRAWN: dict[Kind, Callable[[QPainter, Kind, QRectF], None]] = {
    "yes": _tick,
    "no": _bar,
    "ask": _diamond,
    "part": _half,
    "wait": _hourglass,
    "now": _dot,
    "danger": _triangle,
    "info": _letter,
}


class StateShape(Placed, QWidget):
    """The shape of a state. Beside its word it needs no name; alone it must have one."""

    def __init__(self, kind: Kind, size: int = 18, name: str = "") -> None:
        """Show that state; `name` is its word, if no label beside says it."""
        super().__init__()
        self._kind, self._size = kind, size
        self.setAccessibleName(name)
        self.dress()

    def dress(self) -> None:
        """Take the size of now."""
        side = look.px(self._size)
        self.setFixedSize(side, side)

    def show_kind(self, kind: Kind) -> None:
        """Show another state."""
        self._kind = kind
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the shape."""
        draw_shape(QPainter(self), self._kind, QRectF(self.rect()))


class StateRow(Placed, QWidget):
    """A shape and its word."""

    def __init__(self, kind: Kind, word: str, *, role: str = "body_m", size: int = 18) -> None:
        """Show that state."""
        super().__init__()
        self.shape_ = StateShape(kind, size)
        self.word: Label = label(word, role, WORD_TONES[kind])
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        across.addWidget(self.shape_)
        across.addWidget(self.word, 1)

    def show_state(self, kind: Kind, word: str) -> None:
        """Show another state."""
        self.shape_.show_kind(kind)
        self.word.setText(word)
        self.word.set_tone(WORD_TONES[kind])


def state_row(kind: Kind, word: str, *, role: str = "body_m", size: int = 18) -> StateRow:
    """A shape and its word."""
    return StateRow(kind, word, role=role, size=size)
