"""How strong a passphrase is, in three words, by the same judgement that the vault will use."""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from app.vault import passphrases
from app.vault.passphrases import ENOUGH, SHORTEST

_STRONG = 1.6 * ENOUGH


class Strength(StrEnum):
    """What the words under the field say."""

    SHORT = "short"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


def strength(passphrase: str, *, known: Iterable[str] = ()) -> Strength:
    """Judge it; `known` is what everybody knows: the office, the name."""
    if len(unicodedata.normalize("NFC", passphrase)) < SHORTEST:
        return Strength.SHORT
    worth = passphrases.worth(passphrase, known=known)
    if worth < ENOUGH:
        return Strength.WEAK
    return Strength.STRONG if worth >= _STRONG else Strength.FAIR
