"""Column types: moments in UTC and JSON with one spelling."""

import base64
import json
import zlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

PACKED = "z2:"
"""How a packed value begins, so that another way of packing can follow."""
_PACKED_FIRST = "z1:"
"""Vaults of the first release hold these: a little smaller, but read a sign at a time."""


_spell = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False
).encode


def canonical(value: object) -> str:
    """The one spelling of a JSON value: what is hashed, stored and exchanged."""
    return _spell(value)


def moment_text(moment: datetime) -> str:
    """A moment as text that sorts by time: `2026-11-24T02:05:34.123456Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def packed(value: object) -> str:
    """A large JSON value in about a seventh of its room, as text that needs no escaping."""
    spelled = canonical(value).encode("utf-8", "ignore")
    return PACKED + base64.b64encode(zlib.compress(spelled, 9)).decode("ascii")


def unpacked(text: str) -> object:
    """The value of `packed`."""
    if text.startswith(_PACKED_FIRST):
        return json.loads(zlib.decompress(base64.b85decode(text.removeprefix(_PACKED_FIRST))))
    return json.loads(zlib.decompress(base64.b64decode(text.removeprefix(PACKED))))


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; one without a time zone is refused, because nobody knows what it means."""

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = Text
    cache_ok: bool | None = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Write it as text that sorts by time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return moment_text(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """Read it back, aware of being UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """A JSON value in its one spelling; to change it assign a new value."""

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = Text
    cache_ok: bool | None = True

    def process_bind_param(self, value: object, _dialect: Dialect) -> str | None:
        """Write it in the one spelling, without lone surrogates, which no text can hold."""
        return None if value is None else canonical(value).encode("utf-8", "ignore").decode()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> object:
        """Read it back."""
        return None if value is None else json.loads(value)


class PackedJson(TypeDecorator[Any]):
    """A large JSON value, packed in row and journal alike: a verdict is 80 KB of text."""

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = Text
    cache_ok: bool | None = True

    def process_bind_param(self, value: object, _dialect: Dialect) -> str | None:
        """Pack it."""
        return None if value is None else packed(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> object:
        """Unpack it."""
        return None if value is None else unpacked(value)
