"""What of a text may tell who a person is: a hint before words leave the office. Pure."""

import re
from collections.abc import Sequence
from enum import StrEnum

from app.registry.names import fold

_NUMBER = re.compile(r"(?:\d[\s().+-]*){6,}")
_DATE = re.compile(r"\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2}\b")
_ADDRESS = re.compile(r"\S+@\S+\.\S+")
_ENDING = 2
_SHORTEST = 3
_LONGEST = 7


class Telling(StrEnum):
    """What in a text may tell who somebody is."""

    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    MAIL = "mail"


def telling(text: str, names: Sequence[str] = ()) -> tuple[Telling, ...]:
    """What was found; `names` are those of the person on the screen, in any grammatical case."""
    found = []
    if _has_name(text, names):
        found.append(Telling.NAME)
    if _DATE.search(text):
        found.append(Telling.DATE)
    if _NUMBER.search(_DATE.sub(" ", text)):
        found.append(Telling.NUMBER)
    if _ADDRESS.search(text):
        found.append(Telling.MAIL)
    return tuple(found)


def _has_name(text: str, names: Sequence[str]) -> bool:
    words = fold(text).split()
    stems = [_stem(part) for name in names for part in fold(name).split() if len(part) >= _SHORTEST]
    return any(
        word.startswith(stem) and len(word) - len(stem) < _LONGEST
        for word in words
        for stem in stems
    )


def _stem(word: str) -> str:
    """The word without the ending that the cases change."""
    return word[: max(_SHORTEST, len(word) - _ENDING)]
