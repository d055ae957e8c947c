"""The shape of a form in `resources/forms`, and what a machine can find wrong with one."""

from collections.abc import Iterator
from datetime import date
from string import Formatter
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as Key

from app.content.library import Kind
from app.core.words import LANGUAGES, Language, Text
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
    """From which day a form is in use, and the first day on which it is no more."""

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
    shelved: bool = True
    watermark: Text | None = None
    fields: tuple[Field, ...] = Key(min_length=1)
    blocks: tuple[Annotated[Block, Key(discriminator="kind")], ...] = Key(min_length=1)
    examples: tuple[FormExample, ...] = Key(min_length=1)

    @model_validator(mode="after")
    def _holds_together(self) -> "FormPack":
        found = tuple(faults(self.form()))
        if found:
            both = ("; ".join(fault.of(language) for fault in found) for language in LANGUAGES)
            raise ValueError(" / ".join(both))
        return self

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
            shelved=self.shelved,
            watermark=self.watermark,
        )


FORMS = Kind("forms", FormPack, frozenset({"blocks"}))
"""How the library knows a form among the packs."""


def faults(form: Form) -> Iterator[Text]:
    """Each thing that does not fit together, as a sentence."""
    names = [one.name for one in form.fields]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Text(f"поле «{name}» описано двічі", f"the field `{name}` is described twice")
    yield from _faults_of_blocks(form, set(names))
    for one in form.fields:
        yield from _faults_of_field(form, one)


def _faults_of_blocks(form: Form, known: set[str]) -> Iterator[Text]:
    used = set(fields_on_paper(form))
    for name in sorted(used - known):
        yield Text(
            f"блок називає поле «{name}», якого немає серед fields",
            f"a block names the field `{name}`, which is not among fields",
        )
    made_of = {one.derived.of for one in form.fields if one.derived}
    for name in sorted(known - used - made_of):
        yield Text(f"поле «{name}» не стоїть у жодному блоці", f"no block shows `{name}`")
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


def _fault_of_kind(form: Form, block: Ticks | Chosen | Table | Grouped) -> Iterator[Text]:
    field = form.named(block.field)
    if field.kind not in FITTING[block.kind]:
        yield Text(
            f"блок {block.kind} не пасує полю «{field.name}» виду {field.kind}",
            f"a block {block.kind} does not suit the field `{field.name}` of kind {field.kind}",
        )
    if isinstance(block, Grouped):
        columns = {column.name for column in field.columns}
        for name in sorted({block.by, block.main, *block.details} - columns):
            yield Text(
                f"блок grouped називає колонку «{name}», якої в полі «{field.name}» немає",
                f"the block names the column `{name}`, which `{field.name}` does not have",
            )


def _faults_of_paragraph(block: Paragraph) -> Iterator[Text]:
    ukrainian, english = (
        {name for _, name, _, _ in Formatter().parse(text) if name}
        for text in (block.text.uk, block.text.en)
    )
    for name in sorted(ukrainian ^ english):
        yield Text(
            f"поле «{name}» стоїть у тексті лише однією мовою",
            f"`{name}` stands in the text of one language only",
        )


def _faults_of_field(form: Form, one: Field) -> Iterator[Text]:
    name = one.name
    if one.source not in SOURCES:
        yield Text(
            f"поле «{name}»: джерела «{one.source}» немає",
            f"`{name}`: there is no source `{one.source}`",
        )
    if form.travels and one.source in PRIVATE:
        yield Text(
            f"поле «{name}»: папір, який людина несе з собою, не має її адреси чи телефону",
            f"`{name}`: a paper that travels carries no address or phone of the person",
        )
    if one.kind in (FieldKind.CHOICE, FieldKind.TICKS) and not one.options:
        yield Text(f"поле «{name}»: бракує options", f"`{name}`: options are missing")
    if one.kind is FieldKind.ROWS and not one.columns:
        yield Text(f"поле «{name}»: бракує columns", f"`{name}`: columns are missing")
    if one.derived and one.derived.of not in {other.name for other in form.fields}:
        yield Text(
            f"поле «{name}»: його роблять із поля «{one.derived.of}», якого немає",
            f"`{name}` is made of `{one.derived.of}`, which does not stand here",
        )
