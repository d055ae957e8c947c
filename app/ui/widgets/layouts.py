"""How things stand beside each other: columns, rows, grids, sheets, panes that scroll or fold."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme import look, sheet, tokens
from app.ui.widgets import paint
from app.ui.widgets.placed import Placed

_UNBOUNDED = 16_777_215  # Qt's own largest size

# a widget, a layout, a space in pixels, None for a stretch, or (widget or layout, stretch)
Thing = QWidget | QLayout | int | None
Item = Thing | tuple[Thing, int]
Pad = int | tuple[int, int, int, int]


def column(*items: Item, gap: int = 8, pad: Pad = 0) -> QVBoxLayout:
    """Things under each other."""
    made = QVBoxLayout()
    _fill(made, items, gap, pad)
    return made


def row(*items: Item, gap: int = 8, pad: Pad = 0) -> QHBoxLayout:
    """Things beside each other."""
    made = QHBoxLayout()
    _fill(made, items, gap, pad)
    return made


def grid(
    rows: Iterable[Sequence[QWidget | QLayout | tuple[QWidget | QLayout, int] | None]],
    *,
    gap: tuple[int, int] = (14, 10),
    stretch: Sequence[int] = (),
    pad: Pad = 0,
) -> QGridLayout:
    """Rows of cells in equal columns; a cell is a thing, None or (thing, columns it takes)."""
    made = QGridLayout()
    made.setHorizontalSpacing(gap[0])
    made.setVerticalSpacing(gap[1])
    made.setContentsMargins(*_margins(pad))
    columns = 0
    for line, cells in enumerate(rows):
        at = 0
        for cell in cells:
            thing, span = cell if isinstance(cell, tuple) else (cell, 1)
            if isinstance(thing, QLayout):
                made.addLayout(thing, line, at, 1, span)
            elif thing is not None:
                made.addWidget(thing, line, at, 1, span)
            at += span
        columns = max(columns, at)
    for at, weight in enumerate(stretch or (1,) * columns):
        made.setColumnStretch(at, weight)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def _margins(pad: Pad) -> tuple[int, int, int, int]:
    return (pad, pad, pad, pad) if isinstance(pad, int) else pad


def _fill(layout: QBoxLayout, items: Iterable[Item], gap: int, pad: Pad) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*_margins(pad))
    for item in items:
        thing, stretch = item if isinstance(item, tuple) else (item, 0)
        if thing is None:
            layout.addStretch(stretch or 1)
        elif isinstance(thing, QLayout):
            layout.addLayout(thing, stretch)
        elif isinstance(thing, QWidget):
            layout.addWidget(thing, stretch)
        else:
            layout.addSpacing(thing)


# kind: ground, border (and which sides), corner
_SIDES = {"bar": "top", "status": "top", "top": "bottom", "rail": "right", "side": "left"}
_GROUNDS = {
    "card": "surface",
    "raised": "raised",
    "sunken": "sunken",
    "selected": "select",
    "soft": "primary_soft",
    "bar": "surface",
    "status": "rail",
    "top": "canvas",
    "rail": "rail",
    "side": "surface",
    "paper": "paper",
}
_EDGES = {"card": "line", "raised": "edge", "selected": "primary", "paper": "line"}


class Box(Placed, QFrame):
    """An area with a ground: card, sunken, selected, soft, ask, info, yes, danger, plain."""

    def __init__(self, layout: QLayout | None = None, kind: str = "card") -> None:
        """Hold that layout."""
        super().__init__()
        self._kind = kind
        if layout is not None:
            self.setLayout(layout)

    @property
    def kind(self) -> str:
        """What ground it has."""
        return self._kind

    def set_kind(self, kind: str) -> None:
        """Give it another ground."""
        self._kind = kind
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and border."""
        if self._kind == "plain":
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        fill = _GROUNDS.get(self._kind, f"{self._kind}_soft")
        if self._kind in _SIDES:
            painter.fillRect(rect, look.colour(fill))
            painter.fillRect(_side(rect, _SIDES[self._kind]), look.colour("line"))
            return
        edge = _EDGES.get(self._kind, self._contrast_edge())
        corner = tokens.CORNER_SHEET if self._kind in ("card", "raised") else tokens.CORNER_INNER
        paint.ground(
            painter, rect, fill=fill, edge=edge, corner=0 if self._kind == "paper" else corner
        )

    def _contrast_edge(self) -> str:
        if not look.is_contrast():
            return ""
        return self._kind if self._kind in ("ask", "info", "yes", "no", "danger") else "line"


def _side(rect: QRectF, side: str) -> QRectF:
    width = look.line_width()
    if side == "top":
        return QRectF(rect.left(), rect.top(), rect.width(), width)
    if side == "bottom":
        return QRectF(rect.left(), rect.bottom() - width, rect.width(), width)
    if side == "left":
        return QRectF(rect.left(), rect.top(), width, rect.height())
    return QRectF(rect.right() - width, rect.top(), width, rect.height())


def box(layout: QLayout, kind: str = "card") -> Box:
    """An area of that kind around a layout."""
    return Box(layout, kind)


def card(*items: Item, gap: int = 10, pad: Pad = tokens.SHEET_PAD) -> Box:
    """A white sheet with things under each other."""
    return Box(column(*items, gap=gap, pad=pad), "card")


class Rule(Placed, QWidget):
    """A thin line between things."""

    def __init__(self, *, vertical: bool = False) -> None:
        """Lie, or stand if `vertical`."""
        super().__init__()
        (self.setFixedWidth if vertical else self.setFixedHeight)(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), look.colour("line"))


def rule(*, vertical: bool = False) -> Rule:
    """A thin line between things."""
    return Rule(vertical=vertical)


class _RingOver(QWidget):
    """The focus ring of a pane, over what scrolls in it."""

    def __init__(self, parent: QWidget) -> None:
        """Hidden; the mouse does not meet it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.ring(painter, QRectF(self.rect()), 2)


class ScrollPane(QScrollArea):
    """A pane that scrolls when it must and brings the focused widget into sight."""

    def __init__(self, content: QWidget | QLayout) -> None:
        """Show `content`; it is as wide as the pane."""
        super().__init__()
        # asked for the pane's own viewport, PySide would first make all classes of Qt: 20 ms
        ground = QWidget()
        ground.setAutoFillBackground(False)
        self.setViewport(ground)
        inner = QWidget() if isinstance(content, QLayout) else content
        if isinstance(content, QLayout):
            inner.setLayout(content)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner.setAutoFillBackground(False)
        self._ring = _RingOver(self)
        self.dress()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def dress(self) -> None:
        """Take the scroll bars of now."""
        sheet.wear_bars(self)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._ring.setVisible(new is self)
        if new is self:
            self._ring.setGeometry(self.rect())
            self._ring.raise_()
        inner = self.widget()
        if new is not None and inner is not None and inner.isAncestorOf(new):
            self.ensureWidgetVisible(new, 16, 48)


class Fold(QWidget):
    """Panes side by side that go under each other when there is no room."""

    def __init__(
        self,
        *panes: tuple[QWidget, int],
        below: int = 900,
        gap: int = 16,
        tall: Sequence[int] = (),
    ) -> None:
        """Show panes with their stretches; fold below that width (it grows with the letters).

        `tall` are the heights of panes that scroll themselves, under each other: then the page
        scrolls too.
        """
        super().__init__()
        self._below, self._tall = below, tuple(tall)
        self._panes = tuple(pane for pane, _ in panes)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(gap)
        for pane, stretch in panes:
            self._layout.addWidget(pane, stretch)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def folded(self) -> bool:
        """Whether the panes stand under each other."""
        return self._layout.direction() == QBoxLayout.Direction.TopToBottom

    def dress(self) -> None:
        """Larger letters may need the fold."""
        self._arrange(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        self._arrange(event.size().width())
        super().resizeEvent(event)

    def _arrange(self, width: int) -> None:
        narrow = width < look.px(self._below)
        ways = QBoxLayout.Direction
        self._layout.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        for pane, tall in zip(self._panes, self._tall, strict=False):
            pane.setMinimumHeight(look.px(tall) if narrow else 0)
            pane.setMaximumHeight(look.px(tall) if narrow else _UNBOUNDED)


class Reflow(QWidget):
    """Cells in as many equal columns as there is room for; never wider than its place."""

    def __init__(
        self,
        *cells: QWidget | tuple[QWidget, int],
        columns: int = 3,
        least: int = 220,
        gap: tuple[int, int] = (14, 10),
    ) -> None:
        """A cell is a widget or (widget, columns it takes); `least` is a column's least width."""
        super().__init__()
        self._cells = tuple(cell if isinstance(cell, tuple) else (cell, 1) for cell in cells)
        self._columns, self._least, self._now = columns, least, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(gap[0])
        self._grid.setVerticalSpacing(gap[1])
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._place(columns)

    @property
    def columns(self) -> int:
        """How many columns there are now."""
        return self._now

    def refresh(self) -> None:
        """Place the cells again: some were shown or hidden."""
        now, self._now = self._now, 0
        self._place(now)

    def dress(self) -> None:
        """Larger letters may need fewer columns."""
        self._arrange(self.width())

    def minimumSizeHint(self) -> QSize:
        """One column is enough."""
        least = max((cell.minimumSizeHint().width() for cell, _ in self._cells), default=0)
        return QSize(least, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Longer words in a cell may need fewer columns."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange(self.width())
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cells anew if the number of columns changes."""
        self._arrange(event.size().width())
        super().resizeEvent(event)

    def _arrange(self, width: int) -> None:
        least = max(look.px(self._least), self.minimumSizeHint().width())
        room = max(1, (width + self._grid.horizontalSpacing()) // (least + 14))
        self._place(min(self._columns, room))

    def _place(self, columns: int) -> None:
        if columns == self._now:
            return
        for at in range(max(self._now, columns)):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self._now = columns
        line = at = 0
        for cell, span in self._cells:
            if cell.isHidden() and cell.testAttribute(
                Qt.WidgetAttribute.WA_WState_ExplicitShowHide
            ):
                continue
            wide = min(span, columns)
            if at + wide > columns:
                line, at = line + 1, 0
            self._grid.addWidget(cell, line, at, 1, wide)
            at += wide
