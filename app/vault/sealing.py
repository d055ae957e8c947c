"""Sealing to people: whoever has one of the named private halves can open it, nobody else.

The content lies once under a random key (AES-256-GCM); that key lies once for each recipient under
HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM). A seal does not say who sealed: what has to be
trusted is signed as well. Everything is held in memory.

Layout: `PRSL`, version (1 byte), recipients (2), for each its name (8) and the key (80), nonce
(12), the content.
"""

import secrets
from collections.abc import Iterable
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from app.core.errors import VaultError
from app.vault.keys import KEY_BYTES
from app.vault.pairs import Pair
from app.vault.wrapping import NONCE_BYTES

_MAGIC = b"PRSL\x01"
_COUNT_BYTES, _NAME_BYTES, _WRAPPED_BYTES = 2, 8, 80
_ENTRY_BYTES = _NAME_BYTES + _WRAPPED_BYTES
_INFO = b"pryimalnia seal 1"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def seal(content: bytes, recipients: Iterable[bytes]) -> bytes:
    """The content for those public halves (`PublicPair.seal`), each named once."""
    named = sorted(set(recipients))
    if not named:
        raise ValueError("a seal that nobody can open")
    key = secrets.token_bytes(KEY_BYTES)
    entries = [_name(public) + _wrapped(key, public) for public in named]
    header = _MAGIC + len(entries).to_bytes(_COUNT_BYTES, "big") + b"".join(entries)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return header + nonce + AESGCM(key).encrypt(nonce, content, header)


def unseal(sealed: bytes, pair: Pair) -> bytes:
    """The content. VaultError `seal.damaged`, or `seal.not_for_you` when another may open it."""
    start = len(_MAGIC) + _COUNT_BYTES
    end = start + _ENTRY_BYTES * int.from_bytes(sealed[len(_MAGIC) : start], "big")
    if sealed[: len(_MAGIC)] != _MAGIC or len(sealed) < end + NONCE_BYTES:
        raise VaultError("seal.damaged")
    mine = _name(pair.public().seal)
    entries = (sealed[at : at + _ENTRY_BYTES] for at in range(start, end, _ENTRY_BYTES))
    entry = next((entry for entry in entries if entry[:_NAME_BYTES] == mine), None)
    if entry is None:
        raise VaultError("seal.not_for_you")
    body = sealed[end:]
    try:
        key = _SUITE.decrypt(entry[_NAME_BYTES:], pair.unsealing(), _INFO)
        return AESGCM(key).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], sealed[:end])
    except (InvalidTag, ValueError) as problem:
        raise VaultError("seal.damaged") from problem


def _name(public: bytes) -> bytes:
    return sha256(_INFO + public).digest()[:_NAME_BYTES]


def _wrapped(key: bytes, public: bytes) -> bytes:
    return _SUITE.encrypt(key, X25519PublicKey.from_public_bytes(public), _INFO)
