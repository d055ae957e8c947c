"""One slot of the keyslots: how it is made for somebody, and what it gives for what was brought."""

import secrets
import unicodedata
from dataclasses import dataclass, replace

from app.core.errors import VaultError
from app.vault import recovery_code
from app.vault.device_secret import DeviceSecrets, DeviceState
from app.vault.keys import DatabaseKey
from app.vault.keyslots import Keyslots, Slot
from app.vault.pairs import PAIR_BYTES, Pair
from app.vault.wrapping import (
    SALT_BYTES,
    Cost,
    disclosed,
    enclosed,
    stretched,
    unwrap,
    wrap,
    wrapping_key,
)

ID_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What a passphrase opened: the key of the database and the pair of the person."""

    key: DatabaseKey
    pair: Pair


def device_name(file: Keyslots, slot_id: str) -> str:
    """What the machine's half of that slot is called in the keyring."""
    return f"{file.vault_id}/{slot_id}"


def wrapping_of(
    file: Keyslots, slot: Slot, secret: str, secrets_store: DeviceSecrets | None
) -> bytes:
    """The key that a slot's contents lie under, if what was brought is right."""
    half = b""
    if slot.device and secrets_store is not None:
        half = _machines_half(secrets_store, device_name(file, slot.id))
    context = slot.context(file.vault_id)
    return wrapping_key(stretched(secret, salt=slot.salt, cost=slot.cost), half, context=context)


def opened(file: Keyslots, slot: Slot, wrapping: bytes) -> DatabaseKey | None:
    """The database key in a slot; None when what was brought does not fit."""
    return unwrap(slot.wrapped, wrapping, context=slot.context(file.vault_id))


def pair_in(file: Keyslots, slot: Slot, wrapping: bytes) -> Pair | None:
    """The person's pair in an opened slot; None in a slot of an older file."""
    halves = disclosed(slot.pair, wrapping, context=slot.context(file.vault_id))
    return Pair(halves) if halves is not None and len(halves) == PAIR_BYTES else None


def filled(file: Keyslots, slot: Slot, entered: Entered, wrapping: bytes) -> Slot:
    """The slot with the key in force and the pair in it, and nothing newer that was handed on."""
    context = slot.context(file.vault_id)
    return replace(
        slot,
        wrapped=wrap(entered.key, wrapping, context=context),
        pair=enclosed(entered.pair.raw, wrapping, context=context) if slot.user else b"",
        handed=(),
    )


def _machines_half(secrets_store: DeviceSecrets, name: str) -> bytes:
    """The machine's secret, or an error that says what is wrong with the keyring."""
    fetched = secrets_store.fetch(name)
    match fetched.state:
        case DeviceState.ABSENT:
            raise VaultError("keyring.absent")
        case DeviceState.LOCKED:
            raise VaultError("keyring.locked")
        case DeviceState.BROKEN:
            raise VaultError("keyring.broken")
        case DeviceState.PRESENT:
            if fetched.secret is None:
                raise VaultError("keyring.emptied")
            return fetched.secret


def for_user(
    file: Keyslots, entered: Entered, user: str, passphrase: str, store: DeviceSecrets, cost: Cost
) -> tuple[Slot, DeviceState]:
    """A new slot of a person, with a new half of the machine if it keeps one."""
    slot_id = secrets.token_hex(ID_BYTES)
    made = store.make(device_name(file, slot_id))
    slot = Slot(
        id=slot_id,
        kind="passphrase",
        user=tidy(user),
        cost=cost,
        salt=secrets.token_bytes(SALT_BYTES),
        device=made.secret is not None,
    )
    knowledge = stretched(passphrase, salt=slot.salt, cost=cost)
    context = slot.context(file.vault_id)
    wrapping = wrapping_key(knowledge, made.secret or b"", context=context)
    return filled(file, slot, entered, wrapping), made.state


def for_recovery(file: Keyslots, key: DatabaseKey, code: str, cost: Cost) -> Slot:
    """A new slot of the printed code. It keeps no pair: the code itself stands for R."""
    slot = Slot(
        id=secrets.token_hex(ID_BYTES),
        kind="recovery",
        user="",
        cost=cost,
        salt=secrets.token_bytes(SALT_BYTES),
        device=False,
    )
    wrapping = wrapping_of(file, slot, recovery_code.read(code), None)
    return filled(file, slot, Entered(key=key, pair=Pair.random()), wrapping)


def tidy(user: str) -> str:
    """A user's name as it is written: NFC, single spaces."""
    return " ".join(unicodedata.normalize("NFC", user).split())
