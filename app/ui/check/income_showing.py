"""The income of six months beside its limit: pure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from app.core.errors import InputError
from app.core.words import Words
from app.eligibility import income
from app.eligibility.model import Rules
from app.ui.check.case import Case
from app.ui.check.sheet import Sheet
from app.ui.check.state import IncomeBox, MonthField, Option, Shape
from app.ui.check.typed import read_money, show_date, show_money

FACT = "income_six_months"
MONTHS = 6
FACTOR = MONTHS * 2


def texts_of(sheet: Sheet) -> tuple[str, ...]:
    """What stands in the six fields: what was typed last, else the answer."""
    given = sheet.given.get(FACT)
    sums = tuple(given) if isinstance(given, tuple) else ()
    known = [show_money(Decimal(one)) for one in sums] or [""] * MONTHS
    return tuple(sheet.typed.get(f"{FACT}.{at}", known[at]) for at in range(MONTHS))


def sums_of(texts: tuple[str, ...]) -> tuple[Decimal | None, ...]:
    """The sums that are understood."""
    return tuple(read_money(text) if text.strip() else None for text in texts)


def income_box(case: Case, words: Words) -> IncomeBox | None:
    """The box, once the law of that day is known."""
    if case.rules is None:
        return None
    texts = texts_of(case.sheet)
    sums = sums_of(texts)
    group = str(case.sheet.given.get("income_group") or "")
    minimum = _minimum(case.rules, group, case.sheet.on)
    total = sum((one for one in sums if one is not None), Decimal(0))
    shape, verdict = _verdict(sums, total, minimum, words)
    return IncomeBox(
        months=_months(case, texts, words),
        groups=_groups(case, group, words),
        total=show_money(total),
        limit="" if minimum is None else show_money(minimum * FACTOR),
        limit_words=_limit_words(minimum, words),
        limit_note=_limit_note(case, group, minimum, words),
        shape=shape,
        verdict=verdict,
    )


def _months(case: Case, texts: tuple[str, ...], words: Words) -> tuple[MonthField, ...]:
    named = income.months(case.sheet.on)
    made = []
    for at, (month, text) in enumerate(zip(named, texts, strict=True)):
        fault = case.faults.get(f"{FACT}.{at}")
        name = words(f"check.month.{month.month}")
        made.append(
            MonthField(
                key=f"{FACT}.{at}",
                name=f"{name} {month.year}" if month.month in (1, named[0].month) else name,
                spoken=words("check.income_month", month=name),
                written=text,
                error=words(fault.key, **fault.values) if fault else "",
            )
        )
    return tuple(made)


def _groups(case: Case, group: str, words: Words) -> tuple[Option, ...]:
    question = case.questions["income_group"]
    return tuple(
        Option(id=choice.id, words=words.of(choice.words), on=choice.id == group)
        for choice in question.choices
    )


def _minimum(rules: Rules, group: str, on: date) -> Decimal | None:
    if not group:
        return None
    try:
        return income.minimum(rules, group, on)
    except InputError:
        return None


def _limit_words(minimum: Decimal | None, words: Words) -> str:
    if minimum is None:
        return words("check.income_no_group")
    return words("check.income_limit", minimum=show_money(minimum, bare=True))


def _limit_note(case: Case, group: str, minimum: Decimal | None, words: Words) -> str:
    if minimum is None:
        return ""
    known: Mapping[str, str] = {
        choice.id: words.of(choice.words) for choice in case.questions["income_group"].choices
    }
    return words(
        "check.income_limit_note", date=show_date(case.sheet.on), group=known.get(group, group)
    )


def _verdict(
    sums: tuple[Decimal | None, ...], total: Decimal, minimum: Decimal | None, words: Words
) -> tuple[Shape, str]:
    empty = sum(one is None for one in sums)
    if empty:
        return "ask", words("check.income_partly", n=empty)
    if minimum is None:
        return "ask", words("check.income_no_group")
    left = minimum * FACTOR - total
    if left < 0:
        return "no", words("check.income_over", sum=show_money(-left, bare=True))
    if left == 0:
        return "yes", words("check.income_equal")
    return "yes", words("check.income_below", sum=show_money(left, bare=True))
