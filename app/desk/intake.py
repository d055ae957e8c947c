"""Who came and why: search first, register, change, visits, one client's timeline."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date, time
from typing import Any

from sqlalchemy.orm import Session

from app.accounts.permissions import Action, Limit
from app.core.clock import Clock, local, today
from app.core.errors import DeskError, InputError, NotAllowedError
from app.core.ids import Ids
from app.desk.admitting import fresh_reference, fresh_references, sound
from app.desk.gate import Gate, free, job
from app.desk.glass import expect_open
from app.desk.household import name_each_other
from app.desk.meanwhile import with_news
from app.desk.timeline import gathered
from app.registry import merges, store
from app.registry.finding import found
from app.registry.model import (
    Card,
    Client,
    Found,
    Likeness,
    Registered,
    Remark,
    TimelineEntry,
    Versions,
    Visit,
    VisitDraft,
)
from app.registry.names import clean, clean_lines
from app.registry.reference import normal_form
from app.registry.relations import Beside
from app.registry.tidy import tidied, tidied_parties
from app.registry.twice import likely
from app.registry.validation import remarks
from app.storage.capture import WritingSession
from app.storage.database import Database

_SIFTED = 60
"""So many hits are looked through for somebody who may find only her own people."""
_MOVED = "record.changed_meanwhile"


class Intake:
    """The register of clients and visits, as one signed-in person uses it."""

    def __init__(
        self, database: Database, *, clock: Clock, ids: Ids, author: str, gate: Gate | None = None
    ) -> None:
        """Work in that database, in the name of `author`."""
        self.gate = gate or Gate(database, author)
        self._database = database
        self._clock = clock
        self._ids = ids
        self._author = author

    # ---- search first ---------------------------------------------------------------------------

    @job(Action.FIND_PERSON, lists=True)
    def find(self, query: str, *, limit: int = 20) -> tuple[Found, ...]:
        """Clients that fit what was typed in the one box, best first, with why they fit."""
        narrow = self.gate.own_only(Action.FIND_PERSON)
        most = max(limit, _SIFTED) if narrow else limit
        with self._database.asking() as driver:
            hits = found(driver, query, today=lambda: today(self._clock), limit=most)
        if narrow:
            hits = tuple(one for one in hits if self.gate.owns(one.client_id))[:limit]
        return hits

    @job(Action.FIND_PERSON, lists=True)
    def recent(self, *, limit: int = 20) -> tuple[Client, ...]:
        """The clients who were written about last, newest first."""
        with self._database.reading() as session:
            clients = store.recent(session, limit)
        return self.gate.narrowed(Action.FIND_PERSON, clients, lambda one: one.id)

    @job(Action.REGISTER_VISIT)
    def likely_duplicates(
        self, card: Card, *, but: str = "", limit: int = 5
    ) -> tuple[Likeness, ...]:
        """Registered clients who may be the person on this card, best first; at most `limit`."""
        apart = self._told_apart(but) if but else ()
        with self._database.asking() as driver:
            return likely(driver, tidied(card), but=(but, *apart), limit=limit)

    @free("it judges what the caller has")
    def remarks(self, card: Card) -> tuple[Remark, ...]:
        """What there is to say about a card that is being typed."""
        return remarks(card, on=today(self._clock))

    @free("the program itself does it after a sign-in")
    def prepare_search(self) -> None:
        """Make the search tables if an upgrade left them empty: at once, or not at all."""
        with self._database.reading() as session:
            made = store.search_is_made(session)
        if not made:
            self.rebuild_search()

    @free("upkeep; nobody reads anything")
    def rebuild_search(self) -> int:
        """Make the search tables again from all clients; how many clients there are."""
        with self._database.local_writing() as session:
            return store.rebuild_search(session)

    # ---- clients --------------------------------------------------------------------------------

    @job(Action.REGISTER_VISIT)
    def register(
        self, card: Card, visit: VisitDraft | None = None, *, beside: Beside | None = None
    ) -> Registered:
        """Write a new card, and the visit that brought the client; duplicates never block it.

        `beside` is a registered person of the same household: each is named on the other's card.
        """
        self._expect_identity_only(visit)
        card = self._checked(card)
        now = self._clock.now()
        with self._database.writing("client.registered", author=self._author) as session:
            duplicates = likely(session.driver, card)
            client = Client(
                id=self._ids.record(),
                reference=fresh_reference(session, self._ids, desk=self._database.replica),
                card=card,
                versions={},
                registered_at=now,
                changed_at=now,
            )
            kept = store.add_client(session, client)
            first = store.add_visit(session, self._first_visit(client.id, visit)) if visit else None
            if beside:
                origin = _there(store.client(session, beside.client_id))
                name_each_other(session, origin, kept, beside.kinship)
        if beside:
            kept = self.client(kept.id)
        return Registered(client=kept, visit=first, duplicates=duplicates)

    @job(Action.REGISTER_VISIT)
    def register_many(
        self, people: Sequence[tuple[Card, VisitDraft | None]]
    ) -> tuple[Registered, ...]:
        """Write many new cards with their first visits at once; nobody looks for duplicates."""
        now = self._clock.now()
        with self._database.writing("client.registered", author=self._author) as session:
            new = [
                Client(
                    id=self._ids.record(),
                    reference=reference,
                    card=self._checked(card),
                    versions={},
                    registered_at=now,
                    changed_at=now,
                )
                for (card, _), reference in zip(
                    people,
                    fresh_references(
                        session, self._ids, desk=self._database.replica, number=len(people)
                    ),
                    strict=True,
                )
            ]
            kept = store.add_clients(session, new)
            drafts = [
                self._first_visit(client.id, visit)
                for client, (_, visit) in zip(kept, people, strict=True)
                if visit
            ]
            visits = {visit.client_id: visit for visit in store.add_visits(session, drafts)}
        return tuple(
            Registered(client=client, visit=visits.get(client.id), duplicates=()) for client in kept
        )

    @job(Action.REGISTER_VISIT)
    def change(self, client_id: str, card: Card, *, seen: Versions) -> Client:
        """Write what the form changed; `seen` are the versions that it had on the screen.

        A field that somebody else changed meanwhile keeps the other's value when the form did not
        touch it, and stops the save when it did.
        """
        card = self._checked(card)
        with (
            _told_as("client.changed_meanwhile"),
            self._writing("client.changed", client_id, seen) as session,
        ):
            self._expect_open(session, client_id, to_write=True)
            client = _there(store.client(session, client_id))
            if client.merged_into:
                raise DeskError("client.merged_away")
            store.change_client(session, client, with_news(session, client, card, seen))
        return self.client(client_id)

    @job(Action.FIND_PERSON, of="client_id")
    def client(self, client_id: str) -> Client:
        """One client by id; the id of a merged card leads to the kept one."""
        with self._database.reading() as session:
            return self._open(session, store.standing(session, client_id))

    @job(Action.FIND_PERSON, lists=True)
    def named(self, client_id: str) -> Client:
        """Whose initials a list shows; a closed card can be named, not opened."""
        with self._database.reading() as session:
            return _there(store.standing(session, client_id))

    @job(Action.FIND_PERSON, lists=True)
    def by_reference(self, text: str) -> Client:
        """One client by the reference number, however it was typed."""
        reference = normal_form(text)
        if reference is None:
            raise InputError("reference.wrong", reference=clean(text)[:20])
        with self._database.reading() as session:
            client = self._open(session, store.client_by_reference(session, reference))
        self.gate.admit(Action.FIND_PERSON, client=client.id)
        return client

    # ---- visits ---------------------------------------------------------------------------------

    @job(Action.REGISTER_VISIT)
    def add_visit(self, visit: Visit) -> Visit:
        """Write a visit of a registered client; id and author are filled in when empty."""
        self._expect_identity_only(visit)
        kept = self._tidy_visit(
            replace(
                visit,
                id=visit.id or self._ids.record(),
                author=visit.author or self._author,
                at_time=visit.at_time or self._time_if_today(visit),
            )
        )
        with self._database.writing("visit.added", author=self._author) as session:
            self._expect_open(session, visit.client_id, to_write=True)
            _there(store.client(session, visit.client_id))
            return store.add_visit(session, kept)

    @free("the row of the table depends on the day and on whose visit it is: asked below")
    def change_visit(self, visit: Visit) -> Visit:
        """Write what changed in a visit; its `versions` are those that the form had.

        Of a day before, or of a colleague, it is a correction: a row of its own in the table.
        """
        self.gate.admit(self._change_of(visit.id), client=visit.client_id)
        with (
            _told_as("visit.changed_meanwhile"),
            self._writing("visit.changed", visit.id, visit.versions) as session,
        ):
            if store.visit(session, visit.id) is None:
                raise DeskError("visit.unknown")
            self._expect_open(session, visit.client_id, to_write=True)
            store.change_visit(session, self._tidy_visit(visit))
        return self.visit(visit.id)

    @job(Action.OPEN_CONSULTATION, of="visit_id")
    def visit(self, visit_id: str) -> Visit:
        """One visit by id."""
        with self._database.reading() as session:
            visit = store.visit(session, visit_id)
            if visit is None:
                raise DeskError("visit.unknown")
            self._expect_open(session, visit.client_id)
        return visit

    @job(Action.OPEN_CONSULTATION, of="client_id")
    def visits_of(self, client_id: str) -> tuple[Visit, ...]:
        """The visits of one client, newest first."""
        with self._database.reading() as session:
            self._expect_open(session, client_id)
            return store.visits_of(session, client_id)

    @job(Action.FIND_PERSON, lists=True)
    def today(self) -> tuple[tuple[Visit, Client], ...]:
        """Everybody who came today, in order."""
        with self._database.reading() as session:
            queue = _with_clients(session, store.visits_on(session, today(self._clock)))
        if self.gate.could(Action.OPEN_CONSULTATION):
            return queue
        return tuple((_bare(visit), client) for visit, client in queue)

    @job(Action.OPEN_CONSULTATION, lists=True)
    def deadlines(self, since: date, until: date) -> tuple[tuple[Visit, Client], ...]:
        """The visits whose deadline falls between two days, both included, the soonest first."""
        with self._database.reading() as session:
            due = _with_clients(session, store.visits_due(session, since, until))
        return self.gate.narrowed(Action.OPEN_CONSULTATION, due, lambda one: one[1].id)

    @job(Action.OPEN_CONSULTATION, of="client_id")
    def timeline(self, client_id: str) -> tuple[TimelineEntry, ...]:
        """Everything that happened with one client, newest first."""
        with self._database.reading() as session:
            return gathered(session, self._open(session, store.standing(session, client_id)))

    def _change_of(self, visit_id: str) -> Action:
        with self._database.reading() as session:
            kept = store.visit(session, visit_id)
        own = kept is None or kept.author in ("", self._author)
        same_day = kept is None or kept.on_date >= today(self._clock)
        return Action.EDIT_CONSULTATION if own and same_day else Action.CORRECT_AFTER_CLOSE

    def _expect_identity_only(self, visit: VisitDraft | Visit | None) -> None:
        if visit is None or self.gate.limit(Action.REGISTER_VISIT) is not Limit.IDENTITY_ONLY:
            return
        if visit.essence.strip() or visit.wanted_result.strip() or visit.opposing:
            raise NotAllowedError("role.identity_only")

    # ---- inside ---------------------------------------------------------------------------------

    def _open(self, session: Session, client: Client | None) -> Client:
        found = _there(client)
        self._expect_open(session, found.id)
        return found

    def _expect_open(self, session: Session, client_id: str, *, to_write: bool = False) -> None:
        now = self._clock.now()
        expect_open(session, client_id, author=self._author, at=now, to_write=to_write)

    def _told_apart(self, client_id: str) -> frozenset[str]:
        with self._database.reading() as session:
            return merges.told_apart(session, client_id)

    @contextmanager
    def _writing(self, act: str, record: str, seen: Versions) -> Iterator[WritingSession]:
        with self._database.writing(act, author=self._author, seen={record: seen}) as session:
            yield session

    def _checked(self, card: Card) -> Card:
        return sound(card, on=today(self._clock))

    def _first_visit(self, client_id: str, draft: VisitDraft) -> Visit:
        given: dict[str, Any] = {field.name: getattr(draft, field.name) for field in fields(draft)}
        given["on_date"] = draft.on_date or today(self._clock)
        visit = Visit(id=self._ids.record(), client_id=client_id, author=self._author, **given)
        return self._tidy_visit(replace(visit, at_time=visit.at_time or self._time_if_today(visit)))

    def _time_if_today(self, visit: Visit) -> time | None:
        now = local(self._clock.now())
        return now.time().replace(microsecond=0) if visit.on_date == now.date() else None

    def _tidy_visit(self, visit: Visit) -> Visit:
        return replace(
            visit,
            essence=clean_lines(visit.essence),
            wanted_result=clean_lines(visit.wanted_result),
            opposing=tidied_parties(visit.opposing),
        )


def _with_clients(session: Session, visits: tuple[Visit, ...]) -> tuple[tuple[Visit, Client], ...]:
    known = store.clients(session, [visit.client_id for visit in visits])
    return tuple((visit, known[visit.client_id]) for visit in visits if visit.client_id in known)


def _bare(visit: Visit) -> Visit:
    """A visit of the queue without what it is about."""
    return replace(visit, essence="", wanted_result="", opposing=(), deadline=None)


def _there(client: Client | None) -> Client:
    if client is None:
        raise DeskError("client.unknown")
    return client


@contextmanager
def _told_as(code: str) -> Iterator[None]:
    """Say «the card» or «the visit» where the storage says «the record»."""
    try:
        yield
    except DeskError as problem:
        if problem.code != _MOVED:
            raise
        raise DeskError(code, **problem.values) from problem
