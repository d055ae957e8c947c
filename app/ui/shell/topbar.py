"""The bar at the top: where one is, what the screen can do, the way to all, hide and lock."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.ui.actions import Acts
from app.ui.theme import look, tokens
from app.ui.theme.icons import icon as drawn_icon
from app.ui.widgets import paint
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Box, column, row
from app.ui.widgets.text import Label, ShortLabel

_NO_FOCUS = Qt.FocusPolicy.NoFocus
_FIND_WIDTH, _FIND_WITH_KEYS = 300, 110


class FindButton(QPushButton):
    """Looks like a search field, opens the command palette."""

    def __init__(self, acts: Acts) -> None:
        """Open the palette when pressed."""
        super().__init__()
        self._acts = acts
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: acts.run("app.palette"))
        self.retranslate()

    def retranslate(self) -> None:
        """Say what can be found in the language of now."""
        self.setText(self._acts.words("shell.find"))
        self.setAccessibleDescription(self._acts.keys("app.palette"))
        self.setToolTip(self.text())
        self.dress()

    def dress(self) -> None:
        """Take the letters of now."""
        self.setFont(look.font("body"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as a search field."""
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text()) + look.px(110)
        return QSize(max(wide, _FIND_WIDTH), look.px(tokens.FIELD))

    def minimumSizeHint(self) -> QSize:
        """Where there is no room, the icon is enough."""
        return QSize(look.px(tokens.FIELD) + 6, look.px(tokens.FIELD))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the field, its words and its keys."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.hasFocus():
            rect = paint.ring(painter, rect, tokens.CORNER_FIELD)
        fill = "sunken" if self.underMouse() and not look.is_contrast() else "surface"
        paint.ground(painter, rect, fill=fill, edge="edge", corner=tokens.CORNER_FIELD)
        side = look.px(18)
        at = QPointF(12, (self.height() - side) / 2)
        painter.drawPixmap(at, drawn_icon("search", 18, "text2"))
        if self.width() >= look.px(_FIND_WITH_KEYS):
            self._draw_words(painter, left=12 + side + 9)

    def _draw_words(self, painter: QPainter, *, left: int) -> None:
        tiny = look.font("tiny")
        keys = self._acts.keys("app.palette")
        cap = QFontMetrics(tiny).horizontalAdvance(keys) + 12
        tall = look.px(20)
        place = QRectF(self.width() - cap - 8, (self.height() - tall) / 2, cap, tall)
        paint.ground(painter, place, edge="line", corner=4)
        paint.words(painter, place.adjusted(6, 0, -5, 0), keys, font=tiny, tone="text3")
        middle = QRectF(left, 0, place.left() - left - 8, self.height())
        paint.words(painter, middle, self.text(), font=self.font(), tone="text3")


class TopBar(Box):
    """Title with whose record this is above it; at the right the acts."""

    def __init__(self, acts: Acts, *, after: QWidget) -> None:
        """Nothing shown yet; Tab comes here after that widget."""
        self._acts, self._after = acts, after
        self.crumbs: Label = ShortLabel("", "small", "text3")
        self.title: Label = ShortLabel("", "title")
        self.finder = FindButton(acts)
        self.hide_button = Button("", "ghost", "eye-off", name=acts.name("app.hide"))
        self.lock_button = Button("", "ghost", "lock", name=acts.name("app.lock"))
        self._acts_row = QHBoxLayout()
        self._acts_row.setSpacing(8)
        self._shown: list[QWidget] = []
        heading = column(None, self.crumbs, self.title, None, gap=0)
        tail = (self.finder, self.hide_button, self.lock_button)
        super().__init__(
            row(heading, None, self._acts_row, *tail, gap=8, pad=(24, 0, 16, 0)), "top"
        )
        self.hide_button.clicked.connect(lambda: acts.run("app.hide"))
        self.lock_button.clicked.connect(lambda: acts.run("app.lock"))
        acts.changed.connect(self._show_possible)
        self.retranslate()
        self.dress()
        self._show_possible()

    def dress(self) -> None:
        """Take the height of now."""
        self.setFixedHeight(look.px(tokens.TOP_BAR))

    def retranslate(self) -> None:
        """Name the buttons in the language of now."""
        self.hide_button.name_it(self._acts.name("app.hide"))
        self.lock_button.name_it(self._acts.name("app.lock"))
        self.setAccessibleName(self._acts.words("shell.top"))

    def show_heading(self, title: str, crumbs: str) -> None:
        """Say where one is."""
        self.title.setText(title)
        self.crumbs.setText(crumbs)
        self.crumbs.setVisible(bool(crumbs))

    def show_acts(self, buttons: Sequence[QWidget]) -> None:
        """Show the screen's own buttons; those of the screen before stay with it."""
        for button in self._shown:
            self._acts_row.removeWidget(button)
            button.hide()
            button.setParent(None)  # whatever its screen does with it meanwhile, it is not here
        self._shown = list(buttons)
        for button in self._shown:
            self._acts_row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            button.show()
        self._order_stops()

    def _order_stops(self) -> None:
        """Let Tab come to the screen's buttons before the search field, as the eye does."""
        stops = [button for button in self._shown if button.focusPolicy() != _NO_FOCUS]
        before = self._after
        for button in stops:
            QWidget.setTabOrder(before, button)
            before = button

    def _show_possible(self) -> None:
        self.hide_button.setVisible(self._acts.bound("app.hide"))
        self.lock_button.setVisible(self._acts.bound("app.lock"))
        self.finder.setVisible(self._acts.bound("app.palette"))
