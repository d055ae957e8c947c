"""What another save did while a form was open, read from the journal."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from sqlalchemy.orm import Session

from app.registry.card_json import from_plain
from app.registry.model import Card, Client, Versions
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
