"""One client's timeline: registration, visits, checks, papers and prints, from all rooms."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from app.alarms import store as alarms
from app.alarms.model import Kind
from app.core.clock import kyiv, local
from app.eligibility import store as checks
from app.forms import store as prints
from app.registry import merges, store
from app.registry.model import Client, Happening, TimelineEntry
from app.storage import journal

_TOLD = ("topic", "channel", "kind", "essence", "wanted_result", "deadline")


def gathered(session: Session, client: Client) -> tuple[TimelineEntry, ...]:
    """Everything that happened with the client, newest first."""
    entries = [
        *_visits(session, client.id),
        *_corrections(session, client.id),
        *_checks(session, client.id),
        *_papers(session, client.id),
        *_prints(session, client.id),
        *_registrations(session, client),
        *_merges(session, client.id),
        *_raids(session, client.id),
    ]
    return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))


def _registrations(session: Session, client: Client) -> Iterator[TimelineEntry]:
    """Of the card itself, and of the cards merged into it."""
    merged = (merge.merged_id for merge in merges.into(session, client.id, standing=True))
    for one in (client, *filter(None, (store.client(session, card) for card in merged))):
        yield TimelineEntry(
            at=one.registered_at,
            kind=Happening.REGISTERED,
            subject=one.id,
            values={"reference": one.reference},
        )


def _merges(session: Session, client_id: str) -> Iterator[TimelineEntry]:
    for merge in merges.into(session, client_id):
        other = store.client(session, merge.merged_id)
        values = {"reference": other.reference if other else ""}
        yield TimelineEntry(
            at=merge.made_at,
            kind=Happening.MERGED,
            subject=merge.id,
            values=values,
            detail=merge.reason,
        )
        if merge.undone_at is not None:
            yield TimelineEntry(
                at=merge.undone_at, kind=Happening.UNMERGED, subject=merge.id, values=values
            )


def _visits(session: Session, client_id: str) -> Iterator[TimelineEntry]:
    for visit in store.visits_of(session, client_id):
        moment = datetime.combine(visit.on_date, visit.at_time or time(), kyiv())
        yield TimelineEntry(
            at=moment,
            kind=Happening.VISIT,
            subject=visit.id,
            values={"visit_kind": visit.kind, "topic": visit.topic, "deadline": visit.deadline},
            detail=visit.essence,
        )


def _raids(session: Session, client_id: str) -> Iterator[TimelineEntry]:
    """The air raids of the days on which she came: why it took longer, why she had to wait."""
    days = {visit.on_date for visit in store.visits_of(session, client_id)}
    for day in sorted(days):
        since = datetime.combine(day, time(), kyiv())
        for one in alarms.between(session, since, since + timedelta(days=1)):
            if one.kind is Kind.RAID:
                until = f"{local(one.ended_at):%H:%M}" if one.ended_at is not None else ""
                yield TimelineEntry(
                    at=one.began_at,
                    kind=Happening.RAID,
                    subject=one.id,
                    values={"since": f"{local(one.began_at):%H:%M}", "until": until},
                )


def _corrections(session: Session, client_id: str) -> Iterator[TimelineEntry]:
    """What stood in a visit before it was changed, and why it was."""
    for visit in store.visits_of(session, client_id):
        before: dict[str, object] = {}
        for line in journal.lines_of(session, "visit", visit.id):
            was = {name: before.get(name) or "" for name in line.fields if name in _TOLD}
            if line.act == "visit.changed" and was:
                yield TimelineEntry(
                    at=line.at,
                    kind=Happening.CORRECTED,
                    subject=visit.id,
                    values={"was": was},
                    detail=str(line.fields.get("corrected") or ""),
                )
            before.update(line.fields)


def _checks(session: Session, client_id: str) -> Iterator[TimelineEntry]:
    for one in checks.checks_of(session, client_id):
        yield TimelineEntry(
            at=one.made_at,
            kind=Happening.CHECK,
            subject=one.id,
            values={
                "outcome": one.outcome.value,
                "best": one.verdict.get("best"),
                "own": one.override.outcome.value if one.override else None,
                "provisional": one.provisional.until if one.provisional else None,
            },
        )


def _papers(session: Session, client_id: str) -> Iterator[TimelineEntry]:
    """Each paper once, when its state was written last."""
    for paper in checks.notes_of(session, client_id):
        yield TimelineEntry(
            at=journal.lines_of(session, "client_paper", paper.id)[-1].at,
            kind=Happening.PAPER,
            subject=paper.id,
            values={
                "item": paper.item,
                "state": paper.state.value,
                "promised_by": paper.promised_by,
            },
            detail=paper.note,
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
