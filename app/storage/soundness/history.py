"""The journal itself: numbers without gaps, content, chain, its end, and the heads beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.storage.engine import driver_of
from app.storage.lines import body_hash, body_text, chained
from app.storage.pen import ERASE
from app.storage.soundness.model import Looked, Place

_LINES = (
    "SELECT vis, hb, h, lseq, replica, seq, hlc, tbl, rid, kind, patch, salt, sv, author, act "
    "FROM journal ORDER BY lseq"
)
_ERASED = "SELECT DISTINCT tbl, rid FROM journal WHERE kind = ?"
_HEADS = "SELECT vis, replica, seq, h, hlc FROM vector"
Stream = tuple[int, int]
Head = tuple[int, bytes, int]


def gaps(looked: Looked) -> list[Place]:
    """Numbers that are missing or come twice."""
    return _seen(looked)["gap"]


def contents(looked: Looked) -> list[Place]:
    """Lines whose content is not what their hash says, and blanked ones that nobody erased."""
    return _seen(looked)["content"]


def chains(looked: Looked) -> list[Place]:
    """Lines that do not hang on the line before."""
    return _seen(looked)["chain"]


def ends(looked: Looked) -> list[Place]:
    """Heads that tell of lines which are not there: the end was cut off."""
    last = _last(looked.driver)
    return [
        Place(table="journal", detail=f"{replica}: {seq} > {last.get((vis, replica), _NONE)[0]}")
        for vis, replica, seq, _, _ in looked.driver.execute(_HEADS)
        if seq > last.get((vis, replica), _NONE)[0]
    ]


def heads(looked: Looked) -> list[Place]:
    """Heads that are behind the lines, or do not show the hash of the last one."""
    kept = {
        (vis, replica): (seq, bytes(h), hlc)
        for vis, replica, seq, h, hlc in looked.driver.execute(_HEADS)
    }
    last = _last(looked.driver)
    return [
        Place(table="vector", detail=f"{stream[1]}: {kept.get(stream, _NONE)[0]} / {head[0]}")
        for stream, head in last.items()
        if kept.get(stream) != head and kept.get(stream, _NONE)[0] <= head[0]
    ]


def move_heads(session: Session, _looked: Looked, _places: Sequence[Place]) -> None:
    """Take the heads from the lines; only the journal being whole allows it."""
    driver = driver_of(session)
    driver.executemany(
        "INSERT OR REPLACE INTO vector (vis, replica, seq, h, hlc) VALUES (?, ?, ?, ?, ?)",
        [(*stream, *head) for stream, head in _last(driver).items()],
    )


def _seen(looked: Looked) -> dict[str, list[Place]]:
    """All lines are read once for the three kinds."""
    if "journal" not in looked.memo:
        looked.memo["journal"] = _broken(looked.driver)
    found: dict[str, list[Place]] = looked.memo["journal"]
    return found


def whole(driver: Any) -> bool:
    """Whether rows may be put right by the journal: no gap, no other content, no broken chain."""
    return not any(_broken(driver).values())


_NONE: Head = (0, b"", 0)


def _last(driver: Any) -> Mapping[Stream, Head]:
    rows = driver.execute(
        "SELECT vis, replica, seq, h, hlc FROM journal GROUP BY vis, replica HAVING seq = max(seq)"
    )
    return {(vis, replica): (seq, bytes(h), hlc) for vis, replica, seq, h, hlc in rows}


def _broken(driver: Any) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {"gap": [], "content": [], "chain": []}
    erased = {*driver.execute(_ERASED, (ERASE,)).fetchall()}
    before: dict[Stream, tuple[int, bytes]] = {}
    for vis, hb, h, _, *body in driver.execute(_LINES):
        replica, seq, table, record = body[0], body[1], body[3], body[4]
        last_seq, last_hash = before.get((vis, replica), (0, b""))
        place = Place(table=table, record=record, detail=f"{replica}/{seq}", certain=False)
        if seq != last_seq + 1:
            found["gap"].append(place)
        elif chained(last_hash, hb) != h:
            found["chain"].append(place)
        if not _true(body, hb, erased):
            found["content"].append(place)
        before[vis, replica] = (seq, h)
    return found


def _true(body: Sequence[Any], hb: bytes, erased: set[tuple[str, str]]) -> bool:
    if body[6] is None:
        return (body[3], body[4]) in erased
    return body_hash(body_text(*body)) == hb
