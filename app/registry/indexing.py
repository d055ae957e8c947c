"""Keeping the search tables: derived from the clients, written in the same transaction."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.registry.keys import NAME, gaps_of, keys_of, name_words
from app.registry.model import Card
from app.registry.names import forgive
from app.storage.engine import driver_of

Indexed = tuple[str, Card, str]
"""A client as the index needs it: id, card, reference."""


def rows_of(client_id: str, card: Card, reference: str) -> list[tuple[str, str, str, str]]:
    """Every row of `client_search` of one client: kind, key, client, birth date."""
    born = card.birth_date.isoformat() if card.birth_date else ""
    return [
        (key.kind, key.key, client_id, born if key.kind == NAME else "")
        for key in keys_of(card, reference)
    ]


def put(session: Session, clients: Sequence[Indexed]) -> None:
    """Add clients' keys; called in the transaction that saves them."""
    rows = sorted(row for client in clients for row in rows_of(*client))
    _many(session, "INSERT OR REPLACE INTO client_search (kind, key, client_id, born)", 4, rows)
    words = {word for _, card, _ in clients for word in name_words(card)}
    gaps_of_words = sorted(
        (gap, word) for word in words if not _is_known(session, word) for gap in gaps_of(word)
    )
    _many(session, "INSERT OR IGNORE INTO search_word (gap, word)", 2, gaps_of_words)


def take(session: Session, client_id: str, card: Card, reference: str) -> None:
    """Take a client's keys away, and the words that nobody else has."""
    run = driver_of(session).execute
    for key in keys_of(card, reference):
        run(
            "DELETE FROM client_search WHERE kind = ? AND key = ? AND client_id = ?",
            (key.kind, key.key, client_id),
        )
    for word in name_words(card):
        if not _begins_a_name(session, word):
            for gap in gaps_of(word):
                run("DELETE FROM search_word WHERE gap = ? AND word = ?", (gap, word))


def clear(session: Session) -> None:
    """Empty both tables, to make them again."""
    run = driver_of(session).execute
    run("DELETE FROM client_search")
    run("DELETE FROM search_word")


def _is_known(session: Session, word: str) -> bool:
    sql = "SELECT 1 FROM search_word WHERE gap = ? AND word = ?"
    return driver_of(session).execute(sql, (f"={forgive(word)}", word)).fetchone() is not None


def _many(session: Session, what: str, width: int, rows: Sequence[tuple[str, ...]]) -> None:
    marks = ", ".join("?" * width)
    driver_of(session).executemany(f"{what} VALUES ({marks})", rows)


def _begins_a_name(session: Session, word: str) -> bool:
    sql = "SELECT 1 FROM client_search WHERE kind = ? AND key >= ? AND key < ? LIMIT 1"
    values = (NAME, word, f"{word}\U0010ffff")
    return driver_of(session).execute(sql, values).fetchone() is not None
