"""Wrapping the database key: Argon2id over what a person knows, with what the machine keeps."""

import secrets
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.vault.keys import KEY_BYTES, DatabaseKey

SALT_BYTES = 16
NONCE_BYTES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """How dear one guess is. It is stored with each slot and may rise with time."""

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 2

    def __post_init__(self) -> None:
        """ValueError for a price that would hang the door: whoever writes the file could ask it."""
        given = (self.memory_kib, self.iterations, self.lanes)
        if any(type(one) is not int for one in given):
            raise ValueError("a price is made of whole numbers")
        if not (1 <= self.iterations <= _MOST_ROUNDS and 1 <= self.lanes <= _MOST_LANES):
            raise ValueError("a guess that dear would never end")
        if not 8 * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB:
            raise ValueError("no machine of an office has that memory")


_MOST_ROUNDS, _MOST_LANES, _MOST_MEMORY_KIB = 64, 16, 1024 * 1024
STANDARD = Cost()


def stretched(secret: str, *, salt: bytes, cost: Cost) -> bytes:
    """Argon2id over the NFC form, so that the same letters typed on another machine fit."""
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(unicodedata.normalize("NFC", secret).encode())


def wrapping_key(stretched_secret: bytes, device_secret: bytes, *, context: bytes) -> bytes:
    """One key out of both; each alone opens nothing."""
    derivation = HKDF(
        algorithm=SHA256(), length=KEY_BYTES, salt=context, info=b"pryimalnia keyslot 1"
    )
    return derivation.derive(stretched_secret + device_secret)


def wrap(key: DatabaseKey, wrapping: bytes, *, context: bytes) -> bytes:
    """The database key, enclosed; `context` cannot be changed unnoticed."""
    return enclosed(key.raw, wrapping, context=context)


def unwrap(wrapped: bytes, wrapping: bytes, *, context: bytes) -> DatabaseKey | None:
    """The database key, or None when anything at all is wrong."""
    raw = disclosed(wrapped, wrapping, context=context)
    return DatabaseKey(raw) if raw is not None and len(raw) == KEY_BYTES else None


def enclosed(secret: bytes, wrapping: bytes, *, context: bytes) -> bytes:
    """A secret under a wrapping key; `context` cannot be changed unnoticed."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(wrapping).encrypt(nonce, secret, context)


def disclosed(wrapped: bytes, wrapping: bytes, *, context: bytes) -> bytes | None:
    """The secret, or None when anything at all is wrong."""
    try:
        return AESGCM(wrapping).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], context)
    except (InvalidTag, ValueError):
        return None
