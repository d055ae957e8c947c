"""How long files are kept: what is due, what is held back, and erasing by two people."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.accounts import store as accounts
from app.accounts.model import SignerKind, User
from app.accounts.permissions import Action, confirms
from app.core.clock import Clock, today
from app.core.errors import DeskError, InputError, NotAllowedError
from app.core.ids import Ids
from app.core.runner import LongJob, Progress
from app.desk.gate import Gate, free, job
from app.keeping import store
from app.keeping.terms import TERMS, File, Kept, Purge, Term, due_on, months_later, term_of
from app.registry import store as registry
from app.storage.database import Database
from app.storage.erasing_files import erase_file
from app.storage.merged import whole

REASON_SIGNS = 10
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What the clocks say of one class today."""

    term: Term
    count: int
    files: tuple[File, ...] = ()
    """The files, those held back among them; empty for classes that are only counted."""

    @property
    def free(self) -> tuple[File, ...]:
        """Those that nothing holds back."""
        return tuple(one for one in self.files if not one.held)


class Retention:
    """The clocks of one vault, as one signed-in person meets them."""

    def __init__(self, database: Database, *, clock: Clock, ids: Ids, author: str) -> None:
        """Work in that database, in the name of `author`."""
        self._database, self._clock, self._ids, self._author = database, clock, ids, author
        self.gate = Gate(database, author)

    # ---- looking --------------------------------------------------------------------------------

    @job(Action.DELETE_DATA, second_inside=True)
    def due(self, on: date | None = None) -> tuple[Due, ...]:
        """What is due in each class; nothing is changed."""
        day = on or today(self._clock)
        with self._database.reading() as session:
            found = due_on(store.files(session), day)
            looks = store.old_looks(session, months_later(day, -term_of(Kept.ACCESS_LOG).months))
        counts = {Kept.CLIENT_FILE: len(found), Kept.ACCESS_LOG: looks}
        return tuple(
            Due(
                term=term,
                count=counts.get(term.kept, 0),
                files=found if term.kept is Kept.CLIENT_FILE else (),
            )
            for term in TERMS
        )

    @free("who may confirm is asked inside; numbers and days only")
    def purges(self) -> tuple[Purge, ...]:
        """Every purge that was put forward, the newest first."""
        self._require_confirming()
        with self._database.reading() as session:
            return store.purges(session)

    @free("names of colleagues are known to all")
    def names(self) -> dict[str, str]:
        """Who is who, for the certificate."""
        with self._database.reading() as session:
            return {user.id: user.name for user in accounts.users(session)}

    # ---- holding back ---------------------------------------------------------------------------

    @job(Action.DELETE_DATA, second_inside=True)
    def hold(self, client_id: str, *, reason: str) -> None:
        """The file stays although its term is over. InputError without a reason of ten signs."""
        said = " ".join(reason.split())
        if len(said) < REASON_SIGNS:
            raise InputError("access.reason_needed", n=REASON_SIGNS)
        with self._database.writing("file.held", author=self._author) as session:
            if registry.client(session, client_id) is None:
                raise InputError("client.unknown")
            store.hold(
                *(session, self._ids.record(), client_id),
                at=self._clock.now(),
                author=self._author,
                reason=said,
            )

    @job(Action.DELETE_DATA, second_inside=True)
    def lift(self, client_id: str) -> bool:
        """The file may be erased again; whether it was held back."""
        with self._database.writing("file.released", author=self._author) as session:
            return store.lift(session, client_id, at=self._clock.now(), author=self._author)

    # ---- erasing --------------------------------------------------------------------------------

    @job(Action.DELETE_DATA, second_inside=True)
    def propose(self, client_ids: tuple[str, ...]) -> Purge:
        """Put due files forward; nothing is erased before another person confirms.

        DeskError `purge.nobody_else` when nobody else who may confirm ever signed in.
        """
        with self._database.writing("purge.proposed", author=self._author) as session:
            if not self._others(session):
                raise DeskError("purge.nobody_else")
            known = {one.client_id: one for one in self._due(session)}
            wanted = [known[one] for one in client_ids if one in known and not known[one].held]
            if not wanted or len(wanted) != len(client_ids) or len(wanted) > MOST_AT_ONCE:
                raise InputError("purge.not_due", n=MOST_AT_ONCE)
            record = self._ids.record()
            ids = [one.client_id for one in wanted]
            store.propose(session, record, ids, at=self._clock.now(), author=self._author)
        return self._purge(record)

    @free("who may confirm is asked inside: a witness may, who may not put forward")
    def withdraw(self, purge_id: str) -> None:
        """It is not to be."""
        self._require_confirming()
        self._waiting(purge_id)
        with self._database.writing("purge.withdrawn", author=self._author) as session:
            store.note_purge(session, purge_id, withdrawn_at=self._clock.now())

    @free("who may confirm is asked inside: a witness may, who may not put forward")
    def confirm(self, purge_id: str) -> LongJob[Purge]:
        """The second person says yes: file after file is erased, a transaction each.

        Cut short, it goes on when it is confirmed again. A file that is held back or that somebody
        added to meanwhile stays.
        """
        self._require_confirming()
        purge = self._waiting(purge_id, begun=True)
        if purge.author == self._author:
            raise NotAllowedError("purge.same_person")
        if purge.confirmed_at is None:
            with self._database.writing("purge.confirmed", author=self._author) as session:
                store.note_purge(
                    *(session, purge_id),
                    confirmed_at=self._clock.now(),
                    confirmed_by=self._author,
                )
        for done, client_id in enumerate(purge.files, 1):
            self._erase(client_id)
            yield Progress(done, len(purge.files))
        with self._database.local_writing() as local:  # words of names that others begin with
            registry.rebuild_search(local)
        with self._database.writing("purge.done", author=self._author) as session:
            proof = store.certificate(session, purge_id)
            store.note_purge(
                session, purge_id, done_at=self._clock.now(), certificate=asdict(proof)
            )
        return self._purge(purge_id)

    def _erase(self, client_id: str) -> None:
        with self._database.writing("file.erased", author=self._author) as session:
            now = {one.client_id: one for one in self._due(session)}
            file = now.get(client_id)
            if file is None or file.held:
                return
            cards = session.scalars(whole(client_id)).all()
            with registry.kept_findable(session, cards):
                erase_file(session, cards)

    # ---- who ------------------------------------------------------------------------------------

    def _require_confirming(self) -> None:
        if not confirms(self.gate.roles(), Action.DELETE_DATA):
            raise NotAllowedError("role.not_allowed")

    def _others(self, session: Session) -> list[User]:
        """Those who may confirm and have signed in at least once: then they have keys."""
        signed_in = {
            one.holder
            for one in accounts.signers(session)
            if one.kind is SignerKind.PERSON and one.holder != self._author
        }
        return [
            user
            for user in accounts.users(session)
            if user.id in signed_in and confirms(user.held, Action.DELETE_DATA)
        ]

    def _due(self, session: Session) -> tuple[File, ...]:
        return due_on(store.files(session), today(self._clock))

    def _waiting(self, purge_id: str, *, begun: bool = False) -> Purge:
        purge = self._purge(purge_id)
        if not (purge.waits or (begun and purge.withdrawn_at is None and purge.done_at is None)):
            raise InputError("purge.over")
        return purge

    def _purge(self, purge_id: str) -> Purge:
        with self._database.reading() as session:
            found = store.purge(session, purge_id)
        if found is None:
            raise InputError("purge.unknown")
        return found
