"""The picture beside the way in: a doorway with light in it. It tells a visitor nothing."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import look

_DRAWN = QSize(621, 768)
_FLOOR = 614.0
_ARCHES = ((440.0, 54.0, 0.08), (340.0, 174.0, 0.18), (248.0, 284.0, 0.34), (164.0, 386.0, 1.0))
"""Width, top and share of the main colour, from the outermost inwards."""
_DOOR = (80.0, 454.0)


class Doorway(QWidget):
    """Decoration: four arches in one another, a lit door, light on the floor."""

    def __init__(self) -> None:
        """Take what room there is."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return _DRAWN

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("rail"))
        scale = self.height() / _DRAWN.height()
        middle = self.width() / scale / 2
        painter.scale(scale, scale)
        painter.setPen(QPen(_mixed(0.18), 1))
        painter.drawLine(QPointF(0, _FLOOR), QPointF(middle * 2, _FLOOR))
        for width, top, share in _ARCHES:
            self._arch(painter, _arch(middle, width, top), share)
        self._light(painter, middle)

    @staticmethod
    def _arch(painter: QPainter, arch: QPainterPath, share: float) -> None:
        if look.is_contrast():
            painter.setPen(QPen(look.colour("line"), 2))
            painter.setBrush(look.colour("rail"))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_mixed(share))
        painter.drawPath(arch)

    @staticmethod
    def _light(painter: QPainter, middle: float) -> None:
        width, top = _DOOR
        lit = look.colour("text") if look.is_contrast() else look.colour("paper")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(lit)
        painter.drawPath(_arch(middle, width, top))
        shade = QLinearGradient(0, _FLOOR, 0, _FLOOR + 92)
        out = QColor(lit)
        out.setAlpha(0)
        near = QColor(lit)
        near.setAlpha(255 if look.theme() == "light" else 120)
        shade.setColorAt(0, near)
        shade.setColorAt(1, out)
        painter.setBrush(shade)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(middle - width / 2, _FLOOR),
                    QPointF(middle + width / 2, _FLOOR),
                    QPointF(middle + 162, _FLOOR + 92),
                    QPointF(middle - 162, _FLOOR + 92),
                ]
            )
        )


def _arch(middle: float, width: float, top: float) -> QPainterPath:
    left = middle - width / 2
    path = QPainterPath(QPointF(left, _FLOOR))
    path.lineTo(left, top + width / 2)
    path.arcTo(QRectF(left, top, width, width), 180, -180)
    path.lineTo(left + width, _FLOOR)
    path.closeSubpath()
    return path


def _mixed(share: float) -> QColor:
    """The ground with that share of the main colour in it."""
    ground, main = look.colour("rail"), look.colour("primary")
    return QColor.fromRgbF(
        ground.redF() + (main.redF() - ground.redF()) * share,
        ground.greenF() + (main.greenF() - ground.greenF()) * share,
        ground.blueF() + (main.blueF() - ground.blueF()) * share,
    )
