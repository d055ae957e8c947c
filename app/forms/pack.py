"""The shape of a form in `resources/forms`, and what a machine can find wrong with one."""

from collections.abc import Iterator
from datetime import date
from string import Formatter
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Key

from app.core.words import Language, Text
from app.forms.layout import fields_on_paper
from app.forms.model import (
    Block,
    Chosen,
    Field,
    FieldKind,
    Form,
    Grouped,
    Paragraph,
    Table,
    Ticks,
)
from app.forms.sources import PRIVATE, SOURCES


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class InForce(_Part):
    """From which day a form is in use, and until when; no end means still."""

    begin: date = Key(alias="from")
    until: date | None = None


class Source(_Part):
    """Which act the form rests on, when it was checked, and how sure we are."""

    act: str
    article: str
    checked_on: date
    confidence: Literal["verified", "mixed", "knowledge"]
    note: Text | None = None


class FormExample(_Part):
    """Values as a script would give them, and which required fields they leave empty."""

    name: Text
    values: dict[str, object]
    missing: tuple[str, ...] = ()


class FormPack(_Part):
    """One edition of one form as it is written in YAML."""

    id: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    edition: str
    in_force: InForce
    source: Source
    number: str
    title: Text
    paper: Literal["A4"]
    languages: tuple[Language, ...] = Key(min_length=1)
    large_letters: bool = False
    travels: bool = False
    fields: tuple[Field, ...] = Key(min_length=1)
    blocks: tuple[Annotated[Block, Key(discriminator="kind")], ...] = Key(min_length=1)
    examples: tuple[FormExample, ...] = Key(min_length=1)

    def form(self) -> Form:
        """The form as the program uses it."""
        return Form(
            id=self.id,
            number=self.number,
            edition=self.edition,
            title=self.title,
            paper=self.paper,
            languages=self.languages,
            fields=self.fields,
            blocks=self.blocks,
            confidence=self.source.confidence,
            large_letters=self.large_letters,
            travels=self.travels,
        )


def faults(form: Form) -> Iterator[str]:
    """Each thing that does not fit together, as a sentence in Ukrainian."""
    names = [one.name for one in form.fields]
    for name in {name for name in names if names.count(name) > 1}:
        yield f"поле «{name}» описано двічі"
    yield from _faults_of_blocks(form, set(names))
    for one in form.fields:
        yield from _faults_of_field(form, one)


def _faults_of_blocks(form: Form, known: set[str]) -> Iterator[str]:
    used = set(fields_on_paper(form))
    for name in sorted(used - known):
        yield f"блок називає поле «{name}», якого немає серед fields"
    made_of = {one.derived.of for one in form.fields if one.derived}
    for name in sorted(known - used - made_of):
        yield f"поле «{name}» не стоїть у жодному блоці"
    for block in form.blocks:
        if isinstance(block, Ticks | Chosen | Table | Grouped) and block.field in known:
            yield from _fault_of_kind(form, block)
        if isinstance(block, Paragraph):
            yield from _faults_of_paragraph(block)


FITTING = {
    "ticks": {FieldKind.TICKS, FieldKind.CHOICE},
    "chosen": {FieldKind.LIST},
    "table": {FieldKind.ROWS},
    "grouped": {FieldKind.ROWS},
}


def _fault_of_kind(form: Form, block: Ticks | Chosen | Table | Grouped) -> Iterator[str]:
    field = form.named(block.field)
    if field.kind not in FITTING[block.kind]:
        yield f"блок {block.kind} не пасує полю «{field.name}» виду {field.kind}"
    if isinstance(block, Grouped):
        columns = {column.name for column in field.columns}
        for name in (block.by, block.main, *block.details):
            if name not in columns:
                yield f"блок grouped називає колонку «{name}», якої в полі «{field.name}» немає"


def _faults_of_paragraph(block: Paragraph) -> Iterator[str]:
    named = [
        {name for _, name, _, _ in Formatter().parse(text) if name}
        for text in (block.text.uk, block.text.en)
    ]
    if named[0] != named[1]:
        yield f"український і англійський текст називають різні поля: {named[0] ^ named[1]}"


def _faults_of_field(form: Form, one: Field) -> Iterator[str]:
    if one.source not in SOURCES:
        yield f"поле «{one.name}»: джерела «{one.source}» немає"
    if form.travels and one.source in PRIVATE:
        yield f"поле «{one.name}»: папір, який людина несе з собою, не має її адреси чи телефону"
    if one.kind in (FieldKind.CHOICE, FieldKind.TICKS) and not one.options:
        yield f"поле «{one.name}»: бракує options"
    if one.kind is FieldKind.ROWS and not one.columns:
        yield f"поле «{one.name}»: бракує columns"
    if one.derived and one.derived.of not in {other.name for other in form.fields}:
        yield f"поле «{one.name}»: його роблять із поля «{one.derived.of}», якого немає"
