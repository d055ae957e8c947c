"""The order of Tab for things that are made late."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_after(before: QWidget, *parts: QWidget | None) -> None:
    """Let Tab go from `before` through everything inside `parts`, in the order of the screen."""
    for part in parts:
        for widget in part.findChildren(QWidget) if part else ():
            stops = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            here = widget.window() is before.window()  # the list of a combo is a window of its own
            if stops and here and widget.focusProxy() is None:
                QWidget.setTabOrder(before, widget)
                before = widget
