"""From a query to the list that people see: who fits, how well, and why."""

from collections.abc import Callable
from datetime import date
from typing import Any

from app.registry.model import Found
from app.registry.names import sort_key
from app.registry.quick import WHAT, quick
from app.registry.search import Hit, hits
from app.registry.sketches import Sketch, sketches
from app.registry.sounds import is_latin
from app.registry.spelling import reasons


def found(driver: Any, query: str, *, today: Callable[[], date], limit: int) -> tuple[Found, ...]:
    """Clients that fit what was typed in the one box, best first, with why they fit."""
    plain = quick(driver, query, today, limit)
    if plain is not None:
        return plain
    best = hits(driver, query, today=today(), limit=limit)
    closely = [hit.row[0] for hit in best if not _one_word(hit)]
    known = sketches(driver, closely) if closely else {}
    told = [_found(hit, known.get(hit.row[0])) for hit in best]
    return tuple(sorted(told, key=lambda one: (-one.score, sort_key(one.full_name))))


def _one_word(hit: Hit) -> bool:
    """Whether the row alone says why: one word met one field."""
    reading = hit.reading
    one = len(reading.words) == 1 and len(next(iter(reading.words))) > 1
    return one and not (reading.born or reading.year or reading.digits)


def _found(hit: Hit, client: Sketch | None) -> Found:
    client_id, reference, full_name, born, safe, what, _ = hit.row
    if client:
        met = reasons(client.card, hit.reading)
    else:
        met = tuple(key for key in (WHAT[what], hit.reading.how) if key)
    latin = any(map(is_latin, hit.reading.words)) and not is_latin(full_name.casefold())
    also = ("found.latin",) if latin else ()
    return Found(
        client_id=client_id,
        reference=reference,
        full_name=full_name,
        birth_date=date.fromisoformat(born) if born else None,
        score=max(0, min(100, hit.score)),
        why=tuple(dict.fromkeys((*met, *also, *hit.how))),
        safe_contact=safe == 1,
    )
