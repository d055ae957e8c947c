"""How strong a passphrase is, in three words; the vault itself has the last say."""

from enum import StrEnum

SHORTEST = 15
_GOOD_LENGTH = 24
_GOOD_WORDS = 4
_FEW_LETTERS = 6


class Strength(StrEnum):
    """What the words under the field say."""

    SHORT = "short"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


def strength(passphrase: str, *, known: tuple[str, ...] = ()) -> Strength:
    """Judge length, variety, and whether it repeats what everybody knows: the office, the name."""
    plain = " ".join(passphrase.casefold().split())
    if len(plain) < SHORTEST:
        return Strength.SHORT
    if len(set(plain.replace(" ", ""))) < _FEW_LETTERS or _repeats(plain, known):
        return Strength.WEAK
    if len(set(plain.split())) >= _GOOD_WORDS or len(plain) >= _GOOD_LENGTH:
        return Strength.STRONG
    return Strength.FAIR


def _repeats(plain: str, known: tuple[str, ...]) -> bool:
    left = plain
    for phrase in known:
        for word in phrase.casefold().split():
            if len(word) > 2:
                left = left.replace(word, "")
    return len(left.strip()) < SHORTEST // 2
