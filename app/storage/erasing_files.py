"""Erasing one client's whole file: every record that hangs on the card, and the card at last."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import inspect, or_, select

from app.storage.capture import WritingSession
from app.storage.erasing import erase
from app.storage.schema import Synced
from app.storage.tables import synced_tables

CARD = "client"
_STAY = frozenset({"access", "purge"})
"""Who looked at whom has a term of its own; ids are all that it says."""
_STUBS: Mapping[str, tuple[str, ...]] = {
    CARD: ("reference", "registered_at"),
    "visit": ("on_date", "kind", "channel"),
    "eligibility_check": ("on_date", "made_at"),
    "paper_print": ("form", "made_at"),
}
"""What is left: numbers, days and kinds, so that counts of past years stay whole."""


def erase_file(session: WritingSession, cards: Sequence[str]) -> None:
    """Erase these cards (one person's) and all that hangs on them, in this transaction.

    Bytes of scans, half-typed forms and lines of imports about them go too; other people's scans of
    the very same file stay.
    """
    visits: list[str] = []
    for table, row in [*_hanging(session, cards), *_cards(session, cards)]:
        if table == "visit":
            visits.append(row.id)
        erase(session, row, keep=_STUBS.get(table, ()))
    _local(session.driver, [*cards, *visits])


def _hanging(session: WritingSession, cards: Sequence[str]) -> Iterator[tuple[str, Synced]]:
    for table, kind in synced_tables().items():
        if table == CARD or table in _STAY:
            continue
        named = [column for column in inspect(kind).columns if _names_a_card(column)]
        if named:
            hangs = or_(*(column.in_(cards) for column in named))
            rows = session.scalars(select(kind).where(hangs).order_by(kind.id)).all()
            yield from ((table, row) for row in rows)


def _names_a_card(column: Any) -> bool:
    points = any(key.column.table.name == CARD for key in column.foreign_keys)
    return bool(points or column.key == "client_id")


def _cards(session: WritingSession, cards: Sequence[str]) -> Iterator[tuple[str, Synced]]:
    kind = synced_tables()[CARD]
    for row in session.scalars(select(kind).where(kind.id.in_(cards)).order_by(kind.id)).all():
        yield CARD, row


def _local(driver: Any, subjects: Sequence[str]) -> None:
    driver.execute(
        "DELETE FROM scan_content WHERE sha256 NOT IN (SELECT sha256 FROM scan WHERE sha256 <> '')"
    )
    driver.executemany("DELETE FROM draft WHERE subject = ?", [(one,) for one in subjects])
    driver.executemany(
        "UPDATE imported_row SET client_id = '' WHERE client_id = ?", [(one,) for one in subjects]
    )
