"""The head's desk: the office's own record, its people, and the proof of its journal."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.accounts import store
from app.accounts.model import Office, Role, SignerKind, User
from app.accounts.permissions import Action
from app.core.clock import Clock
from app.core.errors import InputError, NotAllowedError
from app.core.ids import Ids
from app.desk.gate import Gate, free, job
from app.desk.signing import Checker
from app.storage import journal
from app.storage.database import Database
from app.storage.journal import Verified
from app.storage.signatures import known_keys

MINUTES = range(1, 11)
"""How long a desk may stay open without a touch."""


class Administration:
    """What concerns the office as a whole."""

    def __init__(
        self, database: Database, *, clock: Clock, ids: Ids, author: str, gate: Gate | None = None
    ) -> None:
        """`author` is the id of the signed-in user."""
        self.gate = gate or Gate(database, author)
        self._database = database
        self._clock = clock
        self._ids = ids
        self._author = author

    @free("colleagues know each other by name")
    def users(self) -> tuple[User, ...]:
        """Everybody who works here."""
        with self._database.reading() as session:
            return store.users(session)

    @free("everybody knows who they are")
    def me(self) -> User:
        """Who is signed in."""
        with self._database.reading() as session:
            found = store.user(session, self._author)
        if found is None:
            raise InputError("user.unknown")
        return found

    @free("it stands on the door")
    def office(self) -> Office:
        """The office's record."""
        with self._database.reading() as session:
            return store.office(session)

    @job(Action.EDIT_LOCAL_CONTENT)
    def change_office(self, new: Office) -> Office:
        """Save the office's record; `new.versions` is what the form had on the screen."""
        if not {new.hide_after, new.lock_after} <= {0, *MINUTES}:
            raise InputError("office.minutes", least=MINUTES[0], most=MINUTES[-1])
        with self._database.writing(
            "office.changed", author=self._author, seen={new.id: new.versions}
        ) as session:
            store.change_office(session, new)
        return self.office()

    @free("there is nobody yet who could allow it; refused from the second day on")
    def found(self, office: Office, head: str) -> User:
        """The first day: the office's record and its head, who is the signed-in user."""
        user = User(id=self._author, name=head, role=Role.HEAD, added_at=self._clock.now())
        with self._database.writing("office.founded", author=self._author) as session:
            if store.users(session):
                raise NotAllowedError("role.not_allowed")
            store.add_user(session, user)
            store.add_office(session, replace(office, id=self._ids.record(), versions={}))
        return user

    @free("it says whether the person herself has something to do")
    def recovery_waits(self) -> bool:
        """Whether the signed-in person should print a recovery code: the head, and none is sure."""
        if not self.gate.could(Action.CHANGE_POLICY):
            return False
        with self._database.reading() as session:
            known = store.user(session, self._author) is not None
            sure = store.recovery_confirmed(session) and self._has_office_pair(session)
            return known and not sure

    @staticmethod
    def _has_office_pair(session: Session) -> bool:
        """A code of before m0003 opens the vault, but nothing can be sealed to it."""
        return any(one.kind is SignerKind.OFFICE for one in store.signers(session))

    @job(Action.RECOVER)
    def confirm_recovery(self) -> None:
        """The head typed groups of the code from the sheet: it is on paper."""
        with self._database.writing("recovery.confirmed", author=self._author) as session:
            store.note_recovery_confirmed(session, self._clock.now())

    @job(Action.READ_CHAIN)
    def verify_journal(self) -> Verified:
        """Check the whole chain of the journal and every signature of it."""
        with self._database.reading() as session:
            return journal.verify(session, holds=Checker(known_keys(session)).holds)
