"""Files that people hand in: told by their content, photos made smaller, places in them forgotten.

This module owns the libraries for pictures and file types; both come at first use.
"""

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from app.core.errors import InputError

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 25 * 1024 * 1024
"""A file beyond this is not read at all."""
MOST_KEPT = 1_500_000
"""So many bytes at the most a photo takes in the vault."""
MOST_PDF = 10 * 1024 * 1024
MOST_PIXELS = 80_000_000
MOST_PAGES = 30
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
_PICTURES = frozenset({JPEG, PNG, "image/tiff", "image/webp"})
_LIVE = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/XFA")
"""What makes a PDF do something by itself."""
_STEPS = ((2600, 82), (2400, 72), (2100, 66), (1800, 60), (1600, 50))
"""Longest side in pixels and quality, best first: 2,600 is A4 at 220 dots an inch."""
_DPI = 200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file as the vault keeps it."""

    media_type: str
    content: bytes = field(repr=False)


def prepared(content: bytes) -> Prepared:
    """The file as it is kept, or an InputError `scan.*` that says why it is not taken.

    Its kind is told by its content, whatever it is called. A photo is turned upright and made
    smaller, and everything that the camera wrote into it (place, time, device) is left out.
    """
    if len(content) > MOST_BYTES:
        raise InputError("scan.too_large", most=MOST_BYTES // 1024 // 1024)
    kind = _kind(content)
    if kind == PDF:
        return _pdf(content)
    if kind in _PICTURES:
        return _picture(content)
    if kind in ("image/heic", "image/heif"):
        raise InputError("scan.heic")
    raise InputError("scan.wrong_kind")


def as_pdf(media_type: str, content: bytes) -> bytes:
    """A kept file as a PDF in memory: one way to show it and to print it."""
    if media_type == PDF:
        return content
    with _opened(content) as picture:
        page = BytesIO()
        picture.convert("RGB").save(page, "PDF", resolution=_DPI)
    return page.getvalue()


def _kind(content: bytes) -> str:
    import filetype  # noqa: PLC0415  comes at first use

    found = filetype.guess(content)
    return str(found.mime) if found is not None else ""


def _pdf(content: bytes) -> Prepared:
    if len(content) > MOST_PDF:
        raise InputError("scan.too_large", most=MOST_PDF // 1024 // 1024)
    if any(sign in content for sign in _LIVE):
        raise InputError("scan.live")
    return Prepared(media_type=PDF, content=content)


def _picture(content: bytes) -> Prepared:
    with _opened(content) as picture:
        pages = getattr(picture, "n_frames", 1)
        if pages > MOST_PAGES:
            raise InputError("scan.too_many_pages", most=MOST_PAGES)
        try:
            return _bound(picture, pages) if pages > 1 else _smaller(picture)
        except (OSError, ValueError, SyntaxError, MemoryError):
            raise InputError("scan.broken") from None


def _opened(content: bytes) -> "Image":
    from PIL import Image  # noqa: PLC0415  comes at first use

    try:
        picture = Image.open(BytesIO(content))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise InputError("scan.broken") from None
    if picture.width * picture.height > MOST_PIXELS:
        picture.close()
        raise InputError("scan.too_many_pixels", most=MOST_PIXELS // 1_000_000)
    return picture


def _smaller(picture: "Image") -> Prepared:
    upright = _upright(picture, _STEPS[0][0])
    if picture.format == "PNG":
        small = _written(upright, "PNG")
        if len(small) <= MOST_KEPT:
            return Prepared(media_type=PNG, content=small)
    paper = _on_white(upright)
    found = b""
    for side, quality in _STEPS:
        paper.thumbnail((side, side))
        found = _written(paper, "JPEG", quality=quality)
        if len(found) <= MOST_KEPT:
            break
    return Prepared(media_type=JPEG, content=found)


def _bound(picture: "Image", pages: int) -> Prepared:
    """Several pages of one scan stay together, as a PDF."""
    sheets = []
    for number in range(pages):
        picture.seek(number)
        sheets.append(_on_white(_upright(picture, _STEPS[3][0])))
    made = BytesIO()
    sheets[0].save(made, "PDF", save_all=True, append_images=sheets[1:], resolution=_DPI)
    return _pdf(made.getvalue())


def _upright(picture: "Image", side: int) -> "Image":
    from PIL import ImageOps  # noqa: PLC0415  comes at first use

    picture.draft("RGB", (side, side))  # a JPEG is decoded no larger than needed
    small = picture.copy()
    small.thumbnail((side, side))
    turned = ImageOps.exif_transpose(small)
    bare = turned.copy()
    bare.info = {}
    return bare


def _on_white(picture: "Image") -> "Image":
    from PIL import Image  # noqa: PLC0415  comes at first use

    if picture.mode not in ("RGBA", "LA", "P"):
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper


def _written(picture: "Image", kind: str, *, quality: int = 0) -> bytes:
    made = BytesIO()
    if kind == "PNG":
        picture.save(made, "PNG", optimize=True)
    else:
        picture.save(made, "JPEG", quality=quality, optimize=True)
    return made.getvalue()
