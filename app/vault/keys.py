"""The key of the database: 256 random bits, never derived from anything a person types."""

import secrets
from dataclasses import dataclass, field
from hashlib import sha256

KEY_BYTES = 32
_NAME_DIGITS = 16


@dataclass(frozen=True, slots=True)
class DatabaseKey:
    """A raw key of asserted length: SQLCipher takes a shorter one for a passphrase, silently."""

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a key of another length."""
        if len(self.raw) != KEY_BYTES:
            raise ValueError("a database key has 32 bytes")

    @classmethod
    def random(cls) -> "DatabaseKey":
        """A new key from the machine's own source of chance."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @property
    def name(self) -> str:
        """What may be known of the key: tells which of two files it opens, opens nothing."""
        return sha256(b"pryimalnia key name 1" + self.raw).hexdigest()[:_NAME_DIGITS]

    @property
    def hex(self) -> str:
        """The key as 64 hexadecimal digits, as the database wants it."""
        return self.raw.hex()
