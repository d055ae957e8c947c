"""Who signs the journal, and whether a signature of it holds.

A person signs what she does herself, the desk signs everything. Work that is written in the name of
somebody who has no keys yet is signed by the desk alone; from the moment when a person's key is
told, nobody else can write as her without it being found.
"""

from collections.abc import Iterable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.accounts.model import SignerKind
from app.storage.signatures import KnownKey, Sign, Signature, Signed
from app.vault.pairs import Pair


def signing_of(user_id: str, *, person: Pair, desk: Pair) -> Sign:
    """The hand that signs the transactions of that session."""
    persons, desks = person.signing(), desk.signing()

    def sign(author: str, content: bytes) -> Signed:
        own = persons.sign(content) if author == user_id else None
        return Signed(by_person=own, by_desk=desks.sign(content))

    return sign


class Checker:
    """Tries signatures with the public keys that the office was told."""

    def __init__(self, keys: Iterable[KnownKey]) -> None:
        """Sort the keys by who has them."""
        self._keys: dict[tuple[str, str], list[tuple[KnownKey, Ed25519PublicKey]]] = {}
        for key in keys:
            public = Ed25519PublicKey.from_public_bytes(key.sign)
            self._keys.setdefault((key.kind, key.holder), []).append((key, public))

    def holds(self, one: Signature) -> bool:
        """Whether the desk signed, and the author too unless she had no keys yet."""
        desk = self._made(SignerKind.DESK, str(one.replica), one.signed.by_desk, one)
        if one.signed.by_person is None:
            return desk and not self._had_keys(one)
        return desk and self._made(SignerKind.PERSON, one.author, one.signed.by_person, one)

    def _had_keys(self, one: Signature) -> bool:
        told = (key.told for key, _ in self._keys.get((SignerKind.PERSON, one.author), ()))
        return any(desk == one.replica and number <= one.last for desk, number in told)

    def _made(self, kind: SignerKind, holder: str, signature: bytes, one: Signature) -> bool:
        return any(
            _verified(public, signature, one.content)
            for key, public in self._keys.get((kind, holder), ())
            if not _ended_before(key, one)
        )


def _ended_before(key: KnownKey, one: Signature) -> bool:
    return key.ended is not None and key.ended[0] == one.replica and key.ended[1] < one.first


def _verified(public: Ed25519PublicKey, signature: bytes, content: bytes) -> bool:
    try:
        public.verify(signature, content)
    except InvalidSignature:
        return False
    return True
