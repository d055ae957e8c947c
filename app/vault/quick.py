"""Quick unlock: the database key under a short PIN, in memory only and for one stretch of work.

A PIN has a million values: it protects a screen that is left for a while, not a stolen machine. So
the key lies under Argon2id of the PIN together with a random secret of this session, nothing of it
is ever written, five wrong tries end it, and so does a machine that slept or was started anew.
"""

import secrets
from datetime import datetime, timedelta

from app.core.errors import InputError
from app.vault.keys import KEY_BYTES, DatabaseKey
from app.vault.pairs import Pair
from app.vault.slots import Entered
from app.vault.wrapping import (
    SALT_BYTES,
    STANDARD,
    Cost,
    disclosed,
    enclosed,
    stretched,
    wrapping_key,
)

DIGITS, TRIES = 6, 5
ASLEEP_AFTER = timedelta(seconds=45)
"""No sign of life for so long: the machine slept, or its clock was moved."""
_CONTEXT = b"pryimalnia quick 1"


class QuickKey:
    """The key of one person's session under her PIN."""

    def __init__(
        self, entered: Entered, pin: str, *, user: str, now: datetime, cost: Cost = STANDARD
    ) -> None:
        """Wrap the keys; a PIN that is not six different-looking digits is refused."""
        if len(pin) != DIGITS or not (pin.isascii() and pin.isdigit()) or len(set(pin)) == 1:
            raise InputError("pin.digits", n=DIGITS)
        self.user = user
        self.left = TRIES
        self._cost, self._seen = cost, now
        self._secret = bytearray(secrets.token_bytes(KEY_BYTES))
        self._salt = secrets.token_bytes(SALT_BYTES)
        both = entered.key.raw + entered.pair.raw
        self._wrapped = enclosed(both, self._wrapping(pin), context=_CONTEXT)

    def open(self, pin: str, *, now: datetime) -> Entered | None:
        """The keys for the PIN; None for a wrong one, and for any after the last try."""
        self.tick(now)
        if not self.left:
            return None
        both = disclosed(self._wrapped, self._wrapping(pin), context=_CONTEXT)
        if both is None:
            self.left -= 1
            if not self.left:
                self.forget()
            return None
        self.left = TRIES
        return Entered(key=DatabaseKey(both[:KEY_BYTES]), pair=Pair(both[KEY_BYTES:]))

    def tick(self, now: datetime) -> None:
        """A sign of life; after a long silence nothing opens any more."""
        if not timedelta(0) <= now - self._seen <= ASLEEP_AFTER:
            self.forget()
        self._seen = now

    def forget(self) -> None:
        """From now on only the passphrase opens."""
        self.left = 0
        self._wrapped = b""
        for at in range(len(self._secret)):
            self._secret[at] = 0

    def _wrapping(self, pin: str) -> bytes:
        knowledge = stretched(pin, salt=self._salt, cost=self._cost)
        return wrapping_key(knowledge, bytes(self._secret), context=_CONTEXT)
