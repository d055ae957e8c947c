"""The head's desk: the office's own record, its people, and the proof of its journal."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.accounts import store
from app.accounts.model import Office, Role, SignerKind, User
from app.accounts.permissions import Right, may
from app.core.clock import Clock
from app.core.errors import InputError, NotAllowedError
from app.core.ids import Ids
from app.desk.signing import Checker
from app.storage import journal
from app.storage.database import Database
from app.storage.journal import Verified
from app.storage.signatures import known_keys


class Administration:
    """What concerns the office as a whole."""

    def __init__(self, database: Database, *, clock: Clock, ids: Ids, author: str) -> None:
        """`author` is the id of the signed-in user."""
        self._database = database
        self._clock = clock
        self._ids = ids
        self._author = author

    def users(self) -> tuple[User, ...]:
        """Everybody who works here."""
        with self._database.reading() as session:
            return store.users(session)

    def me(self) -> User:
        """Who is signed in."""
        with self._database.reading() as session:
            found = store.user(session, self._author)
        if found is None:
            raise InputError("user.unknown")
        return found

    def office(self) -> Office:
        """The office's record."""
        with self._database.reading() as session:
            return store.office(session)

    def change_office(self, new: Office) -> Office:
        """Save the office's record; `new.versions` is what the form had on the screen."""
        self.require(Right.CHANGE_OFFICE)
        with self._database.writing(
            "office.changed", author=self._author, seen={new.id: new.versions}
        ) as session:
            store.change_office(session, new)
        return self.office()

    def found(self, office: Office, head: str) -> User:
        """The first day: the office's record and its head, who is the signed-in user."""
        user = User(id=self._author, name=head, role=Role.HEAD, added_at=self._clock.now())
        with self._database.writing("office.founded", author=self._author) as session:
            store.add_user(session, user)
            store.add_office(session, replace(office, id=self._ids.record(), versions={}))
        return user

    def recovery_waits(self) -> bool:
        """Whether the signed-in person should print a recovery code: the head, and none is sure."""
        with self._database.reading() as session:
            me = store.user(session, self._author)
            return (
                me is not None
                and may(me.role, Right.RENEW_RECOVERY)
                and not (store.recovery_confirmed(session) and self._has_office_pair(session))
            )

    @staticmethod
    def _has_office_pair(session: Session) -> bool:
        """A code of before m0003 opens the vault, but nothing can be sealed to it."""
        return any(one.kind is SignerKind.OFFICE for one in store.signers(session))

    def confirm_recovery(self) -> None:
        """The head typed groups of the code from the sheet: it is on paper."""
        self.require(Right.RENEW_RECOVERY)
        with self._database.writing("recovery.confirmed", author=self._author) as session:
            store.note_recovery_confirmed(session, self._clock.now())

    def verify_journal(self) -> Verified:
        """Check the whole chain of the journal and every signature of it."""
        with self._database.reading() as session:
            return journal.verify(session, holds=Checker(known_keys(session)).holds)

    def require(self, right: Right) -> None:
        """Refuse whoever may not do this."""
        if not may(self.me().role, right):
            raise NotAllowedError("role.not_allowed")
