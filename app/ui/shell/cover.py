"""The neutral cover: at one key, whatever is on the screen gives way to a quiet page of law."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.shell.mark import draw_mark
from app.ui.theme import look, tokens
from app.ui.widgets import paint

_SHEET_WIDTH = 720


class Cover(QWidget):
    """Lies over the whole window; F12 or Esc twice takes it away. Nothing behind can be reached."""

    def __init__(self, parent: QWidget, words: Words, *, back: Callable[[], None]) -> None:
        """Hidden; `back` is called when the person wants the screen again."""
        super().__init__(parent)
        self._window, self._words, self._back = parent, words, back
        self._escapes = 0
        self._warning = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Name the page in the language of now."""
        self.setAccessibleName(self._words("shell.cover.title"))
        self.setAccessibleDescription(self._words("shell.cover.text"))

    def cover(self) -> None:
        """Show the page, at once."""
        self._escapes = 0
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.repaint()

    def warn(self, sentence: str) -> None:
        """Say at the foot of the page that the desk is about to be locked; "" takes it back."""
        self._warning = sentence
        self.update()

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: N802  Qt's signature
        """Nothing behind the page gets the focus."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only the two ways back do anything."""
        self._escapes = self._escapes + 1 if event.key() == Qt.Key.Key_Escape else 0
        if event.key() == Qt.Key.Key_F12 or self._escapes == 2:
            self._back()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("canvas"))
        wide = min(self.width() - 2 * tokens.PAGE_EDGE, look.px(_SHEET_WIDTH))
        left, top = (self.width() - wide) / 2, self.height() * 0.16
        painter.save()
        painter.translate(left, top)
        draw_mark(painter, look.px(40))
        painter.restore()
        head = QRectF(left + look.px(56), top, wide - look.px(56), look.px(44))
        title = self._words("shell.cover.title")
        paint.words(painter, head, title, font=look.font("page"), tone="text")
        self._draw_text(painter, QRectF(left, head.bottom() + 24, wide, self.height() * 0.6))
        foot = QRectF(left, self.height() * 0.88, wide, look.px(32))
        paint.words(painter, foot, self._warning, font=look.font("body"), tone="text2")

    def _draw_text(self, painter: QPainter, rect: QRectF) -> None:
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
        font = look.font("lead")
        painter.setFont(font)
        inner = rect.adjusted(24, 24, -24, -24)
        text = self._words("shell.cover.text")
        needed = painter.boundingRect(inner, flags, text)
        sheet = QRectF(rect.topLeft(), QPointF(rect.right(), needed.bottom() + 24))
        paint.ground(painter, sheet, fill="surface", edge="line", corner=tokens.CORNER_SHEET)
        painter.setPen(look.colour("text"))
        painter.setFont(font)
        painter.drawText(inner, flags, text)
