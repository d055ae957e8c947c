"""Lists of frozen records: a model that holds them, painted rows, words that can be heard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.ui.theme import look, sheet, tokens
from app.ui.widgets import cells
from app.ui.widgets.shapes import Kind

Record = TypeVar("Record")
Index = QModelIndex | QPersistentModelIndex
_LEAST_STRETCH = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Record]):
    """One column: what it shows of a record. Everything is a plain function of the record."""

    text: Callable[[Record], str]
    title: str = ""
    note: Callable[[Record], str] | None = None
    tip: Callable[[Record], str] | None = None
    """What a short sign means: for the tooltip and for readers."""
    icon: Callable[[Record], str] | None = None
    shape: Callable[[Record], Kind | None] | None = None
    role: str = "body"
    tone: str = "text"
    width: int = 0
    right: bool = False
    optional: bool = False
    """It gives way where the list is too narrow for all."""


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
            replace(column, title=title) for column, title in zip(self.columns, titles, strict=True)
        )
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
            more = column.tip or column.note
            note = more(record) if more else ""
            return "\n".join(part for part in (column.text(record), note) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = column.tip or column.text
            return self.spoken(record) if index.column() == 0 else said(record)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].right:
            return Qt.AlignmentFlag.AlignRight
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
        cells.draw_ground(
            painter,
            rect,
            chosen=index.row() == view.currentIndex().row(),
            first=index.column() == 0,
        )
        left, right = view.pads(index.column())
        cell = cells.Cell(
            text=column.text(record),
            note=column.note(record) if column.note else "",
            kind=column.shape(record) if column.shape else None,
            icon=column.icon(record) if column.icon else None,
            role=column.role,
            tone=column.tone,
            right=column.right,
        )
        cells.draw_cell(painter, rect.adjusted(left, 2, -right, -2), cell)
        painter.restore()


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
        self.setHorizontalHeader(cells.ColumnNames(self))
        top = self.horizontalHeader()
        top.viewport().setAutoFillBackground(False)
        top.setVisible(header)
        top.setHighlightSections(False)
        top.setSectionsClickable(False)
        top.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def dress(self) -> None:
        """Take row heights, column widths and letters of now."""
        sheet.wear_bars(self)
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
        self._make_room()
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

    def pads(self, column: int) -> tuple[int, int]:
        """The space before and after the words of a column: more at the edges of the list."""
        shown = [at for at in range(len(self._records.columns)) if not self.isColumnHidden(at)]
        first, last = shown[0] == column, shown[-1] == column
        return cells.pads(first=first, last=last)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Optional columns give way where there is no room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        columns = self._records.columns
        if not any(column.optional for column in columns):
            return
        room = self.viewport().width()
        needed = sum(look.px(column.width or _LEAST_STRETCH) for column in columns)
        for at in reversed(range(len(columns))):
            if columns[at].optional:
                hide = needed > room
                self.setColumnHidden(at, hide)
                needed -= look.px(columns[at].width or _LEAST_STRETCH) if hide else 0

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
            area = self.viewport().rect().adjusted(cells.PAD, 8, -cells.PAD, -8)
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
