"""This desk's own tables: drafts, contents of scans, marks, counters; none is journalled."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.storage.engine import driver_of
from app.storage.soundness.model import Looked, Place

_CLOCK, _PAIR = "clock", "desk_pair"
_PAIR_HEX = 128
_YEARS_AHEAD = timedelta(days=1)


# ---- drafts -------------------------------------------------------------------------------------


def drafts(looked: Looked) -> list[Place]:
    """Half-typed forms that cannot be read: the first screen would stumble over them."""
    rows = looked.driver.execute('SELECT id, screen, "values", saved_at FROM draft ORDER BY id')
    return [
        Place(table="draft", record=record, detail=screen)
        for record, screen, values, saved in rows
        if not _is_draft(values, saved)
    ]


def _is_draft(values: Any, saved: Any) -> bool:
    try:
        return isinstance(json.loads(values), dict) and bool(datetime.fromisoformat(saved).tzinfo)
    except (ValueError, TypeError):
        return False


def drop_drafts(session: Session, _looked: Looked, places: Sequence[Place]) -> None:
    """Put them away: the copy from before the repair keeps them."""
    _delete(session, "draft", "id", [place.record for place in places])


# ---- scans --------------------------------------------------------------------------------------


def contents_missing(looked: Looked) -> list[Place]:
    """Scans whose bytes are nowhere."""
    rows = looked.driver.execute(
        "SELECT id FROM scan WHERE NOT deleted AND sha256 <> '' "
        "AND sha256 NOT IN (SELECT sha256 FROM scan_content) ORDER BY id"
    )
    return [Place(table="scan", record=record, certain=False) for (record,) in rows]


def contents_wrong(looked: Looked) -> list[Place]:
    """Bytes that are not those that were taken in."""
    rows = looked.driver.execute("SELECT sha256, content FROM scan_content ORDER BY sha256")
    return [
        Place(table="scan_content", record=name, certain=False)
        for name, content in rows
        if hashlib.sha256(content).hexdigest() != name
    ]


def contents_superfluous(looked: Looked) -> list[Place]:
    """Bytes that no scan names, not even a struck out one."""
    rows = looked.driver.execute(
        "SELECT sha256 FROM scan_content WHERE sha256 NOT IN (SELECT sha256 FROM scan) "
        "ORDER BY sha256"
    )
    return [Place(table="scan_content", record=name) for (name,) in rows]


def drop_contents(session: Session, _looked: Looked, places: Sequence[Place]) -> None:
    """Nobody's bytes go."""
    _delete(session, "scan_content", "sha256", [place.record for place in places])


# ---- imports ------------------------------------------------------------------------------------


def imported_rows(looked: Looked) -> list[Place]:
    """Lines of imported files that name a card or a file which is not there."""
    rows = looked.driver.execute(
        "SELECT batch, line FROM imported_row WHERE batch NOT IN (SELECT id FROM import_batch) "
        "OR (client_id <> '' AND client_id NOT IN (SELECT id FROM client)) ORDER BY batch, line"
    )
    return [Place(table="imported_row", record=batch, detail=str(line)) for batch, line in rows]


def drop_imported_rows(session: Session, _looked: Looked, places: Sequence[Place]) -> None:
    """Forget these lines."""
    driver_of(session).executemany(
        "DELETE FROM imported_row WHERE batch = ? AND line = ?",
        [(place.record, int(place.detail)) for place in places],
    )


# ---- marks --------------------------------------------------------------------------------------


def clock_mark(looked: Looked) -> list[Place]:
    """A mark of the clock that cannot be read, or lies ahead of every clock."""
    kept = _mark(looked.driver, _CLOCK)
    if kept is None:
        return []
    moment = None
    with suppress(ValueError):
        moment = datetime.fromisoformat(kept)
    fine = moment is not None and moment.tzinfo and moment <= looked.now + _YEARS_AHEAD
    return [] if fine else [Place(table="meta", detail=_CLOCK)]


def desk_pair(looked: Looked) -> list[Place]:
    """The desk's own pair of keys cannot be read."""
    kept = _mark(looked.driver, _PAIR)
    if kept is None:
        return []
    with suppress(ValueError):
        if len(bytes.fromhex(kept)) * 2 == _PAIR_HEX:
            return []
    return [Place(table="meta", detail=_PAIR)]


def forget_mark(session: Session, _looked: Looked, places: Sequence[Place]) -> None:
    """Forget a mark: the next start makes it again."""
    _delete(session, "meta", "name", [place.detail for place in places])


def _mark(driver: Any, name: str) -> str | None:
    row = driver.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def counters(looked: Looked) -> list[Place]:
    """Counters that are no whole number from zero on."""
    rows = looked.driver.execute(
        "SELECT name, value FROM counter WHERE typeof(value) <> 'integer' OR value < 0 "
        "ORDER BY name"
    )
    return [Place(table="counter", record=name, detail=str(value)) for name, value in rows]


def reset_counters(session: Session, _looked: Looked, places: Sequence[Place]) -> None:
    """They count anew; a number that was given out is refused by the table that holds it."""
    _delete(session, "counter", "name", [place.record for place in places])


def _delete(session: Session, table: str, column: str, keys: Sequence[str]) -> None:
    sql = f'DELETE FROM "{table}" WHERE "{column}" = ?'  # noqa: S608  names of the schema
    driver_of(session).executemany(sql, [(key,) for key in keys])
