"""The line at the foot: who works, where, whether the net is needed, which laws, what is kept."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.core.words import Words
from app.ui.theme import look, tokens
from app.ui.theme.icons import icon as drawn_icon
from app.ui.widgets import paint
from app.ui.widgets.layouts import Box, Rule, row


class StatusItem(QLabel):
    """An icon and a few words; shortened where there is no room, whole in the tooltip."""

    def __init__(self, icon: str) -> None:
        """Hidden until it has words."""
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.dress()
        self.hide()

    def dress(self) -> None:
        """Take the letters of now."""
        self.setFont(look.font("small"))
        self.updateGeometry()

    def say(self, text: str, icon: str = "") -> None:
        """Show these words; none hides the item."""
        self._icon = icon or self._icon
        self.setText(text)
        self.setToolTip(text)
        self.setVisible(bool(text))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as the words ask."""
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(wide + look.px(16) + 8, look.px(16))

    def minimumSizeHint(self) -> QSize:
        """The icon at least."""
        return QSize(look.px(16), look.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon and words."""
        painter = QPainter(self)
        side = look.px(16)
        at = QPointF(0, (self.height() - side) / 2)
        painter.drawPixmap(at, drawn_icon(self._icon, 16, "text2"))
        rect = QRectF(self.rect()).adjusted(side + 6, 0, 0, 0)
        paint.words(painter, rect, self.text(), font=self.font(), tone="text2")


class StatusLine(Box):
    """What is always in sight."""

    def __init__(self, words: Words) -> None:
        """Only the network is known at first."""
        self._words = words
        self.person = StatusItem("user")
        self.office = StatusItem("map-pin")
        self.network = StatusItem("wifi-off")
        self.lock = StatusItem("lock")
        self.draft = StatusItem("save")
        self.laws = StatusItem("book-open")
        self._rules = tuple(Rule(vertical=True) for _ in range(3))
        first, second, third = self._rules
        super().__init__(
            row(
                self.person, first, self.office, second, self.network,
                None, self.lock, self.draft, third, self.laws, gap=12, pad=(24, 1, 16, 0),
            ),
            "status",
        )  # fmt: skip
        self.retranslate()
        self.dress()

    def dress(self) -> None:
        """Take the height of now."""
        self.setFixedHeight(look.px(tokens.STATUS_LINE))

    def retranslate(self) -> None:
        """Say what the program says itself in the language of now."""
        self.setAccessibleName(self._words("shell.status"))
        self.network.say(self._words("shell.offline"))

    def say(
        self,
        *,
        person: str | None = None,
        office: str | None = None,
        laws: str | None = None,
        draft: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Change what is given; "" hides it."""
        given = (
            (self.person, person),
            (self.office, office),
            (self.laws, laws),
            (self.draft, draft),
            (self.lock, lock),
        )
        for item, text in given:
            if text is not None:
                item.say(text)
        shown = [not item.isHidden() for item in (self.person, self.office, self.draft)]
        for line, visible in zip(self._rules, shown, strict=True):
            line.setVisible(visible)
