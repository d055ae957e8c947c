"""The rail: the places of the program, words under icons, or beside them when there is room."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton

from app.ui.actions import Acts
from app.ui.shell.mark import Mark
from app.ui.theme import look, tokens
from app.ui.theme.icons import icon as drawn_icon
from app.ui.widgets import paint
from app.ui.widgets.layouts import Box, column, row
from app.ui.widgets.text import label


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its screen and the act that goes there."""

    name: str
    act: str
    at_foot: bool = False


PLACES = (
    Place("home", "go.home"),
    Place("people", "go.people"),
    Place("settings", "go.settings", at_foot=True),
    Place("help", "app.help", at_foot=True),
)


class RailItem(QToolButton):
    """One place of the rail."""

    def __init__(self, place: Place, acts: Acts) -> None:
        """Go to that place when pressed."""
        super().__init__()
        self.place = place
        self._acts = acts
        self._wide = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._go)
        self.retranslate()

    def _go(self) -> None:
        self.setChecked(not self.isChecked())  # the shell lights the place when it is there
        self._acts.run(self.place.act)

    def retranslate(self) -> None:
        """Say the place's name in the language of now."""
        self.setText(self._acts.words(f"place.{self.place.name}"))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self._acts.keys(self.place.act))
        self.dress()

    def spread(self, wide: bool) -> None:
        """Words beside the icon, or under it."""
        self._wide = wide
        self.dress()

    def dress(self) -> None:
        """Take letters and size of now."""
        self.setFont(look.font("body_m" if self._wide else "tiny"))
        across = QSizePolicy.Policy.Expanding if self._wide else QSizePolicy.Policy.Minimum
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for icon and word."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        if self._wide:
            return QSize(max(words + 120, tokens.RAIL_WIDE - 24), look.px(40))
        return QSize(max(words + 4, tokens.RAIL - 8), look.px(58))

    def minimumSizeHint(self) -> QSize:
        """Never narrower."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw pill, icon and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.hasFocus():
            paint.ring(painter, rect, 8)
        tone = "primary_text" if self.isChecked() else "text2"
        (self._draw_wide if self._wide else self._draw_narrow)(painter, rect, tone)

    def _pill(self, painter: QPainter, rect: QRectF) -> None:
        if not self.isChecked() and not self.underMouse():
            return
        edge = "primary" if look.is_contrast() and self.isChecked() else ""
        fill = "primary_soft" if self.isChecked() else "line"
        if look.is_contrast() and not self.isChecked():
            return
        paint.ground(painter, rect, fill=fill, edge=edge, corner=10)

    def _draw_narrow(self, painter: QPainter, rect: QRectF, tone: str) -> None:
        side, pill = look.px(20), look.px(52)
        self._pill(painter, QRectF((rect.width() - pill) / 2, 5, pill, look.px(30)))
        top = 5 + (look.px(30) - side) / 2
        at = QPointF((rect.width() - side) / 2, top)
        painter.drawPixmap(at, drawn_icon(self._acts.act(self.place.act).icon, 20, tone))
        font = QFont(self.font())
        if self.isChecked():
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look.colour(tone))
        below = rect.adjusted(0, look.px(30) + 6, 0, 0)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, int(flags), self.text())

    def _draw_wide(self, painter: QPainter, rect: QRectF, tone: str) -> None:
        self._pill(painter, rect.adjusted(3, 2, -3, -2))
        side = look.px(20)
        at = QPointF(14, (rect.height() - side) / 2)
        painter.drawPixmap(at, drawn_icon(self._acts.act(self.place.act).icon, 20, tone))
        words = rect.adjusted(26 + side, 0, -14, 0)
        paint.words(painter, words, self.text(), font=self.font(), tone=tone)
        keys = self._acts.keys(self.place.act)
        paint.words(painter, words, keys, font=look.font("tiny"), tone="text3", right=True)


class Rail(Box):
    """The places at the left edge."""

    def __init__(self, acts: Acts) -> None:
        """Show the places that exist."""
        self._acts = acts
        self._wide = False
        self.items = tuple(RailItem(place, acts) for place in PLACES)
        self._mark = Mark(30)
        self._name = label("", "lead_b")
        self._head = row(self._mark, self._name, None, gap=10, pad=(12, 2, 0, 10))
        upper = [item for item in self.items if not item.place.at_foot]
        lower = [item for item in self.items if item.place.at_foot]
        inner = column(self._head, *upper, None, *lower, gap=2, pad=(4, 12, 4, 10))
        super().__init__(inner, "rail")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        acts.changed.connect(self._show_possible)
        self.retranslate()
        self._show_possible()
        self.spread(False)

    def retranslate(self) -> None:
        """Say the program's name and what the rail is."""
        self._name.setText(self._acts.words("app.name"))
        self.setAccessibleName(self._acts.words("shell.rail"))

    def light(self, place: str) -> None:
        """Show where the person is."""
        for item in self.items:
            item.setChecked(item.place.name == place)

    def spread(self, wide: bool) -> None:
        """Words beside the icons, or under them."""
        self._wide = wide
        self._name.setVisible(wide)
        for item in self.items:
            item.spread(wide)

    def sizeHint(self) -> QSize:
        """Narrow or wide."""
        least = tokens.RAIL_WIDE if self._wide else tokens.RAIL
        return QSize(max(least, super().sizeHint().width()), super().sizeHint().height())

    def _show_possible(self) -> None:
        for item in self.items:
            item.setVisible(self._acts.bound(item.place.act))
