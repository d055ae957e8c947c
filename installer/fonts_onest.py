"""Build the interface fonts: `python -m installer.fonts_onest FILES_DIR` writes resources/fonts.

FILES_DIR is the folder `files` of the package @fontsource/onest 5.3.1 (SIL Open Font License 1.1,
no reserved font name). The package keeps each weight in pieces by script; Qt wants one file a
weight. The pieces are joined, U+02BC gets the glyph of U+2019, fixed spaces the one of the space,
and what the interface never shows is left out.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
PIECES = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "symbols", "math")
NEEDED = "ҐґЄєІіЇїЙйЩщЬьЮюЯя’ʼ«»„“—–№₴…×−≤≥↑↓←→§\u00a0\u202f"
KEPT = (
    (0x20, 0x17F),
    (0x2BC, 0x2BC),
    (0x400, 0x45F),
    (0x490, 0x491),
    (0x2000, 0x206F),
    (0x20AC, 0x20BF),
    (0x2116, 0x2122),
    (0x2190, 0x2193),
    (0x2200, 0x2265),
)
APOSTROPHE, MODIFIER_APOSTROPHE = 0x2019, 0x2BC
BUILT = 3_700_000_000  # seconds since 1904
FIXED_SPACES = (0xA0, 0x202F, 0x2009)


def joined(files: Path, weight: int) -> TTFont:
    """One font out of the pieces of a weight."""
    with tempfile.TemporaryDirectory() as folder:
        pieces = []
        for piece in PIECES:
            font = TTFont(files / f"onest-{piece}-{weight}-normal.woff2")
            font.flavor = None
            path = Path(folder) / f"{piece}.ttf"
            font.save(path)
            pieces.append(str(path))
        return Merger().merge(pieces)


def completed(font: TTFont) -> TTFont:
    """The font with the letters that Ukrainian texts need."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.setdefault(MODIFIER_APOSTROPHE, table.cmap[APOSTROPHE])
            for space in FIXED_SPACES:
                table.cmap.setdefault(space, table.cmap[0x20])
    return font


def trimmed(font: TTFont) -> TTFont:
    """The font without the glyphs that the interface never shows."""
    options = Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True, hinting=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in KEPT for code in range(first, last + 1)])
    subsetter.subset(font)
    return font


def named(font: TTFont, style: str, weight: int) -> TTFont:
    """The font with names that put all weights into one family."""
    plain = style in ("Regular", "Bold")
    words = {
        1: "Onest" if plain else f"Onest {style}",
        2: style if plain else "Regular",
        4: f"Onest {style}",
        6: f"Onest-{style}",
        16: "Onest",
        17: style,
    }
    for record in font["name"].names:
        record.string = words.get(record.nameID, record.toUnicode())
    font["OS/2"].usWeightClass = weight
    return font


def build(files: Path, out: Path) -> None:
    """Write one file a weight; stop if a needed letter is missing."""
    out.mkdir(parents=True, exist_ok=True)
    for weight, style in WEIGHTS.items():
        font = named(trimmed(completed(joined(files, weight))), style, weight)
        missing = [letter for letter in NEEDED if ord(letter) not in font.getBestCmap()]
        if missing:
            raise SystemExit(f"{style}: no glyph for {missing}")
        font.recalcTimestamp = False  # the same pieces always give the same file
        font["head"].created = font["head"].modified = BUILT
        font.save(out / f"Onest-{style}.ttf")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(__file__).resolve().parents[1] / "resources" / "fonts")
