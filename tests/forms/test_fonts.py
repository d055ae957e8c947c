"""The shipped fonts: renamed as their licence wants, whole for Ukrainian, built again alike."""

import hashlib
import runpy
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from app.core.paths import resources
from app.forms.typeface import FILES

FOLDER = resources() / "fonts"
SCRIPT = Path(__file__).parents[2] / "installer" / "fonts.py"


@pytest.mark.covers("F77")
@pytest.mark.parametrize("title", FILES.values())
def test_a_face_carries_our_name_and_its_licence(title: str) -> None:
    with TTFont(FOLDER / f"{title}.ttf") as font:
        names = {record.nameID: str(record) for record in font["name"].names}
        known = font.getBestCmap()
    assert names[1] == "Pryimalnia Serif"
    assert "SIL Open Font License" in names[13]
    assert not any("Liberation" in names[number] for number in (1, 4, 6))
    for letter in "ҐґЄєІіЇїʼ’№₴«»—–":
        assert ord(letter) in known
    assert (FOLDER / f"{title}.ttf").stat().st_size < 100_000


def test_the_licence_lies_beside_the_fonts() -> None:
    licence = (FOLDER / "PryimalniaSerif-LICENCE.txt").read_text("utf-8")
    assert "Reserved Font Name Liberation" in licence
    assert "PERMISSION & CONDITIONS" in licence
    assert "changed" in (FOLDER / "PryimalniaSerif-README.txt").read_text("utf-8")


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    script = runpy.run_path(str(SCRIPT))
    faces, folder = script["SETS"]["serif"]
    if not folder.is_dir():
        pytest.skip("the source fonts are not on this machine")
    face = faces(folder)[0]
    built = script["build"](face, tmp_path)
    digests = [
        hashlib.sha256(path.read_bytes()).hexdigest() for path in (built, FOLDER / face.target)
    ]
    assert digests[0] == digests[1]
