"""The shelf of forms: the edition of each that is in force on a day."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from app.content.library import Library, in_force
from app.core.errors import InputError
from app.core.words import Text, Words
from app.forms.declension import derive
from app.forms.fill import fill
from app.forms.model import Form, FormSummary
from app.forms.pack import FormExample, FormPack


def packs(library: Library) -> tuple[FormPack, ...]:
    """Every edition of every form, with its source and examples."""
    return tuple(pack.content for pack in library.packs("forms", FormPack))


def forms(library: Library, on: date) -> Mapping[str, Form]:
    """The forms in force on that day, by id; in the order of the office's numbers, slips last."""
    made = [
        pack.form()
        for pack in packs(library)
        if in_force(pack.in_force.begin, pack.in_force.until, on)
    ]
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


def overlaps(library: Library) -> Iterator[Text]:
    """Editions of one form that are in force on the same day."""
    by_id: dict[str, list[FormPack]] = {}
    for pack in packs(library):
        by_id.setdefault(pack.id, []).append(pack)
    for name, editions in by_id.items():
        editions.sort(key=lambda pack: pack.in_force.begin)
        for earlier, later in pairwise(editions):
            until = earlier.in_force.until
            if until is None or until >= later.in_force.begin:
                yield Text(
                    f"{name}: редакції {earlier.edition} і {later.edition} чинні одночасно",
                    f"{name}: editions {earlier.edition} and {later.edition} overlap",
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
