"""The forms that are shipped: whole, tied together, promising nothing, with examples that hold."""

import re
from dataclasses import replace
from typing import Any

import pytest

from app.core.errors import InputError
from app.core.words import Words
from app.forms import shelf
from app.forms.declension import derive
from app.forms.fill import fill
from app.forms.layout import fields_on_paper
from app.forms.model import Form, Line, Table
from app.forms.pack import FormExample, faults
from tests.forms.shipped import DAY, EXAMPLES, FORMS, IDS, LIBRARY, shipped

REQUIRED = {
    "bvpd_application": {
        "centre",
        "full_name",
        "residence",
        "postal_address",
        "contacts",
        "essence",
        "categories",
        "attachments",
    },
    "consent": {"full_name", "controller", "purposes", "consent_date"},
    "papers_receipt": {"full_name", "papers", "receipt_date", "officer_name"},
    "edition_preview": {"day", "grounds"},
    "journal_sheet": {"desk", "entries", "number", "words", "sheet_date", "officer_name"},
    "access_extract": {"full_name", "extract_date", "officer_name"},
    "bring_list": {"papers", "office_name", "office_address", "office_hours"},
    "provisional_slip": {
        "answer",
        "until",
        "papers",
        "office_name",
        "office_address",
        "office_hours",
    },
}


@pytest.mark.covers("F73", "F74")
@pytest.mark.parametrize("name", IDS)
def test_every_field_stands_on_the_paper_and_says_who_fills_it(name: str) -> None:
    form = shipped(name)
    assert list(faults(form)) == []
    assert set(shelf.summary(form).required) == REQUIRED[name]


def without(form: Form, field: str) -> Form:
    return replace(form, fields=tuple(one for one in form.fields if one.name != field))


def changed(form: Form, field: str, **changes: Any) -> Form:
    fields = [replace(one, **changes) if one.name == field else one for one in form.fields]
    return replace(form, fields=tuple(fields))


@pytest.mark.covers("F74")
def test_a_form_that_does_not_hold_together_is_told_field_by_field() -> None:
    form = shipped("bring_list")
    table = next(block for block in shipped("papers_receipt").blocks if isinstance(block, Table))
    cases = {
        "якого немає серед fields": without(form, "ask_for"),
        "описано двічі": replace(form, fields=(*form.fields, form.fields[0])),
        "не стоїть у жодному блоці": replace(form, blocks=form.blocks[:-2]),
        "не має її адреси": changed(form, "name", source="client.contacts"),
        "джерела «client.shoes» немає": changed(form, "name", source="client.shoes"),
        "бракує columns": changed(form, "papers", columns=()),
        "не пасує полю": replace(form, blocks=(*form.blocks, replace(table, field="name"))),
    }
    for sentence, broken in cases.items():
        assert any(sentence in fault.uk for fault in faults(broken)), sentence


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_each_example_leaves_missing_what_it_says(
    name: str, example: FormExample, words: Words
) -> None:
    form = shipped(name)
    filled = fill(form, derive(form, example.values), words=words)
    assert set(filled.missing) == set(example.missing)


@pytest.mark.parametrize("name", IDS)
def test_no_form_promises_that_aid_is_given(name: str) -> None:
    said = repr(shipped(name).blocks) + repr(shipped(name).fields)
    assert not re.search(
        r"(?i)надамо|буде надано|вам нададуть|ви отримаєте допомогу|will be granted", said
    )
    assert not re.search(r"(?<=[а-яіїєґ])['’](?=[а-яіїєґ])", said)


def test_doubtful_forms_are_marked_as_such() -> None:
    assert all(form.doubtful for form in FORMS.values())
    assert not replace(shipped("consent"), confidence="verified").doubtful


def test_an_unknown_form_is_an_input_error() -> None:
    with pytest.raises(InputError, match=r"form\.unknown"):
        shelf.form(LIBRARY, "decision", DAY)


def test_optional_lines_are_numbered_as_they_stand() -> None:
    form = shipped("bvpd_application")
    order = fields_on_paper(form)
    assert order[:3] == ("centre", "head_name_dative", "full_name_genitive")
    lines = [block.field for block in form.blocks if isinstance(block, Line)]
    assert [name for name in order if name in lines] == lines
