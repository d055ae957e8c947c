"""The shortest way from a key press to a list: one range over one covering table.

Answers the beginning of one name and the beginning of a number; everything else is `search.py`'s.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from app.registry.keys import NAME, NUMBER, SURNAME
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
_DAY = 6
"""So many digits may be a day: 070386."""


def quick(driver: Any, query: str, limit: int) -> tuple[Found, ...] | None:
    """The hits of a plain query, best first; None when it needs a closer look."""
    typed = query.strip()
    if _WORD.fullmatch(typed):
        return _word(driver, fold(typed), limit)
    if _NUMBER.fullmatch(typed):
        return _number(driver, _NOT_DIGITS.sub("", typed), limit)
    return None


def _word(driver: Any, word: str, limit: int) -> tuple[Found, ...] | None:
    rows = driver.execute(RANGE, (SURNAME, word, word + END, limit)).fetchall()
    if len(rows) < limit:
        rows += driver.execute(RANGE, (NAME, word, word + END, limit)).fetchall()
    if not rows or (len(rows) < ENOUGH and len(word) >= WHOLE_WORD):
        return None
    length = len(word)
    found = _each_once(rows, limit)
    return tuple(_found(row, 66 + 28 * length // len(row[6].partition(" ")[0])) for row in found)


def _number(driver: Any, digits: str, limit: int) -> tuple[Found, ...] | None:
    """Numbers that begin so, when the digits can be neither a year nor a whole day."""
    if not digits or len(digits) == 4 or len(digits) >= _DAY:
        return None
    spelt = f"3{digits}" if digits.startswith("80") else digits
    rows = driver.execute(RANGE, (NUMBER, spelt, spelt + END, limit)).fetchall()
    if len(rows) < limit and len(digits) > 2:
        return None
    length = len(digits)
    return tuple(_found(row, 70 + 25 * length // len(row[6])) for row in _each_once(rows, limit))


def _each_once(rows: Iterable[Row], limit: int) -> list[Row]:
    seen: set[str] = set()
    kept = []
    for row in rows:
        if row[0] not in seen:
            seen.add(row[0])
            kept.append(row)
    return kept[:limit]


def _found(row: Row, score: int) -> Found:
    client_id, reference, full_name, born, safe, what, _ = row
    return Found(
        client_id=client_id,
        reference=reference,
        full_name=full_name,
        birth_date=date.fromisoformat(born) if born else None,
        score=score,
        why=_WHY[what],
        safe_contact=safe == 1,
    )
