"""The printed recovery code: read aloud, typed by hand, from paper years later.

Eight groups of four out of 23 signs without look-alikes (of 0 O, 1 I L, 5 S, 2 Z, 8 B, 6 G one or
none). 23 is prime, so the last sign catches every single wrong sign and every two neighbours that
changed places. The 31 free signs are 140 bits.
"""

import secrets

from app.core.errors import VaultError

ALPHABET = "2346789ACDEFHJKMNPRTWXY"
GROUP = 4
SIGNS = 32
_ROOT = 5  # a primitive root of 23: no weight is nought, and neighbours never weigh the same

# What a Cyrillic keyboard gives for a letter that looks the same on paper.
_CYRILLIC_TWINS = str.maketrans("АСЕНКМРТХУЈ", "ACEHKMPTXYJ")


def new(signs: int = SIGNS) -> str:
    """A new code, in groups, as it is printed; a code of an invitation is shorter."""
    free = "".join(secrets.choice(ALPHABET) for _ in range(signs - 1))
    return grouped(free + _check_sign(free))


def grouped(code: str) -> str:
    """The code in groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(typed: str, length: int = SIGNS) -> str:
    """The code out of what was typed: any case, any spacing, Cyrillic twins; else an error."""
    signs = "".join(sign for sign in typed.upper().translate(_CYRILLIC_TWINS) if sign.isalnum())
    if len(signs) != length:
        raise VaultError("recovery.wrong_length", n=len(signs))
    strange = sorted(set(signs) - set(ALPHABET))
    if strange:
        raise VaultError("recovery.strange_sign", sign=strange[0])
    if _check_sign(signs[:-1]) != signs[-1]:
        raise VaultError("recovery.mistyped")
    return signs


def _check_sign(free: str) -> str:
    base = len(ALPHABET)
    total = sum(
        pow(_ROOT, place, base) * ALPHABET.index(sign) for place, sign in enumerate(free, start=1)
    )
    return ALPHABET[total % base]
