"""A line for an address: settlements that fit are offered under it, any text may stay."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

from app.ui.theme import look, sheet
from app.ui.widgets.announce import announce
from app.ui.widgets.fields import TextLine

_ADDRESS = Qt.ItemDataRole.UserRole


class PlaceLine(TextLine):
    """Down and Enter take an offer; Esc or going on leaves the text as it is typed."""

    def __init__(self) -> None:
        """Nothing is offered."""
        self._list = QListView()
        super().__init__()
        self._model = QStandardItemModel(self)
        self._offers = QCompleter(self)
        self._offers.setModel(self._model)
        self._offers.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._offers.setPopup(self._list)
        self._offers.setWidget(self)
        self._offers.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.dress()

    def dress(self) -> None:
        """Take the letters of now."""
        super().dress()
        self._list.setFont(look.font("body"))
        sheet.wear(self._list, "list")

    @property
    def offered(self) -> tuple[str, ...]:
        """The explanations that are shown now."""
        if not self._list.isVisible():
            return ()
        return tuple(self._model.item(at).text() for at in range(self._model.rowCount()))

    def offer(self, offers: Sequence[tuple[str, str]], spoken: str) -> None:
        """Offer (address, explanation) under the line while the person is in it."""
        self._model.clear()
        for address, explained in offers:
            item = QStandardItem(explained)
            item.setData(address, _ADDRESS)
            self._model.appendRow(item)
        if not offers or not self.hasFocus():
            self._list.hide()
            return
        self._list.setAccessibleName(self.accessibleName())
        self._offers.complete()
        announce(self, spoken)

    def _take(self, index: QModelIndex | QPersistentModelIndex) -> None:
        self.setText(f"{index.data(_ADDRESS)}, ")
        self.edited.emit()
