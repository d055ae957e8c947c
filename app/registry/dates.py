"""Dates as people write them: 07.03.1986, 7 березня 1986, 1986-03-07, 070386, 7.3.86."""

import re
from datetime import date

from app.registry.names import clean

_MONTHS = (
    ("січень", "січня", "january"),
    ("лютий", "лютого", "february"),
    ("березень", "березня", "march"),
    ("квітень", "квітня", "april"),
    ("травень", "травня", "may"),
    ("червень", "червня", "june"),
    ("липень", "липня", "july"),
    ("серпень", "серпня", "august"),
    ("вересень", "вересня", "september"),
    ("жовтень", "жовтня", "october"),
    ("листопад", "листопада", "november"),
    ("грудень", "грудня", "december"),
)
_YEAR_WORD = re.compile(r"\s*(року|рік|р)\.?\s*(народження|н\.?)?$")
_PARTED = re.compile(r"(\d{1,4})\s*[.\-/, ]\s*(\d{1,2})\s*[.\-/, ]\s*['’ʼ]?(\d{1,4})")
_IN_WORDS = re.compile(r"(\d{1,2})[\s.\-]*([^\W\d_]{3,})[\s.,\-]*['’ʼ]?(\d{4}|\d{2})")
_IN_WORDS_EN = re.compile(r"([a-z]{3,})\.?\s+(\d{1,2}),?\s+(\d{4})")
_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_TOGETHER_ISO = re.compile(r"(\d{4})(\d{2})(\d{2})")
_EARLIEST = 1850
_LATEST = 2200


def read_date(text: str, today: date, *, ahead: bool = False) -> date | None:
    """The day that the text names, or None when no such day can be read from it.

    A year of two digits is the last such year that has come; with `ahead`, for terms and
    deadlines, it is the year of this century.
    """
    asked = _YEAR_WORD.sub("", clean(text).casefold()).rstrip(".")
    for spelling in (_from_parts, _from_words, _from_digits):
        parts = spelling(asked)
        if parts:
            return _day(*parts, today=today, ahead=ahead)
    return None


def month_number(word: str) -> int | None:
    """The month that begins so, in Ukrainian or English; at least three letters are needed."""
    asked = word.casefold().rstrip(".")
    if len(asked) < 3:
        return None
    for number, names in enumerate(_MONTHS, 1):
        if any(name.startswith(asked) for name in names):
            return number
    return None


def in_full(year: int, today: date) -> int:
    """A year of two digits as the last such year that has come."""
    this_century = today.year // 100 * 100 + year
    return this_century if this_century <= today.year else this_century - 100


def full_years(born: date, on: date) -> int:
    """The age in full years on a day; on the birthday itself the new year of life has begun."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _from_parts(asked: str) -> tuple[str, int, str] | None:
    found = _PARTED.fullmatch(asked)
    if not found:
        return None
    first, month, last = found.groups()
    if len(first) == 4:
        return last, int(month), first
    return (first, int(month), last) if len(first) <= 2 else None


def _from_words(asked: str) -> tuple[str, int, str] | None:
    if found := _IN_WORDS.fullmatch(asked):
        day, word, year = found.groups()
    elif found := _IN_WORDS_EN.fullmatch(asked):
        word, day, year = found.groups()
    else:
        return None
    month = month_number(word)
    return (day, month, year) if month else None


def _from_digits(asked: str) -> tuple[str, int, str] | None:
    found = _TOGETHER.fullmatch(asked)
    if found and int(found[2]) <= 12:
        return found[1], int(found[2]), found[3]
    if found := _TOGETHER_ISO.fullmatch(asked):
        return found[3], int(found[2]), found[1]
    return None


def _day(day: str, month: int, year: str, *, today: date, ahead: bool) -> date | None:
    if len(day) > 2 or len(year) not in (2, 4):
        return None
    try:
        if len(year) == 4:
            found = date(int(year), month, int(day))
            return found if _EARLIEST <= found.year <= _LATEST else None
        century = today.year // 100 * 100
        found = date(century + int(year), month, int(day))
        return found if ahead or found <= today else found.replace(year=found.year - 100)
    except ValueError:
        return None
