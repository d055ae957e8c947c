"""Who looked at whom: every opening, every full view, every print and export, with the reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.accounts.permissions import Action, Allowed, Refused, decide
from app.core.clock import Clock, kyiv, local, today
from app.core.errors import DeskError, InputError, NotAllowedError
from app.core.ids import Ids
from app.desk.gate import free, roles_of
from app.desk.glass import expect_open
from app.exchange import store as exports
from app.forms import store as prints
from app.forms.model import PrintRecord
from app.registry import store as registry
from app.registry.masking import asks_why, opens
from app.registry.model import Client
from app.sight import store
from app.sight.model import REASON_SIGNS, REVEALED_FOR, SAME_OPENING, Access, Act, What
from app.sight.monthly import Month, month
from app.storage.database import Database

_Place = tuple[What, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What stands between somebody and the full view of a card."""

    why: bool
    """Whether a reason has to be given."""
    life: bool
    """Whether it is about where a survivor is."""


class Sight:
    """The access log of the office, as one signed-in person writes and reads it.

    An opening is one journalled record in a transaction of its own: it costs a line, and nobody can
    take it out again without a break in the chain. Who comes back to the same place within ten
    minutes has not opened it anew.
    """

    def __init__(self, database: Database, *, clock: Clock, ids: Ids, author: str) -> None:
        """Work in that database, in the name of `author`."""
        self._database, self._clock, self._ids, self._author = database, clock, ids, author
        self._been: dict[_Place, datetime] = {}
        self._full: dict[str, datetime] = {}

    # ---- writing ---------------------------------------------------------------------------------

    @free("who looks is written down, whoever it is")
    def opened(self, what: What, client_id: str, subject: str = "") -> None:
        """This person has that before her eyes."""
        now, place = self._clock.now(), (what, client_id, subject)
        been = self._been.get(place)
        if been is not None and now - been < SAME_OPENING:
            return
        with self._database.writing("access.opened", author=self._author) as session:
            store.note(session, self._entry(Act.OPENED, what, client_id, subject=subject))
        self._been[place] = now

    @free("it says what has to be said, and shows nothing")
    def asked(self, client_id: str) -> Asked:
        """What has to be said before this card is shown in full."""
        with self._database.reading() as session:
            client = _there(registry.standing(session, client_id))
            return self._asked(session, client)

    @free("the table of roles is asked inside, with the card at hand")
    def reveal(self, client_id: str, *, reason: str = "") -> datetime:
        """Let this person see the card in full; until when. InputError without a needed reason.

        Within the time the same card is shown again without a new line.
        """
        now = self._clock.now()
        with self._database.reading() as session:
            client = _there(registry.standing(session, client_id))
            expect_open(session, client.id, author=self._author, at=now)
            asked = self._asked(session, client)
            self._expect_right(session, client, asked, reason)
        until = self._full.get(client.id)
        if until is not None and now < until:
            return until
        said = " ".join(reason.split())
        if asked.why and len(said) < REASON_SIGNS:
            raise InputError("access.reason_needed", n=REASON_SIGNS)
        until = now + REVEALED_FOR
        entry = self._entry(Act.REVEALED, What.CARD, client.id)
        entry = replace(entry, data=opens(client.card).value, reason=said, until=until)
        with self._database.writing("access.revealed", author=self._author) as writing:
            store.note(writing, entry)
        self._full[client.id] = until
        return until

    # ---- reading ---------------------------------------------------------------------------------

    @free("everybody sees her own looks; the table is asked for those of others")
    def month(self, first: date) -> Month:
        """What was looked at in the month of that day, with prints and exports.

        Who does not keep watch over the office sees her own looks only.
        """
        everybody = self.sees_everybody()
        since = datetime(first.year, first.month, 1, tzinfo=kyiv())
        until = datetime.combine((since.date() + timedelta(days=32)).replace(day=1), since.timetz())
        with self._database.reading() as session:
            entries = (
                *store.between(session, since, until),
                *_prints(prints.between(session, since, until)),
                *_exports(session, since, until),
            )
        return month(one for one in entries if everybody or one.author == self._author)

    @free("the table is asked inside")
    def sees_everybody(self) -> bool:
        """Whether this person keeps watch over the office."""
        with self._database.reading() as session:
            found = decide(roles_of(session, self._author), Action.READ_CHAIN)
        return isinstance(found, Allowed) and found.limit is None

    @free("initials, as on the screen of the day")
    def initials(self, client_ids: Sequence[str]) -> Mapping[str, str]:
        """«С-к О. І., 1986» of each of these clients, by id."""
        with self._database.reading() as session:
            found = registry.clients(session, client_ids)
        return {client_id: one.masked_name for client_id, one in found.items()}

    @free("the client’s own right: whoever serves her may give the extract")
    def of_client(self, client_id: str) -> tuple[Access, ...]:
        """Everybody who had this person’s data before their eyes or on paper, oldest first."""
        with self._database.reading() as session:
            client = _there(registry.standing(session, client_id))
            found = (
                *store.of_client(session, client.id),
                *_prints(prints.of_client(session, client.id)),
            )
        return tuple(sorted(found, key=lambda one: one.at))

    # ---- inside ----------------------------------------------------------------------------------

    def _entry(self, act: Act, what: What, client_id: str, *, subject: str = "") -> Access:
        return Access(
            id=self._ids.record(),
            client_id=client_id,
            at=self._clock.now(),
            author=self._author,
            act=act,
            what=what,
            subject=subject,
        )

    def _asked(self, session: Session, client: Client) -> Asked:
        data = opens(client.card)
        own = self._serves(session, client)
        return Asked(why=asks_why(data, own=own), life=client.card.safe_contact.on)

    def _expect_right(self, session: Session, client: Client, asked: Asked, reason: str) -> None:
        """The table of roles says who sees more at all; a missing reason is asked for below."""
        action = Action.REVEAL if asked.life else Action.FIND_PERSON
        own, roles = self._serves(session, client), roles_of(session, self._author)
        found = decide(roles, action, own=own, reason=reason)
        if isinstance(found, Refused) and found.code != "role.reason_needed":
            raise NotAllowedError(found.code)

    def _serves(self, session: Session, client: Client) -> bool:
        """Whether the person is in today’s queue, or the last visit is this worker’s own."""
        day = today(self._clock)
        if local(client.registered_at).date() == day:
            return True
        visits = registry.visits_of(session, client.id)
        return bool(visits) and (
            visits[0].author == self._author or any(one.on_date == day for one in visits)
        )


def _prints(found: tuple[PrintRecord, ...]) -> Iterator[Access]:
    for one in found:
        yield Access(
            id=one.id,
            client_id=one.client_id,
            at=one.printed_at,
            author=one.author,
            act=Act.PRINTED,
            what=What.PRINTING,
            subject=one.form,
            reason=one.reason,
        )


def _exports(session: Session, since: datetime, until: datetime) -> Iterator[Access]:
    for one in exports.made_between(session, since, until):
        yield Access(
            id=one.id,
            client_id="",
            at=one.made_at,
            author=one.author,
            act=Act.EXPORTED,
            what=What.FILE,
            subject=str(one.clients),
        )


def _there(client: Client | None) -> Client:
    if client is None:
        raise DeskError("client.unknown")
    return client
