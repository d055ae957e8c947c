"""Cards that only some may open, and the way in for an emergency: a glass that is broken.

Breaking it is in the journal, safely on the disk, before anything of the card is shown; if it
cannot be written, the card stays closed. It opens for reading only, for half an hour, and the head
is told.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.model import Role
from app.accounts.permissions import Action, Allowed, decide
from app.core.clock import Clock
from app.core.errors import DeskError, InputError, NotAllowedError
from app.core.ids import Ids
from app.desk.gate import free, roles_of
from app.sight import store
from app.sight.model import BROKEN_FOR, REASON_SIGNS, Access, Act, Restriction, What
from app.storage.database import Database


def _passes(roles: frozenset[Role]) -> bool:
    """Whether a closed card is open to them as any other."""
    return isinstance(decide(roles, Action.RESTRICTED_CASE), Allowed)


def _breaks(roles: frozenset[Role]) -> bool:
    """Whether an emergency opens it to them."""
    broken = decide(roles, Action.RESTRICTED_CASE, glass=True)
    return not _passes(roles) and isinstance(broken, Allowed)


def expect_open(
    session: Session, client_id: str, *, author: str, at: datetime, to_write: bool = False
) -> None:
    """Refuse a card that is closed to this person: `card.closed`.

    Behind a broken glass it may be read and not changed: `card.read_only`.
    """
    if store.restriction(session, client_id) is None:
        return
    if _passes(roles_of(session, author)):
        return
    if store.broken(session, author, client_id, at) is None:
        raise NotAllowedError("card.closed")
    if to_write:
        raise NotAllowedError("card.read_only")


class Glass:
    """Closed cards, as one signed-in person meets them."""

    def __init__(self, database: Database, *, clock: Clock, ids: Ids, author: str) -> None:
        """Work in that database, in the name of `author`."""
        self._database, self._clock, self._ids, self._author = database, clock, ids, author

    @free("the table of roles is asked inside, with the card at hand")
    def open_until(self, client_id: str) -> datetime | None:
        """Until when the glass that this person broke lets her read; None when none is broken."""
        with self._database.reading() as session:
            if store.restriction(session, client_id) is None:
                return None
            broken = store.broken(session, self._author, client_id, self._clock.now())
        return None if broken is None else broken.until

    @free("the table of roles is asked inside, with the card at hand")
    def may_break(self) -> bool:
        """Whether an emergency opens closed cards to this person."""
        with self._database.reading() as session:
            return _breaks(roles_of(session, self._author))

    @free("the table of roles is asked inside, with the card at hand")
    def break_glass(self, client_id: str, *, reason: str) -> datetime:
        """Open a closed card for reading; until when. The journal has it before this returns.

        InputError `access.reason_needed` without a reason of ten signs.
        """
        said = " ".join(reason.split())
        if len(said) < REASON_SIGNS:
            raise InputError("access.reason_needed", n=REASON_SIGNS)
        now = self._clock.now()
        until = now + BROKEN_FOR
        entry = Access(
            id=self._ids.record(),
            client_id=client_id,
            at=now,
            author=self._author,
            act=Act.BROKE_GLASS,
            what=What.CARD,
            data="S3",
            reason=said,
            until=until,
        )
        with self._database.writing("glass.broken", author=self._author) as session:
            if not _breaks(roles_of(session, self._author)):
                raise NotAllowedError("role.not_allowed")
            if store.restriction(session, client_id) is None:
                raise DeskError("card.not_closed")
            store.note(session, entry)
        return until

    # ---- closing and opening a card --------------------------------------------------------------

    @free("the table of roles is asked inside, with the card at hand")
    def restriction(self, client_id: str) -> Restriction | None:
        """What closes this card, since when and by whom."""
        with self._database.reading() as session:
            return store.restriction(session, client_id)

    @free("the table of roles is asked inside, with the card at hand")
    def may_close(self) -> bool:
        """Whether this person closes cards and opens them again."""
        with self._database.reading() as session:
            return _passes(roles_of(session, self._author))

    @free("the table of roles is asked inside, with the card at hand")
    def close_card(self, client_id: str, *, reason: str) -> None:
        """From now on only some may open the card."""
        said = " ".join(reason.split())
        if len(said) < REASON_SIGNS:
            raise InputError("access.reason_needed", n=REASON_SIGNS)
        with self._database.writing("card.closed", author=self._author) as session:
            self._expect_to_close(session)
            if store.restriction(session, client_id) is None:
                store.restrict(
                    session,
                    Restriction(
                        id=self._ids.record(),
                        client_id=client_id,
                        since=self._clock.now(),
                        author=self._author,
                        reason=said,
                    ),
                )

    @free("the table of roles is asked inside, with the card at hand")
    def open_card(self, client_id: str) -> None:
        """Everybody may open it again; that it was closed stays known."""
        with self._database.writing("card.opened", author=self._author) as session:
            self._expect_to_close(session)
            now = store.restriction(session, client_id)
            if now is not None:
                store.lift(session, now.id, self._author, self._clock.now())

    # ---- what the head is told -------------------------------------------------------------------

    @free("the table of roles is asked inside, with the card at hand")
    def waiting(self) -> tuple[Access, ...]:
        """Broken glasses of others that nobody looked at yet, oldest first; empty for most."""
        with self._database.reading() as session:
            if Role.HEAD not in roles_of(session, self._author):
                return ()
            return tuple(one for one in store.unreviewed(session) if one.author != self._author)

    @free("the table of roles is asked inside, with the card at hand")
    def review(self, access_id: str) -> None:
        """Somebody else looked at it: never the one who broke the glass."""
        with self._database.writing("glass.reviewed", author=self._author) as session:
            self._expect_to_close(session)
            entry = store.access(session, access_id)
            if entry is None:
                raise DeskError("access.unknown")
            if entry.author == self._author:
                raise NotAllowedError("access.own_review")
            store.review(session, access_id, self._author, self._clock.now())

    def _expect_to_close(self, session: Session) -> None:
        if not _passes(roles_of(session, self._author)):
            raise NotAllowedError("role.not_allowed")
