"""Money of the check: which six months count, the minimum of a day, the limit. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from app.core.errors import InputError
from app.eligibility.answers import Facts
from app.eligibility.law import Minimum
from app.eligibility.model import Rules

MONTHS = 6
TIMES = 2
KOPIIKA = Decimal("0.01")
INCOME_FACTS = frozenset({"income_six_months", "income_group", "disability_payment"})


def months(on: date) -> tuple[date, ...]:
    """The first days of the six full months before the month of the application, oldest first."""
    count = on.year * 12 + on.month - 1
    return tuple(
        date((count - back) // 12, (count - back) % 12 + 1, 1) for back in range(MONTHS, 0, -1)
    )


def row(minimums: Sequence[Minimum], on: date) -> Minimum | None:
    """The row of the table that holds that day; most often it is the last one."""
    for one in reversed(minimums):
        if one.valid_from <= on and (one.valid_until is None or on < one.valid_until):
            return one
    return None


def amount(found: Minimum, group: str) -> Decimal:
    """The minimum of one group: `able_bodied`, `lost_ability` or `general`."""
    if group == "able_bodied":
        return found.able_bodied
    return found.lost_ability if group == "lost_ability" else found.general


def minimum(rules: Rules, group: str, on: date) -> Decimal:
    """The subsistence minimum a month; a day outside the table is an InputError."""
    found = row(rules.minimums, on)
    if found is None:
        raise InputError("income.no_minimum", date=on.isoformat())
    return amount(found, group)


def limit(rules: Rules, group: str, on: date) -> Decimal:
    """What the sum of six months may be at most: 6 × 2 × the minimum. Equality passes."""
    return MONTHS * TIMES * minimum(rules, group, on)


def total(sums: Iterable[Decimal]) -> Decimal:
    """The sum; averages are never rounded and compared."""
    return sum(sums, Decimal(0))


def finer_than_kopiika(value: Decimal) -> bool:
    """Whether a sum has a part of a kopiika."""
    return value % KOPIIKA != 0


def asked_about(facts: Facts) -> bool:
    """Whether the facts name an income: then the table must hold the day."""
    return not INCOME_FACTS.isdisjoint(facts)
