"""How one cell of a list is painted: ground, shape or icon, words, a note; and the column names."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.ui.theme import look
from app.ui.theme.icons import icon as drawn_icon
from app.ui.widgets import paint
from app.ui.widgets.shapes import WORD_TONES, Kind, draw_shape

PAD, _HALF_GAP, _BAR = 16, 8, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one cell shows. An icon of "" keeps its place free; None takes no place."""

    text: str
    note: str = ""
    kind: Kind | None = None
    icon: str | None = None
    role: str = "body"
    tone: str = "text"
    right: bool = False


def pads(*, first: bool, last: bool) -> tuple[int, int]:
    """The space before and after the words of a column: more at the edges of the list."""
    return PAD if first else _HALF_GAP, PAD if last else _HALF_GAP


def draw_ground(painter: QPainter, rect: QRectF, *, chosen: bool, first: bool) -> None:
    """The ground of a cell and the line under it; a bar marks the row where grounds are black."""
    if chosen:
        painter.fillRect(rect, look.colour("select"))
    width = look.line_width()
    line = QRectF(rect.left(), rect.bottom() - width, rect.width(), width)
    painter.fillRect(line, look.colour("line"))
    if chosen and first and look.is_contrast():
        bar = QRectF(rect.left(), rect.top(), _BAR, rect.height() - width)
        painter.fillRect(bar, look.colour("primary"))


def draw_cell(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    """The shape or icon, the words, and the note under them."""
    tone = WORD_TONES[cell.kind] if cell.kind else cell.tone
    side = look.px(18)
    place = QRectF(rect.left(), rect.center().y() - side / 2, side, side)
    if cell.kind:
        draw_shape(painter, cell.kind, place)
    elif cell.icon:
        painter.drawPixmap(place.topLeft(), drawn_icon(cell.icon, 18, tone))
    if cell.kind or cell.icon is not None:
        rect = rect.adjusted(side + 8, 0, 0, 0)
    font, small = look.font(cell.role), look.font("small")
    if not cell.note:
        paint.words(painter, rect, cell.text, font=font, tone=tone, right=cell.right)
        return
    upper, lower = QFontMetrics(font).height(), QFontMetrics(small).height()
    top = rect.center().y() - (upper + lower + 1) / 2
    line = QRectF(rect.left(), top, rect.width(), upper)
    paint.words(painter, line, cell.text, font=font, tone=tone, right=cell.right)
    line = QRectF(rect.left(), top + upper + 1, rect.width(), lower)
    paint.words(painter, line, cell.note, font=small, tone="text3", right=cell.right)


class ColumnNames(QHeaderView):
    """The names of the columns over a thin line."""

    def __init__(self, parent: QWidget) -> None:
        """Lie over the columns."""
        super().__init__(Qt.Orientation.Horizontal, parent)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Only the names: the ground is the sheet's."""
        painter = QPainter(self.viewport())
        seen = [at for at in range(self.count()) if not self.isSectionHidden(at)]
        for section in seen:
            left, wide = self.sectionViewportPosition(section), self.sectionSize(section)
            before, after = pads(first=section == seen[0], last=section == seen[-1])
            area = QRectF(QRect(left, 0, wide, self.height()))
            self._draw(painter, area, section, words=area.adjusted(before, 0, -after, -2))

    def _draw(self, painter: QPainter, area: QRectF, section: int, *, words: QRectF) -> None:
        width = look.line_width()
        line = QRectF(area.left(), area.bottom() - width, area.width(), width)
        painter.fillRect(line, look.colour("line"))
        across = Qt.Orientation.Horizontal
        title = str(self.model().headerData(section, across) or "")
        side = self.model().headerData(section, across, Qt.ItemDataRole.TextAlignmentRole)
        right = side == Qt.AlignmentFlag.AlignRight
        paint.words(painter, words, title, font=look.font("small_m"), tone="text3", right=right)
