"""Reference numbers that can be read aloud over a bad line: «D7F-2L4-N93».

Thirteen signs: digits without 0, 1 (O, I) and letters D F L N R, which look like no other sign of
the thirteen and like no Cyrillic letter. Three signs tell the desk, five are chance, the last one
is a check sign: weights 1 … 9 modulo the prime 13 catch every single wrong sign and every swap.
"""

import re

from app.core.ids import Ids
from app.registry.names import clean

ALPHABET = "23456789DFLNR"
LENGTH = 9
_PRIME = len(ALPHABET)
_VALUE = {sign: value for value, sign in enumerate(ALPHABET)}
_DESK_SIGNS = 3
_CHANCE_SIGNS = 5
_PARTS = re.compile(r"[\s\-–—‑._/№#]+")
# Signs that are not of the thirteen but can only mean one of them, by look or by sound.
_HEARD = str.maketrans("ЗБЧДФЛНРZSGBQ", "364DFLNR25689")
# The Cyrillic letters on the same keys as the five letters.
_SAME_KEYS = str.maketrans("ВАДТК", "DFLNR")


def new_reference(ids: Ids, *, desk: int = 0) -> str:
    """A fresh number for this desk; the store knows whether it was given out before."""
    signs = _signs(desk % _PRIME**_DESK_SIGNS, _DESK_SIGNS)
    signs += _signs(ids.below(_PRIME**_CHANCE_SIGNS), _CHANCE_SIGNS)
    return shown(signs + check_sign(signs))


def check_sign(signs: str) -> str:
    """The ninth sign: with it the weighted sum of all nine is divisible by thirteen."""
    total = sum(weight * _VALUE[sign] for weight, sign in enumerate(signs, 1))
    return ALPHABET[-total * pow(LENGTH, -1, _PRIME) % _PRIME]


def normal_form(text: str) -> str | None:
    """The number as it is kept, from whatever was typed, or None when it cannot be one.

    Small letters, spaces, dashes, letters of the other script or of the other keyboard layout are
    forgiven, because the check sign proves the reading.
    """
    bare = _PARTS.sub("", clean(text)).upper()
    for table in (_HEARD, _SAME_KEYS):
        signs = bare.translate(table)
        if _fits(signs):
            return shown(signs)
    return None


def is_reference(text: str) -> bool:
    """Whether the text is a reference number, however it is written."""
    return normal_form(text) is not None


def looks_like_reference(text: str) -> bool:
    """Nine signs of the right kind: perhaps a number with a mistake in it, not a name."""
    bare = _PARTS.sub("", clean(text)).upper().translate(_HEARD)
    return len(bare) == LENGTH and all(sign in _VALUE for sign in bare)


def begun_reference(text: str) -> str:
    """The first signs of a number, when enough of them are typed to mean one; else empty."""
    bare = _PARTS.sub("", clean(text)).upper().translate(_HEARD)
    mixed = any(sign.isdigit() for sign in bare) and not bare.isdigit()
    long_enough = _DESK_SIGNS < len(bare) < LENGTH
    return bare if mixed and long_enough and all(sign in _VALUE for sign in bare) else ""


def shown(signs: str) -> str:
    """Three groups of three, whether the signs were grouped already or not."""
    signs = signs.replace("-", "")
    return "-".join(signs[place : place + 3] for place in range(0, len(signs), 3))


def _signs(number: int, length: int) -> str:
    signs = ""
    for _ in range(length):
        number, rest = divmod(number, _PRIME)
        signs = ALPHABET[rest] + signs
    return signs


def _fits(signs: str) -> bool:
    if len(signs) != LENGTH or any(sign not in _VALUE for sign in signs):
        return False
    return check_sign(signs[:-1]) == signs[-1]
