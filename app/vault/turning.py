"""Turning the key: everybody's slot gets the way to a new key without anybody's passphrase.

Each slot keeps the key that it wraps and gets a link: the new key, enclosed under the one before it
and sealed to the public half of the slot's holder. At the next sign-in the passphrase opens the old
key and the pair, both open the link, and the slot is written anew. Who was removed has no link.

Order: (1) all slots with their links, marked as turning; (2) the vault itself, as a whole or not at
all; (3) the mark goes. Cut short at any point, the vault says which of the last two keys it has.
A link is enclosed under the key before as well, so that only who held that key could have made it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.core.errors import VaultError
from app.vault.keys import KEY_BYTES, DatabaseKey
from app.vault.keyslots import Keyslots, Slot
from app.vault.pairs import Pair
from app.vault.sealing import seal, unseal
from app.vault.wrapping import disclosed, enclosed, wrapping_key

Fits = Callable[[DatabaseKey], bool]
"""Whether a key opens the vault that lies there."""


def newest(_key: DatabaseKey) -> bool:
    """For a vault that nobody can try: the newest key counts."""
    return True


def begun(
    file: Keyslots, *, old: DatabaseKey, new: DatabaseKey, halves: Mapping[str, bytes]
) -> Keyslots:
    """The slots with a link to the new key for each slot whose holder's public half is known.

    `halves` are by the id of the slot. Slots of others fall away: nothing could be sealed to them.
    """
    if file.turning:
        raise ValueError("a change of the key is not settled yet")
    slots = tuple(
        replace(slot, links=(*slot.links, _link(file, slot, old, new, halves[slot.id])))
        for slot in file.slots
        if slot.id in halves
    )
    return replace(file, slots=slots, turning=True)


def followed(file: Keyslots, slot: Slot, key: DatabaseKey, pair: Pair) -> tuple[DatabaseKey, ...]:
    """The key that the slot wraps and all that its links lead to, the newest last."""
    keys = [key]
    for link in slot.links:
        raw = disclosed(unseal(link, pair), _under(file, keys[-1]), context=_context(file, slot))
        if raw is None or len(raw) != KEY_BYTES:
            raise VaultError("keyslots.damaged")
        keys.append(DatabaseKey(raw))
    return tuple(keys)


def settled(file: Keyslots, *, turned: bool) -> Keyslots:
    """The slots after the change: done, or as if it had never begun (`turned` False)."""
    if not file.turning:
        return file
    if turned:
        return replace(file, turning=False)
    slots = tuple(replace(slot, links=slot.links[:-1]) for slot in file.slots)
    return replace(file, slots=slots, turning=False)


def _link(file: Keyslots, slot: Slot, old: DatabaseKey, new: DatabaseKey, half: bytes) -> bytes:
    inner = enclosed(new.raw, _under(file, old), context=_context(file, slot))
    return seal(inner, (half,))


def _under(file: Keyslots, key: DatabaseKey) -> bytes:
    return wrapping_key(key.raw, b"", context=f"pryimalnia turn 1 {file.vault_id}".encode())


def _context(file: Keyslots, slot: Slot) -> bytes:
    return slot.context(file.vault_id)
