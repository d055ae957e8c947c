"""Builds the fonts that are shipped with the program: subsets, renamed, beside their licence.

Run it by hand when a face or the set of letters changes: `.venv/bin/python installer/fonts.py`.
The subsets lie in `resources/fonts` and are kept in the repository, so nobody needs this script to
run the program. A subset makes a form in half the time and half the bytes of the full face.

The SIL Open Font License keeps the name «Liberation» for the unchanged fonts, so ours are renamed.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[1] / "resources" / "fonts"

# Letters of names that people bring: all of Latin and Cyrillic that Europe writes with, Greek, and
# the marks of Ukrainian typesetting. What is outside is refused by name before anything is drawn.
LETTERS: tuple[tuple[int, int], ...] = (
    (0x0020, 0x007E),
    (0x00A0, 0x024F),
    (0x02B9, 0x02BC),
    (0x02C6, 0x02C7),
    (0x02D8, 0x02DD),
    (0x0300, 0x0304),
    (0x0306, 0x030C),
    (0x0370, 0x03FF),
    (0x0400, 0x04FF),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x203A),
    (0x2070, 0x2089),
    (0x20A0, 0x20BF),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2190, 0x2195),
    (0x2200, 0x2265),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One face to ship: where it comes from, what it is called here, which letters it keeps."""

    source: Path
    target: str
    family: str
    style: str
    letters: tuple[tuple[int, int], ...] = LETTERS


def serif_faces(folder: Path) -> tuple[Face, ...]:
    """The four faces of official papers (metrics of Times), from Liberation Serif 2."""
    styles = (
        ("Regular", "Regular"),
        ("Bold", "Bold"),
        ("Italic", "Italic"),
        ("BoldItalic", "Bold Italic"),
    )
    return tuple(
        Face(
            source=folder / f"LiberationSerif-{name}.ttf",
            target=f"PryimalniaSerif-{name}.ttf",
            family="Pryimalnia Serif",
            style=style,
        )
        for name, style in styles
    )


SETS: dict[str, tuple[Callable[[Path], tuple[Face, ...]], Path]] = {
    "serif": (serif_faces, Path("/usr/share/fonts/truetype/liberation2")),
}


def build(face: Face, into: Path) -> Path:
    """Write one subset and give it its own name; the same source gives the same bytes."""
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False
    options.name_IDs = ["*"]
    options.drop_tables += ["FFTM"]
    font = load_font(str(face.source), options)
    subsetter = Subsetter(options)
    subsetter.populate(
        unicodes=[code for first, last in face.letters for code in range(first, last + 1)]
    )
    subsetter.subset(font)
    rename(font, face)
    target = into / face.target
    save_font(font, str(target), options)
    font.close()
    return target


def rename(font: TTFont, face: Face) -> None:
    """Our own name in every record that people see; copyright and licence stay as they are."""
    full = face.family if face.style == "Regular" else f"{face.family} {face.style}"
    plain = face.family.replace(" ", "")
    ours = {
        1: face.family,
        2: face.style,
        3: f"{plain}-{face.style.replace(' ', '')}",
        4: full,
        6: f"{plain}-{face.style.replace(' ', '')}",
        10: "A subset, changed and renamed, of a font under the SIL Open Font License 1.1.",
        16: face.family,
        17: face.style,
    }
    names = font["name"]
    for record in list(names.names):
        if record.nameID in ours:
            record.string = ours[record.nameID]
        elif record.nameID not in (0, 13, 14):
            names.names.remove(record)


def main(arguments: Sequence[str] | None = None) -> None:
    """Build the sets that were asked for, or all."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("set", nargs="*", choices=[*SETS, []], help="which set (default: all)")
    given.add_argument("--from", dest="folder", type=Path, help="folder of the source faces")
    asked = given.parse_args(arguments)
    for name in asked.set or SETS:
        faces, folder = SETS[name]
        for face in faces(asked.folder or folder):
            build(face, TARGET)


if __name__ == "__main__":
    main()
