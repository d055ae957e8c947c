"""What is drawn on a page: letters, rules, boxes, ticks, a code. Points from the top left."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

Face = Literal["regular", "bold", "italic", "bold_italic"]

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM


class Measure(Protocol):
    """How wide a text is, in points."""

    def __call__(self, text: str, face: Face, size: float, /) -> float: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """One line of text; `y` is its baseline. `field` names the field whose value it shows."""

    x: float
    y: float
    text: str = field(repr=False)
    size: float
    face: Face = "regular"
    field: str = ""
    value: bool = False
    """Written by the program into the form: drawn in ink of its own colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A frame; `shade` lays a light ground under it that a copier swallows."""

    x: float
    y: float
    width: float
    height: float
    line: float = 0.85
    shade: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A box to tick, drawn with lines; `on` draws the tick."""

    x: float
    y: float
    side: float
    on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A square code (QR) of a short text."""

    x: float
    y: float
    side: float
    text: str


Mark = Letters | Rule | Box | Tick | Code
Page = tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Sizes of letters, in points."""

    body: float
    title: float
    caption: float
    table: float
    note: float
    foot: float
    leading: float = 1.15
    address_from: float = 104 * MM
    code: float = 19 * MM

    @property
    def line(self) -> float:
        """The height of a line of running text."""
        return self.body * self.leading

    @property
    def drop(self) -> float:
        """How far under the baseline a line to write on is drawn."""
        return self.body * 0.21

    @property
    def ruled(self) -> float:
        """The height of a line to write on."""
        return self.body * 1.5


NORMAL = Scale(body=12, title=14, caption=8.5, table=11, note=9.5, foot=8)
LARGE = Scale(
    body=16, title=19, caption=12, table=14.5, note=13, foot=10, address_from=84 * MM, code=24 * MM
)
