"""A scan over the window: its pages, drawn from memory; Esc closes."""

from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.papers.state import ScanView
from app.ui.printing.page_area import PageArea
from app.ui.theme import look
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import column, row
from app.ui.widgets.overlay import Overlay
from app.ui.widgets.text import label

_WIDTH, _HEIGHT, _TOP = 900, 560, 40


class ScanViewer(Overlay):
    """Nothing of it is left when it is closed."""

    def __init__(self, window: QWidget, words: Words) -> None:
        """Over that window, hidden."""
        self._words = words
        self._title = label("", "title", wrap=True)
        self.pages = PageArea()
        self.close_it = Button("", "quiet", "x", "Esc")
        super().__init__(
            window,
            column(row((self._title, 1), self.close_it), (self.pages, 1), gap=10, pad=16),
            width=_WIDTH,
            top=_TOP,
        )
        self.close_it.clicked.connect(self.close_over)

    def show_view(self, view: ScanView | None) -> None:
        """Show these pages, or go away."""
        if view is None:
            self.close_over()
            self.pages.show_pages((), (), zoom=0)
            return
        self._title.setText(view.title)
        self.setAccessibleName(view.title)
        self.pages.setAccessibleName(view.title)
        self.close_it.setText(self._words("scans.close"))
        self.pages.setMinimumHeight(min(look.px(_HEIGHT), self._window.height() - 160))
        self.pages.show_pages(view.pages, view.page_names, zoom=0)
        if not self.isVisible():
            self.open_over(self.close_it)
