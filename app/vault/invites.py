"""Invitations: a slot that a code opens until a day, so that a person chooses the passphrase alone.

The code has 86 bits of chance and is shown once. Its slot has a pair of its own, so that the key of
the vault can change while somebody is on the way; the pair of the person is made when she comes.
"""

import secrets
from datetime import UTC, datetime

from app.core.errors import VaultError
from app.core.paths import Home
from app.vault import keyslots, recovery_code, slots
from app.vault.keys import DatabaseKey
from app.vault.keyslots import Slot
from app.vault.pairs import Pair
from app.vault.slots import Entered
from app.vault.wrapping import SALT_BYTES, STANDARD, Cost

SIGNS = 20


def new_code() -> str:
    """Five groups of four signs, with the check sign of the recovery code."""
    return recovery_code.new(SIGNS)


def read(typed: str) -> str:
    """The code out of what was typed; VaultError `invite.mistyped`."""
    try:
        return recovery_code.read(typed, SIGNS)
    except VaultError as problem:
        raise VaultError("invite.mistyped") from problem


def issue(
    home: Home,
    key: DatabaseKey,
    *,
    user: str,
    code: str,
    pair: Pair,
    until: datetime,
    cost: Cost = STANDARD,
) -> None:
    """Let that code open for that user until then; an earlier invitation of hers ends."""
    file = keyslots.load(home.keyslots)
    slot = Slot(
        id=secrets.token_hex(slots.ID_BYTES),
        kind="invite",
        user=slots.tidy(user),
        cost=cost,
        salt=secrets.token_bytes(SALT_BYTES),
        device=False,
        until=until.astimezone(UTC).isoformat(),
    )
    wrapping = slots.wrapping_of(file, slot, read(code), None)
    made = slots.filled(file, slot, Entered(key=key, pair=pair), wrapping)
    keyslots.change(home.keyslots, lambda now: now.with_slot(made))


def over(slot: Slot, now: datetime) -> bool:
    """Whether the time of an invitation has passed."""
    return now > datetime.fromisoformat(slot.until)


def sweep(home: Home, now: datetime) -> None:
    """Take away the invitations whose time has passed."""
    gone = [slot for slot in keyslots.load(home.keyslots).of_kind("invite") if over(slot, now)]
    if gone:
        keyslots.change(home.keyslots, lambda file: file.without(gone))
