"""A signed bundle of packs: what a stick brings. Signatures first, everything else afterwards.

The file is a line `pryimalnia pack 1`, a line `<key id> <signature>` for each who signed, an empty
line, and the content: one JSON document, not packed and without paths of a disk. So there is
nothing to unpack, to follow or to run. A bundle replaces whole packs of the program by name.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic import Field as Key

from app.content.loader import Plain, Sheet
from app.core.errors import InputError
from app.core.paths import resources
from app.core.words import Text

FIRST_LINE = b"pryimalnia pack 1\n"
MOST_BYTES = 8 * 1024 * 1024
MOST_FILES = 400
MOST_DEEP = 40
LONGEST_TEXT = 20_000
_MOST_SIGNATURES = 9
_MARK = re.compile(rb"([0-9a-f]{16}) ([0-9a-f]{128})")
_NAME = re.compile(r"(?:rules|forms)(?:/[a-z0-9][a-z0-9_.-]{0,60}){1,3}\.yaml")
# What hides or turns letters: what a person reads must be what the program reads.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishers:
    """Whose signatures count, and how many of them a bundle needs."""

    needed: int
    names: Mapping[str, str]
    """Key id -> who holds the private half."""
    keys: Mapping[str, bytes]


def publishers() -> Publishers:
    """Those that this build of the program trusts (`resources/publishers.json`)."""
    listed = json.loads((resources() / "publishers.json").read_text("utf-8"))
    keys = {key_id(bytes.fromhex(one["public"])): one for one in listed["keys"]}
    return Publishers(
        needed=int(listed["needed"]),
        names={name: str(one["name"]) for name, one in keys.items()},
        keys={name: bytes.fromhex(one["public"]) for name, one in keys.items()},
    )


def key_id(public: bytes) -> str:
    """A short name of a public key."""
    return hashlib.sha256(public).hexdigest()[:16]


class _Both(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    uk: str = Key(min_length=1)
    en: str = Key(min_length=1)

    def text(self) -> Text:
        return Text(self.uk, self.en)


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    number: int = Key(ge=1, le=999_999)
    made_on: str = Key(pattern=r"^\d{4}-\d\d-\d\d$")
    title: _Both
    note: _Both
    files: dict[str, Any] = Key(min_length=1, max_length=MOST_FILES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A bundle whose signatures hold."""

    number: int
    sha256: str
    made_on: date
    title: Text
    note: Text
    """What the publisher says about it."""
    signers: tuple[str, ...]
    sheets: tuple[Sheet, ...] = field(repr=False)


def read(path: Path) -> bytes:
    """The bytes of a file, no more of them than a bundle may have; nothing is looked at yet."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise InputError("bundle.unreadable") from None
    if len(raw) > MOST_BYTES:
        raise InputError("bundle.too_large", most=MOST_BYTES // 1024 // 1024)
    return raw


def opened(raw: bytes, trusted: Publishers) -> Bundle:
    """The bundle of these bytes, once enough of the publishers have signed them.

    Whatever is wrong with it is an InputError; nothing was unpacked and nothing was run.
    """
    signers, payload = _signed(raw, trusted)
    content = _content(payload)
    return Bundle(
        number=content.number,
        sha256=hashlib.sha256(payload).hexdigest(),
        made_on=_day(content.made_on),
        title=content.title.text(),
        note=content.note.text(),
        signers=signers,
        sheets=tuple(
            Sheet(file=name, plain=_plain(plain), lines={})
            for name, plain in sorted(content.files.items())
        ),
    )


# ---- signatures ---------------------------------------------------------------------------------


def _signed(raw: bytes, trusted: Publishers) -> tuple[tuple[str, ...], bytes]:
    head, parted, payload = raw.partition(b"\n\n")
    lines = head.split(b"\n")[1:]  # `splitlines` would also part at a lone return
    if not raw.startswith(FIRST_LINE) or not parted or not 0 < len(lines) <= _MOST_SIGNATURES:
        raise InputError("bundle.not_one")
    if not trusted.keys:
        raise InputError("bundle.no_publishers")
    good: dict[str, str] = {}
    for line in lines:
        mark = _MARK.fullmatch(line)
        if mark is None:
            raise InputError("bundle.not_one")
        name = mark[1].decode()
        if name in trusted.keys and _holds(trusted.keys[name], mark[2], payload):
            good[name] = trusted.names[name]
    if len(good) < trusted.needed:
        raise InputError("bundle.not_signed", n=len(good), needed=trusted.needed)
    return tuple(sorted(good.values())), payload


def _holds(public: bytes, signature: bytes, payload: bytes) -> bool:
    # Only who brings a bundle waits for these: a window is painted without them.
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(
            bytes.fromhex(signature.decode()), FIRST_LINE + payload
        )
    except (InvalidSignature, ValueError):
        return False
    return True


# ---- content ------------------------------------------------------------------------------------


def _content(payload: bytes) -> _Content:
    try:
        plain = json.loads(
            payload.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number
        )
        _expect_readable(plain)
        content = _Content.model_validate(plain)
    except (ValueError, RecursionError, ValidationError):
        raise InputError("bundle.wrong_content") from None
    if not all(_NAME.fullmatch(name) and ".." not in name for name in content.files):
        raise InputError("bundle.wrong_content")
    return content


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _expect_readable(plain: Plain) -> None:
    for text in _texts(plain, 0):
        if len(text) > LONGEST_TEXT or _HIDDEN.search(text):
            raise ValueError("a text hides something")


def _texts(plain: Any, deep: int) -> Iterator[str]:
    if deep > MOST_DEEP:
        raise ValueError("too deep")
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        yield from plain
        for part in plain.values():
            yield from _texts(part, deep + 1)
    elif isinstance(plain, list):
        for part in plain:
            yield from _texts(part, deep + 1)


def _plain(value: Any) -> Plain:
    if not isinstance(value, dict):
        raise InputError("bundle.wrong_content")
    return value


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("bundle.wrong_content") from None
