"""How a value of a record is spelled: cleaned of what cannot travel, plain for the journal."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import inspect

from app.storage.tables import synced_tables
from app.storage.types import PackedJson, moment_text, packed

_BOOKKEEPING = frozenset({"id", "versions", "op_replica", "op_seq", "changed_at", "deleted"})


@cache
def fields_of(table: str) -> tuple[str, ...]:
    """The fields of a record that the journal speaks of."""
    return tuple(
        attribute.key
        for attribute in inspect(synced_tables()[table]).column_attrs
        if attribute.key not in _BOOKKEEPING and not attribute.columns[0].info.get("derived")
    )


@cache
def packed_fields(table: str) -> frozenset[str]:
    """The fields that stand packed in the journal."""
    row = synced_tables().get(table)
    columns = inspect(row).columns if row is not None else ()
    return frozenset(column.key for column in columns if isinstance(column.type, PackedJson))


def _clean_text(text: str) -> str:
    """Without NUL and lone surrogates, which no other desk could take."""
    if text.isprintable():
        return str(text)
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def clean(value: Any) -> Any:
    """The same value without what cannot travel; a float is a bug (money is text)."""
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, Mapping):
        return {_clean_text(str(key)): clean(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [clean(part) for part in value]
    if isinstance(value, float):
        raise TypeError("a float cannot be journalled: its spelling differs between machines")
    return value


def plain(value: object) -> object:
    """A value as the journal spells it."""
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


def is_empty(value: object) -> bool:
    """Whether a field holds nothing: it is left out of a record's first line."""
    return value is None or value == "" or value == [] or value == {}


def spelled(table: str, name: str, kept: object) -> object:
    """A cleaned value as it stands in a line."""
    if name in packed_fields(table) and not is_empty(kept):
        return packed(kept)
    return plain(kept)
