"""Facts as a script or a form gives them: read, checked, every fault named at once."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from rapidfuzz import process

from app.core.errors import InputError
from app.eligibility.model import Facts, FactValue, Question

NEAR = 70
MOST_MONEY = Decimal(10) ** 12


class FactError(ValueError):
    """One fact is wrong; the sentence says how to mend it."""


def parse_facts(raw: object, questions: Mapping[str, Question]) -> Facts:
    """The facts as values. Absent and null are unknown; all faults come in one InputError."""
    if not isinstance(raw, Mapping):
        raise InputError("facts.faulty", faults=("факти: потрібен обʼєкт {факт: значення}",))
    found: dict[str, FactValue] = {}
    faults = []
    for name, value in raw.items():
        try:
            if value is not None or name not in questions:
                found[str(name)] = _read(str(name), value, questions)
        except FactError as problem:
            faults.append(str(problem))
    if faults:
        raise InputError("facts.faulty", faults=tuple(faults))
    return found


def plain_facts(facts: Facts) -> dict[str, object]:
    """The facts as JSON holds them; `parse_facts` gives the same facts back."""
    return {name: plain(value) for name, value in facts.items()}


def plain(value: FactValue) -> object:
    """One value as JSON holds it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return value


def _read(name: str, value: object, questions: Mapping[str, Question]) -> FactValue:
    question = questions.get(name)
    if question is None:
        near = process.extractOne(name, list(questions), score_cutoff=NEAR)
        hint = f"; може, «{near[0]}»?" if near else ""
        raise FactError(f"{name}: такого факту немає{hint}")
    return READERS[question.kind](question, value)


def _bool(question: Question, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise FactError(f"{question.id}: потрібне true, false або null, а не {shown(value)}")


def _int(question: Question, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise FactError(f"{question.id}: потрібне ціле число, а не {shown(value)}")
    least, most = question.least, question.most
    if (least is not None and value < least) or (most is not None and value > most):
        ends = f"від {least if least is not None else '…'} до {most if most is not None else '…'}"
        raise FactError(f"{question.id}: число {value} має бути {ends}")
    return value


def _enum(question: Question, value: object) -> str:
    allowed = [choice.id for choice in question.choices]
    if isinstance(value, str) and value in allowed:
        return value
    near = process.extractOne(value, allowed, score_cutoff=NEAR) if isinstance(value, str) else None
    hint = f"; може, «{near[0]}»?" if near else ""
    names = ", ".join(allowed)
    raise FactError(f"{question.id}: {shown(value)} не підходить{hint} Можна: {names}")


def _set(question: Question, value: object) -> frozenset[str]:
    if isinstance(value, list | tuple | set | frozenset):
        return frozenset(_enum(question, one) for one in value)
    raise FactError(f"{question.id}: потрібен список, а не {shown(value)}")


def _date(question: Question, value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and len(value) == len("2026-11-24"):
            return date.fromisoformat(value)
    except ValueError:
        raise FactError(f"{question.id}: дати {shown(value)} не існує") from None
    raise FactError(f"{question.id}: потрібна дата на зразок 1986-03-07, а не {shown(value)}")


def _money(question: Question, value: object) -> Decimal:
    return _amount(question.id, value)


def _amount(where: str, value: object) -> Decimal:
    try:
        usable = isinstance(value, int | float | str | Decimal) and not isinstance(value, bool)
        amount = Decimal(str(value).strip()) if usable else Decimal("NaN")
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount > MOST_MONEY:
        raise FactError(f"{where}: {shown(value)} не є сумою в гривнях")
    if amount < 0:
        raise FactError(f"{where}: сума не може бути відʼємною ({shown(value)})")
    return amount


def _list_of_money(question: Question, value: object) -> tuple[Decimal, ...]:
    if not isinstance(value, list | tuple):
        raise FactError(f"{question.id}: потрібен список сум, а не {shown(value)}")
    if question.length is not None and len(value) != question.length:
        raise FactError(f"{question.id}: потрібно {question.length} сум, а не {len(value)}")
    return tuple(
        _amount(f"{question.id}[{number}]", one) for number, one in enumerate(value, start=1)
    )


def shown(value: object) -> str:
    """A value in a sentence, not longer than a line holds."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


READERS: Mapping[str, Callable[[Question, object], FactValue]] = {
    "bool": _bool,
    "int": _int,
    "enum": _enum,
    "set": _set,
    "date": _date,
    "money": _money,
    "list_of_money": _list_of_money,
}
