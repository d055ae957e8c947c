"""Checks and papers of clients, in and out of the database."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.eligibility.law import PackStamp
from app.eligibility.model import Paper, PaperState, SavedCheck, WhoObtains
from app.storage.tables import ClientPaperRow, EligibilityCheckRow

# ---- checks -------------------------------------------------------------------------------------


def add_check(session: Session, check: SavedCheck) -> None:
    """Write a check as it was made; it is never changed afterwards."""
    session.add(
        EligibilityCheckRow(
            id=check.id,
            client_id=check.client_id,
            visit_id=check.visit_id,
            on_date=check.on_date,
            made_at=check.made_at,
            facts=dict(check.facts),
            documents=list(check.presented),
            verdict=dict(check.verdict),
            packs=[
                {
                    "id": stamp.id,
                    "edition": stamp.edition,
                    "sha256": stamp.sha256,
                    "checked_on": stamp.checked_on.isoformat(),
                }
                for stamp in check.packs
            ],
            sha256=check.sha256,
            author=check.author,
        )
    )


def check(session: Session, check_id: str) -> SavedCheck | None:
    """One check; a struck out one is not there."""
    row = session.get(EligibilityCheckRow, check_id)
    return _check(row) if row and not row.deleted else None


def checks_of(session: Session, client_id: str) -> tuple[SavedCheck, ...]:
    """The checks of one client, newest first."""
    query = (
        select(EligibilityCheckRow)
        .where(EligibilityCheckRow.client_id == client_id, ~EligibilityCheckRow.deleted)
        .order_by(EligibilityCheckRow.made_at.desc())
    )
    return tuple(_check(row) for row in session.scalars(query))


def _check(row: EligibilityCheckRow) -> SavedCheck:
    return SavedCheck(
        id=row.id,
        client_id=row.client_id,
        visit_id=row.visit_id,
        on_date=row.on_date,
        made_at=row.made_at,
        author=row.author,
        facts=row.facts,
        presented=tuple(row.documents),
        verdict=row.verdict,
        packs=tuple(_stamp(one) for one in row.packs),
        sha256=row.sha256,
    )


def _stamp(kept: Mapping[str, Any]) -> PackStamp:
    return PackStamp(
        id=kept["id"],
        edition=kept["edition"],
        sha256=kept["sha256"],
        checked_on=date.fromisoformat(kept["checked_on"]),
    )


# ---- papers -------------------------------------------------------------------------------------

_PAPER_FIELDS = (
    *("item", "state", "seen_on", "promised_by", "valid_until", "who_obtains"),
    *("substitute", "note"),
)


def put_paper(session: Session, client_id: str, paper: Paper) -> None:
    """Write how it stands with a paper; what did not change is not written again."""
    row = session.get(ClientPaperRow, paper.id)
    if row is None:
        row = ClientPaperRow(id=paper.id, client_id=client_id)
        session.add(row)
    for name in _PAPER_FIELDS:
        value = getattr(paper, name)
        if getattr(row, name) != value:
            setattr(row, name, value)


def strike_out_paper(session: Session, paper_id: str) -> None:
    """Mark a paper as struck out: the journal keeps it."""
    session.get_one(ClientPaperRow, paper_id).deleted = True


def paper_of(session: Session, client_id: str, item: str) -> Paper | None:
    """The client's paper of that name."""
    query = select(ClientPaperRow).where(
        ClientPaperRow.client_id == client_id,
        ClientPaperRow.item == item,
        ~ClientPaperRow.deleted,
    )
    row = session.scalars(query).first()
    return _paper(row) if row else None


def papers_of(session: Session, client_id: str) -> tuple[Paper, ...]:
    """All papers of one client, by name."""
    query = (
        select(ClientPaperRow)
        .where(ClientPaperRow.client_id == client_id, ~ClientPaperRow.deleted)
        .order_by(ClientPaperRow.item)
    )
    return tuple(_paper(row) for row in session.scalars(query))


def promised(session: Session, until: date) -> tuple[tuple[str, Paper], ...]:
    """Promised papers that are due by a day, with their clients, the soonest first."""
    query = (
        select(ClientPaperRow)
        .where(
            ClientPaperRow.state == PaperState.PROMISED.value,
            ClientPaperRow.promised_by <= until,
            ~ClientPaperRow.deleted,
        )
        .order_by(ClientPaperRow.promised_by, ClientPaperRow.item)
    )
    return tuple((row.client_id, _paper(row)) for row in session.scalars(query))


def _paper(row: ClientPaperRow) -> Paper:
    return Paper(
        id=row.id,
        item=row.item,
        state=PaperState(row.state),
        seen_on=row.seen_on,
        promised_by=row.promised_by,
        valid_until=row.valid_until,
        who_obtains=WhoObtains(row.who_obtains or WhoObtains.CLIENT),
        substitute=row.substitute,
        note=row.note,
    )
