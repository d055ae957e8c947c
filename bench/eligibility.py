"""The check of the right: every ground with its full explanation, beside zen-engine; the packs.

People are drawn as they come: some answers known, the rest unknown, some papers there. Each is
asked once; no verdict is remembered. Measured is the whole `Verdict`: the answer to every ground in
force, reasons with their norms and sums, papers, missing facts, the next question, warnings. Its
sentences are filled, its rows put together and its JSON written when somebody reads them. Automatic
garbage collection is off, as it is in the program.

zen-engine gets the conditions of every ground as expressions with three answers (ages and sums
worked out beforehand) and gives the bare answers; ours beside it are the bare findings too.
"""

import gc
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.content.library import Library, on_day
from app.core.paths import resources
from app.eligibility import income
from app.eligibility.answers import Facts, FactValue
from app.eligibility.condition import ConditionPart
from app.eligibility.conditions import full_years
from app.eligibility.engine import Case, decide, findings
from app.eligibility.law import Minimum
from app.eligibility.model import Question, Rules
from app.eligibility.pack import CATEGORIES
from app.eligibility.rules import rules_on
from bench.measure import Figure, Pair, in_turns

DAY = date(2026, 11, 22)
PEOPLE = 4_000
ALIKE = 500
"""So many people in one turn beside zen-engine."""
GOAL = 20_000
ROUNDS = 15
ALWAYS = {"birth_date": 0.9, "applicant": 0.9, "service_needed": 0.7}
"""What nearly everybody is asked; of the other facts every fourth is known."""


@dataclass(frozen=True, slots=True)
class Person:
    """What one person answered and brought."""

    facts: Facts
    papers: frozenset[str]


def people(rules: Rules, number: int, seed: int) -> list[Person]:
    """So many people, different in their answers, sums, ages and papers."""
    chance = random.Random(seed)
    items = sorted(rules.items)
    return [
        Person(
            {
                name: _value(chance, question)
                for name, question in rules.questions.items()
                if chance.random() < ALWAYS.get(name, 0.25)
            },
            frozenset(chance.sample(items, chance.randint(0, 4))),
        )
        for _ in range(number)
    ]


def _value(chance: random.Random, question: Question) -> FactValue:
    ids = [choice.id for choice in question.choices]
    if question.kind == "bool":
        return chance.random() < 0.5
    if question.kind == "enum":
        return chance.choice(ids)
    if question.kind == "set":
        return frozenset(chance.sample(ids, chance.randint(1, len(ids))))
    if question.kind == "int":
        return chance.randint(question.least or 0, question.most or 8)
    if question.kind == "date":
        return date(1940, 1, 1) + timedelta(days=chance.randint(0, 31_000))
    if question.kind == "money":
        return _sum(chance)
    return tuple(_sum(chance) for _ in range(question.length or 0))


def _sum(chance: random.Random) -> Decimal:
    return Decimal(chance.randint(0, 1_200_000)) / 100


def figures() -> Iterator[Figure]:
    """Each figure of the check."""
    library = Library.load()
    rules = rules_on(library, DAY)
    yield _one_by_one(rules)
    yield _beside_zen(library, rules)
    yield from _packs()


def _one_by_one(rules: Rules) -> Figure:
    """Everybody is asked once: the people of a round never came before."""
    taken = []
    for number in range(ROUNDS):
        here = people(rules, PEOPLE, seed=number)
        gc.collect()
        gc.disable()
        begun = time.process_time()
        for one in here:
            decide(rules, one.facts, presented=one.papers, on=DAY)
        taken.append((time.process_time() - begun) / PEOPLE)
        gc.enable()
    each = statistics.median(taken)
    return Figure(
        name=f"all {len(rules.categories)} grounds with full explanation, one by one",
        ours=each * 1e6,
        unit="µs",
        value=1 / each,
        goal=GOAL,
        at_least=True,
        note=f"a second; best round {1 / min(taken):,.0f}",
    )


# ---- beside zen-engine --------------------------------------------------------------------------


def _beside_zen(library: Library, rules: Rules) -> Figure:
    import zen

    engine = zen.ZenEngine().create_decision(json.dumps(_graph(library, rules)))
    here = people(rules, ALIKE, seed=99)
    plain = [_as_zen_knows(rules, one.facts) for one in here]

    def ours() -> list[tuple[str, ...]]:
        return [_answers(rules, one.facts) for one in here]

    def theirs() -> list[tuple[str, ...]]:
        found = (engine.evaluate(one)["result"] for one in plain)
        return [tuple(one[ground.id] for ground in rules.categories) for one in found]

    if ours() != theirs():
        raise AssertionError("zen-engine gives other answers")
    pair: Pair = in_turns(ours, theirs)
    return Figure(
        name=f"answers of {len(rules.categories)} grounds, without explanation",
        ours=pair.ours / ALIKE * 1e6,
        unit="µs",
        value=1 / pair.ratio,
        goal=10,
        at_least=True,
        limit=pair.limit / ALIKE * 1e6,
        limit_name="zen-engine",
        note="the same answers for everybody",
    )


def _answers(rules: Rules, facts: Facts) -> tuple[str, ...]:
    nothing = frozenset[str]()
    signs = rules.lookups.signs(facts, nothing, DAY)
    return tuple(one.verdict for one in findings(Case(rules, facts, nothing, DAY, signs)))


def _as_zen_knows(rules: Rules, facts: Facts) -> dict[str, Any]:
    """Facts as JSON, every unknown one null; ages and sums worked out."""
    known: dict[str, Any] = dict.fromkeys(rules.questions)
    known |= {name: value for name, value in facts.items() if isinstance(value, str | bool | int)}
    known["age"] = full_years(facts, DAY)
    sums, payment = facts.get("income_six_months"), facts.get("disability_payment")
    known["income_sum"] = float(income.total(sums)) if isinstance(sums, tuple) else None
    known["disability_payment"] = float(payment) if isinstance(payment, Decimal) else None
    return known


def _graph(library: Library, rules: Rules) -> dict[str, Any]:
    """The conditions of every ground in force as one expression node."""
    row = rules.minimums[-1]
    packs = {pack.content.id: pack.content for pack in on_day(library.of(CATEGORIES), DAY)}
    expressions = []
    for ground in rules.categories:
        parts = [_both(one.when, row) for one in packs[ground.id].criteria]
        fails, holds = " or ".join(no for _, no in parts), " and ".join(yes for yes, _ in parts)
        value = f"({fails}) ? 'no' : (({holds}) ? 'yes' : 'unknown')"
        expressions.append({"id": ground.id, "key": ground.id, "value": value})
    nodes: list[dict[str, Any]] = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "law", "type": "expressionNode", "name": "law"},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    nodes[1]["content"] = {"expressions": expressions}
    edges = (("in", "law"), ("law", "out"))
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [{**one, "position": {"x": 0, "y": 0}} for one in nodes],
        "edges": [
            {"id": f"{one}-{other}", "sourceId": one, "targetId": other, "type": "edge"}
            for one, other in edges
        ],
    }


def _both(one: ConditionPart, row: Minimum) -> tuple[str, str]:
    """A single condition as zen writes it: that it holds, that it fails."""
    if one.at_least_years is not None:
        return _known("age", f"age >= {one.at_least_years}", f"age < {one.at_least_years}")
    if one.younger_than is not None:
        return _known("age", f"age < {one.younger_than}", f"age >= {one.younger_than}")
    if one.payment_within:
        limit = one.payment_within.times * income.amount(row, one.payment_within.minimum)
        paid = one.payment_within.payment
        return _known(paid, f"{paid} <= {limit}", f"{paid} > {limit}")
    if one.income_within:
        rule = one.income_within
        times, group = rule.times * rule.months, rule.group
        able, lost = times * row.able_bodied, times * row.lost_ability
        most = f"({group} == 'able_bodied' ? {able} : {lost})"
        compared = _known("income_sum", f"income_sum <= {most}", f"income_sum > {most}")
        return _known(group, *compared)
    allowed = one.in_ or (one.is_,)
    named = ", ".join(json.dumps(value) for value in allowed)
    return _known(str(one.fact), f"{one.fact} in [{named}]", f"{one.fact} not in [{named}]")


def _known(fact: str, holds: str, fails: str) -> tuple[str, str]:
    return f"({fact} != null and {holds})", f"({fact} != null and {fails})"


# ---- packs --------------------------------------------------------------------------------------


def _packs() -> Iterator[Figure]:
    """The compiled packs read, and made into the rules of a day; modules are there already."""
    yield _within("packs read", Library.load)
    yield _within("packs read, checked and made into the rules of a day", _rules_anew)


def _rules_anew() -> Rules:
    return rules_on(Library.load(), DAY)


def _within(name: str, work: Callable[[], object]) -> Figure:
    compiled = resources() / "compiled" / "content.json"
    gc.disable()
    pair = in_turns(work, lambda: json.loads(compiled.read_text("utf-8")), rounds=21)
    gc.enable()
    return Figure(
        name=name,
        ours=pair.ours * 1000,
        unit="ms",
        value=pair.ours * 1000,
        goal=5,
        limit=pair.limit * 1000,
        limit_name="json.loads of all packs",
        note=f"{pair.ratio:.1f} times the limit",
    )


if __name__ == "__main__":
    for figure in figures():
        print(figure)
