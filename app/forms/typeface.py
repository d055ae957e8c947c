"""The faces of official papers: read once, measured, asked which letters they have."""

from collections.abc import Mapping
from functools import cache
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


def missing(text: str, name: Face) -> str:
    """The letters of the text that the face does not have, each once."""
    known = face(name).face.charToGlyph
    return "".join(dict.fromkeys(letter for letter in text if ord(letter) not in known))
