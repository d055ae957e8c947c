"""Buttons in a line that go on in the next line when there is no room."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class Flow(QLayout):
    """Widgets beside each other, each as wide as it likes; the last lines take what is left."""

    def __init__(self, *widgets: QWidget, gap: int = 8, at_end: bool = False) -> None:
        """`at_end` puts each line at its far side."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._at_end = gap, at_end
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802  Qt's name
        """One more."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """The one at that place, or None past the end: so Qt counts."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Give that one away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802  Qt's name
        """It asks for no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Less width, more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As tall as its lines are."""
        return sum(tall for _, tall in self._sizes(width)) + self._gap * (
            len(self._lines(width)) - 1
        )

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        hints = [item.sizeHint() for item in self._shown()]
        wide = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802  Qt's name
        """The widest of them in a line of its own."""
        hints = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((hint.width() for hint in hints), default=0),
            max((hint.height() for hint in hints), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802  Qt's name
        """Put them into their lines."""
        super().setGeometry(rect)
        parent = self.parentWidget()
        way = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        top = rect.top()
        for line, (wide, tall) in zip(
            self._lines(rect.width()), self._sizes(rect.width()), strict=True
        ):
            left = rect.right() + 1 - wide if self._at_end else rect.left()
            for item in line:
                size = item.sizeHint().boundedTo(QSize(rect.width(), tall))
                place = QRect(left, top + (tall - size.height()) // 2, size.width(), size.height())
                item.setGeometry(QStyle.visualRect(way, rect, place))
                left += size.width() + self._gap
            top += tall + self._gap

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        room = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if not lines or wide > room:
                lines.append([])
                room = width
            lines[-1].append(item)
            room -= wide + self._gap
        return lines

    def _sizes(self, width: int) -> list[tuple[int, int]]:
        return [
            (
                sum(item.sizeHint().width() for item in line) + self._gap * (len(line) - 1),
                max(item.sizeHint().height() for item in line),
            )
            for line in self._lines(width)
        ]
