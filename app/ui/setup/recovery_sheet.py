"""The sheet with the recovery code: one page, large signs, what it is for and where to keep it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from app.core.paths import resources
from app.ui.theme import tokens

_MARGIN_MM = 20
_RESOLUTION = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on the page."""

    title: str
    office: str
    code: str = field(repr=False)
    lines: Sequence[str]


def save_pdf(path: str, sheet: Sheet) -> bool:
    """Write the page as a PDF file; False when the file could not be written."""
    try:
        Path(path).open("wb").close()
    except OSError:
        return False
    writer = QPdfWriter(path)
    writer.setTitle(sheet.title)
    writer.setCreator("")
    return draw(writer, sheet)


def draw(device: QPagedPaintDevice, sheet: Sheet) -> bool:
    """Draw the page on paper or into a file."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    device.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(device):
        return False
    page = _Page(painter, device)
    page.say(sheet.title, 18, QFont.Weight.Bold)
    page.say(sheet.office, 12, QFont.Weight.Normal, after=8)
    groups = sheet.code.split("-")
    half = len(groups) // 2
    for line, part in enumerate((groups[:half], groups[half:])):
        numbered = "      ".join(
            f"{number}) {group}" for number, group in enumerate(part, line * half + 1)
        )
        page.say(numbered, 16, QFont.Weight.Bold, after=4)
    page.skip(6)
    for sentence in sheet.lines:
        page.say(sentence, 12, QFont.Weight.Normal)
    return bool(painter.end())


@cache
def _face() -> str:
    """The face of papers: in a PDF, Qt loses which signs the digits of the screen's face are."""
    folder = resources() / "fonts"
    known = [
        QFontDatabase.addApplicationFont(str(folder / f"PryimalniaSerif-{weight}.ttf"))
        for weight in ("Regular", "Bold")
    ]
    return QFontDatabase.applicationFontFamilies(known[0])[0]


class _Page:
    """Writes paragraphs from the top down, in black."""

    def __init__(self, painter: QPainter, device: QPagedPaintDevice) -> None:
        self._painter = painter
        self._width = painter.viewport().width()
        self._height = painter.viewport().height()
        self._mm = device.logicalDpiY() / 25.4
        self._down = 0.0

    def say(self, text: str, points: int, weight: QFont.Weight, *, after: float = 3) -> None:
        font = QFont(_face())
        font.setPointSize(points)
        font.setWeight(weight)
        self._painter.setFont(font)
        self._painter.setPen(tokens.LIGHT["ink"])
        room = QRectF(0, self._down, self._width, self._height)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        taken = self._painter.boundingRect(room, int(flags), text)
        self._painter.drawText(taken, int(flags), text)
        self._down = taken.bottom() + after * self._mm

    def skip(self, millimetres: float) -> None:
        self._down += millimetres * self._mm
