"""A new database key for everybody who stays, when somebody leaves.

Nobody's passphrase is known then. So the new key is handed on: enclosed under the old one, for only
somebody of the office could have done that, and sealed to the pair of the person. At the next
sign-in the passphrase gives the old key and the pair, both give the new key, and the slot is
written as if it had never been otherwise; who did not come between two changes goes through both.
The recovery slot is handed on to R in the same way, an invitation to a pair of its own.
"""

from collections.abc import Mapping
from dataclasses import replace

from app.core.errors import VaultError
from app.vault.keys import KEY_BYTES, DatabaseKey
from app.vault.keyslots import Keyslots, Slot
from app.vault.pairs import Pair
from app.vault.sealing import seal, unseal
from app.vault.wrapping import disclosed, enclosed


def handed_on(
    file: Keyslots, old: DatabaseKey, new: DatabaseKey, *, halves: Mapping[str, bytes]
) -> Keyslots:
    """The slots named in `halves` (slot id -> public half to seal to), with the new key in each.

    All other slots are gone: what they open is the old key, and that opens nothing any more.
    """
    slots = tuple(
        replace(slot, handed=(*slot.handed, _handed(file, slot, old, new, halves[slot.id])))
        for slot in file.slots
        if slot.id in halves
    )
    return replace(file, slots=slots, key_name=new.name)


def taken(file: Keyslots, slot: Slot, key: DatabaseKey, pair: Pair) -> DatabaseKey:
    """The key that opens the vault now: what a slot holds, or what was handed on to its person.

    VaultError `keyslots.damaged` when what was handed on is not whole.
    """
    context = slot.context(file.vault_id)
    for one in slot.handed:
        try:
            raw = disclosed(unseal(one, pair), key.raw, context=context)
        except VaultError as problem:
            raise VaultError("keyslots.damaged") from problem
        if raw is None or len(raw) != KEY_BYTES:
            raise VaultError("keyslots.damaged")
        key = DatabaseKey(raw)
    return key


def _handed(file: Keyslots, slot: Slot, old: DatabaseKey, new: DatabaseKey, half: bytes) -> bytes:
    return seal(enclosed(new.raw, old.raw, context=slot.context(file.vault_id)), (half,))
