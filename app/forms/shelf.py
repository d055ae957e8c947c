"""The shelf of forms: every form of the program by its id, read from `resources/forms`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from app.core.errors import InputError
from app.core.paths import resources
from app.forms.model import Form, FormSummary
from app.forms.pack import FormPack


@cache
def packs(folder: Path | None = None) -> Mapping[str, FormPack]:
    """All forms with their sources and examples."""
    place = folder or resources() / "forms"
    reader = YAML(typ="safe", pure=True)
    read = (
        FormPack.model_validate(reader.load(path.read_text("utf-8")))
        for path in sorted(place.glob("*.yaml"))
    )
    return {pack.id: pack for pack in read}


@cache
def forms(folder: Path | None = None) -> Mapping[str, Form]:
    """All forms, by id; the order is that of the office's numbers, slips last."""
    made = (pack.form() for pack in packs(folder).values())
    return {form.id: form for form in sorted(made, key=lambda form: (not form.number, form.number))}


def form(name: str, folder: Path | None = None) -> Form:
    """One form; an unknown one is an InputError."""
    known = forms(folder)
    if name not in known:
        raise InputError("form.unknown", form=name)
    return known[name]


def summary(one: Form) -> FormSummary:
    """What a list shows of a form."""
    return FormSummary(
        id=one.id,
        number=one.number,
        title=one.title,
        edition=one.edition,
        paper=one.paper,
        languages=one.languages,
        required=tuple(field.name for field in one.fields if field.required),
    )
