"""Filling a place of the window in one go: it is laid out once, not at every line."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QLayout, QWidget

from app.ui.widgets.layouts import clear


@contextmanager
def unseen(place: QWidget | None) -> Iterator[None]:
    """Fill a place, if it stands anywhere yet, while it is hidden, and show it as it was.

    Each thing shown in a place that is seen lays out everything around it: a hundred lines took
    seconds, and take some milliseconds when the place is shown once, at the end.
    """
    if place is None:
        yield
        return
    seen = not place.isHidden()
    place.setVisible(False)
    yield
    place.setVisible(seen)


@contextmanager
def refilling(layout: QLayout) -> Iterator[None]:
    """Empty a layout that stands in a place and fill it anew, unseen."""
    with unseen(layout.parentWidget()):
        clear(layout)
        yield
