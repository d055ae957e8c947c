"""Who works here: codes to come in with, roles, and the way out with a change of the key."""

from datetime import datetime, timedelta

from app.accounts import store
from app.accounts.model import Invitation, Member, Role, Signer, SignerKind, Standing, User
from app.accounts.permissions import Action
from app.core.clock import Clock
from app.core.errors import InputError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.gate import Gate, free, job
from app.desk.removing import Removing, Step
from app.desk.signers import invite_signer
from app.storage import sign_ins
from app.storage.database import Database
from app.vault import invites, keyslots, slots
from app.vault.device_secret import DeviceSecrets
from app.vault.keys import DatabaseKey
from app.vault.keyslots import Keyslots
from app.vault.pairs import Pair
from app.vault.wrapping import Cost

DAYS = 7
"""So long a code opens."""


class People:
    """The jobs of whoever decides who works here. None of them runs on the UI thread."""

    def __init__(
        self,
        home: Home,
        database: Database,
        key: DatabaseKey,
        *,
        clock: Clock,
        ids: Ids,
        author: str,
        secrets_store: DeviceSecrets,
        cost: Cost,
    ) -> None:
        """`key` is that of the open database, `author` the id of the signed-in person."""
        self.gate = Gate(database, author)
        self._home, self._database, self._key = home, database, key
        self._clock, self._ids, self._author = clock, ids, author
        self._cost = cost
        self._removing = Removing(home, clock=clock, ids=ids, secrets_store=secrets_store)
        self._step: Step | None = None

    @free("colleagues know each other by name")
    def members(self) -> tuple[Member, ...]:
        """Everybody who works here, in the order they came."""
        file = keyslots.load(self._home.keyslots)
        with self._database.reading() as session:
            users, seen = store.users(session), sign_ins.known(session)
        return tuple(self._member(user, file, seen.get(user.id)) for user in users)

    @free("whether the person may is what is asked")
    def may_manage(self) -> bool:
        """Whether the signed-in person decides who works here."""
        return self.gate.could(Action.MANAGE_USERS)

    @job(Action.MANAGE_USERS)
    def invite(self, name: str, role: Role, *, days: int = DAYS) -> Invitation:
        """A new colleague: the record now, the way in when she types the code.

        InputError `user.no_name`, `user.exists`.
        """
        tidy = slots.tidy(name)
        if not tidy:
            raise InputError("user.no_name")
        if any(keyslots.same_name(tidy, one.name) for one in self._users()):
            raise InputError("user.exists")
        now = self._clock.now()
        user = User(id=self._ids.record(), name=tidy, role=role, added_at=now)
        pair = Pair.random()
        with self._database.writing("user.invited", author=self._author) as session:
            store.add_user(session, user)
            store.put_signer(session, self._signer(user, pair))
        return self._issue(user, pair, now + timedelta(days=days))

    @job(Action.MANAGE_USERS)
    def reset(self, user_id: str, *, days: int = DAYS) -> Invitation:
        """A code for a colleague who cannot come in; the old passphrase opens until it is used.

        Nobody else ever sets a passphrase: the code only lets its holder choose one.
        """
        user, pair = self._other(user_id), Pair.random()
        with self._database.writing("user.reset", author=self._author) as session:
            store.put_signer(session, self._signer(user, pair))
        return self._issue(user, pair, self._clock.now() + timedelta(days=days))

    @job(Action.MANAGE_USERS)
    def change_role(self, user_id: str, role: Role) -> None:
        """From now on somebody is that; nobody changes the own role."""
        self._other(user_id)
        with self._database.writing("user.role_changed", author=self._author) as session:
            store.change_roles(session, user_id, role, frozenset())

    @job(Action.MANAGE_USERS)
    def remove(self, user_id: str) -> tuple[str, ...]:
        """Nothing of that person opens the vault any more; it is closed, everybody signs in anew.

        Answers who needs a new code. Raises what `Removing.remove` raises.
        """
        name = self._other(user_id).name
        turned = self._removing.remove(
            self._database, self._key, author=self._author, name=name, tell=self._told
        )
        return turned.without

    @job(Action.MANAGE_USERS)
    def turn_key(self) -> tuple[str, ...]:
        """Put the vault under a new key and close it; everybody signs in anew.

        Answers who needs a new code. Raises what `Removing.turn` raises.
        """
        return self._removing.turn(
            self._database, self._key, author=self._author, tell=self._told
        ).without

    @property
    @free("how far a change is tells nothing of anybody")
    def step(self) -> Step | None:
        """What a change of the key that runs now is doing."""
        return self._step

    @free("the program itself tells of a code that was used")
    def came(self, user: User) -> None:
        """The person used the code and has a passphrase of the own: the invitation is over."""
        with self._database.reading() as session:
            waits = any(
                one.kind is SignerKind.INVITE and one.holder == user.id
                for one in store.signers(session)
            )
        if waits:
            with self._database.writing("invite.used", author=user.id) as session:
                store.end_signer(session, SignerKind.INVITE, user.id, self._clock.now())

    def _told(self, step: Step) -> None:
        self._step = step

    def _users(self) -> tuple[User, ...]:
        with self._database.reading() as session:
            return store.users(session)

    def _other(self, user_id: str) -> User:
        found = next((one for one in self._users() if one.id == user_id), None)
        if found is None:
            raise InputError("user.unknown")
        if found.id == self._author:
            raise InputError("person.self")
        return found

    def _issue(self, user: User, pair: Pair, until: datetime) -> Invitation:
        code = invites.new_code()
        invites.sweep(self._home, self._clock.now())
        invites.issue(
            self._home,
            self._key,
            user=user.name,
            code=code,
            pair=pair,
            until=until,
            cost=self._cost,
        )
        return Invitation(user=user, code=code, until=until)

    def _signer(self, user: User, pair: Pair) -> Signer:
        return invite_signer(user.id, pair.public(), clock=self._clock, ids=self._ids)

    def _member(self, user: User, file: Keyslots, last_in: datetime | None) -> Member:
        own, invite = file.of_user(user.name), file.of_user(user.name, "invite")
        until = datetime.fromisoformat(invite.until) if invite is not None else None
        standing = Standing.ACTIVE if own is not None else Standing.SHUT_OUT
        if own is None and invite is not None:
            late = invites.over(invite, self._clock.now())
            standing = Standing.LATE if late else Standing.INVITED
        return Member(user=user, standing=standing, code_until=until, last_in=last_in)
