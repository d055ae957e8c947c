"""Clocks of keeping: months later, when a file is due, what is held back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.keeping.terms import TERMS, File, Kept, due_on, months_later, term_of

DAY = date(2020, 2, 29)


def file(number: int, last: date, *, until: date | None = None, held: str = "") -> File:
    return File(
        client_id=f"c{number}", reference=f"R{number}", last_contact=last, pending_until=until,
        held=held,
    )  # fmt: skip


@pytest.mark.covers("F110")
def test_every_class_has_one_term() -> None:
    assert [term.kept for term in TERMS] == [*Kept]
    assert all(term.months or term.days for term in TERMS)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (DAY, 12, date(2021, 2, 28)),
        (DAY, 48, date(2024, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
    ],
)
def test_months_later(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(0, 240), st.integers(0, 240))
def test_more_months_are_never_earlier(day: date, some: int, more: int) -> None:
    assert months_later(day, some) <= months_later(day, some + more)


def test_a_file_is_due_five_years_after_the_last_contact_and_never_while_a_case_goes_on() -> None:
    assert file(1, DAY).due() == date(2025, 2, 28)
    assert file(1, DAY, until=date(2023, 1, 5)).due() == date(2028, 1, 5)
    files = (file(1, DAY), file(2, date(2019, 1, 1)), file(3, date(2026, 1, 1)))
    assert [one.reference for one in due_on(files, date(2025, 2, 27))] == ["R2"]
    assert [one.reference for one in due_on(files, date(2025, 2, 28))] == ["R2", "R1"]


def test_copies_of_cameras_are_kept_ninety_days() -> None:
    assert term_of(Kept.CAMERA_COPY).due(date(2026, 1, 1)) == date(2026, 4, 1)
