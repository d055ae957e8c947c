"""From a filled form to pages of marks: blocks downwards, then the annex, then the foot. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from string import Formatter

from app.forms import blocks, running, tables
from app.forms.marks import (
    LARGE,
    MM,
    NORMAL,
    PAGE_HEIGHT,
    Code,
    Letters,
    Mark,
    Measure,
    Page,
    Rule,
)
from app.forms.model import (
    Addressee,
    Block,
    Chosen,
    Filled,
    Form,
    Grouped,
    Heading,
    Imprint,
    Line,
    Note,
    Office,
    Paragraph,
    Side,
    Signature,
    Table,
    Ticks,
)
from app.forms.sheet import LEFT, RIGHT, TOP, PaperWords, Sheet

FOOT = PAGE_HEIGHT - 15 * MM
HEAD = 12 * MM


def lay_out(
    filled: Filled,
    *,
    measure: Measure,
    words: PaperWords,
    imprint: Imprint,
    large_print: bool = False,
    blank: bool = False,
    measure_words: Measure | None = None,
) -> tuple[Page, ...]:
    """The pages of a form. `blank` numbers its fields and leaves room to write by hand.

    `measure_words` is asked for the form's own words instead of `measure`: it may remember them.
    """
    sheet = Sheet(
        filled=replace(filled, values={}) if blank else filled,
        imprint=imprint,
        scale=LARGE if large_print or filled.form.large_letters else NORMAL,
        measure=measure,
        measure_words=measure_words or measure,
        words=words,
        blank=blank,
        numbers={name: place for place, name in enumerate(fields_on_paper(filled.form), 1)},
    )
    _head(sheet)
    for block in filled.form.blocks:
        _draw(sheet, block)
    _annex(sheet)
    _foot(sheet)
    return tuple(tuple(page) for page in sheet.pages)


def fields_on_paper(form: Form) -> tuple[str, ...]:
    """The fields in the order in which they stand on the paper, each once."""
    return tuple(dict.fromkeys(name for block in form.blocks for name in _names(block)))


def _names(block: Block) -> Iterator[str]:
    match block:
        case Addressee():
            yield from (line.field for line in block.lines if line.field)
        case Paragraph():
            yield from (name for _, name, _, _ in Formatter().parse(block.text.uk) if name)
        case Side():
            yield from (block.left.field, block.right.field)
        case Office():
            yield from (name for line in block.lines for name in _names(line))
        case Signature():
            yield from (name for name in (block.date, block.name) if name)
        case Line() | Ticks() | Chosen() | Table() | Grouped():
            yield block.field
        case Heading() | Note():
            return


def _draw(sheet: Sheet, block: Block) -> None:  # noqa: C901  one line for each kind of block
    match block:
        case Addressee():
            blocks.addressee(sheet, block)
        case Heading():
            blocks.heading(sheet, block)
        case Paragraph():
            running.paragraph(sheet, block)
        case Line():
            blocks.line(sheet, block)
        case Side():
            blocks.side(sheet, block)
        case Ticks():
            blocks.ticks(sheet, block)
        case Chosen():
            blocks.chosen(sheet, block)
        case Table():
            tables.table(sheet, block)
        case Grouped():
            tables.grouped(sheet, block)
        case Signature():
            blocks.signature(sheet, block)
        case Note():
            blocks.note(sheet, block)
        case Office():
            blocks.office(sheet, block)


def _head(sheet: Sheet) -> None:
    """The code of the reference at the upper left, or a place to write the card number."""
    scale, imprint = sheet.scale, sheet.imprint
    coded = imprint.reference or imprint.code
    if coded:
        sheet.put(Code(x=LEFT, y=TOP, side=scale.code, text=coded))
        sheet.y = TOP + scale.code + 1 * MM
        sheet.write(coded, size=scale.note)
    elif sheet.blank:
        label = sheet.words("form.card_blank")
        sheet.y += scale.note
        sheet.put(Letters(x=LEFT, y=sheet.y, text=label, size=scale.note))
        x = LEFT + sheet.measure(label + " ", "regular", scale.note)
        sheet.rule(x, x + 40 * MM)
    sheet.below_code = sheet.y
    addressed = isinstance(sheet.filled.form.blocks[0], Addressee)
    if addressed or coded:
        sheet.y = TOP - 1 * MM
    elif sheet.blank:
        sheet.y += scale.body


def _annex(sheet: Sheet) -> None:
    """The values that found no room, whole, each under its number."""
    if not sheet.annex:
        return
    language = sheet.filled.language
    sheet.turn()
    sheet.write(sheet.words("form.annex"), size=sheet.scale.title, face="bold", align="centre")
    sheet.write(
        sheet.words("form.annex_to", title=sheet.filled.form.title.of(language)), align="centre"
    )
    for entry in sheet.annex:
        sheet.y += sheet.scale.body * 0.8
        sheet.room(sheet.scale.line * 3)
        sheet.write(f"{entry.number}. {entry.label}", face="bold")
        sheet.write(entry.text, name=entry.name, value=True)
    signatures = [
        block for block in sheet.filled.form.blocks if isinstance(block, Signature) and block.annex
    ]
    for block in signatures:
        blocks.signature(sheet, block)


def _foot(sheet: Sheet) -> None:
    """On each page: form, edition, card, time at the left; page and control word at the right."""
    left = _foot_left(sheet)
    size = sheet.scale.foot
    for number, page in enumerate(sheet.pages, 1):
        right = sheet.words("form.page", number=number, of=len(sheet.pages))
        if sheet.filled.control and not sheet.blank:
            right = f"{right} · {sheet.filled.control}"
        width = sheet.measure(right, "regular", size)
        crowded = sheet.measure(left, "regular", size) + width + 4 * MM > RIGHT - LEFT
        height = FOOT + size * (2.6 if crowded else 1.35)
        marks: list[Mark] = [
            Rule(x1=LEFT, y1=FOOT, x2=RIGHT, y2=FOOT),
            Letters(x=LEFT, y=FOOT + size * 1.35, text=left, size=size),
            Letters(x=RIGHT - width, y=height, text=right, size=size),
        ]
        if sheet.filled.form.doubtful:
            doubt = sheet.words("form.doubt")
            marks.append(Letters(x=LEFT, y=FOOT + size * 2.6, text=doubt, size=size))
        if sheet.imprint.reprint:
            marks.append(_reprint(sheet))
        page.extend(marks)


def _foot_left(sheet: Sheet) -> str:
    form, imprint = sheet.filled.form, sheet.imprint
    words = sheet.words
    said: list[tuple[bool, Callable[[], str]]] = [
        (bool(form.number), lambda: form.number),
        (True, lambda: words("form.edition", edition=form.edition)),
        (bool(imprint.rules), lambda: words("form.rules", edition=imprint.rules)),
        (bool(imprint.reference), lambda: words("form.card", reference=imprint.reference)),
        (
            imprint.printed_at is not None,
            lambda: words("form.printed", moment=f"{imprint.printed_at:%d.%m.%Y %H:%M}"),
        ),
        (sheet.blank, lambda: words("form.by_hand")),
    ]
    return " · ".join(say() for wanted, say in said if wanted)


def _reprint(sheet: Sheet) -> Letters:
    text = sheet.words("form.reprint", number=sheet.imprint.reprint)
    size = sheet.scale.note
    width = sheet.measure(text, "bold", size)
    return Letters(x=RIGHT - width, y=HEAD, text=text, size=size, face="bold")
