"""The shortest way from a key press to a list: one range over one covering table.

Answers the beginning of one name and the beginning of a number; everything else is `search.py`'s.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from app.registry.dates import read_date
from app.registry.keys import BIRTH, ENDING, LAST, LAST_DIGITS, NAME, NUMBER, SURNAME
from app.registry.model import Found
from app.registry.names import fold

Row = tuple[str, str, str, str, int, str, str]
"""client, reference, full name, birth date, safe contact, what, key"""

END = "\U0010ffff"
COLUMNS = "client_id, reference, full_name, born, safe, what, key"
_RANGE = (
    f"SELECT {COLUMNS} FROM client_key WHERE kind = ? AND key >= ? AND key < ? "  # noqa: S608
    "ORDER BY key LIMIT "
)
_ENDED = (
    f"SELECT {', '.join('whole.' + name for name in COLUMNS.split(', '))} "  # noqa: S608
    "FROM client_key AS part JOIN client_key AS whole ON whole.kind = 'd' "
    "AND whole.key = part.full_name AND whole.client_id = part.client_id "
    "WHERE part.kind = ? AND part.key >= ? AND part.key < ? ORDER BY part.key LIMIT "
)
"""Parts of phones; the client is shown from the row of the whole number."""


_SHORT = _RANGE.replace("what, key", "what, instr(key, ' ')")
_NUMBERS = _RANGE.replace("what, key", "what, 0")


@lru_cache
def _short(limit: int) -> str:
    """As `ranged`, with the length of the first word in place of the key."""
    return f"{_SHORT}{limit:d}"


@lru_cache
def _numbers(limit: int) -> str:
    """As `_short` for numbers, which have no words to measure."""
    return f"{_NUMBERS}{limit:d}"


@lru_cache
def ranged(limit: int, *, ended: bool = False) -> str:
    """The statement for keys of a kind that begin so.

    The limit stands in it as a number: SQLite plans a statement anew each time when the limit is a
    parameter, which costs ten times the range itself (measured: 62 µs and 7 µs).
    """
    return f"{_ENDED if ended else _RANGE}{limit:d}"


WHAT = {
    "s": "found.surname",
    "g": "found.given_name",
    "p": "found.patronymic",
    "f": "found.former_surname",
    "o": "found.other_name",
    "a": "found.alias",
    "t": "found.phone",
    "r": "found.rnokpp",
    "u": "found.unzr",
    "d": "found.document",
    "c": "found.reference",
    "b": "found.birth_date",
    "y": "found.birth_year",
    "l": "found.settlement",
}
_WHY = {what: (words,) for what, words in WHAT.items()}
ENOUGH = 5
"""With so many literal hits for one word, nobody looks for misspellings of it."""
WHOLE_WORD = 7
"""Who has typed fewer letters and sees somebody goes on typing: no misspellings are looked for."""
_WORD = re.compile("[а-щьюяіїєґА-ЩЬЮЯІЇЄҐ]+(?:['’ʼ][а-щьюяіїєґА-ЩЬЮЯІЇЄҐ]+)?")
_BOTH = (NUMBER, LAST)
_NUMBER = re.compile(r"\+?[\d\s()\-]{1,24}")
_NOT_DIGITS = re.compile(r"\D+")

Answer = tuple[Found, ...] | None


def quick(driver: Any, query: str, today: Callable[[], date], limit: int) -> Answer:
    """The hits of a plain query, best first; None when it needs a closer look."""
    typed = query.strip()
    if _WORD.fullmatch(typed):
        return _word(driver, fold(typed), limit)
    if _NUMBER.fullmatch(typed):
        return _number(driver, typed, today, limit)
    return None


def _word(driver: Any, word: str, limit: int) -> Answer:
    """Surnames that begin so; where there are few, other names too."""
    sql = _short(limit)
    rows = driver.execute(sql, (SURNAME, word, word + END)).fetchall()
    if len(rows) < ENOUGH:
        rows += driver.execute(sql, (NAME, word, word + END)).fetchall()
        if not rows or (len(rows) < ENOUGH and len(word) >= WHOLE_WORD):
            return None
    return _found(rows, len(word), limit)


def _number(driver: Any, typed: str, today: Callable[[], date], limit: int) -> Answer:
    """Numbers that begin so; parts of phones and birth dates where the digits may be such."""
    bare = typed.removeprefix("+")
    digits = bare if bare.isdecimal() else _NOT_DIGITS.sub("", bare)
    if not digits:
        return None
    spelt = f"3{digits}" if digits.startswith("80") else digits
    born = _born(typed, digits, today)
    rows = driver.execute(_short(limit), (BIRTH, born, born + END)).fetchall() if born else []
    sql = _numbers(limit)
    for kind in _BOTH if len(digits) == LAST_DIGITS and typed[0] not in "+0" else (NUMBER,):
        if len(rows) < limit:
            rows += driver.execute(sql, (kind, spelt, spelt + END)).fetchall()
    if not rows:
        rows = driver.execute(ranged(limit, ended=True), (ENDING, spelt, spelt + END)).fetchall()
    return _found(rows, len(born) - 1 if born else len(spelt), limit) if rows else None


def _born(typed: str, digits: str, today: Callable[[], date]) -> str:
    """The beginning of the keys of a day or a year that the digits may be."""
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return f"{digits} "
    if len(digits) in (6, 7, 8) and typed[0] != "+":
        day = read_date(typed, today())
        return f"{day.isoformat()} " if day else ""
    return ""


def _found(rows: list[tuple[Any, ...]], length: int, limit: int) -> tuple[Found, ...]:
    """The rows as hits, each client once, in the order of the keys: whole words come first."""
    once = {row[0]: row for row in reversed(rows)}
    if len(once) < len(rows):
        rows = [row for row in rows if once[row[0]] is row]
    new, day, why, after = tuple.__new__, date.fromisoformat, _WHY, length + 1
    return tuple(
        [
            new(
                Found,
                (
                    one,
                    number,
                    name,
                    day(born) if born else None,
                    94 if space == after else 80,
                    why[what],
                    safe == 1,
                ),
            )
            for one, number, name, born, safe, what, space in rows[:limit]
        ]
    )
