"""Reading what was typed: texts, days, choices; and what of it could not be read."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from app.registry.dates import read_date
from app.registry.model import YesNo
from app.ui.registration.sheet import Values

Choice = TypeVar("Choice", bound=StrEnum)
_AGE_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A text that could not be read: which field, and which words say so."""

    key: str
    words: str


class Reading:
    """Reads texts and remembers what could not be read."""

    def __init__(self, values: Values, today: date) -> None:
        """Read these values as of that day."""
        self._values, self._today = values, today
        self.unread: list[Unread] = []

    def text(self, key: str) -> str:
        """What is typed there."""
        return self._values.get(key, "").strip()

    def day(self, key: str, *, ahead: bool = False) -> date | None:
        """The day, or nothing."""
        text = self.text(key)
        if not text:
            return None
        day = read_date(text, self._today, ahead=ahead)
        if day is None:
            self.miss(key, "registration.unread.date")
        return day

    def born(self, key: str) -> tuple[date | None, int | None]:
        """A birth date, or an age in full years."""
        text = self.text(key)
        if text.isascii() and text.isdigit() and len(text) <= _AGE_DIGITS:
            return None, int(text)
        if not text:
            return None, None
        day = read_date(text, self._today)
        if day is None:
            self.miss(key, "registration.unread.birth")
        return day, None

    def one(self, key: str, kind: type[Choice]) -> Choice | None:
        """The chosen value, or nothing."""
        text = self.text(key)
        return kind(text) if text else None

    def answer(self, key: str) -> YesNo:
        """One of three answers."""
        return YesNo(self.text(key) or "unknown")

    def many(self, key: str) -> tuple[str, ...]:
        """The chosen values."""
        return tuple(part for part in self.text(key).split(",") if part)

    def miss(self, key: str, words: str) -> None:
        """Remember that this could not be read."""
        self.unread.append(Unread(key=key, words=words))
