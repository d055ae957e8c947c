"""The rows of the palette: headings, acts with their keys, people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui.theme import look, tokens
from app.ui.theme.icons import icon as drawn_icon
from app.ui.widgets import paint

Index = QModelIndex | QPersistentModelIndex
_HEADING = 30
_PAD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: a heading has no `open`."""

    title: str
    note: str = ""
    icon: str = ""
    keys: str = ""
    open: Callable[[], object] | None = None


class Rows(QAbstractListModel):
    """What the palette shows."""

    def __init__(self, parent: QWidget) -> None:
        """Nothing yet."""
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def replace(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """How many rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for the eye and for readers."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if self.rows[index.row()].open is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def next_open(self, at: int, step: int) -> int:
        """The nearest row from `at` on, in that direction, that can be opened, or -1."""
        while 0 <= at < len(self.rows):
            if self.rows[at].open is not None:
                return at
            at += step
        return -1


def spoken(row: Row) -> str:
    """A row as one sentence."""
    return ", ".join(part for part in (row.title, row.note, row.keys) if part)


class RowPainter(QStyledItemDelegate):
    """Paints a row."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Headings are lower."""
        model = index.model()
        heading = isinstance(model, Rows) and model.rows[index.row()].open is None
        return QSize(100, look.px(_HEADING if heading else tokens.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, icon, words and keys."""
        model = index.model()
        view = self.parent()
        if not isinstance(model, Rows) or not isinstance(view, QWidget):
            return
        row = model.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(8, 1, -8, -1)
        if row.open is None:
            words = rect.adjusted(_PAD - 8, 4, 0, 0)
            paint.words(painter, words, row.title, font=look.font("small"), tone="text2")
        else:
            chosen = view.property("at") == index.row()
            self._draw(painter, rect, row, chosen=chosen)
        painter.restore()

    def _draw(self, painter: QPainter, rect: QRectF, row: Row, *, chosen: bool) -> None:
        if chosen:
            edge = "primary" if look.is_contrast() else ""
            paint.ground(painter, rect, fill="select", edge=edge, corner=tokens.CORNER_INNER)
        side = look.px(20)
        left = rect.left() + _PAD - 8
        tone = "primary_text" if chosen else "text2"
        top = rect.center().y() - side / 2
        painter.drawPixmap(int(left), int(top), drawn_icon(row.icon, 20, tone))
        right = self._draw_keys(painter, rect, row.keys)
        words = QRectF(left + side + 10, rect.top(), 0, rect.height())
        words.setRight(right - 12)
        wide = paint.words(painter, words, row.title, font=look.font("body_m"), tone="text")
        note = words.adjusted(wide + 10, 0, 0, 0)
        if row.note and note.width() > look.px(60):
            paint.words(painter, note, row.note, font=look.font("small"), tone="text3")

    def _draw_keys(self, painter: QPainter, rect: QRectF, keys: str) -> float:
        font = look.font("tiny")
        right = rect.right() - 12
        for key in reversed(split_keys(keys)):
            wide = max(QFontMetrics(font).horizontalAdvance(key) + 12, look.px(20))
            tall = look.px(20)
            cap = QRectF(right - wide, rect.center().y() - tall / 2, wide, tall)
            paint.ground(painter, cap, fill="surface", edge="line", corner=4)
            inner = QFontMetrics(font).horizontalAdvance(key)
            words = cap.adjusted((wide - inner) / 2, 0, 0, 0)
            paint.words(painter, words, key, font=font, tone="text3")
            right = cap.left() - 6
        return right


def split_keys(keys: str) -> list[str]:
    """Ctrl+Shift+N as three keys; Ctrl++ as two."""
    if not keys:
        return []
    if keys.endswith("++"):
        return [*keys[:-2].split("+"), "+"]
    return keys.split("+")
