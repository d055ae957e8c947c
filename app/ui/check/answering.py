"""From what was typed to answers: pure steps from one case to the next."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from app.core.errors import InputError
from app.eligibility.answers import Facts, FactValue
from app.eligibility.facts import parse_facts
from app.eligibility.model import Question, Verdict
from app.ui.check import sheet as sheets
from app.ui.check.case import Case
from app.ui.check.income_showing import FACT, MONTHS, sums_of, texts_of
from app.ui.check.ranking import next_question
from app.ui.check.sheet import Answer, Sheet
from app.ui.check.typed import Fault, read

WRITTEN = ("date", "int", "money")


def read_answer(case: Case, fact: str, value: object) -> Answer | Fault:
    """The value that an answer means in the rules, or why it means none."""
    question = case.questions[fact]
    if isinstance(value, list):
        return frozenset(value)
    if isinstance(value, str) and question.kind in WRITTEN:
        low, high = question.least, question.most
        return read(question.kind, value, today=case.today, least=low, most=high)
    return value


def case_question(case: Case, verdict: Verdict) -> str:
    """The question on the desk."""
    return next_question(
        verdict, case.sheet, questions=case.questions, facts=known_facts(case.sheet)
    )


def known_facts(sheet: Sheet) -> Facts:
    """The answers that have a value, as the rules take them."""
    return cast("Facts", sheet.known)


def answers_of(draft: Mapping[str, object], questions: Mapping[str, Question]) -> Facts:
    """The answers that a draft holds; those that an older draft spells otherwise are left out."""
    given = draft.get("given")
    found: dict[str, FactValue] = {}
    for fact, value in given.items() if isinstance(given, Mapping) else ():
        try:
            found.update(parse_facts({fact: value}, questions))
        except InputError:
            continue
    return found


def with_text(case: Case, key: str, text: str) -> Case:
    """Half-typed text; what was wrong with the text before is forgotten."""
    faults = {known: fault for known, fault in case.faults.items() if known != key}
    return replace(case, sheet=sheets.write(case.sheet, key, text), faults=faults, problem=None)


def same_each_month(sheet: Sheet, text: str) -> Sheet:
    """The same text in every month."""
    for at in range(MONTHS):
        sheet = sheets.write(sheet, f"{FACT}.{at}", text)
    return sheet


def with_income(case: Case) -> Case:
    """Six sums that are understood are an answer; fewer are half-typed text and no answer."""
    texts = texts_of(case.sheet)
    sums = sums_of(texts)
    others = {key: fault for key, fault in case.faults.items() if not key.startswith(FACT)}
    faults = {
        f"{FACT}.{at}": Fault("check.bad.money")
        for at, (text, amount) in enumerate(zip(texts, sums, strict=True))
        if text.strip() and amount is None
    }
    known = tuple(amount for amount in sums if amount is not None)
    if len(known) == MONTHS:
        sheet = replace(sheets.answer(case.sheet, FACT, known), asked=case.sheet.asked)
    else:
        typed = {key: kept for key, kept in case.sheet.typed.items() if not key.startswith(FACT)}
        typed |= {f"{FACT}.{at}": text for at, text in enumerate(texts) if text}
        sheet = replace(sheets.forget(case.sheet, FACT), typed=typed)
    return replace(case, sheet=sheet, faults={**others, **faults})
