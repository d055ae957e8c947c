"""A paper form as data: its fields, its blocks from top to bottom, and what a print of it carries.

The records are plain and frozen; `app/forms/pack.py` reads them from `resources/forms/*.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from app.core.words import Language, Text

BY_HAND = "by_hand"
"""The source of a field that nobody but the person at the desk fills in."""


class FieldKind(StrEnum):
    """What a field takes: text, a date, one or several options, or rows of a table."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    CHOICE = "choice"
    TICKS = "ticks"
    LIST = "list"
    ROWS = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer of a choice: the id that stands in data, the words that stand on paper."""

    id: str
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table field; `share` is its part of the width."""

    name: str
    words: Text
    share: int
    kind: Literal["text", "count"] = "text"
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A name made from the field `of`: in a case, or as it stands under a signature."""

    of: str
    form: Literal["genitive", "dative", "signature"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing to fill in. `source` says what the desk puts there, or `by_hand`."""

    name: str
    kind: FieldKind
    words: Text
    source: str
    required: bool = False
    derived: Derived | None = None
    """Made from another field when nobody gave it."""
    in_words: bool = False
    """A date as «24» листопада 2026 року instead of 24.11.2026."""
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressLine:
    """One line of the addressee block: fixed words, or a field over a rule with a caption."""

    text: Text | None = None
    field: str = ""
    caption: Text | None = None
    most: int = 4
    if_known: bool = False
    """Left out of a filled form when nothing is known; a blank form has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """To whom and from whom: the block at the upper right."""

    kind: Literal["addressee"]
    lines: tuple[AddressLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The title in capitals with its subtitle, in the middle."""

    kind: Literal["heading"]
    title: Text
    subtitle: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; `{field}` stands for a value, or for an empty line to write on."""

    kind: Literal["paragraph"]
    text: Text
    bold: bool = False
    indent: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words, then a line for the value; it grows to `most` lines, the rest goes to the annex."""

    kind: Literal["line"]
    label: Text
    field: str
    caption: Text | None = None
    most: int = 3
    empty: int = 1
    """How many empty lines stand there when nothing is known."""
    if_known: bool = False
    """Left out of a filled form when nothing is known; a blank form has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Two short lines beside each other, to save paper."""

    kind: Literal["side"]
    left: Line
    right: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """Boxes with options; the chosen ones are ticked."""

    kind: Literal["ticks"]
    field: str
    label: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A ticked box for each text of a list field, and empty boxes to add more by hand."""

    kind: Literal["chosen"]
    field: str
    label: Text | None = None
    other: Text | None = None
    empty: int = 1
    blank: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a field, numbered, growing over pages; `blank` rows in a blank form."""

    kind: Literal["table"]
    field: str
    label: Text | None = None
    blank: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """Rows as a list to tick off, gathered under the value of one column."""

    kind: Literal["grouped"]
    field: str
    by: str
    main: str
    details: tuple[str, ...] = ()
    blank: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Date, signature, and the name under it as «Олена СОНЯШНИК»."""

    kind: Literal["signature"]
    name: str
    date: str = ""
    role: Text | None = None
    annex: bool = False
    """This signature is repeated under the annex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Small print that explains or warns."""

    kind: Literal["note"]
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The framed part that the office fills in."""

    kind: Literal["office"]
    title: Text
    lines: tuple[Line | Side, ...]


Block = (
    Addressee
    | Heading
    | Paragraph
    | Line
    | Side
    | Ticks
    | Chosen
    | Table
    | Grouped
    | Signature
    | Note
    | Office
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One edition of one form."""

    id: str
    number: str
    """As offices call it: «Ф1»; empty for a slip."""
    edition: str
    title: Text
    paper: str
    languages: tuple[Language, ...]
    fields: tuple[Field, ...]
    blocks: tuple[Block, ...]
    confidence: str
    large_letters: bool = False
    """Printed in large letters always."""
    travels: bool = False
    """It leaves the office in a bag or a pocket: it never carries the client's address or phone."""
    shelved: bool = True
    """Whether the shelf offers it for a client."""
    watermark: Text | None = None
    """Words across each page: such a paper is no form of the office and is never recorded."""

    def named(self, name: str) -> Field:
        """The field of that name; KeyError when the form has none."""
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(name)

    @property
    def doubtful(self) -> bool:
        """Whether a lawyer still has to confirm the wording."""
        return self.confidence != "verified"


@dataclass(frozen=True, slots=True)
class FormSummary:
    """What a list of forms shows."""

    id: str
    number: str
    title: Text
    edition: str
    paper: str
    languages: tuple[Language, ...]
    required: tuple[str, ...]


Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What stands in one field, ready for paper: lines of text, chosen ids, or rows."""

    text: str = field(default="", repr=False)
    chosen: tuple[str, ...] = field(default=(), repr=False)
    rows: tuple[Row, ...] = field(default=(), repr=False)

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.text or self.chosen or self.rows)


NOTHING = Shown()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form with its values, and which required ones are still missing."""

    form: Form
    language: Language
    values: Mapping[str, Shown] = field(repr=False)
    missing: tuple[str, ...] = ()
    control: str = ""
    """A short word made of form, edition and values: pages with the same word belong together."""

    def shown(self, name: str) -> Shown:
        """What stands in that field."""
        return self.values.get(name, NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What one print carries at its foot and in its metadata."""

    reference: str = ""
    printed_at: datetime | None = None
    """Wall-clock time of the office; left out where bytes have to repeat."""
    office: str = ""
    code: str = ""
    """What a square code at the upper left says, where it is not the card's reference."""
    rules: str = ""
    """Edition of the rules that the content rests on."""
    reprint: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A drawn form, and which required fields are still empty."""

    pdf: bytes = field(repr=False)
    missing: tuple[str, ...]
    control: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRecord:
    """One print in the journal: what, when, how many, by whom."""

    id: str
    client_id: str
    form: str
    edition: str
    reference: str
    copies: int
    printed_at: datetime
    author: str
    language: Language = "uk"
    large_print: bool = False
    reprint_of: str = ""
    reason: str = field(default="", repr=False)
    sha256: str = ""
    values: Mapping[str, object] = field(default_factory=dict, repr=False)
