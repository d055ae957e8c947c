"""Real pages of a PDF as plain pictures: for the preview and for printers. Knows no Qt.

PDFium is not safe on several threads at once: call this from one lane only.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium

POINTS = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """One page: rows of blue, green, red and an unused byte."""

    width: int
    height: int
    stride: int
    dpi: float
    data: bytes = field(repr=False)


def count(pdf: bytes) -> int:
    """How many pages the document has."""
    with pdfium.PdfDocument(pdf) as document:
        return len(document)


def drawn(pdf: bytes, *, dpi: float, grey: bool = False) -> Iterator[PageImage]:
    """The pages one by one, so that a long document at a printer's fineness fits in memory."""
    with pdfium.PdfDocument(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            bitmap = page.render(
                scale=dpi / POINTS,
                rev_byteorder=False,
                force_bitmap_format=pdfium.raw.FPDFBitmap_BGRx,
                color_scheme=None,
                grayscale=grey,
            )
            yield PageImage(
                width=bitmap.width,
                height=bitmap.height,
                stride=bitmap.stride,
                dpi=dpi,
                data=bytes(bitmap.buffer),
            )
            bitmap.close()
            page.close()
