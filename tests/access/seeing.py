"""What people see: the ring of the focus (A5) and contrast, from the pixels themselves (A6)."""

from collections.abc import Iterator

from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from app.ui.theme import look
from app.ui.theme.tokens import contrast
from tests.access.hearing import text_of
from tests.ui.access import _described, settle, stops_of

SHARP = 3
"""Pixels are looked at three times as fine: the middle of a stroke then has its full colour."""
TEXT, LARGE, OFF, BEST = 4.5, 3.0, 3.0, 7.0
LARGE_PIXELS, LARGE_BOLD_PIXELS, BOLD = 24, 18.66, 600
SLACK = 0.96
"""The thinnest strokes of small letters do not quite reach their colour."""
_RING = 0.5
_FEWEST = 4


def contrast_faults(window: QWidget) -> Iterator[str]:
    """A6: words stand out from what is really behind them."""
    for widget, found in pale(window):
        words = f"{_described(widget)} {text_of(widget)[:30]!r}"
        yield f"contrast {found:.1f} of {_limit(widget)}: {words}"


def pale(window: QWidget) -> Iterator[tuple[QWidget, float]]:
    """Whose words do not stand out, and by how much they do."""
    picture = picture_of(window)
    for widget in window.findChildren(QWidget):
        if not text_of(widget).strip() or not widget.isVisible():
            continue
        area = _visible(widget, window)
        if area.width() < 4 or area.height() * 3 < widget.height() * 2:  # scrolled out of sight
            continue
        if _covered(widget, window, area):
            continue
        found = best_contrast(picture, area)
        if found < _limit(widget) * SLACK:
            yield widget, found


def _covered(widget: QWidget, window: QWidget, area: QRect) -> bool:
    """Whether something else, such as a message that goes by, lies over the words."""
    middle = area.center().y()
    tops = (window.childAt(x, middle) for x in (area.left(), area.center().x(), area.right()))
    return any(
        top is not None
        and top is not widget
        and not widget.isAncestorOf(top)
        and not top.isAncestorOf(widget)
        for top in tops
    )


def picture_of(window: QWidget) -> Image.Image:
    """The window, drawn finely."""
    size = window.size() * SHARP
    drawn = QImage(size, QImage.Format.Format_RGBX8888)
    drawn.setDevicePixelRatio(SHARP)
    drawn.fill(Qt.GlobalColor.magenta)
    window.render(drawn)
    pixels = bytes(drawn.constBits())
    return Image.frombuffer(
        "RGBX", (size.width(), size.height()), pixels, "raw", "RGBX", drawn.bytesPerLine(), 1
    ).convert("RGB")


def best_contrast(picture: Image.Image, area: QRect) -> float:
    """The contrast between the commonest colour of an area and the one that differs most."""
    left, top = area.left() * SHARP, area.top() * SHARP
    box = (left, top, left + area.width() * SHARP, top + area.height() * SHARP)
    crop = picture.crop(box)
    counted = crop.getcolors(crop.width * crop.height)
    assert counted is not None
    counted.sort(key=_count, reverse=True)
    ground = _hex(counted[0][1])
    return max(
        (contrast(_hex(colour), ground) for count, colour in counted if count >= _FEWEST),
        default=1.0,
    )


def _count(counted: tuple[int, object]) -> int:
    return counted[0]


def _hex(colour: object) -> str:
    assert isinstance(colour, tuple)
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _limit(widget: QWidget) -> float:
    if not widget.isEnabled():
        return OFF
    if look.is_contrast():
        return BEST
    font = widget.font()
    pixels = font.pointSizeF() * 96 / 72
    bold = font.weight() >= BOLD
    return LARGE if pixels >= (LARGE_BOLD_PIXELS if bold else LARGE_PIXELS) else TEXT


def _visible(widget: QWidget, window: QWidget) -> QRect:
    """The part of a widget that nothing cuts off, in the window's pixels."""
    seen = widget.visibleRegion().boundingRect()
    if isinstance(widget, QLineEdit | QComboBox):
        seen = seen.adjusted(4, 4, -4, -4)
    place = QRect(widget.mapTo(window, seen.topLeft()), seen.size())
    return place.intersected(window.rect())


def ring_faults(window: QWidget) -> Iterator[str]:
    """A5: whatever has the focus wears a ring of the focus colour, two pixels and more."""
    had = QApplication.focusWidget()
    colour = look.colour("focus").rgb()
    for stop in stops_of(window):
        QApplication.focusWidget()
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        if not stop.hasFocus() or not stop.isVisible():
            continue
        area = _ringed(stop)
        if area.width() < 8 or area.size() == window.size():  # the whole window is one page
            continue
        drawn = stop.grab(area).toImage()
        around = 2 * (drawn.width() + drawn.height())
        if _pixels(drawn, colour) < around * look.ring_width() * _RING:
            yield f"no ring: {_described(stop)}"
        elif contrast(look.colour("focus").name(), look.colour("surface").name()) < LARGE:
            yield "the ring is too pale"
    if had is not None:
        had.setFocus()


def _ringed(stop: QWidget) -> QRect:
    if isinstance(stop, QAbstractItemView) and stop.currentIndex().isValid():
        row = stop.visualRect(stop.currentIndex())
        viewport = stop.viewport()
        top = viewport.mapTo(stop, QPoint(0, row.top()))
        return QRect(top.x(), top.y(), viewport.width(), row.height())
    return stop.rect()


def _pixels(drawn: QImage, colour: int) -> int:
    image = drawn.convertToFormat(QImage.Format.Format_RGB32)
    raw = bytes(image.constBits())
    picture = Image.frombuffer(
        "RGB", (image.width(), image.height()), raw, "raw", "BGRX", image.bytesPerLine(), 1
    )
    counted = picture.getcolors(image.width() * image.height()) or []
    name = QColor(colour).name()
    return sum(number for number, found in counted if _hex(found) == name)


def shown_buttons(window: QWidget) -> list[QAbstractButton]:
    """The buttons in sight."""
    return [button for button in window.findChildren(QAbstractButton) if button.isVisible()]


def shown_texts(window: QWidget) -> set[str]:
    """What labels and buttons say now: to compare sizes of letters."""
    texts = {
        text_of(widget)
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible()
    }
    return texts - {""}
