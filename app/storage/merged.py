"""Merged cards for every store: a merge moves nothing, so that queries ask for all of them."""

from typing import Any

from sqlalchemy import Select, literal, select

from app.storage.tables import MergeRow

STANDING = (MergeRow.undone_at.is_(None), ~MergeRow.deleted)
"""Merges that nobody took back."""


def whole(client_id: str) -> Select[Any]:
    """The card and all cards merged into it: `Row.client_id.in_(whole(client_id))`."""
    cards = select(literal(client_id).label("id")).cte("cards", recursive=True)
    cards = cards.union(
        select(MergeRow.merged_id).join(cards, MergeRow.kept_id == cards.c.id).where(*STANDING)
    )
    return select(cards.c.id)
