"""Showing the window, if it can be shown here."""

import os
import sys

from app.core.paths import Home
from app.core.words import Language

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""One of them says where windows are drawn on Linux."""


def can_show() -> bool:
    """Whether windows can be shown here: without a display Qt would end the process wordlessly."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in _DISPLAYS)


def show_window(of: Home, *, language: Language | None = None) -> int:
    """Open the window on that home; set-up, sign-in or the trouble page come by themselves."""
    from app.ui.imports import spare_sources  # noqa: PLC0415  Qt only where a window is wanted

    spare_sources()
    from app.main import open_window  # noqa: PLC0415  after the hook on imports is quiet

    return open_window(of, language=language)
