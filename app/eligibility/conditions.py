"""From a condition of a pack to a function of facts with three answers (Kleene's logic)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from app.eligibility import income
from app.eligibility.answers import Amounts, Facts, Test, Three
from app.eligibility.condition import ConditionPart, IncomeWithin, PaymentWithin
from app.eligibility.law import Minimum


def years(birth: date, on: date) -> int:
    """Full years on a day; somebody born on 29 February turns a year older on 1 March."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def full_years(facts: Facts, on: date) -> int | None:
    """The age on a day, from the birth date if it is possible, else as stated."""
    birth = facts.get("birth_date")
    if isinstance(birth, date) and birth <= on:
        return years(birth, on)
    stated = facts.get("age")
    return stated if isinstance(stated, int) else None


def test_of(condition: ConditionPart, minimums: Sequence[Minimum]) -> Test:
    """The condition as a function. It is made once; it never raises for facts that were parsed."""
    if condition.all is not None:
        return _joined([test_of(part, minimums) for part in condition.all], decisive=False)
    if condition.any is not None:
        return _joined([test_of(part, minimums) for part in condition.any], decisive=True)
    if condition.not_ is not None:
        return _negated(test_of(condition.not_, minimums))
    if condition.income_within is not None:
        return _within(amounts_of(condition, minimums))
    if condition.payment_within is not None:
        return _within(amounts_of(condition, minimums))
    if condition.fact is not None:
        return _of_fact(condition.fact, condition)
    return _of_age(condition)


def amounts_of(condition: ConditionPart, minimums: Sequence[Minimum]) -> Amounts | None:
    """The sums that a condition compares, for its sentences; None when it compares none."""
    if condition.income_within is not None:
        return _income(condition.income_within, minimums)
    if condition.payment_within is not None:
        return _payment(condition.payment_within, minimums)
    return None


def _joined(tests: Iterable[Test], *, decisive: bool) -> Test:
    parts = tuple(tests)

    def test(facts: Facts, on: date) -> Three:
        open_part = False
        for part in parts:
            found = part(facts, on)
            if found is decisive:
                return decisive
            open_part = open_part or found is None
        return None if open_part else not decisive

    return test


def _negated(inner: Test) -> Test:
    def test(facts: Facts, on: date) -> Three:
        found = inner(facts, on)
        return None if found is None else not found

    return test


def _of_age(condition: ConditionPart) -> Test:
    if condition.younger_than is not None:
        below = condition.younger_than
        return lambda facts, on: None if (age := full_years(facts, on)) is None else age < below
    if condition.at_least_years is not None:
        least = condition.at_least_years
        return lambda facts, on: None if (age := full_years(facts, on)) is None else age >= least
    return _ages_differ


def _ages_differ(facts: Facts, on: date) -> Three:
    birth, stated = facts.get("birth_date"), facts.get("age")
    if not isinstance(birth, date) or not isinstance(stated, int) or birth > on:
        return None
    return years(birth, on) != stated


def _of_fact(fact: str, condition: ConditionPart) -> Test:
    if condition.is_ is not None:
        wanted = condition.is_
        return lambda facts, _: None if (is_now := facts.get(fact)) is None else is_now == wanted
    if condition.in_ is not None:
        allowed = frozenset(condition.in_)
        return lambda facts, _: None if (is_now := facts.get(fact)) is None else is_now in allowed
    if condition.after_application is not None:
        return lambda facts, on: None if (day := _day(facts, fact)) is None else day > on
    if condition.at_least is None and condition.at_most is None:
        return _of_sums(fact, condition)
    return _of_number(fact, condition)


def _of_number(fact: str, condition: ConditionPart) -> Test:
    if condition.at_least is not None:
        least = condition.at_least
        return lambda facts, _: None if (now := _number(facts, fact)) is None else now >= least
    most = condition.at_most or 0
    return lambda facts, _: None if (now := _number(facts, fact)) is None else now <= most


def _of_sums(fact: str, condition: ConditionPart) -> Test:
    if condition.sum_is is not None:
        wanted = condition.sum_is
        return lambda facts, _: (
            None if (sums := _sums(facts, fact)) is None else income.total(sums) == wanted
        )
    if condition.some_at_least is not None:
        least = condition.some_at_least
        return lambda facts, _: None if (sums := _sums(facts, fact)) is None else max(sums) >= least
    return lambda facts, _: (
        None if (sums := _sums(facts, fact)) is None else any(map(income.finer_than_kopiika, sums))
    )


def _day(facts: Facts, fact: str) -> date | None:
    value = facts.get(fact)
    return value if isinstance(value, date) else None


def _number(facts: Facts, fact: str) -> int | Decimal | None:
    value = facts.get(fact)
    return value if isinstance(value, int | Decimal) else None


def _sums(facts: Facts, fact: str) -> tuple[Decimal, ...] | None:
    value = facts.get(fact)
    if isinstance(value, Decimal):
        return (value,)
    return value if isinstance(value, tuple) else None


def _within(amounts: Amounts | None) -> Test:
    def test(facts: Facts, on: date) -> Three:
        found = amounts(facts, on) if amounts else None
        return None if found is None else found["sum"] <= found["limit"]

    return test


def _income(rule: IncomeWithin, minimums: Sequence[Minimum]) -> Amounts:
    def amounts(facts: Facts, on: date) -> Mapping[str, Decimal] | None:
        sums, group = _sums(facts, rule.sums), facts.get(rule.group)
        found = income.row(minimums, on)
        if sums is None or not isinstance(group, str) or found is None:
            return None
        return _compared(income.total(sums), income.amount(found, group), rule.times * rule.months)

    return amounts


def _payment(rule: PaymentWithin, minimums: Sequence[Minimum]) -> Amounts:
    def amounts(facts: Facts, on: date) -> Mapping[str, Decimal] | None:
        payment, found = _number(facts, rule.payment), income.row(minimums, on)
        if payment is None or found is None:
            return None
        return _compared(Decimal(payment), income.amount(found, rule.minimum), rule.times)

    return amounts


def _compared(total: Decimal, minimum: Decimal, times: int) -> Mapping[str, Decimal]:
    limit = times * minimum
    return {"sum": total, "limit": limit, "minimum": minimum, "gap": abs(total - limit)}
