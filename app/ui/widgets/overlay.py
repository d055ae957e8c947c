"""Something that lies over the window for a moment: a veil, a panel, and the focus inside it."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui.theme import look, tokens
from app.ui.widgets import paint
from app.ui.widgets.layouts import Box

_VEIL = 92  # of 255: 36 %
_RINGS = 14


class Overlay(QWidget):
    """A panel over a veil. Esc or a press beside the panel closes it; the focus returns."""

    closed = Signal()

    def __init__(self, window: QWidget, content: QLayout, *, width: int, top: int) -> None:
        """Over `window`, hidden; the panel is `width` wide and begins `top` below the edge."""
        super().__init__(window)
        self._window, self._width, self._top = window, width, top
        self._focus_before: QWidget | None = None
        self.panel = Box(content, "plain")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.panel, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        window.installEventFilter(self)
        self.panel.installEventFilter(self)
        self.hide()

    def open_over(self, focus: QWidget) -> None:
        """Show it and go to that widget."""
        self._focus_before = QApplication.focusWidget()
        self._arrange()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_over(self) -> None:
        """Take it away; the focus returns to where it was."""
        if not self.isVisible():
            return
        before, self._focus_before = self._focus_before, None
        self.hide()
        # It may be gone meanwhile: a menu deletes itself.
        if before is not None and isValid(before) and self._window.isAncestorOf(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window; draw the soft edge where the panel now ends."""
        if watched is self.panel and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.update()
        if watched is self.panel and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._arrange()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; no key gets through to the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_over()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the panel closes."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_over()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  Qt's signature
        """Tab goes round inside the panel."""
        stops = [w for w in self.findChildren(QWidget) if _is_stop(w)]
        now = QApplication.focusWidget()
        if stops:
            at = stops.index(now) if now in stops else -1
            step = 1 if forward else -1
            stops[(at + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the veil, the soft edge and the panel's ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("scrim", _VEIL))
        rect = QRectF(self.panel.geometry())
        corner = tokens.CORNER_DIALOG
        if not look.is_contrast():
            painter.setPen(Qt.PenStyle.NoPen)
            for ring in range(_RINGS, 0, -1):
                painter.setBrush(look.colour("scrim", 3))
                grown = rect.adjusted(-ring, -ring + 4, ring, ring + 4)
                painter.drawRoundedRect(grown, corner + ring, corner + ring)
        edge = "edge" if look.theme() != "light" else "line"
        paint.ground(painter, rect, fill="raised", edge=edge, corner=corner)

    def _arrange(self) -> None:
        self.setGeometry(self._window.rect())
        top = min(self._top, max(12, self.height() // 8))
        self._column.setContentsMargins(16, top, 16, 16)
        self.panel.setFixedWidth(min(look.px(self._width), self.width() - 32))
        self.panel.setMaximumHeight(self.height() - top - 16)
        self._fit()

    def _fit(self) -> None:
        """Sentences that wrap get the height that they need at this width."""
        content = self.panel.layout()
        if content is not None and content.hasHeightForWidth():
            tall = content.totalHeightForWidth(self.panel.width())
            self.panel.setMinimumHeight(min(tall, self.panel.maximumHeight()))


def _is_stop(widget: QWidget) -> bool:
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(tab) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
