"""How the window looks now: theme and size of letters. They change while the program runs.

`apply` gives the application its palette, its small style sheet and its fonts, then asks every
living widget that dresses itself (`dress()`) to do so again.
"""

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.core.paths import resources
from app.core.settings import Settings, Theme
from app.ui.theme import sheet, tokens

FAMILY = "Onest"


@runtime_checkable
class Dressed(Protocol):
    """A widget that takes its fonts, colours and sizes from the look of now."""

    def dress(self) -> None:
        """Take them again."""
        ...


@dataclass(slots=True)
class _Now:
    theme: Theme = "light"
    letters: int = 100
    fonts: dict[str, QFont] = field(default_factory=dict)


_now = _Now()


def apply(app: QApplication, settings: Settings) -> None:
    """Put on this theme and this size of letters, at once and everywhere."""
    if FAMILY not in QFontDatabase.families():
        load_fonts()
    elif app.styleSheet() and (_now.theme, _now.letters) == (settings.theme, settings.letters):
        return
    _now.theme, _now.letters = settings.theme, settings.letters
    _now.fonts.clear()
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_palette())
    app.setFont(font("body"))
    app.setStyleSheet(sheet.text(tokens.THEMES[_now.theme], px=px, heavy=is_contrast()))
    for widget in app.allWidgets():
        if isinstance(widget, Dressed):
            widget.dress()
            widget.update()


def load_fonts() -> None:
    """Make the shipped letters known; no font of the machine is relied upon."""
    for path in sorted((resources() / "fonts").glob("Onest-*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def theme() -> Theme:
    """The theme of now."""
    return _now.theme


def is_contrast() -> bool:
    """Whether lines are heavier and grounds are black."""
    return _now.theme == "contrast"


def px(pixels: int) -> int:
    """A height or width that grows with the letters; never smaller than drawn."""
    return max(pixels, round(pixels * _now.letters / 100))


def line_width() -> int:
    """The width of borders."""
    return 2 if is_contrast() else 1


def ring_width() -> int:
    """The width of the focus ring."""
    return 3 if is_contrast() else 2


def colour(role: str, alpha: int = 255) -> QColor:
    """The colour of that role in the theme of now."""
    chosen = QColor(tokens.THEMES[_now.theme][role])
    chosen.setAlpha(alpha)
    return chosen


def font(role: str) -> QFont:
    """The letters of that role at the person's size, with figures of one width."""
    known = _now.fonts.get(role)
    if known is None:
        pixels, weight = tokens.LETTERS[role]
        known = QFont(FAMILY)
        known.setPointSizeF(pixels * tokens.POINTS_IN_PIXEL * _now.letters / 100)
        known.setWeight(QFont.Weight(weight))
        known.setFeature(QFont.Tag("tnum"), 1)
        known.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        _now.fonts[role] = known
    return QFont(known)


def tint(widget: QWidget, tone: str) -> None:
    """Give a widget's words the colour of that role."""
    palette = widget.palette()
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        palette.setColor(role, colour(tone))
    widget.setPalette(palette)


_ROLES = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "text",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "on_primary",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Link: "primary_text",
    QPalette.ColorRole.LinkVisited: "primary_text",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Accent: "primary",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "sunken",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "scrim",
}
_DISABLED = {
    QPalette.ColorRole.Text: "text3",
    QPalette.ColorRole.WindowText: "text3",
    QPalette.ColorRole.ButtonText: "text3",
    QPalette.ColorRole.Base: "sunken",
    QPalette.ColorRole.Button: "sunken",
    QPalette.ColorRole.Highlight: "sunken",
    QPalette.ColorRole.HighlightedText: "text3",
}


def _palette() -> QPalette:
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, colour(name))
    for role, name in _DISABLED.items():
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour(name))
    return palette
