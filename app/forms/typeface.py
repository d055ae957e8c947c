"""The faces of official papers: read once, measured, asked which letters they have."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.core.paths import resources
from app.forms.marks import Face

rl_config.useA85 = 0  # plain compressed streams: a fifth smaller and faster than letters of ASCII

FILES: Mapping[Face, str] = {
    "regular": "PryimalniaSerif-Regular",
    "bold": "PryimalniaSerif-Bold",
    "italic": "PryimalniaSerif-Italic",
    "bold_italic": "PryimalniaSerif-BoldItalic",
}


@cache
def face(name: Face, folder: Path | None = None) -> TTFont:
    """One face, read at its first use."""
    title = FILES[name]
    font = TTFont(title, str((folder or resources() / "fonts") / f"{title}.ttf"))
    pdfmetrics.registerFont(font)
    return font


def measure(text: str, name: Face, size: float, /) -> float:
    """How wide a text is, in points."""
    return float(face(name).stringWidth(text, size))


@lru_cache(maxsize=4096)
def measure_words(text: str, name: Face, size: float, /) -> float:
    """The same for a form's own words, which come back on every paper.

    Never for the values of people: their words are not kept in memory after the paper is drawn.
    """
    return measure(text, name, size)


@cache
def _letters(name: Face) -> frozenset[str]:
    """Every letter of the face."""
    return frozenset(map(chr, face(name).face.charToGlyph))


def missing(text: str, name: Face) -> str:
    """The letters of the text that the face does not have, each once."""
    known = _letters(name)
    if known.issuperset(text):
        return ""
    return "".join(dict.fromkeys(letter for letter in text if letter not in known))
