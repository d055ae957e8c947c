"""The printers of this machine: the system's dialog asks, the pages go out as fine pictures."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.core.errors import DeskError
from app.ui.printing.pages import drawn
from app.ui.printing.presenter import Printer, Sheets

PRINT_DPI = 300


def system_printer(parent: QWidget) -> Printer:
    """Ask with the system's print dialog, over that window."""

    def ask(sheets: Sheets) -> Callable[[], None] | None:
        if not QPrinterInfo.availablePrinterNames():
            raise DeskError("printer.none")
        printer = prepared(sheets)
        dialog = QPrintDialog(printer, parent)
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return None
        return lambda: spool(printer, sheets)

    return ask


def prepared(sheets: Sheets) -> QPrinter:
    """A printer set to A4, the copies and the colour asked for, and a title that names nobody."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(sheets.title)
    printer.setCopyCount(sheets.copies)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    if sheets.grey:
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
    return printer


def spool(printer: QPrinter, sheets: Sheets) -> None:
    """Send the pages that the dialog chose; DeskError when the printer takes none. Any thread."""
    painter = QPainter()
    if not painter.begin(printer):
        raise DeskError("printer.refused")
    rounds = 1 if printer.supportsMultipleCopies() else sheets.copies
    try:
        _draw(painter, printer, sheets, rounds)
    finally:
        painter.end()


def _draw(painter: QPainter, printer: QPrinter, sheets: Sheets, rounds: int) -> None:
    first, last = printer.fromPage() or 1, printer.toPage()
    fresh = True
    for _ in range(rounds):
        images = drawn(sheets.pdf, dpi=PRINT_DPI, grey=sheets.grey)
        for number, page in enumerate(images, 1):
            if number < first or (last and number > last):
                continue
            if not fresh and not printer.newPage():
                raise DeskError("printer.refused")
            fresh = False
            whole = QRectF(painter.viewport())
            image = QImage(
                page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32
            )
            painter.drawImage(whole, image)
