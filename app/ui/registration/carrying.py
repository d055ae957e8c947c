"""What was typed into the search goes into the new card: a name, a date, a phone."""

from datetime import date

from app.registry.dates import read_date
from app.registry.names import clean
from app.registry.phones import digits_of, read_phone, show_phone

_NAMES = ("surname", "given_name", "patronymic")
_PHONE_DIGITS = 9


def carried(typed: str, today: date) -> dict[str, str]:
    """The fields of a card that the words of a search give; what fits nowhere is left out."""
    given: dict[str, str] = {}
    words = clean(typed).split()
    while words:
        words = words[_taken(words, given, today) :]
    return given


def _taken(words: list[str], given: dict[str, str], today: date) -> int:
    """How many words from the left went into the card, or were of no use."""
    for key, read, lengths in (
        ("birth", _date, (1,)),
        ("phone_0", _phone, (4, 3, 2, 1)),
        ("birth", _date, (3, 2)),
    ):
        for length in lengths:
            part = " ".join(words[:length])
            if key not in given and length <= len(words) and (text := read(part, today)):
                given[key] = text
                return length
    _take_name(words[0], given)
    return 1


def _date(text: str, today: date) -> str:
    day = read_date(text, today) if any(sign.isdigit() for sign in text) else None
    return f"{day:%d.%m.%Y}" if day else ""


def _phone(text: str, _today: date) -> str:
    if len(digits_of(text)) < _PHONE_DIGITS or any(sign.isalpha() for sign in text):
        return ""
    kept = read_phone(text)
    return show_phone(kept) if kept else ""


def _take_name(word: str, given: dict[str, str]) -> None:
    if not any(sign.isalpha() for sign in word) or any(sign.isdigit() for sign in word):
        return
    free = next((key for key in _NAMES if key not in given), None)
    if free is not None:
        given[free] = word[:1].upper() + word[1:]
