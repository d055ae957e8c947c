"""Values that this program cannot read, days that cannot be, numbers that two people have."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Any

from app.accounts.model import Role, SignerKind
from app.eligibility.model import PaperState
from app.keeping.model import Step
from app.registry.card_json import read_card
from app.registry.model import AidKind, Card, Channel
from app.registry.reference import new_reference, normal_form
from app.storage.capture import WritingSession
from app.storage.soundness.model import Looked, Place
from app.storage.soundness.records import change
from app.storage.types import moment_text

# ---- one of few words ---------------------------------------------------------------------------

_WORDS: tuple[tuple[str, str, type[StrEnum], StrEnum | None], ...] = (
    ("visit", "channel", Channel, Channel.IN_PERSON),
    ("visit", "kind", AidKind, AidKind.UNDECIDED),
    ("client_paper", "state", PaperState, PaperState.PROMISED),
    ("user_", "role", Role, None),
    ("signer", "kind", SignerKind, None),
    ("bundle_step", "step", Step, None),
)
"""Table, column, the words that may stand there, and the most careful of them; None: nobody can
know whose rights, keys or rules were meant."""


def unknown_words(looked: Looked) -> list[Place]:
    """Columns of few words that hold another one: the screen of that record would not open."""
    found = []
    for table, column, kind, careful in _WORDS:
        sql = f'SELECT id, "{column}" FROM "{table}" WHERE NOT deleted ORDER BY id'  # noqa: S608  names of the schema
        found += [
            Place(table=table, record=record, detail=column, certain=careful is not None)
            for record, word in looked.driver.execute(sql)
            if not _known(kind, word)
        ]
    return found


def _known(kind: type[StrEnum], word: Any) -> bool:
    """Whether the program reads it: some kinds know words of earlier releases too."""
    try:
        kind(word)
    except ValueError:
        return False
    return True


def put_careful_words(session: WritingSession, _looked: Looked, places: Sequence[Place]) -> None:
    """The most careful of the known words; what stood there stays in the journal."""
    careful = {(table, column): word for table, column, _, word in _WORDS}
    for place in places:
        word = careful[place.table, place.detail]
        if word is not None:
            change(session, place.table, place.record, **{place.detail: word.value})


# ---- cards --------------------------------------------------------------------------------------

_CARD = tuple(one.name for one in fields(Card))
_JSON = (
    "other_names", "document", "pre_war_address", "settlements", "phones", "safe_contact",
    "accessibility", "representative", "household", "statuses", "consents",
)  # fmt: skip


def unreadable_cards(looked: Looked) -> list[Place]:
    """Cards with a field that this program cannot read: the card would not open."""
    names = ", ".join(f'"{name}"' for name in _CARD)
    sql = f"SELECT id, {names} FROM client WHERE NOT deleted ORDER BY id"  # noqa: S608  of the record
    return [
        Place(table="client", record=record, detail=name)
        for record, *values in looked.driver.execute(sql)
        for name in _unreadable(dict(zip(_CARD, values, strict=True)))
    ]


def _unreadable(raw: dict[str, Any]) -> list[str]:
    bad = []
    for name in _JSON:
        try:
            raw[name] = json.loads(raw[name]) if raw[name] is not None else None
        except (ValueError, TypeError):
            bad.append(name)
            raw[name] = None
    _, faults = read_card(raw)
    named = {fault.path.split(".")[0].split("[")[0] for fault in faults}
    return sorted({*bad, *(named & set(_CARD))})


def empty_fields(session: WritingSession, _looked: Looked, places: Sequence[Place]) -> None:
    """Empty the field, so that the card opens; what stood there stays in the journal."""
    by_card: dict[str, dict[str, None]] = defaultdict(dict)
    for place in places:
        by_card[place.record][place.detail] = None
    for record, names in by_card.items():
        change(session, "client", record, **names)


# ---- days ---------------------------------------------------------------------------------------

_DAYS = (
    ("client", "birth_date"),
    ("client", "age_on"),
    ("client_paper", "seen_on"),
    ("eligibility_check", "on_date"),
)


def future_days(looked: Looked) -> list[Place]:
    """Days of what has happened that are still to come; only who knows the person can mend it."""
    tomorrow = moment_text(looked.now)[:10]
    return [
        Place(table=table, record=record, detail=column, certain=False)
        for table, column in _DAYS
        for (record,) in looked.driver.execute(
            f'SELECT id FROM "{table}" WHERE "{column}" > date(?, \'+1 day\') '  # noqa: S608  of the schema
            "AND NOT deleted ORDER BY id",
            (tomorrow,),
        )
    ]


# ---- numbers ------------------------------------------------------------------------------------


def same_references(looked: Looked) -> list[Place]:
    """Cards whose number another card had before: read aloud, it means two people."""
    given: dict[str, str] = {}
    found = []
    rows = looked.driver.execute(
        "SELECT id, reference FROM client WHERE NOT deleted ORDER BY registered_at, op_seq, id"
    )
    for record, reference in rows:
        key = normal_form(reference) or reference
        if given.setdefault(key, record) != record:
            found.append(Place(table="client", record=record))
    return found


def give_references(session: WritingSession, looked: Looked, places: Sequence[Place]) -> None:
    """The card that came later gets a fresh number; the old one stays in the journal."""
    for place in places:
        number = new_reference(looked.ids, desk=session.pen.replica)
        while session.driver.execute(
            "SELECT 1 FROM client WHERE reference = ?", (number,)
        ).fetchone():
            number = new_reference(looked.ids, desk=session.pen.replica)
        change(session, "client", place.record, reference=number)


def two_pairs(looked: Looked) -> list[Place]:
    """Pairs of keys of one holder that hold at once: one of them must have ended."""
    rows = looked.driver.execute(
        "SELECT id FROM signer AS one WHERE NOT deleted AND ended_at IS NULL AND EXISTS "
        "(SELECT 1 FROM signer AS other WHERE other.kind = one.kind AND other.holder = one.holder "
        "AND other.ended_at IS NULL AND NOT other.deleted "
        "AND (other.made_at, other.id) > (one.made_at, one.id)) ORDER BY id"
    )
    return [Place(table="signer", record=record) for (record,) in rows]


def end_older_pairs(session: WritingSession, looked: Looked, places: Sequence[Place]) -> None:
    """The newest pair holds; the others end now, and what they signed stays theirs."""
    for place in places:
        change(session, "signer", place.record, ended_at=moment_text(looked.now))


# ---- merges -------------------------------------------------------------------------------------

_MERGED = "SELECT id, merged_into FROM client WHERE merged_into <> '' AND NOT deleted ORDER BY id"
_STANDING = (
    "SELECT id, kept_id, merged_id FROM merge WHERE undone_at IS NULL AND NOT deleted ORDER BY id"
)


def circles(looked: Looked) -> list[Place]:
    """Cards that lead back to themselves: whoever opened one would never arrive."""
    into = dict(looked.driver.execute(_MERGED).fetchall())
    return [
        Place(table="client", record=record, detail="merged_into")
        for record in into
        if record in _way(into, record)
    ]


def _way(into: dict[str, str], record: str) -> Iterator[str]:
    seen: set[str] = set()
    while record in into and record not in seen:
        seen.add(record)
        record = into[record]
        yield record


def lost_merges(looked: Looked) -> list[Place]:
    """Cards merged into one that is nowhere, or by a merge that does not stand."""
    into = dict(looked.driver.execute(_MERGED).fetchall())
    there = {record for (record,) in looked.driver.execute("SELECT id FROM client")}
    standing = {(kept, merged) for _, kept, merged in looked.driver.execute(_STANDING)}
    return [
        Place(table="client", record=record, detail="merged_into")
        for record, kept in into.items()
        if kept not in there or (kept, record) not in standing
    ]


def stand_alone(session: WritingSession, looked: Looked, places: Sequence[Place]) -> None:
    """Each of these cards stands for itself again; the merge that took it is undone."""
    for place in places:
        change(session, "client", place.record, merged_into="")
        for merge, _, merged in session.driver.execute(_STANDING).fetchall():
            if merged == place.record:
                change(session, "merge", merge, undone_at=moment_text(looked.now))


def untold_merges(looked: Looked) -> list[Place]:
    """Merges that stand, while the merged card leads elsewhere or nowhere."""
    into = dict(looked.driver.execute(_MERGED).fetchall())
    there = {
        record for (record,) in looked.driver.execute("SELECT id FROM client WHERE NOT deleted")
    }
    return [
        Place(table="merge", record=merge)
        for merge, kept, merged in looked.driver.execute(_STANDING)
        if merged in there and into.get(merged, "") != kept
    ]


def undo_merges(session: WritingSession, looked: Looked, places: Sequence[Place]) -> None:
    """They are undone: the cards stand as they stand."""
    for place in places:
        change(session, "merge", place.record, undone_at=moment_text(looked.now))
