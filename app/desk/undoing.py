"""What another save did meanwhile, and taking back the last one: both are read from the journal."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.core.errors import DeskError
from app.registry import store
from app.registry.card_json import from_plain, plain
from app.registry.model import Card, Client, Versions, Visit
from app.storage import journal


def with_news(session: Session, client: Client, card: Card, seen: Versions) -> Card:
    """The form's card, with the newer values of fields that the form did not touch."""
    moved = [
        field.name
        for field in fields(Card)
        if tuple(seen.get(field.name, ())) != tuple(client.versions.get(field.name, ()))
    ]
    if not moved:
        return card
    lines = journal.lines_of(session, "client", client.id)
    shown = {
        name: line.fields[name]
        for line in lines
        for name in moved
        if (line.replica, line.seq) in {(dot[0], dot[1]) for dot in seen.get(name, ())}
    }
    untouched = {
        name: getattr(client.card, name)
        for name in moved
        if getattr(card, name) == getattr(_card_of({name: shown.get(name)}), name)
    }
    return replace(card, **untouched)


def _card_of(written: Mapping[str, Any]) -> Card:
    """A card from fields as the journal spells them; empty ones take their defaults."""
    return from_plain(Card, written)


def touched_last(session: Session, client: Client, visits: tuple[Visit, ...]) -> Visit | None:
    """The visit whose save came after the last save of the card, if there is one."""

    def last(table: str, record: str) -> tuple[datetime, int]:
        line = journal.lines_of(session, table, record)[-1]
        return line.at, line.seq

    newest = max(visits, key=lambda visit: last("visit", visit.id), default=None)
    if newest is None or last("client", client.id) >= last("visit", newest.id):
        return None
    before = journal.previous(session, "visit", newest.id)
    return None if before is None or before.act == "client.registered" else newest


def undo_visit(session: Session, visit: Visit) -> None:
    before = journal.previous(session, "visit", visit.id)
    if before is None or before.created:
        store.strike_out_visit(session, visit.id)
    else:
        store.restore_visit(session, visit, before.values)


def undo_card(session: Session, client: Client) -> None:
    before = journal.previous(session, "client", client.id)
    if before is not None and not before.created:
        values = {**plain(client.card), **before.values}
        store.change_client(session, client, _card_of(values))
        return
    if store.has_other_records(session, client.id):
        raise DeskError("client.busy")
    for visit in store.visits_of(session, client.id):
        store.strike_out_visit(session, visit.id)
    store.strike_out(session, client)
