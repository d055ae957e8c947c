"""Parts of a window are never windows themselves.

A widget that is shown before it has a parent pops up as a window of its own for a moment and takes
the focus from the window that the person works in.
"""

from typing import Any

from PySide6.QtCore import Qt


class Placed:
    """Goes before the Qt class: shown without a parent, it waits and shows with its parent."""

    def setVisible(self: Any, visible: bool) -> None:  # noqa: N802  Qt's signature
        """Show or hide; showing waits for a parent."""
        if visible and self.parentWidget() is None:
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
            return
        super().setVisible(visible)  # type: ignore[misc]  # the Qt class comes next
