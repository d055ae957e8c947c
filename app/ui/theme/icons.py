"""The drawn icons, in any size and in the colour of a role. Each is rastered once."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.core.paths import resources
from app.ui.theme import look

_STROKES = {14: 2.0, 16: 2.0, 18: 1.9}
_STROKE = 1.75


def icon(name: str, size: int = 18, tone: str = "text2") -> QPixmap:
    """The icon as a picture, `size` pixels wide (it grows with the letters)."""
    app = QGuiApplication.instance()
    ratio = max(2.0, app.devicePixelRatio()) if isinstance(app, QGuiApplication) else 2.0
    return _raster(name, size, look.px(size), look.colour(tone).name(), ratio)


def qicon(name: str, size: int = 18, tone: str = "text2") -> QIcon:
    """The icon for menus and windows."""
    return QIcon(icon(name, size, tone))


@lru_cache(maxsize=512)
def _raster(name: str, drawn: int, size: int, colour: str, ratio: float) -> QPixmap:
    stroke = _STROKES.get(drawn, _STROKE)
    svg = _source(name).replace("currentColor", QColor(colour).name())
    svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")
