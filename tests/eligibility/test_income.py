"""Which months count, and what the limit is on which day."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.core.errors import InputError
from app.eligibility import income
from app.eligibility.sums import written
from tests.eligibility.law import ground, rules


@pytest.mark.covers("3-038")
@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        (date(2026, 11, 24), date(2026, 5, 1), date(2026, 10, 1)),
        (date(2026, 1, 1), date(2025, 7, 1), date(2025, 12, 1)),
        (date(2026, 3, 31), date(2025, 9, 1), date(2026, 2, 1)),
    ],
)
def test_the_six_full_months_before_the_application(on: date, first: date, last: date) -> None:
    found = income.months(on)
    assert (len(found), found[0], found[-1]) == (6, first, last)


@pytest.mark.covers("3-038")
@pytest.mark.parametrize(
    ("day", "able", "lost"),
    [
        ("2020-01-01", 2102, 1638),
        ("2020-06-30", 2102, 1638),
        ("2020-07-01", 2197, 1712),
        ("2020-12-01", 2270, 1769),
        ("2021-07-01", 2379, 1854),
        ("2021-12-01", 2481, 1934),
        ("2022-07-01", 2600, 2027),
        ("2022-12-01", 2684, 2093),
        ("2023-12-31", 2684, 2093),
        ("2024-01-01", 3028, 2361),
        ("2025-12-31", 3028, 2361),
        ("2026-01-01", 3328, 2595),
    ],
)
def test_the_table_of_the_minimum(day: str, able: int, lost: int) -> None:
    on = date.fromisoformat(day)
    assert income.minimum(rules(on), "able_bodied", on) == able
    assert income.minimum(rules(on), "lost_ability", on) == lost
    assert income.limit(rules(on), "able_bodied", on) == 12 * able


def test_the_general_minimum() -> None:
    assert income.minimum(rules(), "general", rules().on) == 3209


def test_a_day_outside_the_table_is_an_error() -> None:
    with pytest.raises(InputError) as problem:
        income.minimum(rules(), "able_bodied", date(2019, 12, 31))
    assert problem.value.code == "income.no_minimum"


def test_sums_as_people_read_them() -> None:
    assert written(Decimal("39936.01"), "uk") == "39\xa0936,01"
    assert written(Decimal("39936.01"), "en") == "39,936.01"


ABLE: dict[str, Any] = {"age": 40, "income_group": "able_bodied"}
PENSIONER: dict[str, Any] = {"age": 70, "income_group": "lost_ability"}


@pytest.mark.covers("3-038")
@pytest.mark.parametrize(
    ("day", "category", "raw", "verdict"),
    [
        ("2026-11-22", "low_income", {**ABLE, "income_six_months": ["39936.00", *[0] * 5]}, "yes"),
        ("2026-11-22", "low_income", {**ABLE, "income_six_months": ["39936.01", *[0] * 5]}, "no"),
        ("2026-11-22", "low_income", {**PENSIONER, "income_six_months": ["5190.00"] * 6}, "yes"),
        ("2026-11-22", "low_income", {**PENSIONER, "income_six_months": ["5190.01"] * 6}, "no"),
        (
            "2026-11-22",
            "disability_low_pension",
            {"disability": "group_2", "disability_payment": "6656.00"},
            "yes",
        ),
        (
            "2023-07-31",
            "disability_low_pension",
            {"disability": "group_2", "disability_payment": "4186.01"},
            "no",
        ),
        (
            "2023-08-01",
            "disability_low_pension",
            {"disability": "group_2", "disability_payment": "4186.01"},
            "yes",
        ),
        ("2020-12-01", "low_income", {**ABLE, "income_six_months": [4540] * 6}, "yes"),
        ("2020-11-30", "low_income", {**ABLE, "income_six_months": [4540] * 6}, "no"),
    ],
)
def test_the_vectors_of_the_handbook(
    day: str, category: str, raw: dict[str, Any], verdict: str
) -> None:
    assert ground(category, raw, date.fromisoformat(day)).verdict == verdict
