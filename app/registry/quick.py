"""The shortest way from a key press to a list: one range over one covering table.

Answers the beginning of one name and the beginning of a number; everything else is `search.py`'s.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from app.registry.dates import read_date
from app.registry.keys import BIRTH, ENDING, NAME, NUMBER, SHORTEST_PART, SURNAME
from app.registry.model import Found
from app.registry.names import fold

Row = tuple[str, str, str, str, int, str, str]
"""client, reference, full name, birth date, safe contact, what, key"""

END = "\U0010ffff"
COLUMNS = "client_id, reference, full_name, born, safe, what, key"
RANGE = (
    f"SELECT {COLUMNS} FROM client_key WHERE kind = ? AND key >= ? AND key < ? "  # noqa: S608
    "ORDER BY key LIMIT ?"
)
ENDED = (
    f"SELECT {', '.join('whole.' + name for name in COLUMNS.split(', '))} "  # noqa: S608
    "FROM client_key AS part JOIN client_key AS whole ON whole.kind = 'd' "
    "AND whole.key = part.full_name AND whole.client_id = part.client_id "
    "WHERE part.kind = ? AND part.key >= ? AND part.key < ? ORDER BY part.key LIMIT ?"
)
"""Parts of phones; the client is shown from the row of the whole number."""
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
    rows = driver.execute(RANGE, (SURNAME, word, word + END, limit)).fetchall()
    if len(rows) < ENOUGH:
        rows += driver.execute(RANGE, (NAME, word, word + END, limit)).fetchall()
        if not rows or (len(rows) < ENOUGH and len(word) >= WHOLE_WORD):
            return None
    length = len(word)
    return _found(rows, lambda key: 66 + 28 * length // (key.find(" ") % 99), limit)


def _number(driver: Any, typed: str, today: Callable[[], date], limit: int) -> Answer:
    """Numbers that begin so; parts of phones and birth dates where the digits may be such."""
    digits = _NOT_DIGITS.sub("", typed)
    if not digits:
        return None
    spelt = f"3{digits}" if digits.startswith("80") else digits
    born = _born(typed, digits, today)
    rows = driver.execute(RANGE, (BIRTH, born, born + END, limit)).fetchall() if born else []
    rows += driver.execute(RANGE, (NUMBER, spelt, spelt + END, limit)).fetchall()
    if len(rows) < ENOUGH and len(digits) >= SHORTEST_PART and typed[0] not in "+0":
        rows += driver.execute(ENDED, (ENDING, spelt, spelt + END, limit)).fetchall()
    if not rows:
        return None
    length = len(spelt)
    return _found(rows, lambda key: 95 if "-" in key else 70 + 25 * length // len(key), limit)


def _born(typed: str, digits: str, today: Callable[[], date]) -> str:
    """The beginning of the keys of a day or a year that the digits may be."""
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return f"{digits} "
    if len(digits) in (6, 7, 8) and typed[0] != "+":
        day = read_date(typed, today())
        return f"{day.isoformat()} " if day else ""
    return ""


def _found(rows: list[Row], score: Callable[[str], int], limit: int) -> tuple[Found, ...]:
    """The rows as hits, each client once, in the order of the keys."""
    once = {row[0]: row for row in reversed(rows)}
    if len(once) < len(rows):
        rows = [row for row in rows if once[row[0]] is row]
    make, day, why = Found._make, date.fromisoformat, _WHY
    return tuple(
        [
            make((one, number, name, day(born) if born else None, score(key), why[what], safe == 1))
            for one, number, name, born, safe, what, key in rows[:limit]
        ]
    )
