"""The pages as they will come out, on a sunken ground: whole, or at a chosen size."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.ui.printing.pages import PageImage
from app.ui.printing.state import PrintingState
from app.ui.theme import look
from app.ui.theme.sheet import wear_bars
from app.ui.widgets.layouts import clear

INCH = 96
EDGE = 20


class PageSheet(QWidget):
    """One page of paper."""

    def __init__(self, page: PageImage, name: str) -> None:
        """Show that page; `name` says which it is."""
        super().__init__()
        self._page = page
        lent = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
        self._image = lent.copy()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def fit(self, room: QSize, zoom: int) -> None:
        """Take the size of `zoom` per cent, or of the whole page in that room."""
        if zoom:
            scale = INCH / self._page.dpi * zoom / 100
        else:
            wide = room.width() / self._page.width
            tall = room.height() / self._page.height
            scale = max(min(wide, tall), 0.05)
        self.setFixedSize(round(self._page.width * scale), round(self._page.height * scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the paper, which stays light in the dark, and its edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)
        if look.theme() == "dark":
            painter.fillRect(self.rect(), look.colour("scrim", 20))
        painter.setPen(look.colour("line"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


class PageArea(QScrollArea):
    """All pages under each other; arrows and Page Down move."""

    def __init__(self) -> None:
        """No page yet."""
        super().__init__()
        self._zoom = 0
        self._shown: tuple[PageImage, ...] = ()
        self._sheets: list[PageSheet] = []
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(EDGE, EDGE - 6, EDGE, EDGE - 6)
        self._column.setSpacing(16)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 180)
        self.dress()

    def dress(self) -> None:
        """Take the scroll bars of now."""
        wear_bars(self)

    def show_state(self, state: PrintingState) -> None:
        """Draw the pages of the form."""
        self.show_pages(state.pages, state.page_names, zoom=state.zoom)

    def show_pages(
        self, pages: tuple[PageImage, ...], page_names: tuple[str, ...], *, zoom: int
    ) -> None:
        """Draw these pages; the place in them stays where it was."""
        names = tuple(sheet.accessibleName() for sheet in self._sheets)
        if pages is not self._shown or names != page_names:
            self._shown = pages
            clear(self._column)
            self._sheets = [
                PageSheet(page, name) for page, name in zip(pages, page_names, strict=True)
            ]
            for sheet in self._sheets:
                self._column.addWidget(sheet)
        self._zoom = zoom
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A whole page fits the room there is."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and the ring when the keys move the pages."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), look.colour("sunken"))
        if self.hasFocus():
            width = look.ring_width()
            painter.setPen(look.colour("focus"))
            for inset in range(width):
                painter.drawRect(
                    self.viewport().rect().adjusted(inset, inset, -inset - 1, -inset - 1)
                )
        super().paintEvent(event)

    def _fit(self) -> None:
        room = self.viewport().size() - QSize(2 * EDGE, 2 * EDGE - 12)
        for sheet in self._sheets:
            sheet.fit(room, self._zoom)
