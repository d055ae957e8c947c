"""Papers: one application and a thousand in one file, against a plain canvas with a full font.

The limit draws the very same marks with reportlab's canvas in the plainest way: the whole DejaVu
Sans, `simpleSplit` for the lines, reportlab's own QR code. Ours also derives the cases of names,
fills, lays out and looks each letter up. CPU time.
"""

import io
import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.content import words_catalogue
from app.content.library import Library
from app.core.words import Words
from app.forms import render as drawing
from app.forms import shelf, typeface
from app.forms.declension import derive
from app.forms.fill import fill
from app.forms.layout import lay_out
from app.forms.marks import PAGE_HEIGHT, Box, Code, Letters, Page, Rule, Tick
from app.forms.model import Filled, Imprint
from bench.measure import Figure, in_turns

DAY = date(2026, 11, 24)
FORM = "bvpd_application"
SINGLE, MANY = 30, 1000
FULL = Path("/usr/share/fonts/truetype/dejavu")
FACES = {
    "regular": "DejaVuSans",
    "bold": "DejaVuSans-Bold",
    "italic": "DejaVuSans-Oblique",
    "bold_italic": "DejaVuSans-BoldOblique",
}
WORDS = Words(words_catalogue.load())


@cache
def _form_and_values() -> tuple[object, dict[str, object]]:
    library = Library.load()
    values = next(p.examples[0].values for p in shelf.packs(library) if p.id == FORM)
    return shelf.forms(library, DAY)[FORM], dict(values)


def filled(number: int) -> tuple[Filled, Imprint]:
    form, values = _form_and_values()
    named = {**values, "surname": f"Соняшник{'а' * (number % 7)}"}
    values = {key: value for key, value in named.items() if key in values}
    return (
        fill(form, derive(form, values), words=WORDS),  # type: ignore[arg-type]
        Imprint(reference=f"K7-{number:04d}", office="Бюро"),
    )


def ours_one() -> bytes:
    paper, imprint = filled(1)
    return drawing.render(paper, words=WORDS, imprint=imprint)


def ours_many(number: int = MANY) -> bytes:
    return drawing.render_together((filled(each) for each in range(number)), words=WORDS)


def laid_out(number: int) -> tuple[Page, ...]:
    paper, imprint = filled(number)
    words = partial(WORDS.in_language, paper.language)
    return lay_out(paper, measure=typeface.measure, words=words, imprint=imprint)


class Plain:
    """A canvas used in the plainest way, with the whole font."""

    def __init__(self, target: io.BytesIO) -> None:
        for name in FACES.values():
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, str(FULL / f"{name}.ttf")))
        self.canvas = Canvas(target, pageCompression=1)

    def page(self, page: Page) -> None:
        canvas = self.canvas
        for mark in page:
            match mark:
                case Letters():
                    name = FACES[mark.face]
                    canvas.setFont(name, mark.size)
                    for text in simpleSplit(mark.text, name, mark.size, 480):
                        canvas.drawString(mark.x, PAGE_HEIGHT - mark.y, text)
                case Rule():
                    canvas.setLineWidth(mark.width)
                    canvas.line(mark.x1, PAGE_HEIGHT - mark.y1, mark.x2, PAGE_HEIGHT - mark.y2)
                case Box():
                    canvas.rect(mark.x, PAGE_HEIGHT - mark.y - mark.height, mark.width, mark.height)
                case Tick():
                    canvas.rect(mark.x, PAGE_HEIGHT - mark.y - mark.side, mark.side, mark.side)
                case Code():
                    self.code(mark)
        canvas.showPage()

    def code(self, mark: Code) -> None:
        code: Any = QRCode(None, QRErrorCorrectLevel.M)
        code.addData(QR8bitByte(mark.text.encode()))
        code.make()
        count = code.getModuleCount()
        side = mark.side / count
        for row in range(count):
            for column in range(count):
                if code.isDark(row, column):
                    x, y = mark.x + column * side, PAGE_HEIGHT - mark.y - (row + 1) * side
                    self.canvas.rect(x, y, side, side, stroke=0, fill=1)


def plain(forms: Sequence[tuple[Page, ...]]) -> bytes:
    target = io.BytesIO()
    paper = Plain(target)
    for pages in forms:
        for page in pages:
            paper.page(page)
    paper.canvas.save()
    return target.getvalue()


def peak_mib(number: int) -> float:
    tracemalloc.start()
    size = len(ours_many(number))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return (peak - size) / 2**20


def figures() -> Iterator[Figure]:
    one = laid_out(1)

    def single() -> None:
        for _ in range(SINGLE):
            drawing._squares.cache_clear()
            ours_one()

    pair = in_turns(single, lambda: [plain([one]) for _ in range(SINGLE)])
    yield Figure(
        name="one application",
        ours=pair.ours / SINGLE * 1000, unit="ms", limit=pair.limit / SINGLE * 1000,
        limit_name="plain canvas, full font", value=pair.ratio, goal=0.7,
    )  # fmt: skip
    size = len(ours_one()) / 1024
    yield Figure(name="one application, size", ours=size, unit="KiB", value=size, goal=30)
    many = [laid_out(number) for number in range(MANY)]
    pair = in_turns(ours_many, lambda: plain(many), rounds=3)
    yield Figure(
        name=f"{MANY} applications in one file, each",
        ours=pair.ours / MANY * 1000, unit="ms", limit=pair.limit / MANY * 1000,
        limit_name="plain canvas, full font", value=pair.ratio, goal=0.4,
    )  # fmt: skip
    few, lots = peak_mib(100), peak_mib(400)
    yield Figure(
        name="memory beyond the file, 400 applications against 100",
        ours=lots, unit="MiB", limit=few, limit_name="100 applications",
        value=lots / few, goal=1.5,
    )  # fmt: skip
