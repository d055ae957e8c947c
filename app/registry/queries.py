"""What a query may mean: a date, part of a phone, a reference, a paper, names in any order."""

import re
from dataclasses import dataclass, field
from datetime import date

from app.registry.dates import in_full, read_date
from app.registry.names import clean, fold, from_latin, other_layout, twins_of
from app.registry.phones import digits_of
from app.registry.reference import begun_reference, normal_form

LONGEST = 200
MOST_WORDS = 6
_DIGITS_ONLY = re.compile(r"[\d\s()+.\-–/№]+")
_NUMBER = re.compile(r"[+(]?\d[\d()\-–]*")
_DOCUMENT = re.compile(r"[^\W\d_]{1,5}[-–№]?[^\W\d_]{0,2}\d{3,}|\d{3,}")
_X = re.compile("x", re.I)
"""Scholars write х so: Zaxar."""
_FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to understand a query. Everything that is there must match."""

    words: tuple[str, ...] = field(default=(), repr=False)
    """Folded beginnings of names, in any order; single letters are initials."""
    born: date | None = field(default=None, repr=False)
    year: int | None = None
    digits: str = field(default="", repr=False)
    """A part of a phone, or the beginning of a number of a paper."""
    document: str = field(default="", repr=False)
    reference: str = ""
    how: str = ""
    """A key of words when the query was not taken as typed, e.g. `found.layout`."""


def readings(text: str, today: date) -> tuple[Reading, ...]:
    """Every sensible way to understand the query, the most literal first; none when it is empty."""
    typed = clean(text[: 2 * LONGEST])[:LONGEST]
    found = [
        *_whole(typed, today),
        *_mixed(typed, today, how=""),
        *_mixed(other_layout(typed), today, how="found.layout"),
        *_mixed(from_latin(typed), today, how="found.latin"),
        *_mixed(from_latin(_X.sub("kh", typed)), today, how="found.latin"),
        *_mixed(twins_of(typed), today, how="found.latin"),
    ]
    different: dict[tuple[object, ...], Reading] = {}
    for reading in found:
        sense = (reading.words, reading.born, reading.year, reading.digits, reading.document)
        different.setdefault((*sense, reading.reference), reading)
    return tuple(different.values())


def _whole(typed: str, today: date) -> list[Reading]:
    found = []
    if reference := normal_form(typed):
        found.append(Reading(reference=reference.replace("-", "")))
    elif begun := begun_reference(typed):
        found.append(Reading(reference=begun))
    if born := read_date(typed, today):
        found.append(Reading(born=born))
    if _DIGITS_ONLY.fullmatch(typed) and len(digits_of(typed)) >= 3:
        found.append(Reading(digits=digits_of(typed)))
    if year := _year(typed, today):
        found.append(Reading(year=year))
    bare = fold(typed).replace(" ", "")
    if _DOCUMENT.fullmatch(bare) and not bare.isdigit():
        found.append(Reading(document=bare))
    return found


def _mixed(typed: str, today: date, *, how: str) -> list[Reading]:
    """Names with, perhaps, a date, a year or a number beside them."""
    born, rest = _date_inside(typed.split(), today)
    numbers = [part for part in rest if _NUMBER.fullmatch(part)]
    words = tuple(
        word for part in rest if part not in numbers for word in fold(part).split() if word
    )[:MOST_WORDS]
    if not words:
        return []
    if not numbers:
        return [Reading(words=words, born=born, how=how)]
    digits = digits_of("".join(numbers))
    found = []
    if len(numbers) == 1 and (year := _year(numbers[0], today)):
        found.append(Reading(words=words, born=born, year=year, how=how))
    if len(digits) >= 3:
        found.append(Reading(words=words, born=born, digits=digits, how=how))
    return found or [Reading(words=words, born=born, how=how)]


def _date_inside(parts: list[str], today: date) -> tuple[date | None, list[str]]:
    for width in (3, 1):
        for start in range(len(parts) - width + 1):
            window = parts[start : start + width]
            if any(part[0].isdigit() for part in window):
                born = read_date(" ".join(window), today)
                if born:
                    return born, parts[:start] + parts[start + width :]
    return None, parts


def _year(text: str, today: date) -> int | None:
    if not text.isdecimal() or len(text) not in (2, 4):
        return None
    year = in_full(int(text), today) if len(text) == 2 else int(text)
    return year if _FIRST_YEAR <= year <= today.year else None
