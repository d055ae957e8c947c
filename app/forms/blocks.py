"""How each kind of block is laid out on the sheet."""

from app.forms.marks import MM, Letters, Rule, Tick
from app.forms.model import (
    Addressee,
    AddressLine,
    Chosen,
    Heading,
    Line,
    Note,
    Office,
    Side,
    Signature,
    Ticks,
)
from app.forms.sheet import LEFT, RIGHT, Sheet

PAD = 3.0
GUTTER = 6 * MM


def addressee(sheet: Sheet, block: Addressee) -> None:
    """The block at the upper right: fixed words, and values over rules with captions."""
    x1 = sheet.scale.address_from
    for line in block.lines:
        if line.text is not None:
            sheet.write(line.text.of(sheet.filled.language), x1=x1)
        if line.field and not (line.if_known and sheet.unknown(line.field)):
            _address_value(sheet, line, x1)
    sheet.y = max(sheet.y, sheet.below_code) + sheet.scale.body * 1.2


def _address_value(sheet: Sheet, line: AddressLine, x1: float) -> None:
    value = sheet.filled.shown(line.field).text
    lines = sheet.fit(line.field, value, RIGHT - x1 - PAD, most=line.most)
    for text in lines:
        sheet.room(sheet.scale.ruled)
        sheet.y += sheet.scale.ruled
        sheet.value(line.field, text, x1 + PAD)
        sheet.rule(x1, RIGHT)
    if sheet.blank and line.field in sheet.numbers:
        number = f"{sheet.numbers[line.field]}."
        size = sheet.scale.caption
        width = sheet.measure(number, "regular", size)
        sheet.put(Letters(x=x1 - width - 2, y=sheet.y, text=number, size=size))
    sheet.y += sheet.scale.drop
    if line.caption:
        sheet.caption(line.caption.of(sheet.filled.language), x1, RIGHT)


def heading(sheet: Sheet, block: Heading) -> None:
    """The title in the middle, bold; the subtitle under it."""
    language, scale = sheet.filled.language, sheet.scale
    sheet.room(scale.title * 4)
    beside = scale.code + GUTTER if sheet.y < sheet.below_code else 0.0
    x1, x2 = LEFT + beside, RIGHT - beside
    sheet.y += scale.code * 0.2 if beside else scale.body * 0.4
    sheet.write(
        block.title.of(language), x1=x1, x2=x2, size=scale.title, face="bold", align="centre"
    )
    if block.subtitle:
        sheet.y += 2
        sheet.write(block.subtitle.of(language), x1=x1, x2=x2, face="bold", align="centre")
    sheet.y = max(sheet.y, sheet.below_code if beside else 0) + scale.body * 0.8


def line(
    sheet: Sheet,
    block: Line,
    *,
    x1: float = LEFT,
    x2: float = RIGHT,
) -> None:
    """A label, and after it the value over rules; the value grows and then flows to the annex."""
    if block.if_known and sheet.unknown(block.field):
        return
    language = sheet.filled.language
    label = sheet.numbered(block.field, block.label.of(language))
    start = x1 + sheet.measure(label + " ", "regular", sheet.scale.body)
    if start > x1 + (x2 - x1) * 0.62:
        sheet.room(sheet.scale.line + sheet.scale.ruled)
        sheet.write(label, x1=x1, x2=x2)
        label, start = "", x1
    value = sheet.filled.shown(block.field).text
    lines = sheet.fit(block.field, value, x2 - x1 - PAD, most=block.most, first=x2 - start - PAD)
    if not value:
        lines = ("",) * block.empty
    under = sheet.scale.caption * 2 if block.caption else 0.0
    for number, text in enumerate(lines):
        last = number == len(lines) - 1
        sheet.room(sheet.scale.ruled + sheet.scale.drop + (under if last else 0))
        sheet.y += sheet.scale.ruled
        if number == 0 and label:
            sheet.put(Letters(x=x1, y=sheet.y, text=label, size=sheet.scale.body))
        left = x1 if number else start
        sheet.value(block.field, text, left + PAD)
        sheet.rule(left, x2)
    sheet.y += sheet.scale.drop
    if block.caption:
        sheet.caption(block.caption.of(language), start if len(lines) == 1 else x1, x2)


def side(sheet: Sheet, block: Side) -> None:
    """Two lines beside each other; the longer one decides where the next block begins."""
    middle = (LEFT + RIGHT) / 2
    sheet.room(sheet.scale.ruled * max(block.left.most, block.right.most) + sheet.scale.line * 2)
    top = sheet.y
    line(sheet, block.left, x2=middle - GUTTER / 2)
    bottom, sheet.y = sheet.y, top
    line(sheet, block.right, x1=middle + GUTTER / 2)
    sheet.y = max(sheet.y, bottom)


def label(sheet: Sheet, text: str, name: str) -> None:
    """The bold words over a list or a table, kept with its first rows."""
    sheet.room(sheet.scale.line * 4)
    sheet.y += sheet.scale.body * 0.4
    sheet.write(sheet.numbered(name, text), face="bold")
    sheet.y += sheet.scale.body * 0.5


def margin_number(sheet: Sheet, name: str) -> None:
    """In a blank form: the number of a field without words of its own, left of its first box."""
    if sheet.blank and name in sheet.numbers:
        sheet.room(sheet.scale.ruled)
        text, size = f"{sheet.numbers[name]}.", sheet.scale.caption
        x = LEFT - sheet.measure(text, "regular", size) - 4
        sheet.put(Letters(x=x, y=sheet.y + sheet.scale.line, text=text, size=size))


def ticked(sheet: Sheet, text: str, *, on: bool, name: str = "", most: int = 6) -> None:
    """A box and the words beside it."""
    side_ = sheet.scale.body * 0.75
    x = LEFT + side_ + 2.5 * MM
    lines = sheet.fit(name, text, RIGHT - x, most=most) if name else ()
    if not name:
        sheet.room(sheet.scale.line)
        sheet.put(Tick(x=LEFT, y=sheet.y + sheet.scale.line - side_, side=side_, on=on))
        sheet.write(text, x1=x)
    for number, row in enumerate(lines):
        sheet.room(sheet.scale.line)
        sheet.y += sheet.scale.line
        if number == 0:
            sheet.put(Tick(x=LEFT, y=sheet.y - side_, side=side_, on=on))
        sheet.value(name, row, x)
    sheet.y += sheet.scale.body * 0.25


def empty_box(sheet: Sheet, words: str) -> None:
    """An empty box, a few words and a line to write on."""
    side_ = sheet.scale.body * 0.75
    x = LEFT + side_ + 2.5 * MM
    sheet.room(sheet.scale.ruled)
    sheet.y += sheet.scale.ruled
    sheet.put(Tick(x=LEFT, y=sheet.y - side_, side=side_))
    if words:
        sheet.put(Letters(x=x, y=sheet.y, text=words, size=sheet.scale.body))
        x += sheet.measure(words + " ", "regular", sheet.scale.body)
    sheet.rule(x, RIGHT)
    sheet.y += sheet.scale.body * 0.25


def ticks(sheet: Sheet, block: Ticks) -> None:
    """All options of a field, each with its box."""
    language = sheet.filled.language
    if block.label:
        label(sheet, block.label.of(language), block.field)
    else:
        margin_number(sheet, block.field)
    chosen = sheet.filled.shown(block.field).chosen
    for option in sheet.filled.form.named(block.field).options:
        ticked(sheet, option.words.of(language), on=option.id in chosen)
    sheet.y += sheet.scale.body * 0.3


def chosen(sheet: Sheet, block: Chosen) -> None:
    """A ticked box for each text of the list, and empty ones to go on by hand."""
    language = sheet.filled.language
    if block.label:
        label(sheet, block.label.of(language), block.field)
    else:
        margin_number(sheet, block.field)
    rows = sheet.filled.shown(block.field).rows
    for row in rows:
        ticked(sheet, row["text"], on=True, name=block.field)
    other = block.other.of(language) if block.other and not sheet.blank else ""
    count = block.empty if rows else max(block.empty, 1)
    for _ in range(block.blank if sheet.blank else count):
        empty_box(sheet, other)
    sheet.y += sheet.scale.body * 0.3


def signature(sheet: Sheet, block: Signature) -> None:
    """Date, signature and name on one height, each over its rule with a caption."""
    scale, language = sheet.scale, sheet.filled.language
    room = RIGHT - LEFT
    name_x = LEFT + room * 0.62
    lines = sheet.fit(
        block.name,
        sheet.filled.shown(block.name).text,
        RIGHT - name_x - 2 * PAD,
        most=4,
    )
    height = scale.body * 1.3 + scale.line * len(lines) + scale.caption * 2.5
    sheet.room(height + (scale.line * 2 if block.role else 0))
    sheet.y += scale.body * 1.3
    if block.role:
        sheet.write(block.role.of(language))
        sheet.y += scale.body * 0.6
    for text in lines:
        sheet.y += scale.line
        sheet.value(block.name, text, name_x + PAD)
    bottom = sheet.y
    parts = [(LEFT + room * 0.36, LEFT + room * 0.58, "form.signature")]
    if block.date:
        parts.insert(0, (LEFT, LEFT + room * 0.32, "form.date"))
        sheet.y = bottom
        _date(sheet, block.date, parts[0][1])
    parts.append((name_x, RIGHT, "form.name_under"))
    lowest = bottom
    names = {"form.date": block.date, "form.name_under": block.name}
    for x1, x2, words in parts:
        sheet.y = bottom
        sheet.rule(x1, x2)
        sheet.y += sheet.scale.drop
        sheet.caption(sheet.numbered(names.get(words, ""), sheet.words(words)), x1, x2)
        lowest = max(lowest, sheet.y)
    sheet.y = lowest + scale.body * 0.4


def _date(sheet: Sheet, name: str, x2: float) -> None:
    value = sheet.filled.shown(name).text
    size = sheet.scale.body
    width = sheet.measure(value, "regular", size)
    if width > x2 - LEFT - PAD:
        size *= (x2 - LEFT - PAD) / width
    sheet.value(name, value, LEFT + PAD, size=size)


def note(sheet: Sheet, block: Note) -> None:
    """Small print."""
    sheet.y += sheet.scale.body * 0.3
    sheet.write(block.text.of(sheet.filled.language), size=sheet.scale.note)
    sheet.y += sheet.scale.body * 0.3


def office(sheet: Sheet, block: Office) -> None:
    """What the office writes, set off by a rule across the page."""
    language = sheet.filled.language
    each = sheet.scale.ruled + sheet.scale.drop + sheet.scale.caption * 1.3
    sheet.room(sheet.scale.line * 2.4 + each * len(block.lines))
    sheet.y += sheet.scale.body
    sheet.put(Rule(x1=LEFT, y1=sheet.y, x2=RIGHT, y2=sheet.y, width=1))
    sheet.y += sheet.scale.body * 0.2
    sheet.write(block.title.of(language), face="bold")
    for one in block.lines:
        if isinstance(one, Side):
            side(sheet, one)
        else:
            line(sheet, one)
