"""The sign of the program: a doorway with light falling out of it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPainterPath, QPaintEvent, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from app.ui.theme import look

_SIDE = 32.0


def draw_mark(painter: QPainter, size: float) -> None:
    """Draw the sign into a square of that size."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / _SIDE, size / _SIDE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("primary"))
    painter.drawPath(_arch(QRectF(6, 3, 20, 20), 180, foot=29))
    painter.setBrush(look.colour("on_primary"))
    door = QPainterPath(QPointF(12, 29))
    door.lineTo(12, 15)
    door.arcTo(QRectF(12, 9.5, 9, 11), 180, -120)
    door.lineTo(20, 29)
    door.closeSubpath()
    painter.drawPath(door)
    painter.setBrush(look.colour("light_floor", 160))
    painter.drawPolygon(
        QPolygonF([QPointF(12, 29), QPointF(20, 29), QPointF(25, 31.5), QPointF(8, 31.5)])
    )


def _arch(rect: QRectF, sweep: float, *, foot: float) -> QPainterPath:
    path = QPainterPath(QPointF(rect.left(), foot))
    path.lineTo(rect.left(), rect.center().y())
    path.arcTo(rect, 180, -sweep)
    path.lineTo(rect.right(), foot)
    path.closeSubpath()
    return path


class Mark(QWidget):
    """The sign; decoration, so it has no name of its own."""

    def __init__(self, size: int = 32) -> None:
        """As large as `size`."""
        super().__init__()
        self._size = size
        self.dress()

    def dress(self) -> None:
        """Take the size of now."""
        side = look.px(self._size)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign."""
        draw_mark(QPainter(self), float(self.width()))


def mark_icon() -> QIcon:
    """The sign as the window's icon."""
    icon = QIcon()
    for side in (16, 32, 48, 128, 256):
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        draw_mark(painter, float(side))
        painter.end()
        icon.addPixmap(picture)
    return icon
