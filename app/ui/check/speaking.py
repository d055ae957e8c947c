"""Values of facts in words."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from app.core.words import Words
from app.eligibility.model import Question
from app.ui.check.sheet import Answer
from app.ui.check.typed import show_date, show_money

FEW = 2


def value_words(question: Question, value: Answer, words: Words) -> str:
    """An answer as people say it."""
    if value is None:
        return words("check.not_known_value")
    if isinstance(value, bool):
        return words("check.word.yes") if value else words("check.word.no")
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, Decimal):
        return show_money(value)
    if isinstance(value, tuple):
        return show_money(sum((Decimal(one) for one in value), Decimal(0)))
    return _choices(question, value, words)


def _choices(question: Question, value: Answer, words: Words) -> str:
    known = {choice.id: words.of(choice.words) for choice in question.choices}
    if isinstance(value, set | frozenset):
        named = [known[choice.id] for choice in question.choices if choice.id in value]
        return ", ".join(named)
    return known.get(str(value), str(value))


def few(names: Iterable[str], words: Words, *, most: int = FEW) -> str:
    """The first names, and how many more there are."""
    listed = list(names)
    if len(listed) <= most:
        return ", ".join(listed)
    return words("check.and_more", facts=", ".join(listed[:most]), n=len(listed) - most)


def upper_first(text: str) -> str:
    """The text as it stands by itself."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text as it stands within a sentence; abbreviations keep their capitals."""
    if len(text) > 1 and text[1].isupper():
        return text
    return text[:1].lower() + text[1:]
