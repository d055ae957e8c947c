"""Facts as a script or a form gives them: read, checked, every fault named at once."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from rapidfuzz import process

from app.core.errors import InputError
from app.core.words import LANGUAGES, Language, Text
from app.eligibility.answers import Facts, FactValue
from app.eligibility.model import Question

NEAR = 70
LONGEST = 40
MOST_MONEY = Decimal(10) ** 12
FINEST = -15
SMALLEST = Decimal(1).scaleb(FINEST)
"""Places after the point that are still added exactly; far more than kopiikas need."""
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
SUM = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


class FactError(ValueError):
    """One fact is wrong; the sentence says how to mend it."""

    def __init__(self, uk: str, en: str) -> None:
        """Say it in both languages."""
        super().__init__(en)
        self.words = Text(uk=uk, en=en)


def parse_facts(
    raw: object, questions: Mapping[str, Question], *, language: Language = "uk"
) -> Facts:
    """The facts as values. Absent and null are unknown; all faults come in one InputError."""
    if not isinstance(raw, Mapping):
        whole = Text(uk="потрібен обʼєкт {факт: значення}", en="an object {fact: value} is needed")
        raise InputError("facts.faulty", faults=(whole.of(language),))
    found: dict[str, FactValue] = {}
    faults = []
    for name, value in raw.items():
        try:
            if value is not None or name not in questions:
                found[str(name)] = _read(str(name), value, questions)
        except FactError as problem:
            faults.append(problem.words.of(language))
    if faults:
        raise InputError("facts.faulty", faults=tuple(faults))
    return found


def faults_in(raw: object, questions: Mapping[str, Question]) -> Text | None:
    """What is wrong with facts, in both languages; None when nothing is."""
    uk, en = (_faults(raw, questions, language) for language in LANGUAGES)
    return Text(uk=uk, en=en) if uk else None


def _faults(raw: object, questions: Mapping[str, Question], language: Language) -> str:
    try:
        parse_facts(raw, questions, language=language)
    except InputError as problem:
        return "; ".join(problem.faults)
    return ""


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
        hint = _hint(name, questions)
        named = legible(name)
        raise FactError(f"{named}: такого факту немає{hint.uk}", f"{named}: no such fact{hint.en}")
    return READERS[question.kind](question, value)


def _hint(name: str, known: Iterable[str]) -> Text:
    near = process.extractOne(name, list(known), score_cutoff=NEAR)
    if near is None:
        return Text(uk="", en="")
    return Text(uk=f"; може, «{near[0]}»?", en=f"; did you mean {near[0]}?")


def _wrong(question: Question, value: object, uk: str, en: str) -> FactError:
    return FactError(
        f"{question.id}: {uk}, а не {shown(value)}", f"{question.id}: {en}, not {shown(value)}"
    )


def _bool(question: Question, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _wrong(question, value, "потрібне true, false або null", "true, false or null is needed")


def _int(question: Question, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong(question, value, "потрібне ціле число", "a whole number is needed")
    least, most = question.least, question.most
    if least is not None and value < least:
        raise _wrong(question, value, f"потрібно щонайменше {least}", f"at least {least} is needed")
    if most is not None and value > most:
        raise _wrong(question, value, f"потрібно щонайбільше {most}", f"at most {most} is needed")
    return value


def _enum(question: Question, value: object) -> str:
    allowed = [choice.id for choice in question.choices]
    if isinstance(value, str) and value in allowed:
        return value
    hint = _hint(value, allowed) if isinstance(value, str) else Text(uk="", en="")
    names = ", ".join(allowed)
    raise FactError(
        f"{question.id}: {shown(value)} не підходить{hint.uk or '.'} Можна: {names}",
        f"{question.id}: {shown(value)} does not fit{hint.en or '.'} Possible: {names}",
    )


def _set(question: Question, value: object) -> frozenset[str]:
    if isinstance(value, list | tuple | set | frozenset):
        return frozenset(_enum(question, one) for one in value)
    raise _wrong(question, value, "потрібен список", "a list is needed")


def _date(question: Question, value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and is_day(value):
            return date.fromisoformat(value)
    except ValueError:
        raise FactError(
            f"{question.id}: дати {shown(value)} не існує",
            f"{question.id}: there is no date {shown(value)}",
        ) from None
    raise _wrong(
        question, value, "потрібна дата на зразок 1986-03-07", "a date like 1986-03-07 is needed"
    )


def _money(question: Question, value: object) -> Decimal:
    return _amount(question.id, value)


def _amount(where: str, value: object) -> Decimal:
    try:
        amount = Decimal(str(value).strip()) if _countable(value) else Decimal("NaN")
    except (InvalidOperation, ValueError):
        amount = Decimal("NaN")
    if not amount.is_finite() or amount > MOST_MONEY or _finer_than_sums(amount):
        raise FactError(
            f"{where}: {shown(value)} не є сумою в гривнях",
            f"{where}: {shown(value)} is no sum in hryvnias",
        )
    if amount < 0:
        raise FactError(
            f"{where}: сума не може бути відʼємною: {shown(value)}",
            f"{where}: a sum cannot be negative: {shown(value)}",
        )
    return amount


def _countable(value: object) -> bool:
    if isinstance(value, str):
        return SUM.fullmatch(value.strip()) is not None
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _finer_than_sums(amount: Decimal) -> bool:
    """A part of a kopiika so small that sums would be rounded before they are compared."""
    least = amount.as_tuple().exponent
    return isinstance(least, int) and least < FINEST and amount != amount.quantize(SMALLEST)


def _list_of_money(question: Question, value: object) -> tuple[Decimal, ...]:
    if not isinstance(value, list | tuple):
        raise _wrong(question, value, "потрібен список сум", "a list of sums is needed")
    if question.length is not None and len(value) != question.length:
        raise FactError(
            f"{question.id}: потрібно сум: {question.length}, а є {len(value)}",
            f"{question.id}: {question.length} sums are needed, there are {len(value)}",
        )
    return tuple(
        _amount(f"{question.id}[{number}]", one) for number, one in enumerate(value, start=1)
    )


def legible(name: str) -> str:
    """A name as it was given, or escaped when a screen could not show it; never long."""
    return name if name.isprintable() and len(name) <= LONGEST else shown(name)


def is_day(text: str) -> bool:
    """Whether a text is written like 2026-11-24; no week and no other way to write a day."""
    return DAY.fullmatch(text) is not None


def shown(value: object) -> str:
    """A value in a sentence, as JSON writes it, not longer than a line holds."""
    try:
        plainly = isinstance(value, Decimal)
        text = str(value) if plainly else json.dumps(value, ensure_ascii=False, default=str)
    except (TypeError, ValueError, RecursionError):
        text = str(value)
    if not text.isprintable():
        text = json.dumps(value, default=str)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


READERS: Mapping[str, Callable[[Question, object], FactValue]] = {
    "bool": _bool,
    "int": _int,
    "enum": _enum,
    "set": _set,
    "date": _date,
    "money": _money,
    "list_of_money": _list_of_money,
}
