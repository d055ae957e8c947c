"""Rows on paper: a ruled table that grows over pages, and a list to tick off under headings."""

from dataclasses import dataclass

from app.forms.blocks import PAD, empty_box, label, margin_number
from app.forms.lines import wrap
from app.forms.marks import MM, Box, Letters, Tick
from app.forms.model import Column, Field, Grouped, Row, Table
from app.forms.sheet import LEFT, RIGHT, Sheet

MOST = 10
"""Lines of one cell; the rest goes to the annex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One column with its edges."""

    column: Column
    x1: float
    x2: float


def table(sheet: Sheet, block: Table) -> None:
    """The table with its heading repeated on each page."""
    field = sheet.filled.form.named(block.field)
    if block.label:
        label(sheet, block.label.of(sheet.filled.language), block.field)
    sheet.room(sheet.scale.ruled * 3)
    strips = _strips(sheet, field)
    rows = sheet.filled.shown(block.field).rows
    _head(sheet, strips)
    for number, row in enumerate(rows, 1):
        _row(sheet, field, strips, number, row)
    empty = block.blank if sheet.blank else (0 if rows else min(3, block.blank))
    for number in range(len(rows) + 1, len(rows) + 1 + empty):
        _row(sheet, field, strips, number, {})
    sheet.y += sheet.scale.body * 0.6


def _number_width(sheet: Sheet) -> float:
    return sheet.scale.table * 2.4


def _strips(sheet: Sheet, field: Field) -> tuple[Strip, ...]:
    whole = sum(column.share for column in field.columns)
    x = LEFT + _number_width(sheet)
    room = RIGHT - x
    strips = []
    for column in field.columns:
        width = room * column.share / whole
        strips.append(Strip(column=column, x1=x, x2=x + width))
        x += width
    return tuple(strips)


def _head(sheet: Sheet, strips: tuple[Strip, ...]) -> None:
    language, size = sheet.filled.language, sheet.scale.table
    top = sheet.y
    width = sheet.width_of(size, "bold")
    cells = [
        _plain_lines(sheet, strip.column.words.of(language), strip.x2 - strip.x1)
        for strip in strips
    ]
    height = max(len(lines) for lines in cells) * size * 1.15 + 2 * PAD
    edges = [(LEFT, strips[0].x1), *((strip.x1, strip.x2) for strip in strips)]
    for (x1, x2), lines in zip(edges, [("№",), *cells], strict=True):
        sheet.put(Box(x=x1, y=top, width=x2 - x1, height=height, shade=True))
        y = top + PAD - size * 0.15
        for line in lines:
            y += size * 1.15
            x = x1 + (x2 - x1 - width(line)) / 2
            sheet.put(Letters(x=x, y=y, text=line, size=size, face="bold"))
    sheet.y = top + height


def _plain_lines(sheet: Sheet, text: str, room: float) -> tuple[str, ...]:
    return wrap(text, room - 2 * PAD, sheet.width_of(sheet.scale.table, "bold"))


def _row(sheet: Sheet, field: Field, strips: tuple[Strip, ...], number: int, row: Row) -> None:
    """One row; when it no longer fits, the next page begins with the heading."""
    size = sheet.scale.table
    cells = [
        sheet.fit(
            field.name,
            row.get(strip.column.name, ""),
            strip.x2 - strip.x1 - 2 * PAD,
            most=MOST,
            size=size,
            label=f"№\u00a0{number}, {strip.column.words.of(sheet.filled.language)}",
        )
        for strip in strips
    ]
    height = max(len(lines) for lines in cells) * size * 1.15 + 2 * PAD
    if not row:
        height = max(height, sheet.scale.ruled * 1.15)
    if sheet.room(height):
        _head(sheet, strips)
    top = sheet.y
    first = Letters(
        x=LEFT + (strips[0].x1 - LEFT - sheet.measure(str(number), "regular", size)) / 2,
        y=top + PAD + size,
        text=str(number),
        size=size,
    )
    sheet.put(Box(x=LEFT, y=top, width=strips[0].x1 - LEFT, height=height), first)
    for strip, lines in zip(strips, cells, strict=True):
        sheet.put(Box(x=strip.x1, y=top, width=strip.x2 - strip.x1, height=height))
        _cell(sheet, field, strip, lines)
    sheet.y = top + height


def _cell(sheet: Sheet, field: Field, strip: Strip, lines: tuple[str, ...]) -> None:
    size = sheet.scale.table
    y = sheet.y + PAD - size * 0.15
    for line in lines:
        y += size * 1.15
        x = strip.x1 + PAD
        if strip.column.kind == "count":
            width = sheet.measure(line, "regular", size)
            x = strip.x1 + (strip.x2 - strip.x1 - width) / 2
        if line:
            sheet.put(Letters(x=x, y=y, text=line, size=size, field=field.name, value=True))


def grouped(sheet: Sheet, block: Grouped) -> None:
    """Rows to tick off by hand, gathered under headings in the order of their first coming."""
    rows = sheet.filled.shown(block.field).rows
    if not rows:
        margin_number(sheet, block.field)
        for _ in range(block.blank):
            empty_box(sheet, "")
        return
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.get(block.by, ""), []).append(row)
    for title, members in groups.items():
        sheet.room(sheet.scale.line * 4)
        sheet.y += sheet.scale.body * 0.5
        if title:
            sheet.write(title, face="bold", name=block.field)
            sheet.y += sheet.scale.body * 0.2
        for row in members:
            _member(sheet, block, row)


def _member(sheet: Sheet, block: Grouped, row: Row) -> None:
    side = sheet.scale.body * 0.75
    x = LEFT + side + 3 * MM
    details = [row[name] for name in block.details if row.get(name)]
    for place, text in enumerate([row.get(block.main, ""), *details]):
        size = sheet.scale.note if place else sheet.scale.body
        lines = sheet.fit(block.field, text, RIGHT - x, most=MOST, size=size)
        for number, line in enumerate(lines):
            sheet.room(size * 1.15 * (2 if number == 0 else 1))
            sheet.y += size * 1.15
            if place == number == 0:
                sheet.put(Tick(x=LEFT, y=sheet.y - side, side=side))
            sheet.value(block.field, line, x, size=size)
    sheet.y += sheet.scale.body * 0.4
