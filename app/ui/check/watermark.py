"""A mark over a whole screen that nobody can take for an answer; it takes no clicks and no keys."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import look

_SLANT = -24
_FAINT = 46  # of 255


class Watermark(QWidget):
    """Slanted words, again and again, over everything of that screen."""

    def __init__(self, screen: QWidget) -> None:
        """Over `screen`, hidden."""
        super().__init__(screen)
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        screen.installEventFilter(self)
        self.hide()

    def show_words(self, words: str) -> None:
        """Show these words, or nothing."""
        self._words = words
        self.setVisible(bool(words))
        if words:
            self._cover()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the screen."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words over the whole place."""
        painter = QPainter(self)
        painter.setFont(look.font("title"))
        painter.setPen(look.colour("danger", _FAINT if look.theme() == "light" else 2 * _FAINT))
        metrics = painter.fontMetrics()
        wide = metrics.horizontalAdvance(self._words) + look.px(90)
        tall = look.px(150)
        reach = self.width() + self.height()
        painter.rotate(_SLANT)
        for line in range(-1, reach // tall + 1):
            for place in range(-1, reach // wide + 2):
                shift = wide // 2 if line % 2 else 0
                painter.drawText(place * wide - shift, line * tall, self._words)

    def _cover(self) -> None:
        screen = self.parentWidget()
        if screen is not None:
            self.setGeometry(screen.rect())
        self.raise_()
