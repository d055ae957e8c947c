"""What the desk makes of cards and visits for its search: is it what they give today?"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.registry import links, store
from app.registry.keys import NAME, SURNAME, Keys, gaps_of
from app.storage.soundness.model import Looked, Place

_ROUND = 1 << 64


class _Sum:
    """How many rows, and a sum over all of them in any order: two heaps are one if both agree."""

    def __init__(self) -> None:
        self.rows = self.total = 0

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Count rows in."""
        for row in rows:
            self.rows += 1
            self.total = (self.total + hash(row)) % _ROUND

    def differs(self, other: "_Sum") -> bool:
        """Whether the heaps differ."""
        return (self.rows, self.total) != (other.rows, other.total)


class _Expected:
    """What all cards of today give."""

    def __init__(self, session: Session) -> None:
        self.keys, self.blocks = _Sum(), _Sum()
        self.words: set[str] = set()
        self.links: set[links.Row] = set()
        for client in store.everybody(session):
            made: Keys = store.search_rows(session, client)
            self.keys.add(made.keys)
            self.blocks.add(made.blocks)
            self.words |= made.words
            self.links |= links.links_of(client.id, client.card)


def _expected(looked: Looked) -> _Expected:
    """All cards are read once for the four kinds."""
    found = looked.memo.get("expected")
    if not isinstance(found, _Expected):
        found = looked.memo["expected"] = _Expected(looked.session)
    return found


def keys(looked: Looked) -> list[Place]:
    """Keys of the search that are missing, stale, or nobody's."""
    there = _Sum()
    there.add(
        looked.driver.execute(
            "SELECT kind, key, client_id, what, reference, full_name, born, safe FROM client_key"
        )
    )
    return _compared("client_key", _expected(looked).keys, there)


def blocks(looked: Looked) -> list[Place]:
    """Blocks of the look for duplicates that are missing, stale, or nobody's."""
    there = _Sum()
    there.add(looked.driver.execute("SELECT block, client_id, brief FROM client_block"))
    return _compared("client_block", _expected(looked).blocks, there)


def _compared(table: str, right: _Sum, there: _Sum) -> list[Place]:
    return (
        [Place(table=table, detail=f"{there.rows} / {right.rows}")] if there.differs(right) else []
    )


_BEGINS_A_NAME = "SELECT 1 FROM client_key WHERE kind = ? AND key >= ? AND key < ? LIMIT 1"


def words(looked: Looked) -> list[Place]:
    """Words of names that the vocabulary lacks, and words that nobody is called any more."""
    right = {(gap, word) for word in _expected(looked).words for gap in gaps_of(word)}
    there = {(gap, word) for gap, word in looked.driver.execute("SELECT gap, word FROM name_word")}
    lacking = len(right - there)
    strange = {word for _, word in there - right if not _begins(looked.driver, word)}
    odd = sum(1 for gap, word in there - right if word not in strange and gap not in gaps_of(word))
    if not (lacking or strange or odd):
        return []
    return [Place(table="name_word", detail=f"-{lacking} +{len(strange) + odd}")]


def _begins(driver: Any, word: str) -> bool:
    """A word may stay while some name begins with it: that is how words are forgotten."""
    return any(
        driver.execute(_BEGINS_A_NAME, (kind, word, f"{word}\U0010ffff")).fetchone()
        for kind in (SURNAME, NAME)
    )


def client_links(looked: Looked) -> list[Place]:
    """Ties between cards that are missing, or that no card names."""
    there = {
        (other, client, kind)
        for other, client, kind in looked.driver.execute(
            "SELECT other_id, client_id, kind FROM client_link"
        )
    }
    lacking = _expected(looked).links - there
    superfluous = {
        row
        for row in there - _expected(looked).links
        if (card := store.client(looked.session, row[1])) is None
        or row not in links.links_of(card.id, card.card)
    }
    return _places("client_link", lacking, superfluous)


def parties(looked: Looked) -> list[Place]:
    """Keys of opposing parties that are missing, or that no visit names: the conflict check."""
    there = {
        (key, visit, client)
        for key, visit, client in looked.driver.execute(
            "SELECT key, visit_id, client_id FROM party_key"
        )
    }
    right = {
        row
        for visit in store.visits_with_parties(looked.session)
        for row in links.parties_of(visit)
    }
    return _places("party_key", right - there, there - right)


def _places(table: str, lacking: set[Any], superfluous: set[Any]) -> list[Place]:
    if not (lacking or superfluous):
        return []
    return [Place(table=table, detail=f"-{len(lacking)} +{len(superfluous)}")]


def make_anew(session: Session, _looked: Looked, _places: Sequence[Place]) -> None:
    """Make all of them again from cards and visits."""
    store.rebuild_search(session)
