"""A whole file sealed to somebody's key: written and read in pieces, whatever its size.

Layout: `PREVAC`, version (1 byte), a line end, the length of the seal (4 bytes), the seal of a key
made for this file alone (`app/vault/sealing.py`), then pieces of 1 MiB under AES-256-GCM. The
number of a piece is its nonce; the last one says that it is the last, so that none is missing,
doubled or moved.
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.copies.container import SpoiltError
from app.copies.model import Fault
from app.vault.pairs import Pair
from app.vault.sealing import seal, unseal

MAGIC = b"PREVAC\x01\n"
_LENGTH_BYTES, _KEY_BYTES, _NONCE_BYTES, _TAG_BYTES = 4, 32, 12, 16
_PIECE = 1 << 20
_LONGEST_SEAL = 1 << 16
_MORE, _LAST = b"\x00", b"\x01"


def close(source: Path, target: Path, recipients: Iterable[bytes]) -> None:
    """Seal `source` to those public halves; every byte of `target` is on the disk afterwards."""
    key = secrets.token_bytes(_KEY_BYTES)
    sealed, cipher = seal(key, recipients), AESGCM(key)
    with target.open("wb") as out:
        target.chmod(0o600)
        out.write(MAGIC + len(sealed).to_bytes(_LENGTH_BYTES, "big") + sealed)
        for number, piece, mark in _marked(source, _PIECE):
            out.write(cipher.encrypt(number.to_bytes(_NONCE_BYTES, "big"), piece, mark))
        out.flush()
        os.fsync(out.fileno())


def unclose(source: Path, target: Path, pair: Pair) -> None:
    """Write what is sealed in `source`. SpoiltError when a byte is missing or another.

    VaultError `seal.not_for_you` when it was sealed to somebody else.
    """
    start, key = _opened(source, pair)
    cipher = AESGCM(key)
    with target.open("wb") as out:
        target.chmod(0o600)
        for number, piece, mark in _marked(source, _PIECE + _TAG_BYTES, start):
            try:
                out.write(cipher.decrypt(number.to_bytes(_NONCE_BYTES, "big"), piece, mark))
            except InvalidTag as problem:
                raise SpoiltError(Fault.CHANGED) from problem


def _opened(source: Path, pair: Pair) -> tuple[int, bytes]:
    with source.open("rb") as file:
        start = file.read(len(MAGIC) + _LENGTH_BYTES)
        length = int.from_bytes(start[len(MAGIC) :], "big")
        if not start.startswith(MAGIC) or not 0 < length <= _LONGEST_SEAL:
            raise SpoiltError(Fault.CUT)
        return len(start) + length, unseal(file.read(length), pair)


def _marked(source: Path, size: int, start: int = 0) -> Iterator[tuple[int, bytes, bytes]]:
    """The pieces of a file with their numbers; there is always a last one, even an empty one."""
    with source.open("rb") as file:
        file.seek(start)
        number, piece = 0, file.read(size)
        while True:
            following = file.read(size)
            yield number, piece, _MORE if following else _LAST
            if not following:
                return
            number, piece = number + 1, following
