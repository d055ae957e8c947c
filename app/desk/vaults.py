"""The jobs around the vault's door, the same for the window and for the command line."""

from contextlib import suppress
from dataclasses import dataclass, field

from app.accounts import store
from app.accounts.model import Office, Role, Signer, User
from app.accounts.permissions import Action
from app.alarms.model import Kind
from app.core.clock import Clock
from app.core.errors import InputError, VaultError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.alarms import Alarms
from app.desk.gate import Gate
from app.desk.office import Administration
from app.desk.people import People
from app.desk.restoring import Restoring
from app.desk.signers import Keys, desk_pair, keys_of, office_signer
from app.desk.signing import signing_of
from app.storage import sign_ins
from app.storage.database import Database
from app.storage.engine import discard
from app.storage.faults import UNREADABLE
from app.vault import door, keyslots, pairs, recovery_code
from app.vault.device_secret import DeviceSecrets, OsKeyring
from app.vault.door import Created, Invited
from app.vault.drives import expect_own_disk
from app.vault.keys import DatabaseKey
from app.vault.pairs import Pair
from app.vault.quick import QuickKey
from app.vault.slots import Entered
from app.vault.wrapping import STANDARD, Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open vault and who opened it. Whoever has it closes `database` at the end."""

    database: Database
    user: User
    key: DatabaseKey = field(repr=False)
    keys: Keys = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A vault that is open for the doctor only, and the id of who opened it, if it can be read."""

    database: Database
    author: str
    signs: bool
    """Whether what is written can be signed: not where the desk's own keys are damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A new vault, open; the recovery code is shown once and kept nowhere."""

    recovery_code: str = field(repr=False)
    device: str
    """What the keyring of the machine answered: present, absent, locked or broken."""
    opened: Opened


class Vaults:
    """The door of one home. Every method may wait for the machine: not for the UI thread."""

    def __init__(
        self,
        home: Home,
        *,
        clock: Clock,
        ids: Ids,
        secrets_store: DeviceSecrets | None = None,
        cost: Cost = STANDARD,
    ) -> None:
        """`secrets_store` is the keyring of the operating system unless something else is given."""
        self._home = home
        self._clock = clock
        self._ids = ids
        self._secrets = secrets_store or OsKeyring()
        self._cost = cost

    def make(self, office: Office, *, user: str, passphrase: str) -> Made:
        """Make the vault, its office and its first head; an existing home is refused."""
        home = self._home
        expect_own_disk(home.folder)
        if home.exists:
            raise InputError("home.taken")
        door.check_new_user(user, passphrase, known=(office.name, office.address))
        try:
            home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise InputError("home.not_writable") from problem
        created = self._keyed_database(user, passphrase)
        database = self._database(created.key)
        head = self._found(database, office, user, created.pair)
        with database.writing("keys.told", author=head.id) as session:
            store.put_signer(session, self._office_signer(created.recovery_code))
        entered = Entered(key=created.key, pair=created.pair)
        return Made(
            recovery_code=created.recovery_code,
            device=created.device.value,
            opened=self._signed_in(database, head, entered),
        )

    def users(self) -> tuple[str, ...]:
        """Who may sign in here with a passphrase."""
        return door.users(self._home)

    def open(self, user: str, passphrase: str) -> Opened:
        """Open the vault with a passphrase."""
        self.expect()
        entered = door.unlock(
            self._home,
            user=user,
            passphrase=passphrase,
            clock=self._clock,
            secrets_store=self._secrets,
        )
        return self._opened(entered, user)

    def examine(self, user: str, passphrase: str) -> Examined:
        """Open the vault for the doctor: nothing in it needs to be readable but its frame."""
        self.expect()
        entered = door.unlock(
            self._home,
            user=user,
            passphrase=passphrase,
            clock=self._clock,
            secrets_store=self._secrets,
        )
        database, author = self._database(entered.key), ""
        with suppress(*UNREADABLE), database.reading() as session:
            people = store.names(session)
            author = next((one for one, name in people if keyslots.same_name(name, user)), "")
        signs = False
        with suppress(*UNREADABLE):
            desk = desk_pair(database)  # whoever cannot be named is signed for by the desk alone
            database.sign_with(signing_of(author or "-", person=entered.pair, desk=desk))
            signs = True
        return Examined(database=database, author=author, signs=signs)

    def quick(self, opened: Opened, pin: str) -> QuickKey:
        """The key of that open vault under a PIN, in memory only."""
        now, cost = self._clock.now(), self._cost
        entered = Entered(key=opened.key, pair=opened.keys.person)
        return QuickKey(entered, pin, user=opened.user.name, now=now, cost=cost)

    def reopen(self, quick: QuickKey, pin: str) -> Opened:
        """Open the vault with the PIN of this session."""
        self.expect()
        entered = quick.open(pin, now=self._clock.now())
        if entered is not None:
            return self._opened(entered, quick.user)
        if quick.left:
            raise VaultError("pin.wrong", n=quick.left)
        raise VaultError("pin.gone")

    def recover(self, code: str) -> DatabaseKey:
        """The key for the printed recovery code; `renew` then lets its holder in.

        After an evacuation the vault is brought back first.
        """
        if self._home.was_evacuated:
            restoring = Restoring(
                self._home, clock=self._clock, ids=self._ids, secrets_store=self._secrets
            )
            return restoring.after_evacuation(code=code).key
        self.expect()
        return door.unlock_with_recovery(self._home, code=code, clock=self._clock)

    def invited(self, code: str) -> Invited:
        """Whom the code of an invitation or a reset lets in; `renew` then takes the passphrase."""
        self.expect()
        return door.unlock_with_invite(self._home, code=code, clock=self._clock)

    def renew(
        self, key: DatabaseKey, *, user: str, passphrase: str, elsewhere: bool = False
    ) -> Opened:
        """After a code: a new passphrase (and machine's half) for a user, and the open vault.

        `elsewhere`: this home came out of a backup; the one it was made in keeps its own halves.
        """
        file = keyslots.load(self._home.keyslots)
        if file.of_user(user) is None and file.of_user(user, "invite") is None:
            raise InputError("user.unknown")
        door.check_new_user(user, passphrase)
        opened = self._opened(Entered(key=key, pair=Pair.random()), user)
        try:
            door.renew(
                self._home,
                key,
                user=user,
                passphrase=passphrase,
                secrets_store=self._secrets,
                pair=opened.keys.person,
                elsewhere=elsewhere,
                cost=self._cost,
            )
            self.people(opened).came(opened.user)
            self._alarms(opened).end(Kind.EVACUATION)
        except BaseException:
            opened.database.close()
            raise
        return opened

    def _alarms(self, opened: Opened) -> Alarms:
        return Alarms(opened.database, clock=self._clock, ids=self._ids, author=opened.user.id)

    def people(self, opened: Opened) -> People:
        """The jobs of whoever decides who works here."""
        return People(
            self._home,
            opened.database,
            opened.key,
            clock=self._clock,
            ids=self._ids,
            author=opened.user.id,
            secrets_store=self._secrets,
            cost=self._cost,
        )

    def add_user(self, opened: Opened, *, name: str, role: Role, passphrase: str) -> User:
        """Let one more person in; only the head may. The record and the slot come together."""
        author = opened.user.id
        Gate(opened.database, author).admit(Action.MANAGE_USERS)
        user = User(
            id=self._ids.record(),
            name=" ".join(name.split()),
            role=role,
            added_at=self._clock.now(),
        )
        with opened.database.writing("user.added", author=author) as session:
            store.add_user(session, user)
            door.add_user(
                self._home,
                opened.key,
                user=name,
                passphrase=passphrase,
                secrets_store=self._secrets,
                cost=self._cost,
            )
        return user

    def renew_recovery(self, opened: Opened) -> str:
        """A new recovery code, shown once; the old one opens nothing. Only the head may.

        The journal has it first: cut short between the two, the office asks for a sheet again
        while the old code still opens; the other way round it would trust a sheet that does not.
        """
        author = opened.user.id
        Gate(opened.database, author).admit(Action.CHANGE_POLICY)
        code = recovery_code.new()
        with opened.database.writing("recovery.renewed", author=author) as session:
            store.note_new_recovery(session, self._clock.now())
            store.put_signer(session, self._office_signer(code))
        door.renew_recovery(self._home, opened.key, code=code, cost=self._cost)
        return code

    def expect(self) -> None:
        """Refuse a home that cannot be opened, before anybody is asked for a passphrase."""
        door.expect(self._home)

    def _keyed_database(self, user: str, passphrase: str) -> Created:
        """The database aside, then its keyslots, then its name: at no moment a key without a door.

        Cut short before the keyslots are kept, the home is still new and the next set-up begins
        anew; cut short after it, the next start gives the database its name.
        """
        home, key = self._home, DatabaseKey.random()
        discard(home.unfinished_vault)
        Database.create(home.unfinished_vault, key.hex, ids=self._ids)
        try:
            created = door.create(
                home,
                user=user,
                passphrase=passphrase,
                secrets_store=self._secrets,
                cost=self._cost,
                key=key,
            )
        except Exception:
            if not home.keyslots.exists():  # never a database that somebody has a key for
                discard(home.unfinished_vault)
            raise
        door.finish(home)
        return created

    def _database(self, key: DatabaseKey) -> Database:
        return Database.open(self._home.vault, key.hex, clock=self._clock, ids=self._ids)

    def _found(self, database: Database, office: Office, user: str, pair: Pair) -> User:
        me = self._ids.record()
        database.sign_with(signing_of(me, person=pair, desk=desk_pair(database)))
        administration = Administration(database, clock=self._clock, ids=self._ids, author=me)
        return administration.found(office, " ".join(user.split()))

    def _office_signer(self, code: str) -> Signer:
        public = pairs.of_office(code).public()
        return office_signer(public, clock=self._clock, ids=self._ids)

    def _opened(self, entered: Entered, name: str) -> Opened:
        database = self._database(entered.key)
        try:
            return self._signed_in(database, self._user(database, name, entered.pair), entered)
        except BaseException:
            database.close()
            raise

    def _signed_in(self, database: Database, user: User, entered: Entered) -> Opened:
        keys = keys_of(database, user, entered.pair, clock=self._clock, ids=self._ids)
        with database.local_writing() as session:
            sign_ins.note(session, user.id, self._clock.now())
        return Opened(database=database, user=user, key=entered.key, keys=keys)

    def _user(self, database: Database, name: str, pair: Pair) -> User:
        with database.reading() as session:
            people = store.users(session)
        if not people:  # the machine stopped between making the vault and its first record
            return self._found(database, Office(), name, pair)
        found = next((user for user in people if keyslots.same_name(user.name, name)), None)
        if found is None:
            raise VaultError("vault.user_unknown")
        return found
