"""The red frame around the window while a closed card is open behind a broken glass."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.core.clock import local
from app.core.words import Words
from app.ui.theme import look

_WIDE = 5
_PAD, _TALL = 14, 28


class GlassFrame(QWidget):
    """Takes no clicks; says until when. At the end it tells, so that the card closes."""

    def __init__(self, window: QWidget, words: Words, *, over: Callable[[], None]) -> None:
        """Around `window`, hidden; `over` hears that the time is up."""
        super().__init__(window)
        self._window, self._words, self._over = window, words, over
        self._sentence = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._end)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.installEventFilter(self)
        self.hide()

    def show_until(self, until: datetime | None, now: datetime) -> None:
        """Show it until then; None takes it away."""
        self._timer.stop()
        if until is None:
            self.hide()
            return
        self._sentence = self._words("glass.frame", time=f"{local(until):%H:%M}")
        self.setAccessibleName(self._sentence)
        self._timer.start(max(0, int((until - now).total_seconds() * 1000)))
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A thick red line, and the sentence at the top."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("danger"), 2 * _WIDE))
        painter.drawRect(QRectF(self.rect()))
        font = look.font("body_b")
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(self._sentence) + 2 * _PAD
        plate = QRect((self.width() - wide) // 2, 0, wide, look.px(_TALL))
        painter.fillRect(plate, look.colour("danger"))
        painter.setPen(look.colour("on_danger"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, self._sentence)

    def _end(self) -> None:
        self.hide()
        self._over()
