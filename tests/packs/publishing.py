"""Three publishers who exist only in tests, and what they sign."""

import copy
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.content.bundle import Publishers, key_id
from app.content.library import Library
from installer.publish import content, public_half, signed

KEYS = tuple(Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2, 3))
STRANGER = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
IDS = tuple(key_id(public_half(key)) for key in KEYS)
TRUSTED = Publishers(
    needed=2,
    names=dict(zip(IDS, ("Центр", "Область", "Юрист"), strict=True)),
    keys={name: public_half(key) for name, key in zip(IDS, KEYS, strict=True)},
)
FILE = "rules/terms.yaml"


def trusted() -> Publishers:
    return TRUSTED


def terms(edit: Callable[[dict[str, Any]], object] = lambda _: None) -> dict[str, Any]:
    """The program's own terms with a new edition, and changed by `edit`."""
    own = next(sheet for sheet in Library.load().sheets if sheet.file == FILE)
    plain: Any = copy.deepcopy(own.plain)
    plain["edition"] = "2026-12"
    edit(plain)
    found: dict[str, Any] = plain
    return found


def document(number: int = 1, **other: Any) -> bytes:
    """The content of a sound bundle; `other` replaces parts of it."""
    head: dict[str, Any] = {
        "number": number,
        "made_on": "2026-11-24",
        "title": {"uk": "Строки 2026-12", "en": "Terms 2026-12"},
        "note": {"uk": "Уточнено строки.", "en": "Terms made exact."},
        "files": {FILE: terms()},
    }
    return content(**{**head, **other})


def bundle(number: int = 1, **other: Any) -> bytes:
    """A sound bundle signed by two of three."""
    return signed(document(number, **other), KEYS[0], KEYS[2])
