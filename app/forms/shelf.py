"""The shelf of forms: the edition of each that is in force on a day."""

from collections.abc import Iterator, Mapping
from datetime import date

from app.content.library import Library, on_day
from app.core.errors import InputError
from app.core.words import Text, Words
from app.forms.declension import derive
from app.forms.fill import fill
from app.forms.model import Form, FormSummary
from app.forms.pack import FORMS, FormExample, FormPack


def packs(library: Library) -> tuple[FormPack, ...]:
    """Every edition of every form, with its source and examples."""
    return tuple(pack.content for pack in library.of(FORMS))


def forms(library: Library, on: date) -> Mapping[str, Form]:
    """The forms in force on that day, by id; in the order of the office's numbers, slips last."""
    made = [pack.content.form() for pack in on_day(library.of(FORMS), on)]
    return {form.id: form for form in sorted(made, key=lambda form: (not form.number, form.number))}


def form(library: Library, name: str, on: date) -> Form:
    """One form; an unknown one, or one not in force on that day, is an InputError."""
    known = forms(library, on)
    if name not in known:
        if name in {pack.id for pack in packs(library)}:
            raise InputError("form.not_in_force", form=name, day=f"{on:%d.%m.%Y}")
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


def failing(pack: FormPack, words: Words) -> Iterator[Text]:
    """The examples of a form that do not hold."""
    for example in pack.examples:
        said = _failure(pack.form(), example, words)
        if said:
            yield Text(f"{example.name.uk}: {said}", f"{example.name.en}: {said}")


def _failure(one: Form, example: FormExample, words: Words) -> str:
    try:
        missing = fill(one, derive(one, example.values), words=words).missing
    except InputError as problem:
        return " ".join(problem.faults)
    wrong = sorted(set(missing) ^ set(example.missing))
    return f"missing: {', '.join(wrong)}" if wrong else ""
