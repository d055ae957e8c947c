"""Key pairs of people, desks and the office: Ed25519 to sign, X25519 to be sealed to.

A person's private halves lie in the keyslot under the same key that guards the vault's own, so that
nobody else at the desk can sign as that person. The pair of the desk lies in the vault. The pair of
the office, R, is on paper only: it is made from the printed recovery code.
"""

import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.vault import recovery_code

HALF_BYTES = 32
PAIR_BYTES = 2 * HALF_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPair:
    """What everybody may know: to check signatures of somebody, and to seal to them."""

    sign: bytes
    seal: bytes

    def signed(self, content: bytes, signature: bytes) -> bool:
        """Whether the holder of the pair signed exactly that."""
        try:
            Ed25519PublicKey.from_public_bytes(self.sign).verify(signature, content)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Pair:
    """The private halves: 32 bytes to sign, 32 to unseal."""

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse halves of another length."""
        if len(self.raw) != PAIR_BYTES:
            raise ValueError("a pair has 64 private bytes")

    @classmethod
    def random(cls) -> "Pair":
        """A new pair from the machine's own source of chance."""
        return cls(secrets.token_bytes(PAIR_BYTES))

    def sign(self, content: bytes) -> bytes:
        """The signature of the holder over that."""
        return self.signing().sign(content)

    def unsealing(self) -> X25519PrivateKey:
        """The half that opens what was sealed to the holder."""
        return X25519PrivateKey.from_private_bytes(self.raw[HALF_BYTES:])

    def public(self) -> PublicPair:
        """The halves that everybody may know."""
        return PublicPair(
            sign=self.signing().public_key().public_bytes_raw(),
            seal=self.unsealing().public_key().public_bytes_raw(),
        )

    def signing(self) -> Ed25519PrivateKey:
        """The half that signs, ready for many signatures."""
        return Ed25519PrivateKey.from_private_bytes(self.raw[:HALF_BYTES])


def of_office(code: str) -> Pair:
    """R: the pair that the printed recovery code stands for, on any machine, without any file.

    The code has 140 bits of chance, so that it needs no slow stretching.
    """
    derivation = HKDF(
        algorithm=SHA256(), length=PAIR_BYTES, salt=None, info=b"pryimalnia office pair 1"
    )
    return Pair(derivation.derive(recovery_code.read(code).encode()))
