"""Keeping the search tables: derived from the clients, written in the same transaction.

The one place that writes them. Everything goes through the driver's connection, so that the desk's
own saves and an import of a whole register write the same rows in the same way.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from app.registry.keys import NAME, SURNAME, Keys, gaps_of
from app.registry.sounds import sound

MADE = "search"
"""The name of the mark in `meta`: the search tables are made, in this shape."""
SHAPE = "3"

_PUT_KEYS = (
    "INSERT OR REPLACE INTO client_key "
    "(kind, key, client_id, what, reference, full_name, born, safe) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_PUT_BLOCKS = "INSERT OR REPLACE INTO client_block (block, client_id, brief) VALUES (?, ?, ?)"
_PUT_WORDS = "INSERT OR IGNORE INTO name_word (gap, word) VALUES (?, ?)"
_TAKE_KEYS = "DELETE FROM client_key WHERE kind = ? AND key = ? AND client_id = ?"
_TAKE_BLOCKS = "DELETE FROM client_block WHERE block = ? AND client_id = ?"
_TAKE_WORDS = "DELETE FROM name_word WHERE gap = ? AND word = ?"
_KNOWN_WORD = "SELECT 1 FROM name_word WHERE gap = ? AND word = ?"
_BEGINS_A_NAME = "SELECT 1 FROM client_key WHERE kind = ? AND key >= ? AND key < ? LIMIT 1"


def put(driver: Any, new: Iterable[Keys]) -> None:
    """Add the rows of clients; called in the transaction that saves them.

    Many at once are put in the order of the tables: fewer pages are touched.
    """
    several = tuple(new)
    driver.executemany(_PUT_KEYS, sorted(row for one in several for row in one.keys))
    driver.executemany(_PUT_BLOCKS, sorted(row for one in several for row in one.blocks))
    words = {word for one in several for word in one.words}
    driver.executemany(_PUT_WORDS, sorted(_gaps(driver, words)))


def change(driver: Any, before: Keys, after: Keys) -> None:
    """Make the rows of a changed card of those that it had; what stays is not touched."""
    _take_rows(driver, before, but=after)
    new = Keys(
        keys=after.keys - before.keys,
        blocks=after.blocks - before.blocks,
        words=after.words - before.words,
    )
    put(driver, (new,))
    _forget(driver, before.words - after.words)


def take(driver: Any, old: Keys) -> None:
    """Take a client's rows away, and the words that nobody else has."""
    _take_rows(driver, old)
    _forget(driver, old.words)


def clear(driver: Any) -> None:
    """Empty the tables, to make them again."""
    for table in ("client_key", "client_block", "name_word"):
        driver.execute(f"DELETE FROM {table}")  # noqa: S608  the three names above


def _take_rows(driver: Any, old: Keys, but: Keys | None = None) -> None:
    kept = {row[:3] for row in but.keys} if but else set()
    driver.executemany(_TAKE_KEYS, [row[:3] for row in old.keys if row[:3] not in kept])
    stay = {row[:2] for row in but.blocks} if but else set()
    driver.executemany(_TAKE_BLOCKS, [row[:2] for row in old.blocks if row[:2] not in stay])


def _gaps(driver: Any, words: Iterable[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        if driver.execute(_KNOWN_WORD, (f"={sound(word)}", word)).fetchone() is None:
            yield from ((gap, word) for gap in gaps_of(word))


def _forget(driver: Any, words: Iterable[str]) -> None:
    for word in words:
        begun = [
            driver.execute(_BEGINS_A_NAME, (kind, word, f"{word}\U0010ffff")).fetchone()
            for kind in (SURNAME, NAME)
        ]
        if not any(begun):
            driver.executemany(_TAKE_WORDS, [(gap, word) for gap in gaps_of(word)])
