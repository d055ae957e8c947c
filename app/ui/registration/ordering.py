"""The order of Tab for things that are made late."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_after(before: QWidget, *parts: QWidget | None) -> None:
    """Let Tab go from `before` through everything inside `parts`, in the order of the screen.

    Widgets that hand the focus on to a part of theirs let go of it meanwhile: Qt moves such a pair
    together and loses the end of the chain.
    """
    inner = [widget for part in parts if part for widget in part.findChildren(QWidget)]
    proxies = [(widget, proxy) for widget in inner if (proxy := widget.focusProxy()) is not None]
    for widget, _ in proxies:
        widget.setFocusProxy(None)  # type: ignore[arg-type]  # takes it away
    for widget in inner:
        stops = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        here = widget.window() is before.window()  # the list of a combo is a window of its own
        if stops and here:
            QWidget.setTabOrder(before, widget)
            before = widget
    for widget, proxy in proxies:
        widget.setFocusProxy(proxy)
