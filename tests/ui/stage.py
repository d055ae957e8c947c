"""A window for a few widgets, kept alive until the test is over."""

from PySide6.QtWidgets import QWidget

from app.ui.widgets.layouts import column
from tests.ui.access import settle

KEPT: list[QWidget] = []


def shown(*things: QWidget, width: int = 700, height: int = 400) -> QWidget:
    """Those widgets under each other in a window of that size."""
    window = QWidget()
    window.setLayout(column(*things))
    window.resize(width, height)
    window.show()
    window.activateWindow()
    settle()
    KEPT.append(window)
    return window
