"""Merges, and cards told apart, in and out of the database."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.registry.merging import Merge
from app.storage.local_tables import MetaRow
from app.storage.merged import STANDING, whole
from app.storage.tables import ClientRow, MergeRow, NotSamePersonRow
from app.storage.types import canonical

# ---- merges -------------------------------------------------------------------------------------


def add(session: Session, merge: Merge) -> None:
    """Write a merge and let the merged card lead to the kept one."""
    session.get_one(ClientRow, merge.merged_id).merged_into = merge.kept_id
    session.add(
        MergeRow(
            id=merge.id,
            kept_id=merge.kept_id,
            merged_id=merge.merged_id,
            made_at=merge.made_at,
            author=merge.author,
            reason=merge.reason,
            kept_before={name: list(both) for name, both in merge.changed.items()},
        )
    )


def take_back(session: Session, merge: Merge, *, at: datetime, author: str) -> None:
    """Write that a merge is undone: the merged card stands for itself again."""
    session.get_one(ClientRow, merge.merged_id).merged_into = ""
    row = session.get_one(MergeRow, merge.id)
    row.undone_at, row.undone_by = at, author


def merge(session: Session, merge_id: str) -> Merge | None:
    """One merge; one that was struck out is not there."""
    row = session.get(MergeRow, merge_id)
    return _merge(row) if row and not row.deleted else None


def into(session: Session, client_id: str, *, standing: bool = False) -> tuple[Merge, ...]:
    """The merges into this card and into those merged into it, the oldest first."""
    query = (
        select(MergeRow)
        .where(MergeRow.kept_id.in_(whole(client_id)), ~MergeRow.deleted)
        .order_by(MergeRow.made_at, MergeRow.op_seq)
    )
    rows = session.scalars(query.where(*STANDING) if standing else query)
    return tuple(_merge(row) for row in rows)


def _merge(row: MergeRow) -> Merge:
    return Merge(
        id=row.id,
        kept_id=row.kept_id,
        merged_id=row.merged_id,
        made_at=row.made_at,
        author=row.author,
        reason=row.reason,
        changed={name: (before, after) for name, (before, after) in row.kept_before.items()},
        undone_at=row.undone_at,
    )


# ---- two people ---------------------------------------------------------------------------------


def tell_apart(
    session: Session, one: str, other: str, *, record: str, at: datetime, author: str, reason: str
) -> None:
    """Write that two cards are two people."""
    first, second = sorted((one, other))
    session.add(
        NotSamePersonRow(
            id=record, first_id=first, second_id=second, said_at=at, author=author, reason=reason
        )
    )


def take_back_apart(session: Session, one: str, other: str) -> None:
    """Nobody says any more that they are two people."""
    first, second = sorted((one, other))
    query = select(NotSamePersonRow).where(
        NotSamePersonRow.first_id == first,
        NotSamePersonRow.second_id == second,
        ~NotSamePersonRow.deleted,
    )
    for row in session.scalars(query):
        row.deleted = True


def told_apart(session: Session, client_id: str) -> frozenset[str]:
    """The cards found to be somebody else than this one or any card merged into it."""
    cards = set(session.scalars(whole(client_id)))
    query = select(NotSamePersonRow).where(
        or_(NotSamePersonRow.first_id.in_(cards), NotSamePersonRow.second_id.in_(cards)),
        ~NotSamePersonRow.deleted,
    )
    found = {side for row in session.scalars(query) for side in (row.first_id, row.second_id)}
    return frozenset(found - cards)


def all_told_apart(session: Session) -> frozenset[tuple[str, str]]:
    """Every two cards that were found to be two people."""
    query = select(NotSamePersonRow.first_id, NotSamePersonRow.second_id)
    return frozenset(
        (row[0], row[1]) for row in session.execute(query.where(~NotSamePersonRow.deleted))
    )


# ---- the report ---------------------------------------------------------------------------------

_REPORT = "duplicate_report"


def keep_report(session: Session, report: Mapping[str, Any]) -> None:
    """Remember on this desk how far the report is and what it found."""
    session.merge(MetaRow(name=_REPORT, value=canonical(report)))


def kept_report(session: Session) -> Mapping[str, Any] | None:
    """The report as it was kept last."""
    row = session.get(MetaRow, _REPORT)
    return json.loads(row.value) if row else None


def both_standing(session: Session, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those pairs of which neither card was merged and nobody said that they are two people."""
    apart, asked = all_told_apart(session), [*pairs]
    cards = sorted({card for two in asked for card in two})
    query = select(ClientRow.id).where(ClientRow.merged_into == "", ~ClientRow.deleted)
    standing = set(session.scalars(query.where(ClientRow.id.in_(cards))))
    return [two for two in asked if {*two} <= standing and two not in apart]
