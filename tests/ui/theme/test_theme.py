"""The look: enough contrast, letters of our own, changes without a restart."""

import sys
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QWidget

from app.core.paths import resources
from app.core.settings import Settings, Theme
from app.core.words import Words
from app.ui.theme import icons, look, tokens
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Field, TextLine
from app.ui.widgets.layouts import column
from app.ui.widgets.text import label
from tests.ui.access import cut_text, settle
from tests.ui.stage import shown

THEMES: tuple[Theme, ...] = ("light", "dark", "contrast")
NEEDED = "ҐґЄєІіЇїЙйЩщЬьЮюЯя’ʼ«»„“—–№₴…×−≤≥↑↓←→§\u00a0\u202f"


@pytest.mark.covers("A6")
@pytest.mark.parametrize(("front", "ground", "least"), tokens.PAIRS)
def test_every_pair_of_colours_can_be_read(front: str, ground: str, least: float) -> None:
    for theme in ("light", "dark"):
        colours = tokens.THEMES[theme]
        assert tokens.contrast(colours[front], colours[ground]) >= least, theme
    colours = tokens.THEMES["contrast"]
    assert tokens.contrast(colours[front], colours[ground]) >= (7 if least > 3 else 4.5)


def test_all_themes_have_the_same_roles() -> None:
    assert tokens.LIGHT.keys() == tokens.DARK.keys() == tokens.CONTRAST.keys()


@pytest.mark.covers("A15")
def test_letters_are_shipped_and_complete(app: QApplication) -> None:
    assert look.FAMILY in QFontDatabase.families()
    for role in tokens.LETTERS:
        assert QFontInfo(look.font(role)).family() == look.FAMILY
    for path in (resources() / "fonts").glob("Onest-*.ttf"):
        font = QRawFont(str(path), 14)
        assert [letter for letter in NEEDED if not font.supportsCharacter(ord(letter))] == []
    assert (resources() / "fonts" / "Onest-OFL.txt").exists()
    assert (resources() / "icons" / "LICENSE").exists()


def test_every_shipped_icon_can_be_drawn_in_every_colour(app: QApplication) -> None:
    for path in (resources() / "icons").glob("*.svg"):
        picture = icons.icon(path.stem, 18, "primary_text").toImage()
        seen = {picture.pixelColor(x, y).alpha() for x, y in product(range(0, 36, 2), repeat=2)}
        assert max(seen) > 0, path.name


@pytest.mark.parametrize("theme", THEMES)
def test_theme_changes_while_the_window_lives(app: QApplication, theme: Theme) -> None:
    words = label("Сьогодні")
    shown(words)
    look.apply(app, Settings(theme=theme))
    settle()
    window, text = QPalette.ColorRole.Window, QPalette.ColorRole.WindowText
    assert app.palette().color(window) == look.colour("canvas")
    assert words.palette().color(text) == look.colour("text")
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        front = app.palette().color(group, QPalette.ColorRole.HighlightedText).name()
        ground = app.palette().color(group, QPalette.ColorRole.Highlight).name()
        assert tokens.contrast(front, ground) >= 4.5
    off = QPalette.ColorGroup.Disabled
    front = app.palette().color(off, QPalette.ColorRole.ButtonText).name()
    assert tokens.contrast(front, app.palette().color(off, QPalette.ColorRole.Button).name()) >= 4.5


@pytest.mark.covers("A8", "3-008")
@pytest.mark.parametrize("letters", [90, 100, 150, 200])
def test_letters_grow_and_nothing_is_cut(app: QApplication, words: Words, letters: int) -> None:
    window = QWidget()
    line = TextLine()
    window.setLayout(
        column(
            Field("Прізвище", line, required=True, note="наприклад, Ґалаґан"),
            Button("Зберегти прийом", "primary", "check", "Ctrl+Enter"),
            label("Дві охоплюють представництво.", wrap=True),
        )
    )
    window.show()
    look.apply(app, Settings(letters=letters))
    settle()
    assert label("x").font().pointSizeF() == pytest.approx(10.5 * letters / 100)
    assert line.height() == max(36, 36 * letters // 100)
    assert cut_text(window) == []


def test_no_colour_and_no_font_size_outside_the_tokens() -> None:
    for path in (Path(look.__file__).parents[1]).rglob("*.py"):
        text = path.read_text("utf-8")
        if path.name not in ("tokens.py",):
            assert '"#' not in text, path
            assert "font-size" not in text, path
        if path.name != "sheet.py":
            assert ".setStyleSheet(" not in text, path


def test_references_of_none_are_not_lost(app: QApplication, words: Words) -> None:
    """PySide6 6.12.0 dropped one at each call and aborted after some thousands."""
    first, line, button = label(), TextLine(), Button("Зберегти")
    before = sys.getrefcount(None)
    for turn in range(3_400):
        first.setText(str(turn))
        line.setText(str(turn))
        button.setEnabled(turn % 2 == 0)
    assert before - sys.getrefcount(None) < 50
