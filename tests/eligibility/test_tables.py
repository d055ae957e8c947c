"""What is looked up: signs tell apart what the law tells apart, tables keep no person."""

from datetime import date

import pytest
from hypothesis import given, settings

from app.eligibility import table
from app.eligibility.answers import Facts
from app.eligibility.condition import ConditionPart
from app.eligibility.conditions import test_of as function_of
from app.eligibility.engine import decide
from app.eligibility.model import CategoryVerdict
from app.eligibility.pack import CATEGORIES, WARNINGS
from app.eligibility.signs import Signs
from app.eligibility.table import Tables
from tests.eligibility.law import DAY, judge, library, rules
from tests.eligibility.people import DAYS, PART, QUESTIONS

MINIMUMS = rules().minimums
PLAIN: tuple[dict[str, object], ...] = (
    {"all": []},
    {"any": []},
    {"not": {"any": [{"younger_than": 18}, {"fact": "treaty_ground", "is": True}]}},
    {"not": {"all": [{"fact": "age", "is": 40}, {"fact": "granted_running", "at_most": 2}]}},
    {"not": {"fact": "disability", "in": ["group_1", "child"]}},
    {
        "any": [
            {"all": [{"at_least_years": 60}, {"fact": "idp_status", "is": "none"}]},
            {"not": {"fact": "income_six_months", "sum_is": 0}},
        ]
    },
)
ODD = [ConditionPart.model_validate(one) for one in PLAIN]
CONDITIONS = [
    *ODD,
    *(one.when for pack in library().of(CATEGORIES) for one in pack.content.criteria),
    *(one.when for pack in library().of(WARNINGS) for one in pack.content.warnings),
]


@pytest.mark.covers("F16", "F26")
@settings(max_examples=100, deadline=None)
@given(facts=PART, on=DAYS)
def test_signs_say_of_every_condition_what_the_condition_says(facts: Facts, on: date) -> None:
    signs = Signs(QUESTIONS.values(), MINIMUMS)
    sure = [(signs.surely(one), signs.surely(one, holds=False)) for one in CONDITIONS]
    person = signs.of(facts, frozenset(), on)
    for condition, (holds, fails) in zip(CONDITIONS, sure, strict=True):
        said = function_of(condition, MINIMUMS)(facts, on)
        assert all(person & mask for mask in holds) is (said is True)
        assert all(person & mask for mask in fails) is (said is False)


def test_a_value_that_the_vocabulary_lost_is_known_and_fits_nothing() -> None:
    found = decide(rules(), {"idp_status": "gone"}, on=DAY).category("idp")
    assert found is not None
    assert found.verdict == "no"
    assert decide(rules(), {"no_such_fact": True}, on=DAY).outcome == "unknown"


def test_a_table_works_out_each_case_once_and_never_grows_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(table, "MOST_KEPT", 3)
    tables = Tables[str]((0b0111,))
    asked: list[int] = []

    def look(signs: int) -> str:
        def work_out(_place: int) -> str:
            asked.append(signs)
            return f"case {signs & 0b0111}"

        return tables.of(signs, work_out)[0]

    assert [look(signs) for signs in (1, 0b1001, 2, 3)] == ["case 1", "case 1", "case 2", "case 3"]
    assert asked == [1, 2, 3]
    assert [look(signs) for signs in (4, 1)] == ["case 4", "case 1"]
    assert asked == [1, 2, 3, 4, 1]


def test_answers_read_like_a_sequence() -> None:
    grounds = judge({"idp_status": "registered"}).categories
    assert len(grounds) == 31
    assert [one.category.id for one in grounds[3:5]] == ["idp", "idp_applicant"]
    assert isinstance(grounds[-1], CategoryVerdict)
    assert grounds[-1].category.id == "other_law"
