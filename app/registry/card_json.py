"""A client's card as JSON, both ways and without loss (the contract «A client as JSON»).

The keys are the fields of `Card`; what is left out, null or empty takes its default. All faults are
found before anything is refused.
"""

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from app.core.errors import InputError
from app.core.words import Words
from app.registry.model import Card
from app.registry.names import clean

Record = TypeVar("Record")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOST_FAULTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault of a card as JSON: where, and which words say what is wrong."""

    path: str
    words: str
    values: Mapping[str, object]

    def sentence(self, words: Words) -> str:
        """The fault for a person."""
        return words(self.words, path=self.path, **self.values)


def card_from_json(raw: object, words: Words | None = None) -> Card:
    """The card, or an InputError that lists every fault; without `words` as path and code."""
    card, faults = read_card(raw)
    if card is None:
        told = (
            fault.sentence(words) if words else f"{fault.path}: {fault.words}" for fault in faults
        )
        raise InputError("card.unreadable", faults=tuple(told))
    return card


def read_card(raw: object) -> tuple[Card | None, tuple[Fault, ...]]:
    """The card and no faults, or no card and all faults."""
    reader = _Reader()
    card = reader.record(Card, raw, "")
    return (None if reader.faults else card), tuple(reader.faults[:_MOST_FAULTS])


def card_to_json(card: Card) -> dict[str, Any]:
    """Every field of the card as plain JSON, empty ones too."""
    return cast("dict[str, Any]", plain(card))


def plain(value: object, *, short: bool = False) -> Any:
    """A record, a list or a single value as plain JSON; `short` leaves out what has its default."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name), short=short)
            for field in fields(value)
            if not (short and getattr(value, field.name) == field.default)
        }
    if isinstance(value, tuple):
        return [plain(part, short=short) for part in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def from_plain(kind: type[Record], raw: Mapping[str, object]) -> Record:
    """A record from plain JSON that `plain` made: no faults are expected, a fault is a bug."""
    reader = _Reader()
    record = reader.record(kind, raw, "")
    if reader.faults or record is None:
        raise ValueError(f"{kind.__name__}: {[fault.path for fault in reader.faults]}")
    return record


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


class _Reader:
    """Walks over JSON beside the types of the records and collects faults."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def record(self, kind: type[Record], raw: object, path: str) -> Record | None:
        """A record of that kind, or None when something in it is wrong."""
        if not isinstance(raw, Mapping):
            self._fault(path or "JSON", "fault.object")
            return None
        before = len(self.faults)
        given: dict[str, Any] = {}
        hints = _hints(cast("Any", kind))
        for key, value in raw.items():
            where = f"{path}.{key}" if path else str(key)
            if key not in hints:
                self._unknown(where, str(key), tuple(hints))
            elif value is not None and value != "":
                given[key] = self.value(hints[key], value, where)
        for field in fields(kind):  # type: ignore[arg-type]  # every kind is a dataclass
            needed = field.default is MISSING and field.default_factory is MISSING
            if needed and field.name not in given:
                self._fault(f"{path}.{field.name}" if path else field.name, "fault.missing")
        return kind(**given) if len(self.faults) == before else None

    def value(self, hint: Any, raw: object, path: str) -> Any:
        """One value of the type that the field asks for."""
        if get_origin(hint) is UnionType:
            hint = next(part for part in get_args(hint) if part is not NoneType)
        if get_origin(hint) is tuple:
            return self._list(get_args(hint)[0], raw, path)
        if is_dataclass(hint):
            return self.record(cast("type[Any]", hint), raw, path)
        return self._single(hint, raw, path)

    def _list(self, hint: Any, raw: object, path: str) -> Any:
        if not isinstance(raw, list):
            return self._fault(path, "fault.list")
        return tuple(self.value(hint, part, f"{path}[{place}]") for place, part in enumerate(raw))

    def _single(self, hint: type[Any], raw: object, path: str) -> Any:
        if hint is bool:
            return raw if isinstance(raw, bool) else self._fault(path, "fault.truth")
        if hint is int:
            whole = isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw < 10**6
            return raw if whole else self._fault(path, "fault.whole_number")
        if not isinstance(raw, str):
            return self._fault(path, "fault.date" if hint is date else "fault.text")
        if hint is date:
            return self._date(raw, path)
        return self._choice(hint, raw, path) if issubclass(hint, StrEnum) else clean(raw)

    def _date(self, raw: str, path: str) -> Any:
        try:
            return (
                date.fromisoformat(raw) if _ISO.fullmatch(raw) else self._fault(path, "fault.date")
            )
        except ValueError:
            return self._fault(path, "fault.date")

    def _choice(self, hint: type[StrEnum], raw: str, path: str) -> Any:
        known = tuple(member.value for member in hint)
        if raw not in known:
            return self._fault(path, "fault.choice", choices=", ".join(known))
        return hint(raw)

    def _unknown(self, path: str, key: str, known: tuple[str, ...]) -> None:
        near = get_close_matches(key, known, 1)
        if near:
            self._fault(path, "fault.meant_key", meant=near[0])
        else:
            self._fault(path, "fault.unknown_key")

    def _fault(self, path: str, words: str, **values: object) -> Any:
        self.faults.append(Fault(path=clean(path)[:120], words=words, values=values))
        return None
