"""Design tokens: one table of roles, three themes. Every colour and size comes from here."""

from collections.abc import Mapping

from app.core.settings import Theme

LIGHT: Mapping[str, str] = {
    "canvas": "#F4F2EC",
    "surface": "#FFFFFF",
    "sunken": "#EDEAE2",
    "rail": "#ECE9E0",
    "raised": "#FFFFFF",
    "line": "#DEDACF",
    "edge": "#85827A",
    "text": "#1C2423",
    "text2": "#4A5452",
    "text3": "#5E6765",
    "primary": "#1C5A55",
    "primary_hover": "#164845",
    "on_primary": "#FFFFFF",
    "primary_soft": "#DFEBE8",
    "primary_text": "#195350",
    "focus": "#3F46C9",
    "select": "#DFEBE8",
    "yes": "#1B6A44",
    "yes_soft": "#E2F0E7",
    "no": "#565E5C",
    "no_soft": "#ECEAE4",
    "ask": "#855300",
    "ask_soft": "#FAEFD8",
    "danger": "#A32E27",
    "danger_soft": "#F9E8E5",
    "on_danger": "#FFFFFF",
    "info": "#2B5A88",
    "info_soft": "#E4EDF5",
    "paper": "#FFFFFF",
    "ink": "#111111",
    "scrim": "#1C2423",
    "light_floor": "#A27B0D",
}
DARK: Mapping[str, str] = {
    "canvas": "#141A19",
    "surface": "#1C2422",
    "sunken": "#252E2C",
    "rail": "#101514",
    "raised": "#222B29",
    "line": "#34403D",
    "edge": "#7A8883",
    "text": "#E9EDEA",
    "text2": "#BAC4C0",
    "text3": "#9EAAA5",
    "primary": "#84CDBF",
    "primary_hover": "#9DDACE",
    "on_primary": "#0C2320",
    "primary_soft": "#203F3A",
    "primary_text": "#93D6C9",
    "focus": "#B3BBFF",
    "select": "#203F3A",
    "yes": "#8BD6A8",
    "yes_soft": "#1C3929",
    "no": "#B2BAB6",
    "no_soft": "#2B3331",
    "ask": "#EBC371",
    "ask_soft": "#3A2F16",
    "danger": "#F4A196",
    "danger_soft": "#44231F",
    "on_danger": "#2A0C09",
    "info": "#9CC3EA",
    "info_soft": "#1F3246",
    "paper": "#F7F6F2",
    "ink": "#111111",
    "scrim": "#000000",
    "light_floor": "#DE9A38",
}
CONTRAST: Mapping[str, str] = {
    "canvas": "#000000",
    "surface": "#000000",
    "sunken": "#000000",
    "rail": "#000000",
    "raised": "#000000",
    "line": "#FFFFFF",
    "edge": "#FFFFFF",
    "text": "#FFFFFF",
    "text2": "#FFFFFF",
    "text3": "#E6E6E6",
    "primary": "#FFE14D",
    "primary_hover": "#FFF0A0",
    "on_primary": "#000000",
    "primary_soft": "#000000",
    "primary_text": "#FFE14D",
    "focus": "#4DE8FF",
    "select": "#000000",
    "yes": "#8CFFC0",
    "yes_soft": "#000000",
    "no": "#FFFFFF",
    "no_soft": "#000000",
    "ask": "#FFE14D",
    "ask_soft": "#000000",
    "danger": "#FFA9A0",
    "danger_soft": "#000000",
    "on_danger": "#000000",
    "info": "#A8D8FF",
    "info_soft": "#000000",
    "paper": "#FFFFFF",
    "ink": "#000000",
    "scrim": "#000000",
    "light_floor": "#4DE8FF",
}
THEMES: Mapping[Theme, Mapping[str, str]] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

# role: pixels at 96 dpi and weight; set as points, so that the person's size of letters scales all
LETTERS: Mapping[str, tuple[int, int]] = {
    "tiny": (11, 500),
    "small": (12, 400),
    "small_m": (12, 500),
    "body": (14, 400),
    "body_m": (14, 500),
    "body_b": (14, 600),
    "lead": (16, 400),
    "lead_b": (16, 600),
    "title": (20, 600),
    "page": (24, 600),
    "speak": (30, 500),
}
POINTS_IN_PIXEL = 0.75

FIELD, BUTTON_BIG, ROW, CHIP = 36, 48, 44, 22
TOP_BAR, STATUS_LINE, RAIL, RAIL_WIDE, RAIL_WIDE_FROM = 60, 30, 92, 208, 1600
CORNER_FIELD, CORNER_INNER, CORNER_SHEET, CORNER_DIALOG = 6, 8, 10, 14
PAGE_EDGE, SHEET_PAD = 24, 16

# foreground, background, smallest contrast: the pairs that occur
PAIRS: tuple[tuple[str, str, float], ...] = (
    ("text", "canvas", 7),
    ("text", "surface", 7),
    ("text", "raised", 7),
    ("text", "select", 7),
    ("text", "sunken", 7),
    ("text2", "canvas", 4.5),
    ("text2", "surface", 4.5),
    ("text2", "rail", 4.5),
    ("text2", "sunken", 4.5),
    ("text2", "primary_soft", 4.5),
    ("text2", "ask_soft", 4.5),
    ("text2", "info_soft", 4.5),
    ("text2", "danger_soft", 4.5),
    ("text2", "yes_soft", 4.5),
    ("text3", "surface", 4.5),
    ("text3", "canvas", 4.5),
    ("text3", "sunken", 4.5),
    ("text3", "rail", 4.5),
    ("text3", "select", 4.5),
    ("text3", "ask_soft", 4.5),
    ("text3", "info_soft", 4.5),
    ("text3", "raised", 4.5),
    ("on_primary", "primary", 4.5),
    ("on_primary", "primary_hover", 4.5),
    ("on_danger", "danger", 4.5),
    ("primary_text", "surface", 4.5),
    ("primary_text", "primary_soft", 4.5),
    ("primary_text", "canvas", 4.5),
    ("yes", "yes_soft", 4.5),
    ("yes", "surface", 4.5),
    ("yes", "select", 4.5),
    ("yes", "sunken", 4.5),
    ("no", "no_soft", 4.5),
    ("no", "surface", 4.5),
    ("no", "sunken", 4.5),
    ("ask", "ask_soft", 4.5),
    ("ask", "sunken", 4.5),
    ("ask", "surface", 4.5),
    ("danger", "danger_soft", 4.5),
    ("danger", "surface", 4.5),
    ("danger", "canvas", 4.5),
    ("danger", "select", 4.5),
    ("info", "info_soft", 4.5),
    ("edge", "surface", 3),
    ("edge", "canvas", 3),
    ("edge", "ask_soft", 3),
    ("focus", "surface", 3),
    ("focus", "canvas", 3),
    ("focus", "rail", 3),
    ("focus", "sunken", 3),
    ("focus", "select", 3),
    ("focus", "ask_soft", 3),
    ("focus", "info_soft", 3),
)


def contrast(first: str, second: str) -> float:
    """The WCAG contrast of two opaque colours."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
