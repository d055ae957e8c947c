"""Facts are read strictly and every fault is named at once."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from app.core.errors import InputError
from app.eligibility.facts import parse_facts
from tests.eligibility.law import rules

QUESTIONS = rules().questions


def faults(raw: object, language: Any = "en") -> tuple[str, ...]:
    with pytest.raises(InputError) as problem:
        parse_facts(raw, QUESTIONS, language=language)
    return problem.value.faults


def test_good_facts_become_values() -> None:
    raw = {
        "service_needed": ["defence", "drafting"],
        "applicant": "self",
        "birth_date": "1986-03-07",
        "age": 40,
        "same_matter_granted": False,
        "income_six_months": [1, "2.50", 3.25, Decimal("4"), 0, " 5 "],
        "disability_payment": "4186.01",
        "idp_status": None,
    }
    assert parse_facts(raw, QUESTIONS) == {
        "service_needed": frozenset({"defence", "drafting"}),
        "applicant": "self",
        "birth_date": date(1986, 3, 7),
        "age": 40,
        "same_matter_granted": False,
        "income_six_months": tuple(map(Decimal, ("1", "2.50", "3.25", "4", "0", "5"))),
        "disability_payment": Decimal("4186.01"),
    }
    assert parse_facts({"birth_date": date(1986, 3, 7)}, QUESTIONS)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"idp_stats": "none"}, "idp_stats: no such fact; did you mean idp_status?"),
        ({"цілком": None}, "цілком: no such fact"),
        ({"age": "40"}, 'age: a whole number is needed, not "40"'),
        ({"age": True}, "age: a whole number is needed, not true"),
        ({"age": -1}, "age: at least 0 is needed, not -1"),
        ({"age": 131}, "age: at most 130 is needed, not 131"),
        ({"treaty_ground": "yes"}, 'treaty_ground: true, false or null is needed, not "yes"'),
        ({"birth_date": "2026-02-30"}, 'birth_date: there is no date "2026-02-30"'),
        ({"birth_date": 1986}, "birth_date: a date like 1986-03-07 is needed, not 1986"),
        (
            {"birth_date": "20260230"},
            'birth_date: a date like 1986-03-07 is needed, not "20260230"',
        ),
        (
            {"birth_date": datetime(2026, 1, 1, tzinfo=UTC)},
            'birth_date: a date like 1986-03-07 is needed, not "2026-01-01 00:00:00+00:00"',
        ),
        ({"disability_payment": -1}, "disability_payment: a sum cannot be negative: -1"),
        ({"disability_payment": "many"}, 'disability_payment: "many" is no sum in hryvnias'),
        ({"disability_payment": True}, "disability_payment: true is no sum in hryvnias"),
        ({"disability_payment": "NaN"}, 'disability_payment: "NaN" is no sum in hryvnias'),
        (
            {"disability_payment": float("inf")},
            "disability_payment: Infinity is no sum in hryvnias",
        ),
        ({"income_six_months": 5}, "income_six_months: a list of sums is needed, not 5"),
        (
            {"income_six_months": [1] * 5},
            "income_six_months: 6 sums are needed, there are 5",
        ),
        ({"service_needed": "defence"}, 'service_needed: a list is needed, not "defence"'),
        (
            {"income_group": "ablebodied"},
            'income_group: "ablebodied" does not fit; did you mean able_bodied? '
            "Possible: able_bodied, lost_ability",
        ),
        (
            {"income_group": 1},
            "income_group: 1 does not fit. Possible: able_bodied, lost_ability",
        ),
    ],
)
def test_each_fault_says_how_to_mend_it(raw: dict[str, Any], said: str) -> None:
    assert faults(raw) == (said,)


@pytest.mark.covers("3-033")
def test_all_faults_are_listed_at_once_in_the_language_of_the_person() -> None:
    raw = {"age": 400, "income_six_months": [1, 1, 1, 1, 1, -1], "x" * 60: 1}
    assert len(faults(raw)) == 3
    assert faults(raw, "uk")[0] == "age: потрібно щонайбільше 130, а не 400"
    assert faults(raw)[1] == "income_six_months[6]: a sum cannot be negative: -1"


def test_facts_are_an_object() -> None:
    assert faults([]) == ("an object {fact: value} is needed",)


def test_long_values_are_cut() -> None:
    (said,) = faults({"birth_date": "х" * 90})
    assert len(said) < 110
