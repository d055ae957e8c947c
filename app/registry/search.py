"""The search: a range over one covering index, and a vocabulary for misspelt words.

A range over the primary key of `client_search` answers in 0.1 ms at a million clients where an
ordered full-text match took half a second; one left-out letter over the *vocabulary* finds
misspellings in 0.05 ms. `indexing.py` keeps the tables.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from sqlalchemy.orm import Session

from app.registry.keys import (
    BIRTH,
    BLOCK,
    DOCUMENT,
    NAME,
    PHONE,
    REFERENCE,
    RNOKPP,
    SHORTEST_PART,
    UNZR,
    blocks_of,
    gaps,
)
from app.registry.model import Card
from app.registry.names import forgive
from app.registry.queries import Reading, readings
from app.registry.same_names import spellings_of
from app.registry.spelling import alike, fit, near
from app.storage.engine import driver_of

ENOUGH = 5
"""With so many literal hits for one word, nobody looks for misspellings of it."""
_MIXED_UP = "аоеєиіїйьуґгхъыэё"
"""First letters that may be wrong themselves: no filter is built on them."""
_LOOK_AT = 3
_CANDIDATES = 12
_ROWS = 1000
_MANY = 200
_STARTS = 2
_PAIRED = 3
_SEEN = 2000
_COMPARED = 60
_END = "\U0010ffff"
_NUMBER_KINDS = (PHONE, DOCUMENT, RNOKPP, UNZR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A client that fits, before the card is read."""

    client_id: str
    score: int
    reading: Reading
    misspelt: bool = False


# ---- asking -------------------------------------------------------------------------------------


def hits(session: Session, query: str, *, today: date, limit: int) -> tuple[Hit, ...]:
    """The clients that fit the query, best first, each once, with the reading that it fits."""
    found: dict[str, Hit] = {}
    senses = readings(query, today)
    for reading in senses:
        if not reading.how or _more_wanted(found, reading, limit):
            for hit in _literal(session, reading, limit):
                _keep(found, hit)
    for reading in senses:
        if _more_wanted(found, reading, limit):
            for hit in _misspelt(session, reading):
                _keep(found, hit)
    return tuple(sorted(found.values(), key=lambda hit: -hit.score)[:limit])


def _more_wanted(found: Mapping[str, Hit], reading: Reading, limit: int) -> bool:
    """Whether other readings and misspellings are worth a look: one full name found is enough."""
    return len(found) < (1 if len(reading.words) > 1 else min(ENOUGH, limit))


def blocked(session: Session, card: Card, *, limit: int = _COMPARED) -> tuple[str, ...]:
    """Clients that have something in common with the card, the most in common first."""
    counted: dict[str, int] = {}
    for block in sorted(blocks_of(card)):
        if block[0] == "w" and card.birth_date:
            continue  # a common name alone is too little when the birth date is known
        for client in _exactly(session, BLOCK, block, limit):
            counted[client] = counted.get(client, 0) + 1
    return tuple(sorted(counted, key=lambda client: -counted[client])[:limit])


def _keep(found: dict[str, Hit], hit: Hit) -> None:
    known = found.get(hit.client_id)
    if known is None or known.score < hit.score:
        found[hit.client_id] = hit


def _rows(
    session: Session,
    kind: str,
    start: str,
    *,
    limit: int,
    words: Sequence[str] = (),
    born: str = "",
) -> list[tuple[str, str]]:
    """Keys of a kind that begin so, and their clients; no more than `_SEEN` keys are looked at."""
    inner = (
        "SELECT key, client_id, born FROM client_search "
        "WHERE kind = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?"
    )
    values: list[object] = [kind, start, start + _END, _SEEN if words or born else limit]
    wanted = ["1"]
    for word in words:
        wanted.append("instr(' ' || key, ?)")
        values.append(f" {word}")
    if born:
        wanted.append("substr(born, 1, ?) = ?")
        values += [len(born), born]
    sql = f"SELECT key, client_id FROM ({inner}) WHERE {' AND '.join(wanted)} LIMIT ?"  # noqa: S608  no value in it
    run = driver_of(session).execute
    return [(row[0], row[1]) for row in run(sql, (*values, limit))]


def _exactly(session: Session, kind: str, key: str, limit: int) -> list[str]:
    sql = "SELECT client_id FROM client_search WHERE kind = ? AND key = ? LIMIT ?"
    return [row[0] for row in driver_of(session).execute(sql, (kind, key, limit))]


def _born(reading: Reading) -> str:
    if reading.born:
        return reading.born.isoformat()
    return f"{reading.year}-" if reading.year else ""


def _literal(session: Session, reading: Reading, limit: int) -> Iterator[Hit]:
    if reading.words:
        yield from _by_name(session, reading, limit)
    elif reading.reference:
        yield from _by_key(session, reading, (REFERENCE,), reading.reference, limit)
    elif reading.born or reading.year:
        yield from _by_key(session, reading, (BIRTH,), _born(reading), limit)
    elif reading.document:
        yield from _by_key(session, reading, (DOCUMENT,), reading.document, limit)
    else:
        for digits in _phone_spellings(reading.digits):
            yield from _by_key(session, reading, _NUMBER_KINDS, digits, limit)


def _phone_spellings(digits: str) -> tuple[str, ...]:
    """As typed, and as the number is kept: 050… and 8050… are 38050…."""
    if digits.startswith("0"):
        return digits, f"38{digits}"
    return (digits, f"3{digits}") if digits.startswith("80") else (digits,)


def _by_key(
    session: Session, reading: Reading, kinds: Iterable[str], start: str, limit: int
) -> Iterator[Hit]:
    for kind in kinds:
        for key, client in _rows(session, kind, start, limit=limit):
            score = 100 if key == start else 70 + 25 * len(start) // len(key)
            yield Hit(client_id=client, score=score, reading=reading)


def _by_name(session: Session, reading: Reading, limit: int) -> Iterator[Hit]:
    owners = _owners(session, reading.digits)
    for key, client in _named_rows(session, reading, _LOOK_AT * limit):
        quality = fit(reading.words, key.split())
        if quality and (owners is None or client in owners):
            yield _named(client, reading, quality)


def _named_rows(session: Session, reading: Reading, limit: int) -> list[tuple[str, str]]:
    """Names that hold all the words.

    A name stands once under each of its words, the surname next: «катерина щ» is one short range,
    where all names of Kateryna would have to be read for the letter alone.
    """
    found = []
    born = _born(reading)
    words = _rarest_first(session, reading.words)
    if len(words) > 1 and not _common(session, words[0]):
        return []
    for pair in permutations(words[:_PAIRED], 2):
        others = [word for word in words if word not in pair]
        start = " ".join(pair)
        found += _rows(session, NAME, start, limit=limit, words=others, born=born)
    if len(found) < limit:
        first, *others = words
        found += _rows(session, NAME, first, limit=limit, words=others, born=born)
    return found


def _rarest_first(session: Session, words: Sequence[str]) -> list[str]:
    """The words by how few names begin so: a range over «катерина» would read a tenth of all."""
    if len(words) == 1:
        return list(words)
    return sorted(words, key=lambda word: (_common(session, word), -len(word)))


def _common(session: Session, word: str) -> int:
    """How many names begin so, counted no further than it matters."""
    if len(word) == 1:
        return _MANY
    sql = (
        "SELECT count(*) FROM (SELECT 1 FROM client_search "
        "WHERE kind = ? AND key >= ? AND key < ? LIMIT ?)"
    )
    values = (NAME, word, word + _END, _MANY)
    return int(driver_of(session).execute(sql, values).fetchone()[0])


def _named(client: str, reading: Reading, quality: float, *, misspelt: bool = False) -> Hit:
    """A hit by name. Extra proof lifts it, another reading of the keys lowers it a little."""
    score = round(94 * quality) + 3 * bool(_born(reading)) + 3 * bool(reading.digits)
    lowered = score - 3 if reading.how else score
    return Hit(client_id=client, score=max(1, lowered), reading=reading, misspelt=misspelt)


def _owners(session: Session, digits: str) -> frozenset[str] | None:
    """Whose numbers have these digits in them; None when no digits were asked for."""
    if not digits:
        return None
    return frozenset(
        owner
        for spelling in _phone_spellings(digits)
        for kind in _NUMBER_KINDS
        for _, owner in _rows(session, kind, spelling, limit=_ROWS)
    )


# ---- misspellings -------------------------------------------------------------------------------


def _misspelt(session: Session, reading: Reading) -> list[Hit]:
    """Hits whose words differ from the asked ones by a mistake or two, by the rarest word first."""
    owners = _owners(session, reading.digits)
    for start in _rarest_first(session, reading.words)[:_STARTS]:
        if len(start) < SHORTEST_PART:
            continue
        found = [
            _named(client, reading, quality * 0.9, misspelt=True)
            for key, client in _rows_like(session, start, reading)
            if (owners is None or client in owners)
            and (quality := near(reading.words, key.split()))
        ]
        if found:
            return found
    return []


def _rows_like(session: Session, start: str, reading: Reading) -> Iterator[tuple[str, str]]:
    """Names that begin with a word like `start`, the other words at least by their first letter."""
    others = [word[0] for word in reading.words if word != start and word[0] not in _MIXED_UP]
    for word in _similar_words(session, start):
        yield from _rows(session, NAME, word, limit=_ROWS, words=others, born=_born(reading))


def _similar_words(session: Session, asked: str) -> list[str]:
    key = forgive(asked)
    run = driver_of(session).execute
    found = run(
        "SELECT word FROM search_word WHERE gap >= ? AND gap < ? LIMIT 200",
        (f"={key}", f"={key}{_END}"),
    )
    words = {*(word for (word,) in found), *spellings_of(asked)}
    holes = tuple(f"-{gap}" for gap in gaps(key))
    marks = ", ".join("?" * len(holes))
    like = run(f"SELECT word FROM search_word WHERE gap IN ({marks})", holes)  # noqa: S608  only question marks
    words |= {word for (word,) in like}
    rated = sorted((-alike(asked, word), word) for word in words)
    return [word for alike, word in rated if alike][:_CANDIDATES]
