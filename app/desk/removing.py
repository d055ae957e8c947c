"""Somebody leaves the office: the slot goes, and with it the key that the slot opened.

The whole vault is written anew under another key, which is handed on to everybody who stays. The
order makes every moment safe: first the office knows that the person left; then the new vault lies
aside, whole and proven; then the keyslots are kept, and from there the next start finishes alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.accounts import store
from app.accounts.model import SignerKind, User
from app.accounts.permissions import Action, could
from app.core.clock import Clock
from app.core.errors import DeskError, InputError, VaultError
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

_KINDS: Mapping[str, SignerKind] = {
    "passphrase": SignerKind.PERSON,
    "invite": SignerKind.INVITE,
}


class Step(StrEnum):
    """What is being done, in this order."""

    COPYING = "copying"
    WRITING = "writing"
    PROVING = "proving"
    CHANGING = "changing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """The vault is under another key, and closed; everybody signs in anew."""

    key: DatabaseKey = field(repr=False)
    without: tuple[str, ...]
    """Whose slot fell away because no pair of theirs is known: they need a code."""


Tell = Callable[[Step], None]


def _quiet(_: Step) -> None:
    pass


class Removing:
    """Takes people out of one home. Both ways may take long: not for the UI thread."""

    def __init__(
        self, home: Home, *, clock: Clock, ids: Ids, secrets_store: DeviceSecrets | None = None
    ) -> None:
        """Of the vault in that home."""
        self._home, self._clock, self._ids = home, clock, ids
        self._secrets = secrets_store or OsKeyring()

    def remove(
        self, database: Database, key: DatabaseKey, *, author: str, name: str, tell: Tell = _quiet
    ) -> Turned:
        """Take somebody out and change the key; afterwards `database` is closed.

        NotAllowedError without the right; InputError `person.unknown`, `person.self` or
        `person.last` (nobody else could let people in); and what `turn` refuses. Cut short after
        the person was struck out, the same call or `turn` finishes it.
        """
        Gate(database, author).admit(Action.MANAGE_USERS)
        self._expect(database, author=author, name=name)
        self._strike_out(database, author=author, name=name)
        return self._turned(database, key, tell)

    def turn(
        self, database: Database, key: DatabaseKey, *, author: str, tell: Tell = _quiet
    ) -> Turned:
        """Change the key of the vault; afterwards `database` is closed.

        VaultError `rotation.no_sheet` when the recovery code would open nothing afterwards,
        `rotation.not_proven` when the new vault is not as the old: then the old one stays.
        """
        Gate(database, author).admit(Action.MANAGE_USERS)
        self._expect_sheet(database)
        return self._turned(database, key, tell)

    def _expect(self, database: Database, *, author: str, name: str) -> None:
        file = keyslots.load(self._home.keyslots)
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
        self._expect_sheet(database)

    def _expect_sheet(self, database: Database) -> None:
        file = keyslots.load(self._home.keyslots)
        recovery = file.recovery()
        if recovery is None or recovery.id not in self._halves(database, file):
            raise VaultError("rotation.no_sheet")

    def _halves(self, database: Database, file: Keyslots) -> dict[str, bytes]:
        """Slot id -> the public half to hand the new key on to, of everybody who works here.

        By the records of the vault, never by the file: that can be forged.
        """
        with database.reading() as session:
            people, signers = store.users(session), store.signers(session)
        known = {(one.kind, one.holder): one.seal for one in signers}
        ids = {keyslots.folded(one.name): one.id for one in people}

        def half(slot: Slot) -> bytes | None:
            if slot.kind == "recovery":
                return known.get((SignerKind.OFFICE, ""))
            holder = ids.get(keyslots.folded(slot.user))
            return None if holder is None else known.get((_KINDS[slot.kind], holder))

        return {slot.id: found for slot in file.slots if (found := half(slot)) is not None}

    def _strike_out(self, database: Database, *, author: str, name: str) -> None:
        with database.reading() as session:
            leaving = _named(store.users(session), name)
        if leaving is None:  # struck out before, and then cut short
            return
        with database.writing("user.removed", author=author) as session:
            store.remove_user(session, leaving.id)
            for kind in _KINDS.values():
                store.end_signer(session, kind, leaving.id, self._clock.now())

    def _turned(self, database: Database, key: DatabaseKey, tell: Tell) -> Turned:
        file = keyslots.load(self._home.keyslots)
        halves = self._halves(database, file)
        with database.reading() as session:
            people = store.users(session)
        database.close()
        new = self._under_a_new_key(key, file, halves, tell)
        gone = tuple(slot for slot in file.slots if slot.id not in halves)
        self._forget_machines_halves(file, gone)
        without = {one.name for slot in gone if (one := _named(people, slot.user)) is not None}
        return Turned(key=new, without=tuple(sorted(without)))

    def _under_a_new_key(
        self, old: DatabaseKey, file: Keyslots, halves: dict[str, bytes], tell: Tell
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
                if keyslots.load(home.keyslots) != file:  # somebody got a new way in meanwhile
                    raise DeskError("vault.busy")  # noqa: TRY301  the copy goes with it
                keyslots.save(home.keyslots, rotation.handed_on(file, old, new, halves=halves))
        except BaseException:
            if keyslots.load(home.keyslots).key_name != new.name:
                discard(aside)
            raise
        door.finish(home)
        return new

    def _forget_machines_halves(self, file: Keyslots, gone: tuple[Slot, ...]) -> None:
        for name in door.device_names(Keyslots(vault_id=file.vault_id, slots=gone)):
            self._secrets.forget(name)


def _named(people: tuple[User, ...], name: str) -> User | None:
    return next((one for one in people if keyslots.same_name(one.name, name)), None)
