"""Running text with values inside: words and values flow together, empty places stay as lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from string import Formatter

from app.forms.lines import longest
from app.forms.marks import MM, Face, Letters, Rule
from app.forms.model import Paragraph
from app.forms.sheet import LEFT, RIGHT, Sheet

INDENT = 10 * MM
GAP = 50 * MM


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a word: letters of the form, letters of a value, or an empty place to write in."""

    text: str = field(repr=False)
    name: str = ""
    gap: bool = False


Word = tuple[Piece, ...]


def paragraph(sheet: Sheet, block: Paragraph) -> None:
    """Lay one paragraph out."""
    face: Face = "bold" if block.bold else "regular"
    sheet.y += sheet.scale.body * 0.35
    sheet.room(sheet.scale.line * (4 if block.bold else 2))
    words = _words(_pieces(sheet, block))
    x = LEFT + (INDENT if block.indent else 0)
    line: list[Word] = []
    used = 0.0
    space = sheet.measure(" ", face, sheet.scale.body)
    for word in _broken(sheet, words, face):
        width = _width(sheet, word, face)
        if line and x + used + space + width > RIGHT:
            _draw(sheet, line, x, face)
            x, line, used = LEFT, [], 0.0
        used += width + (space if line else 0)
        line.append(word)
    if line:
        _draw(sheet, line, x, face)
    sheet.y += sheet.scale.body * 0.4


def _pieces(sheet: Sheet, block: Paragraph) -> Iterator[Piece]:
    for text, name, _spec, _conversion in Formatter().parse(block.text.of(sheet.filled.language)):
        if text:
            yield Piece(text)
        if name:
            value = sheet.filled.shown(name).text.replace("\n", " ")
            yield Piece(value, name) if value else Piece("", name, gap=True)


def _words(pieces: Iterator[Piece]) -> Iterator[Word]:
    """Cut at spaces; parts that touch each other stay one word."""
    word: list[Piece] = []
    for piece in pieces:
        for number, part in enumerate(piece.text.split(" ")):
            if number and word:
                yield tuple(word)
                word = []
            if part or piece.gap:
                word.append(Piece(part, piece.name, piece.gap))
    if word:
        yield tuple(word)


def _broken(sheet: Sheet, words: Iterator[Word], face: Face) -> Iterator[Word]:
    """A word longer than a line is cut, so that it flows."""
    size = sheet.scale.body
    widest = RIGHT - LEFT
    for word in words:
        if _width(sheet, word, face) <= widest:
            yield word
            continue
        for piece in word:
            text = piece.text
            while sheet.measure(text, face, size) > widest:
                cut = longest(text, widest, sheet.width_of(size, face))
                yield (Piece(text[:cut], piece.name),)
                text = text[cut:]
            yield (Piece(text, piece.name, piece.gap),)


def _width(sheet: Sheet, word: Word, face: Face) -> float:
    return sum(GAP if piece.gap else _measured(sheet, piece, face) for piece in word)


def _measured(sheet: Sheet, piece: Piece, face: Face) -> float:
    measure = sheet.measure if piece.name else sheet.measure_words
    return measure(piece.text, face, sheet.scale.body)


def _draw(sheet: Sheet, line: list[Word], x: float, face: Face) -> None:
    """Draw a line in as few strokes as its kinds of pieces allow."""
    size = sheet.scale.body
    sheet.room(sheet.scale.line)
    sheet.y += sheet.scale.line
    for piece in _joined(line):
        if piece.gap:
            sheet.put(Rule(x1=x, y1=sheet.y + 2.5, x2=x + GAP, y2=sheet.y + 2.5))
            if sheet.blank and piece.name in sheet.numbers:
                number = str(sheet.numbers[piece.name])
                sheet.put(Letters(x=x + 1, y=sheet.y, text=number, size=size * 0.6))
            x += GAP
            continue
        sheet.put(
            Letters(
                x=x,
                y=sheet.y,
                text=piece.text,
                size=size,
                face=face,
                field=piece.name,
                value=bool(piece.name),
            )
        )
        x += _measured(sheet, piece, face)


def _joined(line: list[Word]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece, with the spaces between the words."""
    held: Piece | None = None
    for number, word in enumerate(line):
        for place, piece in enumerate(word):
            before = " " if number and not place else ""
            if held and not held.gap and not piece.gap and held.name == piece.name:
                held = Piece(held.text + before + piece.text, held.name)
                continue
            if held:
                yield Piece(held.text + before, held.name) if not held.gap else held
                before = before if held.gap else ""
            held = piece if piece.gap else Piece(before + piece.text, piece.name)
    if held:
        yield held
