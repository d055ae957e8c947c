"""The program's own rules for tests, and short ways to ask them."""

from datetime import date
from functools import cache
from typing import Any

from app.content.library import Library
from app.eligibility.engine import decide
from app.eligibility.facts import parse_facts
from app.eligibility.model import CategoryVerdict, Rules, Verdict
from app.eligibility.rules import rules_on

DAY = date(2026, 11, 22)


@cache
def library() -> Library:
    return Library.load()


def rules(on: date = DAY, *, preview: bool = False) -> Rules:
    return rules_on(library(), on, preview=preview)


def judge(
    raw: dict[str, Any], on: date = DAY, papers: set[str] | None = None, *, preview: bool = False
) -> Verdict:
    law = rules(on, preview=preview)
    facts = parse_facts(raw, law.questions)
    return decide(law, facts, presented=frozenset(papers or ()), on=on)


def ground(
    category: str, raw: dict[str, Any], on: date = DAY, papers: set[str] | None = None
) -> CategoryVerdict:
    found = judge(raw, on, papers, preview=True).category(category)
    assert found is not None
    return found
