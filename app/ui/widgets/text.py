"""Words on the screen: labels, chips, key caps, small pictures beside them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.theme import look, tokens
from app.ui.theme.icons import icon as drawn_icon
from app.ui.widgets import paint
from app.ui.widgets.placed import Placed


class Label(Placed, QLabel):
    """Words in the letters of a role and the colour of a tone."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "text") -> None:
        """Show `text` as plain text."""
        super().__init__(text)
        self._role, self._tone = role, tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.dress()

    def dress(self) -> None:
        """Take letters and colour of the look of now."""
        self.setFont(look.font(self._role))
        look.tint(self, self._tone)

    def set_tone(self, tone: str) -> None:
        """Change the colour's role."""
        self.dress_as(self._role, tone)

    def dress_as(self, role: str, tone: str) -> None:
        """Change letters and colour."""
        if (role, tone) != (self._role, self._tone):
            self._role, self._tone = role, tone
            self.dress()


def label(text: str = "", role: str = "body", tone: str = "text", *, wrap: bool = False) -> Label:
    """A label; `wrap` lets it take several lines."""
    made = Label(text, role, tone)
    made.setWordWrap(wrap)
    return made


class ShortLabel(Label):
    """One line that is shortened where there is no room; whole in the tooltip and to readers."""

    def setText(self, text: str) -> None:  # noqa: N802  Qt's name
        """Show this."""
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), look.px(96)), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as many letters as there is room for."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint.words(painter, rect, self.text(), font=self.font(), tone=self._tone)


class Picture(Placed, QWidget):
    """An icon beside words; decoration, so it has no name of its own."""

    def __init__(self, name: str, size: int = 18, tone: str = "text2") -> None:
        """Show the icon `name` of resources/icons."""
        super().__init__()
        self._icon, self._size, self._tone = name, size, tone
        self.dress()

    def dress(self) -> None:
        """Take the size of now."""
        side = look.px(self._size)
        self.setFixedSize(side, side)

    def show_icon(self, name: str, tone: str) -> None:
        """Change the icon and its colour."""
        self._icon, self._tone = name, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        QPainter(self).drawPixmap(0, 0, drawn_icon(self._icon, self._size, self._tone))


_CHIP_TONES = {"primary": "primary_text", "solid": "on_primary"}
_CHIP_GROUNDS = {"primary": "primary_soft", "solid": "primary"}


class Chip(Placed, QLabel):
    """A small word on a soft ground; never the only sign of a state."""

    def __init__(self, text: str, tone: str = "no", icon: str = "") -> None:
        """Show `text`; tones: no, yes, ask, danger, info, primary, solid."""
        super().__init__(text)
        self._tone, self._icon = tone, icon
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.dress()

    def dress(self) -> None:
        """Take the letters of now."""
        self.setFont(look.font("small_m"))
        self.updateGeometry()

    def show_text(self, text: str, tone: str = "") -> None:
        """Change the word and, if given, its tone."""
        self._tone = tone or self._tone
        self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as the word asks."""
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text())
        extra = look.px(14) + 5 if self._icon else 0
        return QSize(wide + 20 + extra, look.px(tokens.CHIP))

    def minimumSizeHint(self) -> QSize:
        """Never narrower."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        tone = _CHIP_TONES.get(self._tone, self._tone)
        fill = _CHIP_GROUNDS.get(self._tone, f"{self._tone}_soft")
        edge = tone if look.is_contrast() and fill != "primary" else ""
        paint.ground(painter, rect, fill=fill, edge=edge, corner=rect.height() / 2)
        left = 10.0
        if self._icon:
            side = look.px(14)
            painter.drawPixmap(8, (self.height() - side) // 2, drawn_icon(self._icon, 14, tone))
            left = 13.0 + side
        paint.words(
            painter, rect.adjusted(left, 0, -6, 0), self.text(), font=self.font(), tone=tone
        )


_KEY_NAMES = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


class KeyCap(Placed, QLabel):
    """The name of a key, as on a keyboard."""

    def __init__(self, text: str) -> None:
        """Show the key's name."""
        super().__init__(_KEY_NAMES.get(text, text))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.dress()

    def dress(self) -> None:
        """Take the letters of now."""
        self.setFont(look.font("tiny"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A cap around the word."""
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(max(wide + 12, look.px(20)), look.px(20))

    def minimumSizeHint(self) -> QSize:
        """Never narrower."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cap and the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        paint.ground(painter, rect, fill="surface", edge="line", corner=4)
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text())
        left = (rect.width() - wide) / 2
        paint.words(
            painter, rect.adjusted(left, 0, 0, 0), self.text(), font=self.font(), tone="text3"
        )
