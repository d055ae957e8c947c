"""The registry's rows: clients and visits, in and out of the database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.registry import indexing, links
from app.registry.card_json import from_plain, plain
from app.registry.keys import Keys, keys_of
from app.registry.model import (
    AidKind,
    Card,
    Channel,
    Client,
    Visit,
)
from app.registry.relations import OpposingParty
from app.storage.capture import WritingSession
from app.storage.engine import driver_of
from app.storage.journal_tables import JournalRow
from app.storage.local_tables import MetaRow
from app.storage.merged import STANDING, whole
from app.storage.tables import ClientRow, MergeRow, VisitRow

_DAYS = ("birth_date", "age_on", "note_until")
_CARD_FIELDS = tuple(field.name for field in fields(Card))
_VISIT_FIELDS = tuple(
    field.name for field in fields(Visit) if field.name not in ("id", "client_id", "versions")
)
_DEFAULTS = {name: getattr(Card(), name) for name in _CARD_FIELDS}
_DEFAULT_COLUMNS = {name: plain(value, short=True) for name, value in _DEFAULTS.items()}
_BATCH = 500
_HAS_PARTIES = VisitRow.opposing != []


# ---- clients ------------------------------------------------------------------------------------


def add_client(session: WritingSession, client: Client) -> Client:
    """Write a new client and the keys of the search; the client as it is kept."""
    return add_clients(session, (client,))[0]


def add_clients(
    session: WritingSession, clients: Sequence[Client], *, batch: str = ""
) -> tuple[Client, ...]:
    """Write new clients and the keys of the search at once; the clients as they are kept."""
    saved = session.insert(
        ClientRow,
        [
            {
                "id": client.id,
                "reference": client.reference,
                "registered_at": client.registered_at,
                "batch": batch,
                **_columns(client.card),
            }
            for client in clients
        ],
    )
    new = (keys_of(client.id, client.card, client.reference) for client in clients)
    indexing.put(driver_of(session), new)
    links.put_links(
        driver_of(session), (row for one in clients for row in links.links_of(one.id, one.card))
    )
    return tuple(
        replace(client, versions=one.versions, changed_at=one.changed_at)
        for client, one in zip(clients, saved, strict=True)
    )


def change_client(session: Session, client: Client, card: Card) -> None:
    """Write what differs between the client's card and the new one."""
    row = session.get_one(ClientRow, client.id)
    before, after = _columns(client.card), _columns(card)
    for name, value in after.items():
        if before[name] != value:
            setattr(row, name, value)
    reindex(session, client, card)
    named = links.links_of(client.id, client.card), links.links_of(client.id, card)
    links.change_links(driver_of(session), *named)


def strike_out(session: Session, client: Client) -> None:
    """Mark the client as struck out: nobody finds the card, the journal keeps it."""
    session.get_one(ClientRow, client.id).deleted = True
    indexing.take(driver_of(session), _keys(session, client, client.card))


def reindex(session: Session, client: Client, card: Card) -> None:
    """Make the rows of the search of those that the client's card had; both as they stand now."""
    before, after = _keys(session, client, client.card), _keys(session, client, card)
    if before != after:
        indexing.change(driver_of(session), before, after)


def _keys(session: Session, client: Client, card: Card) -> Keys:
    return keys_of(client.id, card, client.reference, also=merged_in(session, client.id))


def search_rows(session: Session, client: Client) -> Keys:
    """Every row of the search that this client gives today."""
    return _keys(session, client, client.card)


def merged_in(session: Session, client_id: str) -> tuple[tuple[Card, str], ...]:
    """The cards merged into this one with their references, those merged into them too."""
    query = select(ClientRow).join(MergeRow, MergeRow.merged_id == ClientRow.id)
    found: dict[str, tuple[Card, str]] = {}
    waiting = [client_id]
    while waiting:
        into = MergeRow.kept_id == waiting.pop()
        for row in session.scalars(query.where(into, *STANDING)):
            if row.id not in found and row.id != client_id:  # a damaged vault may hold circles
                one = _client(row)
                found[one.id] = (one.card, one.reference)
                waiting.append(one.id)
    return tuple(found.values())


@contextmanager
def kept_findable(session: Session, ids: Iterable[str]) -> Iterator[None]:
    """Whatever is done to these clients inside, the search knows exactly what stands afterwards."""
    touched = {*ids, *(standing_for(session, one) for one in ids)}
    before = {client_id: _rows_of_search(session, client_id) for client_id in touched}
    around = {client_id: _around(session, client_id) for client_id in touched}
    yield
    session.flush()
    for client_id, was in around.items():
        links.change(driver_of(session), was, _around(session, client_id))
    for client_id, known in before.items():
        now = _rows_of_search(session, client_id)
        if known != now:
            indexing.change(driver_of(session), known, now)


def _rows_of_search(session: Session, client_id: str) -> Keys:
    """A card that is struck out, or merged into another, has no rows of its own."""
    one = client(session, client_id)
    if one is None or one.merged_into:
        return Keys(keys=frozenset(), blocks=frozenset(), words=frozenset())
    return search_rows(session, one)


def _around(session: Session, client_id: str) -> links.Around:
    one = client(session, client_id)
    if one is None:
        return links.Around()
    own = (visit for visit in visits_of(session, client_id) if visit.client_id == client_id)
    return links.around(client_id, one.card, own)


def standing(session: Session, client_id: str) -> Client | None:
    """The client of that id, or the one whose card stands for it."""
    return client(session, standing_for(session, client_id))


def standing_for(session: Session, client_id: str) -> str:
    """The card that stands for this one: itself, or the one that it was merged into at last."""
    seen, row = set[str](), session.get(ClientRow, client_id)
    while row is not None and row.merged_into and row.id not in seen:
        seen.add(row.id)
        client_id = row.merged_into
        row = session.get(ClientRow, client_id)
    return client_id


def client(session: Session, client_id: str) -> Client | None:
    """One client; a struck out one is not there."""
    row = session.get(ClientRow, client_id)
    return _client(row) if row and not row.deleted else None


def client_by_reference(session: Session, reference: str) -> Client | None:
    """One client by the number in its kept form; a merged card's number leads to the kept card."""
    query = select(ClientRow.id).where(ClientRow.reference == reference, ~ClientRow.deleted)
    found = session.scalars(query).one_or_none()
    return standing(session, found) if found else None


def reference_taken(session: WritingSession, reference: str) -> bool:
    """Whether this desk has given the number out, even to a card that is struck out now."""
    sql = "SELECT 1 FROM client WHERE reference = ?"
    return session.driver.execute(sql, (reference,)).fetchone() is not None


def clients(session: Session, ids: Sequence[str]) -> Mapping[str, Client]:
    """Several clients at once, by the id asked for; a merged card's id leads to the kept card."""
    query = select(ClientRow).where(ClientRow.id.in_(ids), ~ClientRow.deleted)
    found = {row.id: _client(row) for row in session.scalars(query)}
    for client_id in [one.id for one in found.values() if one.merged_into]:
        kept = client(session, standing_for(session, client_id))
        found = {**found, client_id: kept} if kept else found
    return found


def recent(session: Session, limit: int) -> tuple[Client, ...]:
    """The clients who were written about last, by the journal: no list of all clients is sorted."""
    lines = (
        select(func.coalesce(VisitRow.client_id, JournalRow.rid))
        .select_from(JournalRow)
        .outerjoin(VisitRow, VisitRow.id == JournalRow.rid)
        .where(JournalRow.tbl.in_(("client", "visit")))
        .order_by(JournalRow.lseq.desc())
        .limit(_BATCH)
    )
    ids = tuple(dict.fromkeys(session.scalars(lines)))[: 2 * limit]
    known = clients(session, ids)
    found = {known[one].id: known[one] for one in ids if one in known}
    return tuple(found.values())[:limit]


def clients_after(session: Session, last_id: str, limit: int) -> tuple[Client, ...]:
    """The next clients in the order of their ids, for whoever goes through all in portions."""
    query = select(ClientRow).where(ClientRow.id > last_id, ~ClientRow.deleted)
    return tuple(_client(row) for row in session.scalars(query.order_by(ClientRow.id).limit(limit)))


def everybody(session: Session) -> Iterator[Client]:
    """Every client that is neither struck out nor merged into another, in pieces."""
    kept = (~ClientRow.deleted, ClientRow.merged_into == "")
    query = select(ClientRow).where(*kept).execution_options(yield_per=_BATCH)
    for row in session.scalars(query):
        yield _client(row)


def _batched(clients: Iterator[Client]) -> Iterator[tuple[Client, ...]]:
    while some := tuple(islice(clients, _BATCH)):
        yield some


def rebuild_search(session: Session) -> int:
    """Make the search tables again from all clients; how many there are."""
    driver, done = driver_of(session), 0
    indexing.clear(driver)
    links.clear(driver)
    for some in _batched(everybody(session)):
        indexing.put(driver, (search_rows(session, one) for one in some))
        links.put_links(driver, (row for one in some for row in links.links_of(one.id, one.card)))
        done += len(some)
    for visit in visits_with_parties(session):
        links.put_parties(driver, links.parties_of(visit))
    session.merge(MetaRow(name=indexing.MADE, value=indexing.SHAPE))
    session.flush()
    return done


def visits_with_parties(session: Session) -> Iterator[Visit]:
    """Every visit that somebody stands against."""
    for row in session.scalars(select(VisitRow).where(~VisitRow.deleted, _HAS_PARTIES)):
        yield _visit(row)


def search_is_made(session: Session) -> bool:
    """Whether the search tables are there in today's shape; after an upgrade they are not."""
    mark = session.get(MetaRow, indexing.MADE)
    return mark is not None and mark.value == indexing.SHAPE


def count(session: Session) -> int:
    """How many clients there are."""
    kept = (~ClientRow.deleted, ClientRow.merged_into == "")
    return session.scalar(select(func.count()).select_from(ClientRow).where(*kept)) or 0


def _columns(card: Card) -> dict[str, Any]:
    """The card as the columns of its row; nested parts without what has its default."""
    written: dict[str, Any] = {}
    for name in _CARD_FIELDS:
        value = getattr(card, name)
        if value is _DEFAULTS[name]:  # most of a card; worked out once
            written[name] = _DEFAULT_COLUMNS[name]
            continue
        keep = type(value) is str or value is None or name in _DAYS
        written[name] = value if keep else plain(value, short=True)
    for name in ("rnokpp_absence", "preferred_channel"):
        written[name] = written[name] or ""
    return written


def _client(row: ClientRow) -> Client:
    given = {name: getattr(row, name) for name in _CARD_FIELDS}
    days = {name: given.pop(name) for name in _DAYS}
    return Client(
        id=row.id,
        reference=row.reference,
        card=from_plain(Card, {**given, **{k: v and v.isoformat() for k, v in days.items()}}),
        versions=_versions(row.versions),
        registered_at=row.registered_at,
        changed_at=row.changed_at,
        merged_into=row.merged_into,
    )


def _versions(kept: Mapping[str, Any]) -> dict[str, tuple[tuple[int, int], ...]]:
    return {name: tuple((dot[0], dot[1]) for dot in dots) for name, dots in kept.items()}


# ---- visits -------------------------------------------------------------------------------------


def add_visit(session: WritingSession, visit: Visit) -> Visit:
    """Write a new visit; the visit as it is kept."""
    return add_visits(session, (visit,))[0]


def add_visits(session: WritingSession, visits: Sequence[Visit]) -> tuple[Visit, ...]:
    """Write new visits at once; the visits as they are kept."""
    saved = session.insert(
        VisitRow,
        [
            {
                "id": visit.id,
                "client_id": visit.client_id,
                **{name: _visit_column(visit, name) for name in _VISIT_FIELDS},
            }
            for visit in visits
        ],
    )
    links.put_parties(driver_of(session), (row for one in visits for row in links.parties_of(one)))
    return tuple(
        replace(visit, versions=one.versions) for visit, one in zip(visits, saved, strict=True)
    )


def change_visit(session: Session, visit: Visit) -> None:
    """Write what differs."""
    row = session.get_one(VisitRow, visit.id)
    parties = links.parties_of(_visit(row)), links.parties_of(visit)
    links.change_parties(driver_of(session), *parties)
    for name in _VISIT_FIELDS:
        if getattr(row, name) != (value := _visit_column(visit, name)):
            setattr(row, name, value)


def _visit_column(visit: Visit, name: str) -> Any:
    value = getattr(visit, name)
    return plain(value, short=True) if name == "opposing" else value


def visit(session: Session, visit_id: str) -> Visit | None:
    """One visit; a struck out one is not there."""
    row = session.get(VisitRow, visit_id)
    return _visit(row) if row and not row.deleted else None


def visits_of(session: Session, client_id: str) -> tuple[Visit, ...]:
    """The visits of one client, newest first."""
    query = (
        select(VisitRow)
        .where(VisitRow.client_id.in_(whole(client_id)), ~VisitRow.deleted)
        .order_by(VisitRow.on_date.desc(), VisitRow.at_time.desc(), VisitRow.changed_at.desc())
    )
    return tuple(_visit(row) for row in session.scalars(query))


def visits_on(session: Session, day: date) -> tuple[Visit, ...]:
    """The visits of one day in their order."""
    query = (
        select(VisitRow)
        .where(VisitRow.on_date == day, ~VisitRow.deleted)
        .order_by(VisitRow.at_time, VisitRow.changed_at)
    )
    return tuple(_visit(row) for row in session.scalars(query))


def visits_due(session: Session, since: date, until: date) -> tuple[Visit, ...]:
    """The visits whose deadline falls between two days, both included, the soonest first."""
    query = (
        select(VisitRow)
        .where(VisitRow.deadline >= since, VisitRow.deadline <= until, ~VisitRow.deleted)
        .order_by(VisitRow.deadline, VisitRow.changed_at)
    )
    return tuple(_visit(row) for row in session.scalars(query))


def _visit(row: VisitRow) -> Visit:
    return Visit(
        id=row.id,
        client_id=row.client_id,
        on_date=row.on_date,
        at_time=row.at_time,
        channel=Channel(row.channel),
        kind=AidKind(row.kind),
        topic=row.topic,
        essence=row.essence,
        wanted_result=row.wanted_result,
        deadline=row.deadline,
        opposing=tuple(from_plain(OpposingParty, party) for party in row.opposing),
        corrected=row.corrected,
        author=row.author,
        versions=_versions(row.versions),
    )
