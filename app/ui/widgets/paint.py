"""Strokes that several widgets share: the focus ring, rounded grounds, words within a rectangle."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from app.ui.theme import look


def ring(painter: QPainter, rect: QRectF, corner: float) -> QRectF:
    """Draw the focus ring along `rect`; the answer is what is left inside, past the gap."""
    width = look.ring_width()
    half = width / 2
    painter.setPen(QPen(look.colour("focus"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), corner + 2, corner + 2)
    inset = width + 2
    return rect.adjusted(inset, inset, -inset, -inset)


def ground(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: str = "",
    edge: str = "",
    corner: float = 0,
    dashed: bool = False,
    width: int = 0,
) -> None:
    """A rounded rectangle with a border that stays crisp."""
    width = width or look.line_width()
    pen = QPen(look.colour(edge), width) if edge else QPen(Qt.PenStyle.NoPen)
    if edge and dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(look.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    half = width / 2 if edge else 0.0
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), corner, corner)


def baseline(rect: QRectF, metrics: QFontMetrics) -> float:
    """Where letters stand so that their capitals are in the middle of `rect`."""
    return rect.center().y() + metrics.capHeight() / 2


def words(
    painter: QPainter, rect: QRectF, text: str, *, font: QFont, tone: str, right: bool = False
) -> float:
    """One line of words in the middle of `rect`, shortened if it must be; answers its width."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) + 1)
    wide = metrics.horizontalAdvance(shown)
    painter.setFont(font)
    painter.setPen(look.colour(tone))
    left = rect.right() - wide if right else rect.left()
    painter.drawText(QPointF(left, baseline(rect, metrics)), shown)
    return float(wide)
