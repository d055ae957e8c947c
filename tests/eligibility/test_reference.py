"""The engine says, letter for letter, what the packs say when they are read aloud."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings

from app.eligibility.answers import Facts
from app.eligibility.engine import decide
from app.eligibility.verdict_json import verdict_to_json
from tests.eligibility.law import library, rules
from tests.eligibility.people import DAYS, PAPERS, PART, WHOLE
from tests.eligibility.reference import read_aloud

BY_THE_ENGINE = {"minimum_old", "unknown_paper", "pack_old"}


def engine(facts: Facts, papers: frozenset[str], on: date, *, preview: bool = False) -> str:
    found = verdict_to_json(decide(rules(on, preview=preview), facts, presented=papers, on=on))
    del found["matrix"]
    return written(found)


def aloud(facts: Facts, papers: frozenset[str], on: date, *, preview: bool = False) -> str:
    return written(read_aloud(library(), facts, presented=papers, on=on, preview=preview))


def written(found: dict[str, Any]) -> str:
    found["warnings"] = [
        {"id": one["id"]} if one["id"] in BY_THE_ENGINE else one for one in found["warnings"]
    ]
    return json.dumps(found, ensure_ascii=False, indent=1)


@pytest.mark.covers("F16", "F17", "F21", "F31")
@settings(max_examples=400, deadline=None)
@given(facts=PART, papers=PAPERS, on=DAYS)
@example(facts={}, papers=frozenset({"no_such_paper"}), on=date(2028, 1, 1))
@example(facts={"age": 130, "birth_date": date(1, 1, 1)}, papers=frozenset(), on=date(2026, 1, 1))
@example(facts={"service_needed": frozenset()}, papers=frozenset(), on=date(2026, 1, 1))
def test_some_answers_known(facts: Facts, papers: frozenset[str], on: date) -> None:
    assert engine(facts, papers, on) == aloud(facts, papers, on)


@settings(max_examples=150, deadline=None)
@given(facts=WHOLE, papers=PAPERS, on=DAYS)
def test_every_answer_known(facts: Facts, papers: frozenset[str], on: date) -> None:
    assert engine(facts, papers, on) == aloud(facts, papers, on)


@settings(max_examples=50, deadline=None)
@given(facts=PART)
def test_bills_in_preview(facts: Facts) -> None:
    on = date(2026, 11, 22)
    assert engine(facts, frozenset(), on, preview=True) == aloud(
        facts, frozenset(), on, preview=True
    )
