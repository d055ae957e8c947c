"""The door of the vault: who may have the database key, and what they must bring for it.

A slot gives the key for a passphrase together with the machine's secret; the recovery slot gives it
for the printed code alone, an invitation for its code. Whatever was wrong, the answer and the work
are the same.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.core.clock import Clock
from app.core.disk import put_in_place
from app.core.errors import InputError, VaultError
from app.core.paths import Home
from app.vault import attempts, invites, keyslots, pairs, passphrases, recovery_code, slots
from app.vault.device_secret import DeviceSecrets, DeviceState
from app.vault.drives import expect_own_disk
from app.vault.keys import DatabaseKey
from app.vault.keyslots import Keyslots
from app.vault.pairs import Pair
from app.vault.rotation import taken
from app.vault.slots import Entered
from app.vault.wrapping import SALT_BYTES, STANDARD, Cost

_UNKNOWN, _RECOVERY, _INVITE = "?", "recovery", "invite"


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
    file = Keyslots(vault_id=secrets.token_hex(slots.ID_BYTES))
    entered, code = Entered(key=key, pair=Pair.random()), recovery_code.new()
    own, device = slots.for_user(file, entered, user, passphrase, secrets_store, cost)
    file = file.with_slot(own).with_slot(slots.for_recovery(file, key, code, cost))
    try:
        keyslots.save(home.keyslots, file)
    except VaultError:
        keyslots.remove(home.keyslots)  # half of what this call wrote itself
        raise
    return Created(key=key, pair=entered.pair, recovery_code=code, device=device)


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
    own = file.of_user(user)
    way = own.id if own is not None else _UNKNOWN
    tries = _may_try(home, clock, way)
    slot = own or next(iter(file.of_kind("passphrase")), None)
    if slot is None:
        raise VaultError("keyslots.damaged")
    wrapping = slots.wrapping_of(file, slot, passphrase, secrets_store)
    key = slots.opened(file, slot, wrapping)
    if key is None or own is None:
        attempts.note_failure(_tries_path(home), tries, clock.now(), of=way)
        raise VaultError("vault.wrong_passphrase")
    known = slots.pair_in(file, own, wrapping)
    pair = known or Pair.random()
    entered = Entered(key=taken(file, own, key, pair), pair=pair)
    if own.handed or known is None:
        fresh = slots.filled(file, own, entered, wrapping)
        keyslots.change(home.keyslots, lambda now: now.replaced(own.id, fresh))
    _let_in(home, way)
    return entered


def unlock_with_recovery(home: Home, *, code: str, clock: Clock) -> DatabaseKey:
    """The key for the printed code; the keyring is not asked."""
    file = keyslots.load(home.keyslots)
    tries = _may_try(home, clock, _RECOVERY)
    signs = recovery_code.read(code)
    slot = file.recovery()
    wrapping = slots.wrapping_of(file, slot, signs, None) if slot is not None else b""
    key = slots.opened(file, slot, wrapping) if slot is not None else None
    if key is None or slot is None:
        attempts.note_failure(_tries_path(home), tries, clock.now(), of=_RECOVERY)
        raise VaultError("vault.wrong_recovery")
    office = pairs.of_office(code)
    key = taken(file, slot, key, office)
    if slot.handed:
        fresh = slots.filled(file, slot, Entered(key=key, pair=office), wrapping)
        keyslots.change(home.keyslots, lambda now: now.replaced(slot.id, fresh))
    _let_in(home, _RECOVERY)
    return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """What a code of an invitation opened."""

    user: str
    key: DatabaseKey = field(repr=False)


def unlock_with_invite(home: Home, *, code: str, clock: Clock) -> Invited:
    """Who is invited by that code, and the key. The slot stays until `renew` makes the person's."""
    file = keyslots.load(home.keyslots)
    tries = _may_try(home, clock, _INVITE)
    signs = invites.read(code)
    for slot in file.of_kind("invite"):
        wrapping = slots.wrapping_of(file, slot, signs, None)
        key, pair = slots.opened(file, slot, wrapping), slots.pair_in(file, slot, wrapping)
        if key is not None and pair is not None:
            if invites.over(slot, clock.now()):
                raise VaultError("invite.over")
            _let_in(home, _INVITE)
            return Invited(user=slot.user, key=taken(file, slot, key, pair))
    attempts.note_failure(_tries_path(home), tries, clock.now(), of=_INVITE)
    raise VaultError("invite.wrong")


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
    gone = [slot for kind in ("passphrase", "invite") if (slot := file.of_user(user, kind))]
    entered = Entered(key=key, pair=pair or Pair.random())
    new, device = slots.for_user(file, entered, user, passphrase, secrets_store, cost)
    keyslots.change(home.keyslots, lambda now: now.without(gone).with_slot(new))
    if not elsewhere:
        _forget_halves(file, gone, secrets_store)
    return device


def renew_recovery(home: Home, key: DatabaseKey, *, code: str, cost: Cost = STANDARD) -> None:
    """From now on `code` opens the vault; the old one opens nothing."""
    new = slots.for_recovery(keyslots.load(home.keyslots), key, code, cost)
    keyslots.change(home.keyslots, lambda now: now.with_slot(new))


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
            handed=(),
        )
        if slot.kind == "passphrase"
        else slot
        for slot in file.slots
        if slot.kind != "invite"
    )
    return replace(file, slots=tuple(emptied))


def device_names(file: Keyslots) -> tuple[str, ...]:
    """Under which names the keyring holds the machine's halves."""
    return tuple(slots.device_name(file, slot.id) for slot in file.slots if slot.device)


def users(home: Home) -> tuple[str, ...]:
    """The names of those who can open the vault with a passphrase."""
    return tuple(slot.user for slot in keyslots.load(home.keyslots).of_kind("passphrase"))


def check_new_user(user: str, passphrase: str, *, known: Iterable[str] = ()) -> None:
    """Refuse a user without a name and a passphrase that can be guessed by trying.

    `known` is what everybody knows of the office; the user's own name is added to it.
    """
    if not user.strip():
        raise InputError("user.no_name")
    passphrases.check(passphrase, known=(user, *known))


def _tries_path(home: Home) -> Path:
    return home.keyslots.with_name("tries.json")


def _may_try(home: Home, clock: Clock, way: str) -> attempts.Attempts:
    now = clock.now()
    tries = attempts.load(_tries_path(home), now, of=way)
    seconds = tries.wait(now)
    if seconds:
        raise VaultError("vault.wait", n=seconds, seconds=seconds)
    return tries


def _let_in(home: Home, way: str) -> None:
    """The key fitted: forget the wrong tries, and see that both copies of the slots are whole."""
    attempts.forget(_tries_path(home), of=way)
    keyslots.mend(home.keyslots)


def _forget_halves(
    file: Keyslots, gone: Iterable[keyslots.Slot], secrets_store: DeviceSecrets
) -> None:
    for slot in gone:
        if slot.device:
            secrets_store.forget(slots.device_name(file, slot.id))
