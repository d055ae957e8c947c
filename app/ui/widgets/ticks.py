"""A box to tick and a small number to count: real Qt controls, drawn in the look of now."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QSpinBox

from app.ui.theme import look, sheet, tokens
from app.ui.theme.icons import icon as drawn_icon
from app.ui.widgets import paint
from app.ui.widgets.placed import Placed

_BOX, _GAP, _EDGE = 20, 10, 4


class Tick(Placed, QCheckBox):
    """A box to tick; its words take as many lines as they need."""

    edited = Signal()

    def __init__(self, text: str = "") -> None:
        """Not ticked."""
        super().__init__(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._tell)
        self.dress()

    def _tell(self) -> None:
        self.edited.emit()

    def dress(self) -> None:
        """Take the letters of now."""
        self.setFont(look.font("body"))
        self.updateGeometry()

    def show_on(self, on: bool) -> None:
        """Tick it or not; nobody is told."""
        blocked = self.blockSignals(True)
        self.setChecked(on)
        self.blockSignals(blocked)
        self.update()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802  Qt's name
        """Box and words can be pressed."""
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        """It wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As tall as its lines."""
        area = QRect(0, 0, max(1, width - self._indent - _EDGE), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        tall = QFontMetrics(self.font()).boundingRect(area, flags, self.text()).height()
        return max(tall + 2 * _EDGE, look.px(_BOX) + 2 * _EDGE)

    def sizeHint(self) -> QSize:
        """One line, if there is room."""
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text()) + self._indent + _EDGE + 2
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """The box and a few letters."""
        return QSize(min(self.sizeHint().width(), look.px(120)), look.px(_BOX) + 2 * _EDGE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ring, box, tick and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            paint.ring(painter, QRectF(self.rect()), 2)
        side = look.px(_BOX)
        box = QRectF(_EDGE, self._first_line() - side / 2, side, side)
        on = self.isChecked()
        fill = "sunken" if not self.isEnabled() else "primary" if on else "surface"
        edge = "primary" if on and self.isEnabled() else "edge"
        paint.ground(painter, box, fill=fill, edge=edge, corner=4)
        if on:
            inner = look.px(16)
            at = QPointF(box.center().x() - inner / 2, box.center().y() - inner / 2)
            tone = "on_primary" if self.isEnabled() else "text3"
            painter.drawPixmap(at, drawn_icon("check", 16, tone))
        painter.setFont(self.font())
        painter.setPen(look.colour("text" if self.isEnabled() else "text3"))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect().adjusted(self._indent, 0, -_EDGE, 0), flags, self.text())

    @property
    def _indent(self) -> int:
        return _EDGE + look.px(_BOX) + (_GAP if self.text() else 0)

    def _first_line(self) -> float:
        line = QFontMetrics(self.font()).height()
        words = self.heightForWidth(self.width()) - 2 * _EDGE
        if words <= look.px(_BOX):
            return self.height() / 2
        return (self.height() - words) / 2 + line / 2


class Count(QSpinBox):
    """A small whole number. The wheel changes nothing unless the person is in it."""

    edited = Signal()

    def __init__(self, least: int = 1, most: int = 99, *, name: str = "") -> None:
        """From `least` to `most`; `name` is for counts that stand without a `Field`."""
        super().__init__()
        self.setRange(least, most)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(11, 0, 0, 0)
        self.textChanged.connect(self._tell)
        self.dress()

    def _tell(self, _text: str) -> None:
        self.edited.emit()

    def dress(self) -> None:
        """Take the letters of now."""
        self.setFont(look.font("body"))
        sheet.wear(self, "count")
        self.setFixedHeight(look.px(tokens.FIELD))

    def show_number(self, number: int) -> None:
        """Show that number; nobody is told."""
        blocked = self.blockSignals(True)
        self.setValue(number)
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the number, unless the person is here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and our two arrows."""
        super().paintEvent(event)
        painter = QPainter(self)
        side, middle = look.px(14), self.height() // 2
        left = self.width() - side - 10
        for name, top, stops in (
            ("chevron-up", middle - side, self.value() >= self.maximum()),
            ("chevron-down", middle, self.value() <= self.minimum()),
        ):
            painter.drawPixmap(left, top, drawn_icon(name, 14, "line" if stops else "text2"))
