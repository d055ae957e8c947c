"""Tab goes as the eye goes, also through parts that were made later."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


class ReadingOrder:
    """Keeps the focus chain of a screen in the order of its layouts."""

    def __init__(self, screen: QWidget) -> None:
        """Nothing is ordered yet."""
        self._screen = screen
        self._known: tuple[int, ...] = ()

    def settle(self) -> None:
        """Order the chain again, if parts were made or moved."""
        entries = tuple(_entries(self._screen))
        known = tuple(id(entry) for entry in entries)
        if known != self._known:
            self._known = known
            for before, after in pairwise(entries):
                QWidget.setTabOrder(before, after)


def _entries(widget: QWidget) -> Iterator[QWidget]:
    """Everything that can have the focus, from the upper left to the lower right."""
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _inside(layout)
    elif isinstance(widget, QScrollArea):
        content: QWidget | None = widget.widget()
        if content is not None:
            yield from _entries(content)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _entries(widget)
        elif inner is not None:
            yield from _inside(inner)
