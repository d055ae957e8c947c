"""Breaks text into lines by the real width of its letters. Pure: the measure is handed in."""

import re
from collections.abc import Callable, Iterator

BREAKABLE = re.compile(r" (?!\d)|(?<!\d) ")
"""A space where a line may end: not inside «0 800 000 000»."""
LONGEST = 512
"""No line of a page holds more letters; it keeps a word without end from costing its square."""

Width = Callable[[str], float]
"""How wide a text is, in points, in one face and size."""


def wrap(text: str, width: float, measure: Width, *, first: float | None = None) -> tuple[str, ...]:
    """Lines not wider than `width` (the first one than `first`); broken at spaces, else anywhere.

    A line never ends in a hyphen of our making: readers of the PDF would take the word for one.
    """
    lines: list[str] = []
    room = width if first is None else first
    for paragraph in text.split("\n"):
        line = ""
        for word in BREAKABLE.split(paragraph):
            for piece in _pieces(line, word, room, width, measure):
                if piece is None:
                    lines.append(line)
                    line, room = "", width
                else:
                    line = piece
        lines.append(line)
        room = width
    return tuple(lines)


def _pieces(
    line: str, word: str, room: float, width: float, measure: Width
) -> Iterator[str | None]:
    """The lines that a word makes when it is added to `line`; None ends a line."""
    joined = f"{line} {word}" if line else word
    if _fits(joined, room, measure):
        yield joined
        return
    if line:
        yield None
        room = width
    elif room < width and _fits(word, width, measure):
        yield None  # a short first line stays empty rather than cut the word
        room = width
    while not _fits(word, room, measure):
        cut = longest(word, room, measure)
        yield word[:cut]
        yield None
        word, room = word[cut:], width
    yield word


def _fits(text: str, width: float, measure: Width) -> bool:
    return len(text) <= LONGEST and measure(text) <= width


def longest(text: str, width: float, measure: Width) -> int:
    """How many letters of the text fit the width, at least one; a hyphen is not left at the end."""
    low, high = 1, min(len(text), LONGEST)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    while low > 1 and text[low - 1] == "-":
        low -= 1
    return low


def fit(
    text: str, width: float, measure: Width, *, most: int, tail: str, first: float | None = None
) -> tuple[tuple[str, ...], bool]:
    """At most `most` lines; of a longer text the last one ends with `tail` («see annex»)."""
    lines = wrap(text, width, measure, first=first)
    if len(lines) <= most:
        return lines, False
    kept = list(lines[: most - 1])
    room = width if kept or first is None else first
    last = lines[most - 1]
    ending = f"… {tail}"
    while last and measure(last + ending) > room:
        last = last.rsplit(" ", 1)[0] if " " in last else last[: max(len(last) - 4, 0)]
    return (*kept, last + ending), True
