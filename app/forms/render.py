"""Draws a filled form as a PDF. Every letter is looked up in the font before anything is drawn."""

import io
import unicodedata
from collections.abc import Iterable
from functools import lru_cache, partial
from typing import Any

from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel
from reportlab.lib.colors import Color, HexColor, black
from reportlab.pdfgen.canvas import Canvas

from app.core.errors import InputError
from app.core.words import Words
from app.forms import typeface
from app.forms.layout import lay_out
from app.forms.marks import PAGE_HEIGHT, PAGE_WIDTH, Box, Code, Letters, Mark, Page, Rule, Tick
from app.forms.model import Filled, Imprint

INK = HexColor(0x1F3A6E)
"""Filled values: one sees what the program wrote."""
SHADE = HexColor(0xF1F1F1)
FAINT = HexColor(0xD6D6D6)
WATERMARK_WIDE, WATERMARK_SLANT = 540.0, 38.0
WATERMARK_HEIGHTS = (0.3, 0.5, 0.7)
NO_IMPRINT = Imprint()
_MASK = 2


def render(
    filled: Filled,
    *,
    words: Words,
    imprint: Imprint = NO_IMPRINT,
    large_print: bool = False,
    blank: bool = False,
    monochrome: bool = False,
) -> bytes:
    """The form as a PDF; the same values give the same bytes. An unknown letter: InputError."""
    pages = _pages(filled, words=words, imprint=imprint, large_print=large_print, blank=blank)
    return draw(pages, filled, imprint=imprint, monochrome=monochrome)


def render_together(
    papers: Iterable[tuple[Filled, Imprint]],
    *,
    words: Words,
    large_print: bool = False,
    monochrome: bool = False,
) -> bytes:
    """Many papers of one form in one PDF. What neighbours have in common is drawn once.

    At least one paper; an unknown letter in any of them: InputError.
    """
    target = io.BytesIO()
    pen: _Pen | None = None
    shared: dict[int, _Shared] = {}
    for filled, imprint in papers:
        pages = _pages(filled, words=words, imprint=imprint, large_print=large_print)
        if pen is None:
            pen = _Pen(_canvas(target, filled, imprint), black if monochrome else INK)
        for number, page in enumerate(pages):
            pen.ground(filled)
            shared.setdefault(number, _Shared(f"page{number}")).draw(pen, page)
            pen.canvas.showPage()
    if pen is None:
        raise ValueError("no papers")
    pen.canvas.save()
    return target.getvalue()


def _pages(
    filled: Filled,
    *,
    words: Words,
    imprint: Imprint,
    large_print: bool = False,
    blank: bool = False,
) -> tuple[Page, ...]:
    """The form laid out, with no letter that the face lacks."""
    pages = lay_out(
        filled,
        measure=typeface.measure,
        measure_words=typeface.measure_words,
        words=partial(words.in_language, filled.language),
        imprint=imprint,
        large_print=large_print,
        blank=blank,
    )
    _check_letters(pages, filled, words)
    return pages


def _check_letters(pages: tuple[Page, ...], filled: Filled, words: Words) -> None:
    """Refuse letters that the face lacks: the PDF writer would leave them out without a word."""
    faults: dict[str, None] = {}
    for mark in (mark for page in pages for mark in page):
        if isinstance(mark, Letters):
            for letter in typeface.missing(mark.text, mark.face):
                field = (
                    filled.form.named(mark.field).words.of(words.language)
                    if mark.field
                    else filled.form.title.of(words.language)
                )
                code = f"U+{ord(letter):04X}"
                name = unicodedata.name(letter, code).capitalize()
                fault = words("form.fault.letter", letter=letter, code=code, name=name, field=field)
                faults[fault] = None
    if faults:
        raise InputError("form.letter_missing", faults=tuple(faults), count=len(faults))


def draw(
    pages: tuple[Page, ...], filled: Filled, *, imprint: Imprint, monochrome: bool = False
) -> bytes:
    """Draw pages of marks."""
    target = io.BytesIO()
    pen = _Pen(_canvas(target, filled, imprint), black if monochrome else INK)
    for page in pages:
        pen.ground(filled)
        pen.draw_all(page)
        pen.canvas.showPage()
    pen.canvas.save()
    return target.getvalue()


def _canvas(target: io.BytesIO, filled: Filled, imprint: Imprint) -> Canvas:
    canvas = Canvas(
        target,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        lang=filled.language,
    )
    form = filled.form
    title = form.title.of(filled.language)
    canvas.setTitle(f"{form.number}. {title}" if form.number else title)
    canvas.setAuthor(imprint.office or "Приймальня")
    canvas.setSubject(" · ".join(part for part in (form.edition, imprint.reference) if part))
    canvas.setCreator("Приймальня")
    canvas.setProducer("Приймальня")
    return canvas


@lru_cache(maxsize=64)
def _squares(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dark squares of a QR code, row by row.

    Any of the eight masks can be read; looking for the prettiest costs as much as the whole page.
    """
    code: Any = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(text.encode()))
    code.version = code.calculate_version()
    code.makeImpl(False, _MASK)
    count = code.getModuleCount()
    return tuple(
        tuple(bool(code.isDark(row, column)) for column in range(count)) for row in range(count)
    )


class _Pen:
    """Draws marks on a canvas, whose height runs upwards."""

    def __init__(self, canvas: Canvas, ink: Color) -> None:
        self.canvas = canvas
        self._ink = ink

    def ground(self, filled: Filled) -> None:
        """The watermark of the form, if it has one, under everything else."""
        if filled.form.watermark:
            self._watermark(filled.form.watermark.of(filled.language))

    def _watermark(self, words: str) -> None:
        """Slanted words across the whole page."""
        font = typeface.face("bold")
        size = WATERMARK_WIDE / typeface.measure(words, "bold", 1.0)
        for height in WATERMARK_HEIGHTS:
            self.canvas.saveState()
            self.canvas.setFillColor(FAINT)
            self.canvas.setFont(font.fontName, size)
            self.canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT * height)
            self.canvas.rotate(WATERMARK_SLANT)
            self.canvas.drawCentredString(0, 0, words)
            self.canvas.restoreState()

    def draw_all(self, marks: Iterable[Mark]) -> None:
        """Draw marks in their order."""
        for mark in marks:
            self.draw(mark)

    def draw(self, mark: Mark) -> None:
        """Draw one mark."""
        match mark:
            case Letters():
                self._letters(mark)
            case Rule():
                self.canvas.setLineWidth(mark.width)
                self._line(mark.x1, mark.y1, mark.x2, mark.y2)
            case Box():
                self._box(mark)
            case Tick():
                self._tick(mark)
            case Code():
                self._code(mark)

    def _letters(self, mark: Letters) -> None:
        font = typeface.face(mark.face)
        self.canvas.setFont(font.fontName, mark.size)
        self.canvas.setFillColor(self._ink if mark.value else black)
        self.canvas.drawString(mark.x, PAGE_HEIGHT - mark.y, mark.text)

    def _line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self.canvas.line(x1, PAGE_HEIGHT - y1, x2, PAGE_HEIGHT - y2)

    def _box(self, mark: Box) -> None:
        self.canvas.setLineWidth(mark.line)
        self.canvas.setFillColor(SHADE)
        bottom = PAGE_HEIGHT - mark.y - mark.height
        self.canvas.rect(mark.x, bottom, mark.width, mark.height, fill=int(mark.shade))

    def _tick(self, mark: Tick) -> None:
        self.canvas.setLineWidth(0.8)
        side, x, y = mark.side, mark.x, mark.y
        self.canvas.rect(x, PAGE_HEIGHT - y - side, side, side, fill=0)
        if mark.on:
            self.canvas.saveState()
            self.canvas.setStrokeColor(self._ink)
            self.canvas.setLineWidth(1.6)
            self.canvas.setLineCap(1)
            self._line(x + side * 0.2, y + side * 0.55, x + side * 0.42, y + side * 0.78)
            self._line(x + side * 0.42, y + side * 0.78, x + side * 0.84, y + side * 0.2)
            self.canvas.restoreState()

    def _code(self, mark: Code) -> None:
        rows = _squares(mark.text)
        count = len(rows)
        each = mark.side / count
        self.canvas.setFillColor(black)
        for row in range(count):
            y = PAGE_HEIGHT - mark.y - (row + 1) * each
            column = 0
            while column < count:
                start = column
                while column < count and rows[row][column]:
                    column += 1
                if column > start:
                    x = mark.x + start * each
                    self.canvas.rect(x, y, (column - start) * each, each, stroke=0, fill=1)
                column += 1


class _Shared:
    """What the pages of one number have in common: a drawing of its own, told once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._before: Page | None = None
        self._common: frozenset[Mark] | None = None

    def draw(self, pen: _Pen, page: Page) -> None:
        """Draw a page; from the second one on only what differs is drawn anew."""
        if self._common is None and self._before is not None:
            self._common = frozenset(self._before) & frozenset(page)
            pen.canvas.beginForm(self._name)
            pen.draw_all(mark for mark in page if mark in self._common)
            pen.canvas.endForm()
        self._before = page if self._common is None else None
        if self._common is None or not self._common.issubset(page):
            pen.draw_all(page)
            return
        pen.canvas.doForm(self._name)
        pen.draw_all(mark for mark in page if mark not in self._common)
