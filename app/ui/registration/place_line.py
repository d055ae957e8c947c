"""A line for an address: settlements that fit are offered under it, any text may stay."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView

from app.ui.theme import look, sheet
from app.ui.widgets.announce import announce
from app.ui.widgets.fields import TextLine

_ADDRESS = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Offers(QListView):
    """The list under the line. It never has the focus: the line hears the keys."""

    def __init__(self, line: TextLine) -> None:
        super().__init__(line.window())
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(line.accessibleName())
        self.setFont(look.font("body"))
        sheet.wear(self, "list")

    def show_offers(self, line: TextLine, offers: Sequence[tuple[str, str]]) -> None:
        """Lie under the line, above everything else."""
        self._model.clear()
        for address, explained in offers:
            item = QStandardItem(explained)
            item.setData(address, _ADDRESS)
            item.setToolTip(explained)
            self._model.appendRow(item)
        window = line.window()
        at = line.mapTo(window, QPoint(0, line.height() + 2))
        tall = len(offers) * max(self.sizeHintForRow(0), 1) + 12
        room = window.height() - at.y() - 8
        if room < min(tall, look.px(120)):
            at.setY(max(0, line.mapTo(window, QPoint(0, 0)).y() - tall - 2))
            room = tall
        wide = min(max(line.width(), self.sizeHintForColumn(0) + 40), window.width() - 16)
        at.setX(max(8, min(at.x(), window.width() - wide - 8)))
        self.setGeometry(at.x(), at.y(), wide, min(tall, room))
        self.raise_()
        self.show()

    def step(self, by: int) -> None:
        """Choose the next one or the one before."""
        rows = self._model.rowCount()
        self.setCurrentIndex(self._model.index((self.currentIndex().row() + by) % rows, 0))

    @property
    def explanations(self) -> tuple[str, ...]:
        """What is offered."""
        return tuple(self._model.item(at).text() for at in range(self._model.rowCount()))


class PlaceLine(TextLine):
    """Down and Enter take an offer; Esc or going on leaves the text as it is typed."""

    def __init__(self) -> None:
        """Nothing is offered."""
        self._list: _Offers | None = None
        super().__init__()

    @property
    def offered(self) -> tuple[str, ...]:
        """The explanations that are shown now."""
        return self._list.explanations if self._list else ()

    def offer(self, offers: Sequence[tuple[str, str]], spoken: str) -> None:
        """Offer (address, explanation) under the line while the person is in it."""
        if not offers or not self.hasFocus():
            self._close()
            return
        if self._list is None:
            self._list = _Offers(self)
            self._list.clicked.connect(self._take)
        self._list.show_offers(self, offers)
        announce(self, spoken)

    def _take(self, index: QModelIndex) -> None:
        address = str(index.data(_ADDRESS))
        self._close()
        self.setText(f"{address}, ")
        self.edited.emit()

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
            self._list = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While something is offered, the arrows choose, Enter takes, Esc closes."""
        if self._list is None or not self._offer_key(self._list, Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _offer_key(self, offers: _Offers, key: Qt.Key) -> bool:
        if key in _STEPS:
            offers.step(_STEPS[key])
            announce(self, str(offers.currentIndex().data()))
        elif key in _TAKES and offers.currentIndex().isValid():
            self._take(offers.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self._close()
        else:
            return False
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who goes on keeps the text."""
        super().focusOutEvent(event)
        self._close()

    def hideEvent(self, event: QHideEvent) -> None:
        """The list goes with the line."""
        super().hideEvent(event)
        self._close()
