"""What the law tells apart in the answers and papers of a person: each sign is one bit of a number.

A value that a fact may take is a sign; so is «18 or older», «the income is within the limit», «the
paper is there». Rules name the signs that they look at as a mask, once, when they are made.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import chain, product
from operator import or_

from app.eligibility.answers import Facts, FactValue, Test
from app.eligibility.condition import ConditionPart
from app.eligibility.conditions import full_years, test_of
from app.eligibility.law import Minimum
from app.eligibility.model import Question


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A comparison of numbers, sums or dates, with its signs."""

    test: Test
    holds: int
    fails: int


class Signs:
    """The signs of one edition of the law."""

    def __init__(self, questions: Iterable[Question], minimums: tuple[Minimum, ...]) -> None:
        """Give signs to every value; comparisons, ages and papers get theirs from the rules."""
        self._minimums = minimums
        self._last = 1
        self._values: dict[str, dict[FactValue | None, int]] = {}
        self._parts: dict[str, dict[str, int]] = {}
        self._compared: dict[str, list[_Comparison]] = {}
        self._known: dict[str, int] = {}
        self._masks: dict[ConditionPart, int] = {}
        self._signs_of: dict[ConditionPart, tuple[int, int]] = {}
        """Of a comparison: that it holds, that it fails."""
        self._reached: dict[int, tuple[int, int]] = {}
        """Of an age: not reached, reached."""
        self._ages: dict[int, int] = {}
        self._papers: dict[str, int] = {}
        for question in questions:
            self._add(question)

    def _new(self) -> int:
        self._last <<= 1
        return self._last

    def _add(self, question: Question) -> None:
        name, choices = question.id, [one.id for one in question.choices]
        self._compared[name] = []
        if question.kind == "set":
            self._parts[name] = {one: self._new() for one in choices}
        if question.kind in {"bool", "enum"}:
            # None stands for a value that the vocabulary does not know.
            values = (True, False, None) if question.kind == "bool" else (*choices, None)
            self._values[name] = {value: self._new() for value in values}
            self._known[name] = sum(self._values[name].values())
        else:
            self._known[name] = self._new()

    # ---- of a person ----------------------------------------------------------------------------

    def of(self, facts: Facts, presented: frozenset[str], on: date) -> int:
        """All signs of a person on a day."""
        signs = 0
        for fact, value in facts.items():
            values = self._values.get(fact)
            if values is None:
                signs |= self._of_comparisons(fact, value, facts, on)
            else:
                signs |= values.get(value) or values[None]
        years = full_years(facts, on)
        if years is not None:
            signs |= self._ages.get(years) or self._of_years(years)
        for paper in presented:
            signs |= self._papers.get(paper, 0)
        return signs

    def _of_comparisons(self, fact: str, value: FactValue, facts: Facts, on: date) -> int:
        signs = self._known.get(fact, 0)
        for one in self._compared.get(fact, ()):
            found = one.test(facts, on)
            if found is not None:
                signs |= one.holds if found else one.fails
        if fact in self._parts and isinstance(value, frozenset):
            signs |= sum(sign for part, sign in self._parts[fact].items() if part in value)
        return signs

    def _of_years(self, years: int) -> int:
        self._ages[years] = sum(signs[years >= least] for least, signs in self._reached.items())
        return self._ages[years]

    # ---- masks ----------------------------------------------------------------------------------

    def fact(self, fact: str) -> int:
        """Whether the fact is known, and, of few values, which one it has."""
        return self._known.get(fact, 0) | sum(self._parts.get(fact, {}).values())

    def age(self, years: int) -> int:
        """Whether the age is known, and whether it has reached so many years."""
        if years not in self._reached:
            self._reached[years] = (self._new(), self._new())
        return sum(self._reached[years]) | self.fact("birth_date")

    def paper(self, item: str) -> int:
        """Whether a paper is there."""
        if item not in self._papers:
            self._papers[item] = self._new()
        return self._papers[item]

    def condition(self, condition: ConditionPart | None) -> int:
        """Everything that a condition looks at."""
        mask = 0
        for leaf in condition.leaves() if condition else ():
            if leaf not in self._masks:
                self._masks[leaf] = self._leaf(leaf)
            mask |= self._masks[leaf]
        return mask

    def surely(self, condition: ConditionPart, *, holds: bool = True) -> tuple[int, ...]:
        """Masks of which a person has a sign each when, and only when, the condition holds.

        With `holds` False: when, and only when, it surely fails.
        """
        if condition.not_ is not None:
            return self.surely(condition.not_, holds=not holds)
        parts = condition.all if condition.any is None else condition.any
        if parts is None:
            return (self._sign(condition, holds=holds),)
        masks = [self.surely(part, holds=holds) for part in parts]
        if (condition.all is not None) is holds:
            return tuple(chain.from_iterable(masks))
        # One part is enough: a sign out of any of them, for each way to pick.
        return tuple(reduce(or_, picked, 0) for picked in product(*masks))

    def _sign(self, leaf: ConditionPart, *, holds: bool) -> int:
        """The signs that say that a single condition holds, or that it fails."""
        self.condition(leaf)
        if leaf.younger_than is not None:
            return self._reached[leaf.younger_than][not holds]
        if leaf.at_least_years is not None:
            return self._reached[leaf.at_least_years][holds]
        if leaf.fact in self._values:
            named = leaf.in_ or (leaf.is_,)
            values = self._values[leaf.fact]
            return sum(sign for value, sign in values.items() if (value in named) is holds)
        return self._signs_of[leaf][not holds]

    def _leaf(self, leaf: ConditionPart) -> int:
        if leaf.younger_than is not None:
            return self.age(leaf.younger_than)
        if leaf.at_least_years is not None:
            return self.age(leaf.at_least_years)
        if leaf.fact in self._values:
            return self.fact(leaf.fact)
        compared = leaf.fact or (leaf.income_within and leaf.income_within.sums)
        compared = compared or (leaf.payment_within.payment if leaf.payment_within else "age")
        one = _Comparison(test_of(leaf, self._minimums), self._new(), self._new())
        self._compared.setdefault(compared, []).append(one)
        self._signs_of[leaf] = (one.holds, one.fails)
        known = sum(self.fact(fact) for fact in leaf.facts())
        return one.holds | one.fails | known
