"""Keeping the search tables: derived from the clients, written in the same transaction."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.registry.keys import NAME, gaps_of, keys_of, name_words
from app.registry.model import Card
from app.registry.names import forgive


def put(session: Session, client_id: str, card: Card, reference: str) -> None:
    """Add a client's keys; called in the transaction that saves the client."""
    born = card.birth_date.isoformat() if card.birth_date else ""
    rows = [
        (key.kind, key.key, client_id, born if key.kind == NAME else "")
        for key in keys_of(card, reference)
    ]
    _many(session, "INSERT OR REPLACE INTO client_search (kind, key, client_id, born)", 4, rows)
    words = [word for word in name_words(card) if not _is_known(session, word)]
    gaps_of_words = [(gap, word) for word in words for gap in gaps_of(word)]
    _many(session, "INSERT OR IGNORE INTO search_word (gap, word)", 2, gaps_of_words)


def take(session: Session, client_id: str, card: Card, reference: str) -> None:
    """Take a client's keys away, and the words that nobody else has."""
    run = session.connection().exec_driver_sql
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
    run = session.connection().exec_driver_sql
    run("DELETE FROM client_search")
    run("DELETE FROM search_word")


def _is_known(session: Session, word: str) -> bool:
    sql = "SELECT 1 FROM search_word WHERE gap = ? AND word = ?"
    values = (f"={forgive(word)}", word)
    return session.connection().exec_driver_sql(sql, values).first() is not None


def _many(session: Session, what: str, width: int, rows: Sequence[tuple[str, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * width)
        session.connection().exec_driver_sql(f"{what} VALUES ({marks})", list(rows))


def _begins_a_name(session: Session, word: str) -> bool:
    sql = "SELECT 1 FROM client_search WHERE kind = ? AND key >= ? AND key < ? LIMIT 1"
    values = (NAME, word, f"{word}\U0010ffff")
    return session.connection().exec_driver_sql(sql, values).first() is not None
