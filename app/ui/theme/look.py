"""How the window looks now: theme and size of letters. They change while the program runs.

`apply` gives the application its palette and its fonts, then asks every living widget that dresses
itself (that has `dress()`) to take its fonts, colours and sizes again.
"""

from dataclasses import dataclass, field

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from app.core.paths import resources
from app.core.settings import Settings, Theme
from app.ui.theme import tokens

FAMILY = "Onest"
STYLE = ("-style", "Fusion")


@dataclass(slots=True)
class _Now:
    theme: Theme = "light"
    letters: int = 100
    worn: bool = False
    fonts: dict[str, QFont] = field(default_factory=dict)


_now = _Now()


def application(name: str) -> QApplication:
    """The application in the one style that the palette is drawn for.

    Asked for by argument, not by `setStyle`: PySide would first make all classes of Qt, which costs
    a quarter of the first paint.
    """
    return QApplication([name, *STYLE])


def apply(app: QApplication, settings: Settings) -> None:
    """Put on this theme and this size of letters, at once and everywhere."""
    if not _now.worn:
        load_fonts()
    elif (_now.theme, _now.letters) == (settings.theme, settings.letters):
        return
    _now.theme, _now.letters, _now.worn = settings.theme, settings.letters, True
    _now.fonts.clear()
    palette = _palette()
    app.setPalette(palette)
    app.setFont(font("body"))
    QToolTip.setPalette(palette)
    QToolTip.setFont(font("small"))
    for widget in app.allWidgets():
        dress = getattr(widget, "dress", None)
        if callable(dress):
            dress()
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


def clear_ground(widget: QWidget) -> None:
    """Let a widget's own ground be drawn by its paint."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
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
