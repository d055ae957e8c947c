"""Every column says how much harm it can do, and what follows from it is obeyed."""

from typing import get_type_hints

import pytest

from app.registry.columns import COLUMNS, CONTACTS
from app.registry.model import Card
from app.storage import tables
from app.storage.classes import DataClass, Shown, rule
from app.storage.schema import Base, class_of

EVERY = [(table.name, column.key) for table in Base.metadata.sorted_tables for column in table.c]


def test_every_column_has_a_class() -> None:
    assert len(EVERY) > 250, "the schema was not loaded"
    assert tables.HEAD
    without = []
    for table, column in EVERY:
        try:
            class_of(table, column)
        except KeyError:
            without.append(f"{table}.{column}")
    assert not without, "mapped_column(…, info=S…): app/storage/classes.py says which"


@pytest.mark.parametrize("data", list(DataClass))
def test_the_more_harm_the_less_is_let_out(data: DataClass) -> None:
    found = rule(data)
    if data is not DataClass.PUBLIC:
        assert not found.logged, "the log on the disk holds ids only"
    if found.shown in (Shown.HIDDEN, Shown.NEVER):
        assert found.reason
        assert not found.exported
        assert not found.printed


def test_every_field_of_a_card_has_the_class_of_its_column() -> None:
    for field in get_type_hints(Card):
        assert class_of("client", field) not in (DataClass.KEY, DataClass.LOG)


def test_what_may_not_be_exported_unasked_is_a_contact_of_the_export() -> None:
    """`safe_contacts` of an export covers every column of the class that may not leave unasked."""
    loose = [
        column.name
        for column in COLUMNS.values()
        if not rule(class_of("client", column.field)).exported
        and column.name not in CONTACTS
        and column.field != "safe_contact"  # what is allowed goes along; the code word does not
    ]
    assert not loose
