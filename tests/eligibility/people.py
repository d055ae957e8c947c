"""Everybody who may come: facts and papers of every shape that the vocabulary allows."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from app.eligibility.answers import FactValue
from app.eligibility.model import Question
from tests.eligibility.law import rules

QUESTIONS = rules().questions
MONEY = st.decimals(0, 20_000, places=2)
DAYS = st.dates(date(2020, 1, 1), date(2029, 12, 31))
PAPERS = st.frozensets(st.sampled_from(sorted(rules().items)), max_size=6)


def values(question: Question) -> st.SearchStrategy[FactValue]:
    """Everything that the vocabulary allows for a fact."""
    ids = [choice.id for choice in question.choices]
    made: dict[str, st.SearchStrategy[Any]] = {
        "bool": st.booleans(),
        "int": st.integers(question.least or 0, question.most or 12),
        "date": st.dates(date(1900, 1, 1), date(2030, 12, 31)),
        "money": MONEY,
        "list_of_money": st.tuples(*[MONEY] * (question.length or 0)),
    }
    if question.kind == "enum":
        return st.sampled_from(ids)
    return st.frozensets(st.sampled_from(ids)) if question.kind == "set" else made[question.kind]


WHOLE = st.fixed_dictionaries({name: values(question) for name, question in QUESTIONS.items()})
PART = st.fixed_dictionaries(
    {}, optional={name: values(question) for name, question in QUESTIONS.items()}
)
