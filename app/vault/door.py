"""The door of the vault: who may have the database key, and what they must bring for it.

A slot gives the key for a passphrase together with the machine's secret; the recovery slot gives it
for the printed code alone. Whatever was wrong, the answer and the work are the same.
"""

import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.core.clock import Clock
from app.core.disk import put_in_place
from app.core.errors import InputError, VaultError
from app.core.paths import Home
from app.vault import attempts, keyslots, pairs, passphrases, recovery_code
from app.vault.device_secret import DeviceSecrets, DeviceState
from app.vault.drives import expect_own_disk
from app.vault.keys import DatabaseKey
from app.vault.keyslots import Keyslots, Slot
from app.vault.pairs import PAIR_BYTES, Pair
from app.vault.rotation import taken
from app.vault.wrapping import (
    SALT_BYTES,
    STANDARD,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Created:
    """A new vault: its key, the code to print, and whether the machine keeps a half."""

    key: DatabaseKey
    pair: Pair
    """The pair of its first user."""
    recovery_code: str = field(repr=False)
    device: DeviceState


def create(
    home: Home,
    *,
    user: str,
    passphrase: str,
    secrets_store: DeviceSecrets,
    cost: Cost = STANDARD,
    key: DatabaseKey | None = None,
) -> Created:
    """Keep a key in its first two slots: one for this user, one for the recovery code.

    `key` is that of a database made already; without one the key is new.
    """
    if home.keyslots.exists() or keyslots.second_copy(home.keyslots).exists():
        raise VaultError("vault.exists")
    check_new_user(user, passphrase)
    key = key or DatabaseKey.random()
    file = Keyslots(vault_id=secrets.token_hex(ID_BYTES))
    pair, code = Pair.random(), recovery_code.new()
    file, device = _with_user(
        file, Entered(key=key, pair=pair), user, passphrase, secrets_store, cost
    )
    file = _with_recovery(file, key, code, cost)
    try:
        keyslots.save(home.keyslots, file)
    except VaultError:
        keyslots.remove(home.keyslots)  # half of what this call wrote itself
        raise
    return Created(key=key, pair=pair, recovery_code=code, device=device)


def expect(home: Home) -> None:
    """Refuse a home on a network drive and a home without a vault."""
    expect_own_disk(home.folder)
    finish(home)
    if home.was_evacuated:
        raise VaultError("vault.evacuated")
    if not home.vault.exists():
        raise VaultError("vault.missing")


def finish(home: Home) -> None:
    """Finish what was cut short: where the keyslots are kept, the database aside is whole.

    That is a set-up without a vault yet, or a vault under a new key.
    """
    _finish_new_key(home)
    if home.vault.exists() or not home.keyslots.exists() or not home.unfinished_vault.exists():
        return
    try:
        put_in_place(home.unfinished_vault, home.vault)
    except OSError as problem:
        raise VaultError("vault.read_only") from problem


def _finish_new_key(home: Home) -> None:
    if not home.rekeyed_vaults():
        return
    try:
        aside = home.rekeyed_vault(keyslots.load(home.keyslots).key_name)
    except VaultError:
        return  # nothing is put in place of anything while nobody can say what opens it
    if not aside.exists():
        return
    try:
        for end in ("-wal", "-shm"):  # of the old file: replayed into the new one it would spoil it
            home.vault.with_name(home.vault.name + end).unlink(missing_ok=True)
        put_in_place(aside, home.vault)
    except OSError as problem:
        raise VaultError("vault.read_only") from problem


def unlock(
    home: Home,
    *,
    user: str,
    passphrase: str,
    clock: Clock,
    secrets_store: DeviceSecrets,
) -> Entered:
    """The keys for a passphrase. An unknown user costs the same work and gets the same answer."""
    file = keyslots.load(home.keyslots)
    tries = _may_try(home, clock)
    own = file.of_user(user)
    slot = own or next((slot for slot in file.slots if slot.kind == "passphrase"), None)
    if slot is None:
        raise VaultError("keyslots.damaged")
    wrapping = _wrapping(file, slot, passphrase, secrets_store)
    key = _opened(file, slot, wrapping)
    if key is None or own is None:
        attempts.note_failure(_tries_path(home), tries, clock.now())
        raise VaultError("vault.wrong_passphrase")
    fresh, entered = _entered(file, own, key, wrapping)
    _let_in(home, file if fresh == own else file.with_slot(fresh))
    return entered


def unlock_with_recovery(home: Home, *, code: str, clock: Clock) -> DatabaseKey:
    """The key for the printed code; the keyring is not asked."""
    file = keyslots.load(home.keyslots)
    tries = _may_try(home, clock)
    signs = recovery_code.read(code)
    slot = file.recovery()
    wrapping = _wrapping(file, slot, signs, None) if slot is not None else b""
    key = _opened(file, slot, wrapping) if slot is not None else None
    if slot is None or key is None:
        attempts.note_failure(_tries_path(home), tries, clock.now())
        raise VaultError("vault.wrong_recovery")
    if slot.handed:
        key = taken(file, slot, key, pairs.of_office(signs))
        wrapped = wrap(key, wrapping, context=slot.context(file.vault_id))
        file = file.with_slot(replace(slot, wrapped=wrapped, handed=b""))
    _let_in(home, file)
    return key


def add_user(
    home: Home,
    key: DatabaseKey,
    *,
    user: str,
    passphrase: str,
    secrets_store: DeviceSecrets,
    cost: Cost = STANDARD,
) -> DeviceState:
    """One more user who may open the vault."""
    if keyslots.load(home.keyslots).of_user(user) is not None:
        raise InputError("user.exists")
    return renew(
        home, key, user=user, passphrase=passphrase, secrets_store=secrets_store, cost=cost
    )


def renew(
    home: Home,
    key: DatabaseKey,
    *,
    user: str,
    passphrase: str,
    secrets_store: DeviceSecrets,
    pair: Pair | None = None,
    elsewhere: bool = False,
    cost: Cost = STANDARD,
) -> DeviceState:
    """A new passphrase and a new machine's secret for that user; the old ones open nothing.

    `pair` is the person's, when it is known; without it the person gets a new one. `elsewhere`: the
    home came out of a backup, and the one it was made in may still need the old machine's secret.
    """
    check_new_user(user, passphrase)
    file = keyslots.load(home.keyslots)
    old = file.of_user(user)
    entered = Entered(key=key, pair=pair or Pair.random())
    file, device = _with_user(file, entered, user, passphrase, secrets_store, cost)
    keyslots.save(home.keyslots, file)
    if old is not None and old.device and not elsewhere:
        secrets_store.forget(_device_name(file, old.id))
    return device


def renew_recovery(home: Home, key: DatabaseKey, *, code: str, cost: Cost = STANDARD) -> None:
    """From now on `code` opens the vault; the old one opens nothing."""
    keyslots.save(home.keyslots, _with_recovery(keyslots.load(home.keyslots), key, code, cost))


def without_people(file: Keyslots) -> Keyslots:
    """The same people by name, but no passphrase opens: only the recovery code does.

    Nothing of the old slots stays; who comes back with the code gets a new passphrase.
    """
    emptied = (
        replace(
            slot,
            salt=secrets.token_bytes(SALT_BYTES),
            device=False,
            wrapped=b"",
            pair=b"",
            handed=b"",
        )
        if slot.kind == "passphrase"
        else slot
        for slot in file.slots
    )
    return replace(file, slots=tuple(emptied))


def device_names(file: Keyslots) -> tuple[str, ...]:
    """Under which names the keyring holds the machine's halves."""
    return tuple(_device_name(file, slot.id) for slot in file.slots if slot.device)


def users(home: Home) -> tuple[str, ...]:
    """The names of those who can open the vault with a passphrase."""
    slots = keyslots.load(home.keyslots).slots
    return tuple(slot.user for slot in slots if slot.kind == "passphrase")


def check_new_user(user: str, passphrase: str, *, known: Iterable[str] = ()) -> None:
    """Refuse a user without a name and a passphrase that can be guessed by trying.

    `known` is what everybody knows of the office; the user's own name is added to it.
    """
    if not user.strip():
        raise InputError("user.no_name")
    passphrases.check(passphrase, known=(user, *known))


def _tries_path(home: Home) -> Path:
    return home.keyslots.with_name("tries.json")


def _may_try(home: Home, clock: Clock) -> attempts.Attempts:
    now = clock.now()
    tries = attempts.load(_tries_path(home), now)
    seconds = tries.wait(now)
    if seconds:
        raise VaultError("vault.wait", n=seconds, seconds=seconds)
    return tries


def _let_in(home: Home, file: Keyslots) -> None:
    """The key fitted: forget the wrong tries, and see that both copies of the slots are whole."""
    attempts.forget(_tries_path(home))
    keyslots.mend(home.keyslots, file)


def _device_name(file: Keyslots, slot_id: str) -> str:
    return f"{file.vault_id}/{slot_id}"


def _wrapping(
    file: Keyslots, slot: Slot, secret: str, secrets_store: DeviceSecrets | None
) -> bytes:
    """The key that a slot's contents lie under, if what was brought is right."""
    half = b""
    if slot.device and secrets_store is not None:
        half = _machines_half(secrets_store, _device_name(file, slot.id))
    context = slot.context(file.vault_id)
    return wrapping_key(stretched(secret, salt=slot.salt, cost=slot.cost), half, context=context)


def _opened(file: Keyslots, slot: Slot, wrapping: bytes) -> DatabaseKey | None:
    """The database key in a slot; None when what was brought does not fit."""
    return unwrap(slot.wrapped, wrapping, context=slot.context(file.vault_id))


def _entered(file: Keyslots, slot: Slot, key: DatabaseKey, wrapping: bytes) -> tuple[Slot, Entered]:
    """What lies in an opened slot, and the slot as it should be kept.

    A slot of an older file gets its pair now; a new key that was left in it takes its place.
    """
    halves = disclosed(slot.pair, wrapping, context=slot.context(file.vault_id))
    if halves is not None and len(halves) == PAIR_BYTES:
        entered = Entered(key=taken(file, slot, key, Pair(halves)), pair=Pair(halves))
        return (_filled(file, slot, entered, wrapping) if slot.handed else slot), entered
    entered = Entered(key=key, pair=Pair.random())
    return _filled(file, slot, entered, wrapping), entered


def _filled(file: Keyslots, slot: Slot, entered: Entered, wrapping: bytes) -> Slot:
    context = slot.context(file.vault_id)
    return replace(
        slot,
        wrapped=wrap(entered.key, wrapping, context=context),
        pair=enclosed(entered.pair.raw, wrapping, context=context),
        handed=b"",
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


def _with_user(
    file: Keyslots,
    entered: Entered,
    user: str,
    passphrase: str,
    secrets_store: DeviceSecrets,
    cost: Cost,
) -> tuple[Keyslots, DeviceState]:
    slot_id = secrets.token_hex(ID_BYTES)
    made = secrets_store.make(_device_name(file, slot_id))
    slot = Slot(
        id=slot_id,
        kind="passphrase",
        user=" ".join(unicodedata.normalize("NFC", user).split()),
        cost=cost,
        salt=secrets.token_bytes(SALT_BYTES),
        device=made.secret is not None,
    )
    knowledge = stretched(passphrase, salt=slot.salt, cost=cost)
    context = slot.context(file.vault_id)
    wrapping = wrapping_key(knowledge, made.secret or b"", context=context)
    return file.with_slot(_filled(file, slot, entered, wrapping)), made.state


def _with_recovery(file: Keyslots, key: DatabaseKey, code: str, cost: Cost) -> Keyslots:
    slot = Slot(
        id=secrets.token_hex(ID_BYTES),
        kind="recovery",
        user="",
        cost=cost,
        salt=secrets.token_bytes(SALT_BYTES),
        device=False,
    )
    wrapping = _wrapping(file, slot, recovery_code.read(code), None)
    wrapped = wrap(key, wrapping, context=slot.context(file.vault_id))
    return file.with_slot(replace(slot, wrapped=wrapped))
