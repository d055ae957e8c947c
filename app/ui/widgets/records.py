"""Lists of frozen records: a model that holds them, painted rows, words that can be heard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.ui.theme import look, tokens
from app.ui.theme.icons import icon as drawn_icon
from app.ui.widgets import paint
from app.ui.widgets.shapes import WORD_TONES, Kind, draw_shape

Record = TypeVar("Record")
Index = QModelIndex | QPersistentModelIndex
_PAD = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Record]):
    """One column: what it shows of a record. Everything is a plain function of the record."""

    text: Callable[[Record], str]
    title: str = ""
    note: Callable[[Record], str] | None = None
    icon: Callable[[Record], str] | None = None
    shape: Callable[[Record], Kind | None] | None = None
    role: str = "body"
    tone: str = "text"
    width: int = 0
    right: bool = False


class RecordModel(QAbstractTableModel, Generic[Record]):
    """Frozen records as rows; it never asks a database."""

    def __init__(
        self, columns: Sequence[Column[Record]], spoken: Callable[[Record], str], parent: QWidget
    ) -> None:
        """`spoken` says a whole row as one sentence."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.records: tuple[Record, ...] = ()
        self.spoken = spoken

    def replace(self, records: Sequence[Record]) -> None:
        """Show these records."""
        self.beginResetModel()
        self.records = tuple(records)
        self.endResetModel()

    def retitle(self, titles: Sequence[str]) -> None:
        """Name the columns anew."""
        self.columns = tuple(
            Column(
                text=column.text, title=title, note=column.note, icon=column.icon,
                shape=column.shape, role=column.role, tone=column.tone, width=column.width,
                right=column.right,
            )
            for column, title in zip(self.columns, titles, strict=True)
        )  # fmt: skip
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """How many records there are."""
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell; the first cell of a row says the whole row to readers."""
        record, column = self.records[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(record)
        if role == Qt.ItemDataRole.ToolTipRole:
            note = column.note(record) if column.note else ""
            return "\n".join(part for part in (column.text(record), note) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(record) if index.column() == 0 else column.text(record)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return None


class RecordDelegate(QStyledItemDelegate):
    """Paints one cell: shape or icon, words, a note under them; selection over the whole row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell."""
        model, view = index.model(), self.parent()
        if not isinstance(model, RecordModel) or not isinstance(view, RecordList):
            return
        record: Any = model.records[index.row()]
        column: Column[Any] = model.columns[index.column()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        chosen = index.row() == view.currentIndex().row()
        if chosen:
            painter.fillRect(rect, look.colour("select"))
        width = look.line_width()
        line = QRectF(rect.left(), rect.bottom() - width, rect.width(), width)
        painter.fillRect(line, look.colour("line"))
        last = index.column() == model.columnCount() - 1
        inner = rect.adjusted(_PAD if index.column() == 0 else 8, 2, -_PAD if last else -8, -2)
        _draw_cell(painter, inner, column, record)
        painter.restore()


def _draw_cell(painter: QPainter, rect: QRectF, column: Column[Any], record: Any) -> None:
    kind = column.shape(record) if column.shape else None
    tone = WORD_TONES[kind] if kind else column.tone
    side = look.px(18)
    place = QRectF(rect.left(), rect.center().y() - side / 2, side, side)
    if kind:
        draw_shape(painter, kind, place)
    elif column.icon and (name := column.icon(record)):
        painter.drawPixmap(place.topLeft(), drawn_icon(name, 18, tone))
    if kind or column.icon:
        rect = rect.adjusted(side + 8, 0, 0, 0)
    note = column.note(record) if column.note else ""
    font, small = look.font(column.role), look.font("small")
    if not note:
        text = column.text(record)
        paint.words(painter, rect, text, font=font, tone=tone, right=column.right)
        return
    upper, lower = QFontMetrics(font).height(), QFontMetrics(small).height()
    top = rect.center().y() - (upper + lower + 1) / 2
    line = QRectF(rect.left(), top, rect.width(), upper)
    paint.words(painter, line, column.text(record), font=font, tone=tone, right=column.right)
    line = QRectF(rect.left(), top + upper + 1, rect.width(), lower)
    paint.words(painter, line, note, font=small, tone="text3", right=column.right)


class ColumnNames(QHeaderView):
    """The names of the columns over a thin line."""

    def __init__(self, parent: QWidget) -> None:
        """Lie over the columns."""
        super().__init__(Qt.Orientation.Horizontal, parent)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        """Draw one name."""
        model = self.model()
        if not isinstance(model, RecordModel):
            return
        column: Column[Any] = model.columns[section]
        area = QRectF(rect)
        width = look.line_width()
        line = QRectF(area.left(), area.bottom() - width, area.width(), width)
        painter.fillRect(line, look.colour("line"))
        last = section == model.columnCount() - 1
        inner = area.adjusted(_PAD if section == 0 else 8, 0, -_PAD if last else -8, -2)
        font = look.font("small_m")
        paint.words(painter, inner, column.title, font=font, tone="text3", right=column.right)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Only the names: the ground is the sheet's."""
        painter = QPainter(self.viewport())
        for section in range(self.count()):
            left, wide = self.sectionViewportPosition(section), self.sectionSize(section)
            self.paintSection(painter, QRect(left, 0, wide, self.height()), section)


class RecordList(QTableView, Generic[Record]):
    """A list of records: arrows walk, Enter or a double click opens, Tab leaves."""

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Record]],
        *,
        name: str,
        spoken: Callable[[Record], str],
        row_height: int = tokens.ROW,
        header: bool = True,
        empty: str = "",
    ) -> None:
        """`spoken` says one row; `empty` stands there when there is no row."""
        super().__init__()
        self._row_height, self._empty = row_height, empty
        self._records: RecordModel[Record] = RecordModel(columns, spoken, self)
        self.setModel(self._records)
        self.setItemDelegate(RecordDelegate(self))
        self.setAccessibleName(name)
        self._settle(header)
        self.activated.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.dress()

    def _settle(self, header: bool) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setMouseTracking(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.verticalHeader().hide()
        self.setHorizontalHeader(ColumnNames(self))
        top = self.horizontalHeader()
        top.viewport().setAutoFillBackground(False)
        top.setVisible(header)
        top.setHighlightSections(False)
        top.setSectionsClickable(False)
        top.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def dress(self) -> None:
        """Take row heights, column widths and letters of now."""
        tall = look.px(self._row_height)
        self.verticalHeader().setMinimumSectionSize(tall)
        self.verticalHeader().setDefaultSectionSize(tall)
        top = self.horizontalHeader()
        top.setFont(look.font("small_m"))
        top.setFixedHeight(look.px(28))
        for at, column in enumerate(self._records.columns):
            if column.width:
                top.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
                top.resizeSection(at, look.px(column.width))
            else:
                top.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        self.viewport().update()

    @property
    def records(self) -> tuple[Record, ...]:
        """What is shown."""
        return self._records.records

    def set_records(self, records: Sequence[Record], *, choose: int = -1) -> None:
        """Show these; with `choose` that row becomes the current one. Nobody is told."""
        self.selectionModel().blockSignals(True)
        self._records.replace(records)
        self.selectionModel().blockSignals(False)
        if 0 <= choose < len(self.records):
            self.choose(choose)
        self.setAccessibleDescription("" if self.records else self._empty)
        self.viewport().update()

    def set_words(self, *, name: str = "", titles: Sequence[str] = (), empty: str = "") -> None:
        """Change what the list is called and says."""
        if name:
            self.setAccessibleName(name)
        if titles:
            self._records.retitle(titles)
        self._empty = empty or self._empty
        self.setAccessibleDescription("" if self.records else self._empty)
        self.viewport().update()

    def choose(self, at: int) -> None:
        """Make that row the current one."""
        blocked = self.selectionModel().blockSignals(True)
        flags = QItemSelectionModel.SelectionFlag
        index = self._records.index(at, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.selectionModel().blockSignals(blocked)
        self.scrollTo(index)
        self.viewport().update()

    def current(self) -> Record | None:
        """The record of the current row."""
        at = self.currentIndex().row()
        return self.records[at] if 0 <= at < len(self.records) else None

    def fitting_height(self) -> int:
        """How tall the list is when all rows show: for lists that do not scroll."""
        top = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().height()
        return top + max(1, len(self.records)) * look.px(self._row_height) + 2

    def sizeHint(self) -> QSize:
        """Ask for room for all rows."""
        return QSize(320, self.fitting_height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arriving by key makes the first row the current one."""
        super().focusInEvent(event)
        if self.current() is None and self.records:
            self.choose(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row on every system."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw rows, the focus ring around the current one, or the words of an empty list."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.records:
            painter.setFont(look.font("body"))
            painter.setPen(look.colour("text3"))
            area = self.viewport().rect().adjusted(_PAD, 8, -_PAD, -8)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area, int(flags), self._empty)
        elif self.hasFocus() and self.currentIndex().isValid():
            self._draw_ring(painter)

    def _draw_ring(self, painter: QPainter) -> None:
        at = self.currentIndex().row()
        top, tall = self.rowViewportPosition(at), self.rowHeight(at)
        width = look.ring_width()
        rect = QRectF(0, top, self.viewport().width(), tall)
        painter.setPen(QPen(look.colour("focus"), width))
        inset = width / 2 + 1
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset - 1), 6, 6)

    def _open(self, _index: object = None) -> None:
        record = self.current()
        if record is not None:
            self.opened.emit(record)

    def _tell_chosen(self, _new: object, _old: object) -> None:
        self.viewport().update()
        record = self.current()
        if record is not None:
            self.chosen.emit(record)
