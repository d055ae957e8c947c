"""What holds for every answer that anybody may give: hypothesis over the whole vocabulary."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import InputError
from app.eligibility.answers import Facts, FactValue
from app.eligibility.engine import decide
from app.eligibility.facts import parse_facts, plain_facts
from app.eligibility.model import Answer, Outcome, Verdict
from app.eligibility.verdict_json import verdict_to_json
from tests.eligibility.law import rules
from tests.eligibility.people import DAYS, PAPERS, PART, QUESTIONS, WHOLE


@pytest.mark.covers("3-032", "3-033")
@settings(max_examples=150, deadline=None)
@given(whole=WHOLE, known=st.sets(st.sampled_from(sorted(QUESTIONS))), on=DAYS)
def test_yes_and_no_stay_however_the_unknown_turns_out(
    whole: dict[str, FactValue], known: set[str], on: date
) -> None:
    part = {name: value for name, value in whole.items() if name in known}
    if {"birth_date", "age"} & known:
        # An age that a birth date overrules later is a contradiction, not an unknown.
        part |= {name: whole[name] for name in ("birth_date", "age")}
    before, after = decide(rules(on), part, on=on), decide(rules(on), whole, on=on)
    for early, late in zip(before.categories, after.categories, strict=True):
        if early.verdict is not Answer.UNKNOWN:
            assert late.verdict is early.verdict
        if early.may_apply is not None:
            assert late.may_apply is early.may_apply
        if early.covers_needed is not None:
            assert late.covers_needed is early.covers_needed


def consistent(verdict: Verdict) -> bool:
    answers = {one.verdict for one in verdict.categories}
    expected: dict[Outcome, bool] = {
        Outcome.ELIGIBLE: Answer.YES in answers,
        Outcome.LIMITED: Answer.YES in answers,
        Outcome.UNKNOWN: Answer.YES not in answers and Answer.UNKNOWN in answers,
        Outcome.NOT_ELIGIBLE: answers == {Answer.NO},
    }
    return expected[verdict.outcome]


@settings(max_examples=200, deadline=None)
@given(facts=PART, on=DAYS, papers=PAPERS)
def test_every_answer_is_settled_and_hangs_together(
    facts: Facts, on: date, papers: frozenset[str]
) -> None:
    verdict = decide(rules(on), facts, presented=papers, on=on)
    assert consistent(verdict)
    yes = {one.category.id for one in verdict.categories if one.verdict is Answer.YES}
    assert (verdict.best in yes) if yes else (verdict.best is None)
    open_now = [one for one in verdict.categories if one.verdict is Answer.UNKNOWN]
    assert (verdict.next_question is None) == (not open_now)
    for one in verdict.categories:
        assert bool(one.missing_facts) == (one in open_now)
        assert not set(one.missing_facts) & set(facts)
        assert all(reason.text.uk and "{" not in reason.text.uk for reason in one.reasons)
    verdict_to_json(verdict)


@settings(max_examples=100, deadline=None)
@given(facts=PART)
def test_facts_survive_the_way_through_json(facts: Facts) -> None:
    assert parse_facts(plain_facts(facts), QUESTIONS) == facts


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=7) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(raw=st.dictionaries(st.sampled_from(sorted(QUESTIONS)) | st.text(), ANYTHING) | ANYTHING)
def test_whatever_is_given_is_read_or_refused_never_a_crash(raw: object) -> None:
    try:
        facts = parse_facts(raw, QUESTIONS)
    except InputError:
        return
    decide(rules(), facts, on=date(2026, 11, 22))


@settings(max_examples=100, deadline=None)
@given(total=st.decimals(0, 100_000, places=2), parts=st.integers(1, 6))
def test_only_the_sum_of_the_income_counts(total: Decimal, parts: int) -> None:
    share = (total / parts).quantize(Decimal("0.01"))
    spread = [share] * (parts - 1)
    months = [*spread, total - sum(spread), *[Decimal(0)] * (6 - parts)]
    if min(months) < 0:
        return
    raw = {"age": 30, "income_group": "able_bodied", "income_six_months": months}
    facts = parse_facts(raw, QUESTIONS)
    found = decide(rules(), facts, on=date(2026, 11, 22)).category("low_income")
    assert found is not None
    assert (found.verdict is Answer.YES) == (total <= 39936)
