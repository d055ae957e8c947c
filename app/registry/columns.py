"""A card as the columns of a table, both ways and without loss; headers of any register guessed.

A column is a field of the card; a part of a nested record is `document_number`; several values
stand in one cell, parted by `;`; lists of records are JSON.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from app.core.words import Words
from app.registry.card_json import Fault, plain, read_card
from app.registry.dates import read_date
from app.registry.model import Card
from app.registry.names import clean, fold

FULL_NAME = "full_name"
"""A column of three names in one cell, parted when it is read."""

_PARTS = re.compile(r"[;\n]+")
_PHONES = re.compile(r"[;,\n]+")
_TRUE = frozenset({"true", "1", "так", "yes", "т", "y", "+"})
_FALSE = frozenset({"false", "0", "ні", "no", "н", "n", "-"})
_SEXES = {
    "female": ("ж", "жін", "жінка", "жіноча", "жіночий", "f", "woman", "ж р"),
    "male": ("ч", "чол", "чоловік", "чоловіча", "чоловічий", "m", "man", "ч р"),
    "unknown": ("не вказано", "невідомо", "unknown"),
}
_ALIASES: Mapping[str, tuple[str, ...]] = {
    "surname": ("прізвище", "фамілія", "surname", "last name", "family name"),
    "given_name": ("імʼя", "власне імʼя", "given name", "first name", "name"),
    "patronymic": ("по батькові", "по-батькові", "patronymic", "middle name"),
    FULL_NAME: ("піб", "п.і.б.", "прізвище імʼя по батькові", "клієнт", "заявник", "full name"),
    "former_surname": ("колишнє прізвище", "дівоче прізвище", "попереднє прізвище", "maiden name"),
    "alias": ("псевдонім", "умовне імʼя", "alias"),
    "birth_date": ("дата народження", "народження", "дн", "др", "date of birth", "birthday", "dob"),
    "age": ("вік", "повних років", "age"),
    "sex": ("стать", "sex", "gender"),
    "phones": ("телефон", "телефони", "номер телефону", "мобільний", "тел", "phone", "mobile"),
    "email": ("пошта", "електронна пошта", "e-mail", "email", "імейл"),
    "rnokpp": ("рнокпп", "іпн", "інн", "ідентифікаційний код", "податковий номер", "tax number"),
    "unzr": ("унзр", "номер запису в реєстрі", "record number"),
    "document_kind": ("вид документа", "документ", "тип документа", "document"),
    "document_number": ("номер документа", "паспорт", "серія і номер", "passport"),
    "document_issuer": ("ким виданий", "ким видано", "орган", "issuer", "issued by"),
    "document_issued_on": ("дата видачі", "коли виданий", "коли видано", "issued on"),
    "actual_address": ("адреса", "фактична адреса", "адреса проживання", "address"),
    "registered_address": ("адреса реєстрації", "прописка", "registered address"),
    "postal_address": ("поштова адреса", "postal address"),
    "language": ("мова", "language"),
    "note": ("примітка", "примітки", "note", "notes"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field of the card, the part of it, and what the cell holds."""

    name: str
    field: str
    part: str
    kind: Any
    many: bool


def _bare(hint: Any) -> Any:
    if get_origin(hint) is UnionType:
        return next(part for part in get_args(hint) if part is not NoneType)
    return hint


def _columns() -> Iterator[Column]:
    for name, hint in get_type_hints(Card).items():
        kind = _bare(hint)
        if get_origin(kind) is tuple:
            yield Column(name, name, "", get_args(kind)[0], many=True)
        elif is_dataclass(kind):
            yield from _parts_of(name, kind)
        else:
            yield Column(name, name, "", kind, many=False)


def _parts_of(name: str, kind: Any) -> Iterator[Column]:
    hints = get_type_hints(kind)
    for part in fields(kind):
        inner = _bare(hints[part.name])
        many = get_origin(inner) is tuple
        yield Column(
            f"{name}_{part.name}", name, part.name, get_args(inner)[0] if many else inner, many=many
        )


COLUMNS: Mapping[str, Column] = {column.name: column for column in _columns()}
"""Every column of a card by its name, in the order of the card."""
NAMES = ("surname", "given_name", "patronymic", "former_surname", "alias", FULL_NAME)
CONTACTS = frozenset(
    name
    for name, column in COLUMNS.items()
    if name.endswith("address")
    or column.field in ("settlements", "pre_war_address", "household")
    or name in ("phones", "email", "representative_phone", "safe_contact_code_word")
)
"""Where somebody can be found: left out of a file for a client in safe contact."""


# ---- out ----------------------------------------------------------------------------------------


def row_of(card: Card, names: Sequence[str]) -> list[str]:
    """The cells of a card in these columns; what has its default is an empty cell."""
    written = plain(card, short=True)
    return [_cell(written, COLUMNS[name]) for name in names]


def _cell(written: Mapping[str, Any], column: Column) -> str:
    value = written.get(column.field)
    if column.part:
        value = value.get(column.part) if value else None
    if value in (None, "", []):
        return ""
    if column.many and is_dataclass(column.kind):
        return json.dumps(value, ensure_ascii=False)
    if column.many:
        return "; ".join(value)
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


# ---- headers ------------------------------------------------------------------------------------


@cache
def _known_headers() -> Mapping[str, str]:
    known = {fold(alias): name for name, aliases in _ALIASES.items() for alias in aliases}
    return {**known, **{fold(name): name for name in COLUMNS}, fold(FULL_NAME): FULL_NAME}


def guess(header: Sequence[str]) -> dict[str, str]:
    """Header -> column, where one is likely; several headers may go to one list, as two phones."""
    found: dict[str, str] = {}
    for name in header:
        column = _guessed(fold(name))
        free = column not in found.values() or (column in COLUMNS and COLUMNS[column].many)
        if column and free:
            found[name] = column
    return found


def _guessed(asked: str) -> str:
    known = _known_headers()
    without_number = re.sub(r"\s*\d+$", "", asked)
    for spelling in (asked, without_number):
        if spelling in known:
            return known[spelling]
    near = get_close_matches(asked, known, 1, 0.86) if len(asked) > 4 else []
    return known[near[0]] if near else ""


# ---- in -----------------------------------------------------------------------------------------


class CardReader:
    """Makes cards of rows: the mapping is worked out once, for a million rows."""

    def __init__(
        self, header: Sequence[str], mapping: Mapping[str, str], words: Words, *, today: date
    ) -> None:
        """Read cells under `header`, each into the column that `mapping` names."""
        self._today = today
        self._places = [
            (place, name, mapping[name]) for place, name in enumerate(header) if name in mapping
        ]
        self._choices = _choices(words)
        self._headers = {
            _path(COLUMNS[column]): name for _, name, column in self._places if column in COLUMNS
        }

    def card(self, cells: Sequence[str]) -> tuple[Card | None, tuple[Fault, ...]]:
        """The card of one row, or every fault; a fault names the header of its cell."""
        raw: dict[str, Any] = {}
        for place, _, name in self._places:
            text = clean(cells[place]) if "\n" not in cells[place] else cells[place].strip()
            if not text:
                continue
            if name == FULL_NAME:
                self._part_names(raw, text)
            else:
                self._put(raw, COLUMNS[name], text)
        card, faults = read_card(raw)
        return card, tuple(
            Fault(path=self.header_of(fault.path), words=fault.words, values=fault.values)
            for fault in faults
        )

    def header_of(self, path: str) -> str:
        """The header over the cell of a field such as `document.number` or `phones[1]`."""
        return self._headers.get(path.partition("[")[0], path)

    def _part_names(self, raw: dict[str, Any], text: str) -> None:
        """«Коваль Олена Іванівна»: what stands in columns of its own is not overwritten."""
        surname, *rest = text.split(" ")
        for name, part in (
            ("surname", surname),
            ("given_name", rest[0] if rest else ""),
            ("patronymic", " ".join(rest[1:])),
        ):
            raw.setdefault(name, part)

    def _put(self, raw: dict[str, Any], column: Column, text: str) -> None:
        value = self._value(column, text)
        if column.part:
            raw.setdefault(column.field, {})[column.part] = value
        elif column.many and isinstance(value, list):
            raw[column.field] = [*raw.get(column.field, []), *value]
        else:
            raw[column.field] = value

    def _value(self, column: Column, text: str) -> Any:
        if not column.many:
            return self._single(column, text)
        if is_dataclass(column.kind):
            return _json(text)
        parts = (_PHONES if column.name == "phones" else _PARTS).split(text)
        return [self._single(column, part.strip()) for part in parts if part.strip()]

    def _single(self, column: Column, text: str) -> Any:
        kind = column.kind
        if kind is date:
            day = read_date(text, self._today)
            return day.isoformat() if day else text
        if kind is bool:
            small = text.casefold()
            return small in _TRUE if small in _TRUE | _FALSE else text
        if kind is int:
            return int(text) if text.isascii() and text.isdigit() else text
        if issubclass(kind, StrEnum):
            return self._choices.get((kind, fold(text)), text.casefold())
        return text


def _path(column: Column) -> str:
    return f"{column.field}.{column.part}" if column.part else column.field


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text  # the reader of cards says what is wrong with it


_PREFIXES = {"Sex": "sex", "IdentityLevel": "identity", "DocumentKind": "document"}


def _choices(words: Words) -> Mapping[tuple[Any, str], str]:
    """What people write -> the id of a choice: the id itself, and the words that we use for it."""
    kinds = {column.kind for column in COLUMNS.values() if _is_choice(column.kind)}
    found = {(kind, fold(one.value)): one.value for kind in kinds for one in kind}
    for kind in kinds:
        if prefix := _PREFIXES.get(kind.__name__):
            found |= {(kind, fold(words(f"{prefix}.{one.value}"))): one.value for one in kind}
        if kind.__name__ == "Sex":
            found |= {(kind, fold(text)): one for one, all_ in _SEXES.items() for text in all_}
    return found


def _is_choice(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)
