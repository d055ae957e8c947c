"""Somebody leaves the office: the slot goes, and with it the key that the slot opened.

The whole vault is written anew under another key, which is handed on to everybody who stays. The
order makes every moment safe: first the office knows that the person left; then the new vault lies
aside, whole and proven; then the keyslots are kept, and from there the next start finishes alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.accounts import store
from app.accounts.model import SignerKind, User
from app.accounts.permissions import Action, could
from app.core.clock import Clock
from app.core.errors import InputError, VaultError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.gate import Gate
from app.storage import copying
from app.storage.database import Database
from app.storage.engine import discard
from app.vault import door, keyslots, rotation
from app.vault.device_secret import DeviceSecrets, OsKeyring
from app.vault.keys import DatabaseKey
from app.vault.keyslots import Keyslots, Slot


class Step(StrEnum):
    """What is being done, in this order."""

    COPYING = "copying"
    WRITING = "writing"
    PROVING = "proving"
    CHANGING = "changing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What will be when somebody has left."""

    stays: tuple[str, ...]
    """Who goes on signing in with the same passphrase."""
    anew: tuple[str, ...]
    """Who never signed in since pairs exist: nothing can be handed on, they need a new way in."""


class Removing:
    """Takes people out of one home. Both methods may take long: not for the UI thread."""

    def __init__(
        self, home: Home, *, clock: Clock, ids: Ids, secrets_store: DeviceSecrets | None = None
    ) -> None:
        """Of the vault in that home."""
        self._home, self._clock, self._ids = home, clock, ids
        self._secrets = secrets_store or OsKeyring()

    def preview(self, database: Database, name: str) -> Leaving:
        """Who stays and who will need a new way in, once that person has left."""
        file = keyslots.load(self._home.keyslots)
        halves = self._halves(database, file, leaving=name)
        people = [
            slot
            for slot in file.slots
            if slot.kind == "passphrase" and not keyslots.same_name(slot.user, name)
        ]
        return Leaving(
            stays=tuple(slot.user for slot in people if slot.id in halves),
            anew=tuple(slot.user for slot in people if slot.id not in halves),
        )

    def remove(
        self,
        database: Database,
        key: DatabaseKey,
        *,
        author: str,
        name: str,
        tell: Callable[[Step], None] = lambda _: None,
    ) -> DatabaseKey:
        """Take somebody out; afterwards `database` is closed and only the answered key opens.

        NotAllowedError without the right; InputError `person.unknown`, `person.self` or
        `person.last` (nobody else could let people in); VaultError `rotation.no_sheet` when the
        recovery code has no pair yet, `rotation.not_proven` when the new vault is not as the old.
        Cut short after the person was struck out, the same call finishes it.
        """
        Gate(database, author).admit(Action.MANAGE_USERS)
        file = keyslots.load(self._home.keyslots)
        self._expect(database, file, author=author, name=name)
        halves = self._halves(database, file, leaving=name)
        self._strike_out(database, author=author, name=name)
        database.close()
        new = self._under_a_new_key(key, file, halves, tell)
        self._forget_machines_halves(file, halves)
        return new

    def _expect(self, database: Database, file: Keyslots, *, author: str, name: str) -> None:
        with database.reading() as session:
            people = store.users(session)
        leaving = _named(people, name)
        if leaving is None and file.of_user(name) is None:
            raise InputError("person.unknown")
        if leaving is not None and leaving.id == author:
            raise InputError("person.self")
        staying = (one for one in people if one is not leaving)
        if not any(could(one.held, Action.MANAGE_USERS) for one in staying):
            raise InputError("person.last")
        recovery = file.recovery()
        halves = self._halves(database, file, leaving=name)
        if recovery is not None and recovery.id not in halves:
            raise VaultError("rotation.no_sheet")

    def _halves(self, database: Database, file: Keyslots, *, leaving: str) -> dict[str, bytes]:
        """Slot id -> the public half to hand the new key on to, of everybody who stays."""
        with database.reading() as session:
            people, signers = store.users(session), store.signers(session)
        by_holder = {(one.kind, one.holder): one.seal for one in signers}

        def half(slot: Slot) -> bytes | None:
            if slot.kind == "recovery":
                return by_holder.get((SignerKind.OFFICE, ""))
            holder = _named(people, slot.user)
            if holder is None or keyslots.same_name(slot.user, leaving):
                return None
            return by_holder.get((SignerKind.PERSON, holder.id))

        return {slot.id: found for slot in file.slots if (found := half(slot)) is not None}

    def _strike_out(self, database: Database, *, author: str, name: str) -> None:
        with database.reading() as session:
            leaving = _named(store.users(session), name)
        if leaving is None:  # struck out before, and then cut short
            return
        with database.writing("user.removed", author=author) as session:
            store.remove_user(session, leaving.id)
            store.end_signer(session, SignerKind.PERSON, leaving.id, self._clock.now())

    def _under_a_new_key(
        self,
        old: DatabaseKey,
        file: Keyslots,
        halves: dict[str, bytes],
        tell: Callable[[Step], None],
    ) -> DatabaseKey:
        home, new = self._home, DatabaseKey.random()
        for leftover in home.rekeyed_vaults():
            leftover.unlink(missing_ok=True)
        aside = home.rekeyed_vault(new.name)
        try:
            with copying.last_words(home.vault, old.hex):
                tell(Step.COPYING)
                facts = copying.snapshot(home.vault, aside, old.hex, below=self._ids.below)
                tell(Step.WRITING)
                copying.rekey(aside, old.hex, new.hex)
                tell(Step.PROVING)
                if copying.fault_of(aside, new.hex, facts):
                    raise VaultError("rotation.not_proven")  # noqa: TRY301  the copy goes with it
                tell(Step.CHANGING)
                keyslots.save(home.keyslots, rotation.handed_on(file, old, new, halves=halves))
        except BaseException:
            if keyslots.load(home.keyslots).key_name != new.name:
                discard(aside)
            raise
        door.finish(home)
        return new

    def _forget_machines_halves(self, file: Keyslots, halves: dict[str, bytes]) -> None:
        gone = [slot for slot in file.slots if slot.device and slot.id not in halves]
        for name in door.device_names(Keyslots(vault_id=file.vault_id, slots=tuple(gone))):
            self._secrets.forget(name)


def _named(people: tuple[User, ...], name: str) -> User | None:
    return next((one for one in people if keyslots.same_name(one.name, name)), None)
