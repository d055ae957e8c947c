"""The search: evidence by evidence, the rarest first, each one range over a covering index.

A range over the primary key of `client_key` answers in 0.1 ms at a million clients where an ordered
full-text match took half a second. Words are joined with what is asked beside them (a day, a year,
a settlement, a second word) in one key, so a common word costs no more than a rare one.
`indexing.py` keeps the tables; `quick.py` answers what is asked at every key press.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import permutations, product
from typing import Any

from app.registry.keys import (
    BIRTH,
    CODE,
    ENDING,
    NAME,
    NUMBER,
    PLACE,
    SHORTEST_PART,
    SURNAME,
)
from app.registry.places import MOST_WORDS, places_asked
from app.registry.queries import Reading, readings
from app.registry.quick import END, ENOUGH, Row, ranged
from app.registry.same_names import is_patronymic
from app.registry.spelling import fit, near
from app.registry.vocabulary import begun_words, near_words

_SEEN = 2000
"""No more keys are looked at for one beginning; then the words that begin so are asked each."""
_OWNERS = 1000
_A_DAY = 400
_PAIRED = 3
_BEGUN = 200
_PAIR_WORDS = 12
_PAIRS = 30
_GOOD = 70
"""With such a hit nothing far-fetched is tried any more."""
_CLOSE = 0.8
"""Beside literal hits only the nearest misspellings are shown."""


@dataclass(slots=True, kw_only=True)
class Hit:
    """A client that fits, before the card is read."""

    row: Row
    score: int
    reading: Reading
    how: tuple[str, ...] = ()
    """Keys of words beside those of the fields: `found.similar`, `found.settlement`."""


@dataclass(slots=True)
class _Hits:
    """The best hit of each client."""

    best: dict[str, Hit] = field(default_factory=dict)

    def keep(self, hit: Hit) -> None:
        known = self.best.get(hit.row[0])
        if known is None or known.score < hit.score:
            self.best[hit.row[0]] = hit

    @property
    def top(self) -> int:
        return max((hit.score for hit in self.best.values()), default=0)

    def __len__(self) -> int:
        return len(self.best)


def hits(driver: Any, query: str, *, today: date, limit: int) -> tuple[Hit, ...]:
    """The clients that fit the query, best first, each once, with the reading that it fits."""
    found = _Hits()
    senses = readings(query, today)
    typed = [reading for reading in senses if not reading.how]
    meant = [reading for reading in senses if reading.how]
    steps = (
        *((_literal, typed, False), (_literal, meant, False), (_no_patronymic, senses, False)),
        *((_by_place, typed, False), (_misspelt, typed, False), (_misspelt, meant, True)),
        *((_by_misspelt_place, senses, True), (_loosely, senses, True)),
    )
    for step, some, far_fetched in steps:
        if len(found) >= min(ENOUGH, limit) or (far_fetched and found.top >= _GOOD):
            break
        least = _CLOSE if found.best else 0.0
        for reading in some:
            for hit in step(driver, reading, limit, least):
                found.keep(hit)
    return tuple(sorted(found.best.values(), key=lambda hit: -hit.score)[:limit])


def _rows(driver: Any, kind: str, start: str, limit: int) -> list[Row]:
    sql = ranged(limit, ended=kind == ENDING)
    rows: list[Row] = driver.execute(sql, (kind, start, start + END)).fetchall()
    return rows


def _born(reading: Reading) -> str:
    if reading.born:
        return reading.born.isoformat()
    return str(reading.year) if reading.year else ""


# ---- as it was typed ----------------------------------------------------------------------------


def _literal(driver: Any, reading: Reading, limit: int, least: float = 0.0) -> Iterator[Hit]:
    del least
    if reading.words:
        yield from _by_name(driver, reading, limit)
    elif reading.reference or reading.document:
        yield from _by_key(driver, reading, CODE, reading.reference or reading.document, limit)
    elif born := _born(reading):
        yield from _by_key(driver, reading, BIRTH, f"{born} ", limit)
    for digits in _phone_spellings("" if reading.words else reading.digits):
        for kind in (NUMBER, ENDING):
            yield from _by_key(driver, reading, kind, digits, limit)


def _phone_spellings(digits: str) -> tuple[str, ...]:
    """As typed, and as the number is kept: 8050 is 38050."""
    if not digits:
        return ()
    return (digits, f"3{digits}") if digits.startswith("80") else (digits,)


def _by_key(driver: Any, reading: Reading, kind: str, start: str, limit: int) -> Iterator[Hit]:
    for row in _rows(driver, kind, start, limit):
        whole = kind == BIRTH or row[6] == start
        score = 100 if whole else 70 + 25 * len(start) // len(row[6])
        yield Hit(row=row, score=score, reading=reading)


def _by_name(driver: Any, reading: Reading, limit: int) -> Iterator[Hit]:
    for row, names in _with_evidence(driver, reading, limit):
        if quality := fit(reading.words, names):
            yield _named(row, reading, quality)


def _named(row: Row, reading: Reading, quality: float, *how: str) -> Hit:
    """A hit by name. Extra proof lifts it, another reading of the keys lowers it a little."""
    score = round(94 * quality) + 3 * bool(_born(reading)) + 3 * bool(reading.digits)
    lowered = score - 3 if reading.how else score
    return Hit(row=row, score=max(1, lowered), reading=reading, how=how)


def _with_evidence(
    driver: Any, reading: Reading, limit: int
) -> Iterator[tuple[Row, Sequence[str]]]:
    """Rows to compare the words with, and the words of their names, by the rarest evidence."""
    if reading.born:
        for row in _rows(driver, BIRTH, f"{reading.born.isoformat()} ", _A_DAY):
            yield row, row[6].split()[1:]
    elif reading.year:
        for word in reading.words:
            for row in _rows(driver, BIRTH, f"{reading.year} {word}", _SEEN):
                yield row, row[6].split()[1:]
        yield from _of_that_year(driver, reading)
    elif reading.digits:
        yield from _of_owners(driver, reading)
    else:
        for row in _named_rows(driver, reading.words, 3 * limit):
            yield row, row[6].split()


def _of_that_year(driver: Any, reading: Reading) -> Iterator[tuple[Row, Sequence[str]]]:
    longest = max(reading.words, key=len)
    for row in _rows(driver, NAME, longest, _SEEN):
        if row[3].startswith(str(reading.year)):
            yield row, row[6].split()


def _of_owners(driver: Any, reading: Reading) -> Iterator[tuple[Row, Sequence[str]]]:
    """Whoever has these digits in a number; their names are read through their name keys."""
    owners = {
        row[0]
        for spelling in _phone_spellings(reading.digits)
        for kind in (NUMBER, ENDING)
        for row in _rows(driver, kind, spelling, _OWNERS)
    }
    if not owners:
        return
    for word in sorted(reading.words, key=len, reverse=True)[:_PAIRED]:
        for kind in (SURNAME, NAME):
            for row in _rows(driver, kind, word, _SEEN):
                if row[0] in owners:
                    yield row, row[6].split()


def _named_rows(driver: Any, words: Sequence[str], limit: int) -> list[Row]:
    """Names that hold all the words, each looked for with the word that stands beside it."""
    if len(words) == 1:
        return [*_rows(driver, SURNAME, words[0], limit), *_rows(driver, NAME, words[0], limit)]
    found = []
    ordered = sorted(words, key=len, reverse=True)
    for first, second in permutations(ordered[:_PAIRED], 2):
        others = [word for word in words if word not in (first, second)]
        found += _holding(driver, _kind_of(first, second), f"{first} {second}", others, limit)
    if len(found) < limit:
        found += _half_typed(driver, ordered[0], ordered[1:], limit)
    return found


def _holding(driver: Any, kind: str, start: str, others: Sequence[str], limit: int) -> list[Row]:
    rows = _rows(driver, kind, start, _SEEN if others else limit)
    return [row for row in rows if all(f" {word}" in f" {row[6]}" for word in others)][:limit]


def _half_typed(driver: Any, first: str, others: Sequence[str], limit: int) -> list[Row]:
    """Where the first word is not whole: all names that begin so, or each such word by itself."""
    found: list[Row] = []
    for kind in (SURNAME, NAME):
        rows = _rows(driver, kind, first, _SEEN)
        if len(rows) < _SEEN:
            found += [row for row in rows if all(f" {word}" in f" {row[6]}" for word in others)]
        else:
            for word in begun_words(driver, first, _BEGUN):
                found += _holding(driver, kind, f"{word} {others[0]}", others[1:], limit)
    return found[:limit]


# ---- settlements --------------------------------------------------------------------------------


def _by_place(driver: Any, reading: Reading, limit: int, least: float) -> Iterator[Hit]:
    """Some of the words may be a settlement, under its old or its new name."""
    del least
    for settlement, rest in _settlements(reading.words):
        for start in rest or ("",):
            for row in _rows(driver, PLACE, f"{settlement} {start}", 3 * limit):
                quality = fit(rest, row[6].split()[1:]) if rest else 0.8
                if quality and row[3].startswith(_born(reading)):
                    yield _named(row, reading, quality * 0.97, "found.settlement")


def _by_misspelt_place(driver: Any, reading: Reading, limit: int, least: float) -> Iterator[Hit]:
    """A settlement beside a misspelt name."""
    del least
    for settlement, rest in _settlements(reading.words):
        if rest and _rows(driver, PLACE, f"{settlement} ", 1):
            for start in [word for one in rest for _, word in near_words(driver, one)]:
                for row in _rows(driver, PLACE, f"{settlement} {start}", 3 * limit):
                    if quality := near(rest, row[6].split()[1:]):
                        yield _named(row, reading, quality * 0.9, "found.settlement")


def _settlements(words: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for width in range(1, min(MOST_WORDS, len(words)) + 1):
        for start in range(len(words) - width + 1):
            name = " ".join(words[start : start + width])
            if len(name) >= SHORTEST_PART:
                for settlement in places_asked(name):
                    yield settlement, (*words[:start], *words[start + width :])


# ---- misspellings -------------------------------------------------------------------------------


def _misspelt(driver: Any, reading: Reading, limit: int, least: float) -> Iterator[Hit]:
    """Hits whose words differ from the asked ones by a mistake or two."""
    if not reading.words:
        return
    if reading.born or reading.digits or reading.year:
        rated = _near_evidence(driver, reading)
    elif len(reading.words) == 1:
        rated = _near_word(driver, reading.words[0], limit)
    else:
        rated = _near_pairs(driver, reading.words, limit)
    for row, quality in rated:
        if quality > least:
            yield _named(row, reading, quality * 0.9, "found.similar")


def _near_word(driver: Any, asked: str, limit: int) -> Iterator[tuple[Row, float]]:
    """Some clients of each word that may have been meant: everybody of the first would hide all."""
    if len(asked) < SHORTEST_PART:
        return
    words = near_words(driver, asked)
    each = max(2, limit // max(1, len(words)))
    for likeness, word in words:
        start = f"{word} "
        rows = _rows(driver, SURNAME, start, each) or _rows(driver, NAME, start, each)
        for turn, row in enumerate(rows):
            yield row, likeness * (1 - 0.02 * turn)


def _near_evidence(driver: Any, reading: Reading) -> Iterator[tuple[Row, float]]:
    """A day, a year or a number leaves few people: their names may be written as they like."""
    spare = int(len(reading.words) > 1)
    if reading.born:
        rows = _rows(driver, BIRTH, f"{reading.born.isoformat()} ", _A_DAY)
    elif reading.digits:
        rows = [
            row
            for spelling in _phone_spellings(reading.digits)
            for kind in (NUMBER, ENDING)
            for row in _rows(driver, kind, spelling, 60)
        ]
    else:
        rows = [
            row
            for asked in reading.words
            for _, word in near_words(driver, asked)
            for row in _rows(driver, BIRTH, f"{reading.year} {word}", 60)
        ]
    for row in rows:
        names = row[6].split()[1:] or row[2].casefold().split()
        yield row, near(reading.words, names, spare=spare)


def _near_pairs(driver: Any, words: Sequence[str], limit: int) -> Iterator[tuple[Row, float]]:
    """Two of the words as they may have been meant, side by side in one key, the others near."""
    first, second = sorted(words, key=len, reverse=True)[:2]
    if len(first) < SHORTEST_PART:
        return
    one, other = (_meant(driver, word) for word in (first, second))
    pairs = sorted(product(one, other), key=lambda pair: -pair[0][0] * pair[1][0])[:_PAIRS]
    found = 0
    for (_, left), (_, right) in pairs:
        for start in (f"{left} {right}", f"{right} {left}"):
            for row in _rows(driver, _kind_of(left, right), start, 3 * limit):
                found += 1
                yield row, near(words, row[6].split())
        if found >= 3 * limit:
            return


def _kind_of(one: str, other: str) -> str:
    """Where two words stand side by side: a patronymic is in no key that begins with a surname."""
    return NAME if is_patronymic(one) or is_patronymic(other) else SURNAME


def _meant(driver: Any, word: str) -> tuple[tuple[float, str], ...]:
    if len(word) < SHORTEST_PART:
        return ((1.0, word),)
    return near_words(driver, word, most=_PAIR_WORDS)


# ---- with a piece of the query wrong or missing on the card -------------------------------------


def _no_patronymic(driver: Any, reading: Reading, limit: int, least: float) -> Iterator[Hit]:
    """Cards with the other words and no patronymic at all: nothing contradicts."""
    for word in filter(is_patronymic, reading.words[2:] and reading.words):
        rest = replace(reading, words=tuple(other for other in reading.words if other != word))
        for hit in _literal(driver, rest, limit, least):
            if not any(map(is_patronymic, hit.row[6].split())):
                yield replace(hit, score=hit.score - 5)


def _loosely(driver: Any, reading: Reading, limit: int, least: float) -> Iterator[Hit]:
    """Without the patronymic that the card lacks, the surname of now, the day that is wrong."""
    del least
    words = reading.words
    if len(words) > 1 and (reading.born or reading.year):
        undated = replace(reading, born=None, year=None)
        for hit in _again(driver, undated, limit):
            yield replace(hit, score=hit.score - 15)
    if len(words) < 3:
        return
    for word in words:
        rest = replace(reading, words=tuple(other for other in words if other != word))
        contradicted = 20 if is_patronymic(word) else 30
        for hit in _again(driver, rest, limit):
            yield replace(hit, score=max(1, hit.score - contradicted))


def _again(driver: Any, reading: Reading, limit: int) -> Iterator[Hit]:
    yield from _literal(driver, reading, limit)
    yield from _misspelt(driver, reading, limit, 0.0)
