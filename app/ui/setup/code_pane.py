"""A recovery code on the screen, once: its eight groups, and the ways onto paper."""

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.words import Words
from app.ui.setup import recovery_sheet
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import box, column, grid, row
from app.ui.widgets.text import label

_GROUPS = 8


class CodePane(QWidget):
    """Shows a code and prints its sheet; keeps the code only while it is shown."""

    def __init__(self, words: Words, *, office: Callable[[], str]) -> None:
        """`office` tells the name that stands on the sheet."""
        super().__init__()
        self._words, self._office = words, office
        self._code = ""
        self._groups = tuple(label("", "lead_b") for _ in range(_GROUPS))
        self.print = Button("", "quiet", "printer")
        self._save = Button("", "quiet", "download")
        self._saved = label("", "small_m", "text2", wrap=True)
        numbered = [
            row(label(str(number), "tiny", "text3"), group, None, gap=8)
            for number, group in enumerate(self._groups, 1)
        ]
        half = _GROUPS // 2
        self._box = box(
            grid([numbered[:half], numbered[half:]], gap=(12, 12), pad=(20, 16, 8, 16)), "sunken"
        )
        self.setLayout(column(self._box, row(self.print, self._save, None), self._saved, gap=12))
        self._saved.hide()
        self.print.clicked.connect(self._print_sheet)
        self._save.clicked.connect(self._save_sheet)

    def show_code(self, code: str) -> None:
        """Show this code; an empty one takes it off the screen."""
        if code != self._code:
            self._saved.hide()
        self._code = code
        groups = code.split("-")
        for place, cell in enumerate(self._groups):
            cell.setText(groups[place] if place < len(groups) else "")
        self._box.setAccessibleName(" ".join(groups))

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.print.setText(self._words("setup.print"))
        self._save.setText(self._words("setup.save_pdf"))
        self._saved.hide()

    def sheet(self) -> recovery_sheet.Sheet:
        """What goes onto the paper."""
        words = self._words
        return recovery_sheet.Sheet(
            title=words("setup.sheet.title"),
            office=self._office(),
            code=self._code,
            lines=[words("setup.sheet.what"), words("setup.sheet.where"), words("setup.sheet.how")],
        )

    def _print_sheet(self) -> None:
        from PySide6.QtPrintSupport import (  # noqa: PLC0415  not before the first paint
            QPrintDialog,
            QPrinter,
        )

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._words("setup.sheet.job"))
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self._report(lambda: recovery_sheet.draw(printer, self.sheet()), "setup.printed")

    def _save_sheet(self) -> None:
        name = self._words("setup.sheet.file")
        path, _ = QFileDialog.getSaveFileName(
            self, self._words("setup.save_pdf"), name, "PDF (*.pdf)"
        )
        if path:
            self._report(lambda: recovery_sheet.save_pdf(path, self.sheet()), "setup.saved")

    def _report(self, work: Callable[[], bool], done: str) -> None:
        self._saved.setText(self._words(done if work() else "setup.not_saved"))
        self._saved.show()
