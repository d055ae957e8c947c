"""One client's timeline: the registration, visits, checks and prints of all rooms together."""

from collections.abc import Iterator
from datetime import datetime, time

from sqlalchemy.orm import Session

from app.core.clock import KYIV
from app.forms import store as prints
from app.registry import store
from app.registry.model import Client, Happening, TimelineEntry


def gathered(session: Session, client: Client) -> tuple[TimelineEntry, ...]:
    """Everything that happened with the client, newest first."""
    entries = [
        *_visits(session, client.id),
        *_prints(session, client.id),
        *_registration(client),
    ]
    return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))


def _registration(client: Client) -> Iterator[TimelineEntry]:
    yield TimelineEntry(
        at=client.registered_at,
        kind=Happening.REGISTERED,
        subject=client.id,
        values={"reference": client.reference},
    )


def _visits(session: Session, client_id: str) -> Iterator[TimelineEntry]:
    for visit in store.visits_of(session, client_id):
        moment = datetime.combine(visit.on_date, visit.at_time or time(), KYIV)
        yield TimelineEntry(
            at=moment,
            kind=Happening.VISIT,
            subject=visit.id,
            values={"visit_kind": visit.kind, "topic": visit.topic, "deadline": visit.deadline},
            detail=visit.essence,
        )


def _prints(session: Session, client_id: str) -> Iterator[TimelineEntry]:
    for one in prints.of_client(session, client_id):
        yield TimelineEntry(
            at=one.printed_at,
            kind=Happening.REPRINT if one.reprint_of else Happening.PRINT,
            subject=one.id,
            values={"form": one.form, "copies": one.copies},
            detail=one.reason,
        )
