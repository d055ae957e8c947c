"""Single conditions of the closed vocabulary."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from app.content.library import Library
from app.core.errors import DeskError, InputError
from app.eligibility.answers import Facts
from app.eligibility.condition import ConditionPart
from app.eligibility.conditions import test_of as function_of
from app.eligibility.engine import decide
from app.eligibility.rules import questions
from tests.eligibility.law import DAY, rules


@pytest.mark.parametrize(
    ("condition", "facts", "answer"),
    [
        ({"fact": "granted_running", "at_most": 2}, {"granted_running": 2}, True),
        ({"fact": "granted_running", "at_most": 2}, {"granted_running": 3}, False),
        ({"fact": "granted_running", "at_most": 2}, {}, None),
        ({"not": {"fact": "treaty_ground", "is": True}}, {"treaty_ground": True}, False),
        ({"not": {"fact": "treaty_ground", "is": True}}, {}, None),
        ({"all": []}, {}, True),
        ({"any": []}, {}, False),
        ({"fact": "birth_date", "after_application": True}, {"birth_date": DAY}, False),
    ],
)
@pytest.mark.covers("3-032")
def test_three_answers(condition: dict[str, Any], facts: Facts, answer: bool | None) -> None:
    test = function_of(ConditionPart.model_validate(condition), ())
    assert test(facts, DAY) is answer


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"fact": "age"},
        {"is": True},
        {"younger_than": 3, "fact": "age", "is": 1},
        {"fact": "age", "at_least": 1, "at_most": 2},
    ],
)
def test_a_condition_says_one_thing(condition: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ConditionPart.model_validate(condition)


def test_an_income_without_a_minimum_for_the_day_is_an_error() -> None:
    without = replace(rules(), minimums=())
    with pytest.raises(InputError) as problem:
        decide(without, {"income_group": "able_bodied"}, on=date(2026, 11, 22))
    assert problem.value.code == "income.no_minimum"
    assert decide(without, {"age": 30}, on=date(2026, 11, 22)).outcome == "unknown"


def test_without_a_vocabulary_nothing_can_be_asked() -> None:
    with pytest.raises(DeskError) as problem:
        questions(Library(sheets=()))
    assert problem.value.code == "pack.none"
