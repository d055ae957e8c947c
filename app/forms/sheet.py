"""The sheet under the pen: a cursor that moves down, turns pages, knows how wide letters are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from app.forms.lines import Width, fit, wrap
from app.forms.marks import MM, PAGE_HEIGHT, PAGE_WIDTH, Face, Letters, Mark, Measure, Rule, Scale
from app.forms.model import Filled, Imprint

LEFT = 25 * MM
RIGHT = PAGE_WIDTH - 15 * MM
TOP = 20 * MM
BOTTOM = PAGE_HEIGHT - 22 * MM


class PaperWords(Protocol):
    """The words that the program itself puts on paper, in the language of the paper."""

    def __call__(self, key: str, /, **values: object) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Annexed:
    """A value that found no room: its number in the annex, the field's name and the whole text."""

    number: int
    name: str
    label: str
    text: str = field(repr=False)


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One paper being laid out."""

    filled: Filled
    imprint: Imprint
    scale: Scale
    measure: Measure
    measure_words: Measure
    """For the form's own words: may remember them."""
    words: PaperWords
    blank: bool = False
    numbers: Mapping[str, int] = field(default_factory=dict)
    pages: list[list[Mark]] = field(default_factory=lambda: [[]])
    annex: list[Annexed] = field(default_factory=list)
    y: float = TOP
    below_code: float = 0
    """Where the code at the upper left of the first page ends."""

    def put(self, *marks: Mark) -> None:
        """Draw on the page at hand."""
        self.pages[-1].extend(marks)

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append([])
        self.y = TOP

    def room(self, height: float) -> bool:
        """Make sure that so much fits; True when a page was turned for it."""
        if self.y + height <= BOTTOM or self.y <= TOP:
            return False
        self.turn()
        return True

    def width_of(self, size: float, face: Face = "regular", *, own: bool = False) -> Width:
        """The measure of one face and size; `own` for the form's own words."""
        measure = self.measure_words if own else self.measure
        return lambda text: measure(text, face, size)

    def write(
        self,
        text: str,
        *,
        x1: float = LEFT,
        x2: float = RIGHT,
        size: float = 0,
        face: Face = "regular",
        align: str = "left",
        name: str = "",
        value: bool = False,
    ) -> None:
        """Wrap a text between two edges and move down, over pages if need be."""
        size = size or self.scale.body
        width = self.width_of(size, face, own=not value)
        for line in wrap(text, x2 - x1, width):
            self.room(size * self.scale.leading)
            self.y += size * self.scale.leading
            x = x1
            if align != "left":
                spare = x2 - x1 - width(line)
                x += spare / 2 if align == "centre" else spare
            if line:
                self.put(
                    Letters(x=x, y=self.y, text=line, size=size, face=face, field=name, value=value)
                )

    def value(self, name: str, text: str, x: float, *, size: float = 0) -> None:
        """One line of a value at the height of the cursor."""
        size = size or self.scale.body
        if text:
            self.put(Letters(x=x, y=self.y, text=text, size=size, field=name, value=True))

    def caption(self, text: str, x1: float, x2: float) -> None:
        """Small words in brackets under a rule, in the middle."""
        self.y += 1
        self.write(
            f"({text})",
            x1=x1,
            x2=x2,
            size=self.scale.caption,
            align="centre",
        )

    def rule(self, x1: float, x2: float) -> None:
        """A line to write on, just under the baseline."""
        y = self.y + self.scale.drop
        self.put(Rule(x1=x1, y1=y, x2=x2, y2=y))

    def fit(
        self,
        name: str,
        text: str,
        width: float,
        *,
        most: int,
        size: float = 0,
        face: Face = "regular",
        first: float | None = None,
        label: str = "",
    ) -> tuple[str, ...]:
        """The lines of a value; what has no room goes to the annex whole, and the line says so."""
        number = len(self.annex) + 1
        lines, longer = fit(
            text,
            width,
            self.width_of(size or self.scale.body, face),
            most=most,
            tail=self.words("form.see_annex", number=number),
            first=first,
        )
        if longer:
            title = label or self.filled.form.named(name).words.of(self.filled.language)
            self.annex.append(Annexed(number=number, name=name, label=title, text=text))
        return lines

    def unknown(self, name: str) -> bool:
        """Whether nothing stands in that field of a filled form."""
        return not self.blank and self.filled.shown(name).empty

    def numbered(self, name: str, label: str) -> str:
        """In a blank form each label carries the number of its field."""
        if self.blank and name in self.numbers:
            return f"{self.numbers[name]}. {label}"
        return label
