"""Buttons: a verb, perhaps an icon, and the keys that do the same."""

from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.ui.theme import look, tokens
from app.ui.theme.icons import icon as drawn_icon
from app.ui.widgets import paint
from app.ui.widgets.placed import Placed

ButtonKind = Literal["quiet", "primary", "ghost", "link", "soft", "danger", "outline_danger"]

# kind: ground, letters, edge
_KINDS: dict[str, tuple[str, str, str]] = {
    "primary": ("primary", "on_primary", ""),
    "quiet": ("surface", "text", "edge"),
    "soft": ("primary_soft", "primary_text", ""),
    "ghost": ("", "text2", ""),
    "link": ("", "primary_text", ""),
    "danger": ("danger", "on_danger", ""),
    "outline_danger": ("surface", "danger", "danger"),
}
_LINK_PAD = 4
_OVER = {"primary": "primary_hover", "quiet": "sunken", "ghost": "sunken", "soft": "sunken"}


class Button(Placed, QPushButton):
    """A real button, drawn in the look of now. One `primary` on a screen."""

    def __init__(
        self,
        text: str = "",
        kind: ButtonKind = "quiet",
        icon: str = "",
        keys: str = "",
        *,
        name: str = "",
        big: bool = False,
        wide: bool = False,
    ) -> None:
        """`name` is what readers hear if it must say more than `text`; `wide` fills its place."""
        super().__init__(text)
        self._kind, self._icon, self._keys, self._big = kind, icon, keys, big
        if name:
            self.name_it(name)
        self.setAutoDefault(True)
        across = QSizePolicy.Policy.Preferred if wide else QSizePolicy.Policy.Maximum
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.dress()

    def dress(self) -> None:
        """Take the letters of now."""
        self.setFont(look.font("lead_b" if self._big else "body_m"))
        self.updateGeometry()

    def name_it(self, name: str) -> None:
        """Say this to readers; a button without words shows it as a tooltip too."""
        self.setAccessibleName(name)
        if not self.text():
            self.setToolTip(name)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_keys(self, keys: str) -> None:
        """Show these keys as a hint."""
        self._keys = keys
        self.updateGeometry()

    def allow(self, allowed: bool, why_not: str = "") -> None:
        """Let it be pressed, or say why not."""
        self.setEnabled(allowed)
        self.setAccessibleDescription("" if allowed else why_not)
        if self.text():
            self.setToolTip("" if allowed else why_not)

    def sizeHint(self) -> QSize:
        """As wide as words, icon and keys ask."""
        tall = look.px(tokens.BUTTON_BIG if self._big else tokens.FIELD)
        if not self.text():
            return QSize(tall, tall)
        pad = 0 if self._kind == "link" else 20 if self._big else 14
        if self._kind == "link":
            return QSize(self._content_width() + 8, look.px(28))
        return QSize(self._content_width() + 2 * pad, tall)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words; the keys give way."""
        hint = self.sizeHint()
        return QSize(hint.width() - self._keys_width(), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ring, ground and content."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        fill, tone, edge = self._colours()
        if self.hasFocus():
            rect = paint.ring(painter, rect, tokens.CORNER_FIELD)
        if self._kind != "link":
            off = look.is_contrast() and not self.isEnabled()
            corner = tokens.CORNER_FIELD
            paint.ground(painter, rect, fill=fill, edge=edge, corner=corner, dashed=off)
        self._draw_content(painter, tone)

    def _colours(self) -> tuple[str, str, str]:
        fill, tone, edge = _KINDS[self._kind]
        if not self.isEnabled():
            return ("sunken" if fill else ""), "text3", ("line" if edge or fill else "")
        if self.isCheckable() and self.isChecked():
            return "primary_soft", "primary_text", "primary"
        if self.underMouse() and not look.is_contrast():
            fill = _OVER.get(self._kind, fill)
        if look.is_contrast() and self._kind == "soft":
            edge = "edge"
        return fill, tone, edge

    def _draw_content(self, painter: QPainter, tone: str) -> None:
        rect = QRectF(self.rect())
        metrics = QFontMetrics(self.font())
        with_keys = bool(self._keys) and rect.width() >= self.sizeHint().width()
        left = (rect.width() - self._content_width(keys=with_keys)) / 2
        side = look.px(self._icon_size)
        if self._icon:
            at = QPointF(left, (rect.height() - side) / 2)
            painter.drawPixmap(at, drawn_icon(self._icon, self._icon_size, tone))
            left += side + 8
        painter.setFont(self.font())
        painter.setPen(look.colour(tone))
        base = paint.baseline(rect, metrics)
        painter.drawText(QPointF(left, base), self.text())
        wide = metrics.horizontalAdvance(self.text())
        if self._kind == "link":
            painter.setPen(QPen(look.colour(tone, 140), 1))
            painter.drawLine(QPointF(left, base + 3.5), QPointF(left + wide, base + 3.5))
        if with_keys:
            painter.setFont(look.font("tiny"))
            filled = self._kind in ("primary", "danger") and self.isEnabled()
            painter.setPen(look.colour(tone if filled else "text3"))
            painter.drawText(QPointF(left + wide + 10, base), self._keys)

    @property
    def _icon_size(self) -> int:
        return 20 if self._big or not self.text() else 18

    def _content_width(self, *, keys: bool = True) -> int:
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text())
        if self._icon:
            wide += look.px(self._icon_size) + (8 if self.text() else 0)
        return wide + (self._keys_width() if keys else 0)

    def _keys_width(self) -> int:
        return QFontMetrics(_tiny()).horizontalAdvance(self._keys) + 10 if self._keys else 0


class LinkLine(Placed, QPushButton):
    """A whole sentence that leads somewhere; it takes as many lines as it needs."""

    def __init__(self, sentence: str) -> None:
        """Show the sentence."""
        super().__init__(sentence)
        self.setAutoDefault(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.dress()

    def dress(self) -> None:
        """Take the letters of now, underlined."""
        font = look.font("body_m")
        font.setUnderline(True)
        self.setFont(font)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """It wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As tall as its lines."""
        flags = int(Qt.TextFlag.TextWordWrap)
        area = QRect(0, 0, max(1, width - 2 * _LINK_PAD), 10_000)
        tall = QFontMetrics(self.font()).boundingRect(area, flags, self.text()).height()
        return max(tall + 8, look.px(26))

    def sizeHint(self) -> QSize:
        """One line, if there is room."""
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2 * _LINK_PAD + 2
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(look.px(120), look.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sentence, and the ring when the focus is here."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            paint.ring(painter, QRectF(self.rect()), 2)
        painter.setFont(self.font())
        painter.setPen(look.colour("primary_text"))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)
        area = self.rect().adjusted(_LINK_PAD, 0, -_LINK_PAD, 0)
        painter.drawText(area, flags, self.text())


def _tiny() -> QFont:
    return look.font("tiny")
