"""Checks, papers and scans of clients, and editions of the law, in and out of the database."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from app.eligibility.law import PackStamp
from app.eligibility.model import Paper, PaperState, WhoObtains
from app.eligibility.saved import (
    Confirmation,
    Dealt,
    Override,
    Provisional,
    SavedCheck,
    override_of,
    override_to_json,
    provisional_of,
    provisional_to_json,
)
from app.eligibility.scan import Scan
from app.eligibility.verdict_json import stamp_to_json
from app.storage.local_tables import ScanContentRow
from app.storage.merged import whole
from app.storage.tables import (
    ClientPaperRow,
    EditionConfirmedRow,
    EligibilityCheckRow,
    ReplayedCheckRow,
    ScanRow,
)

# ---- checks -------------------------------------------------------------------------------------


def add_check(session: Session, check: SavedCheck) -> None:
    """Write a check as it was made: facts, papers and verdict are never changed afterwards."""
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
            packs=[stamp_to_json(stamp) for stamp in check.packs],
            sha256=check.sha256,
            warnings=list(check.warnings),
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
        .where(EligibilityCheckRow.client_id.in_(whole(client_id)), ~EligibilityCheckRow.deleted)
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
        warnings=tuple(row.warnings),
        override=override_of(row.override) if row.override else None,
        provisional=provisional_of(row.provisional) if row.provisional else None,
    )


def put_override(session: Session, check_id: str, override: Override | None) -> None:
    """Set a lawyer's own answer beside that of the rules, or take it away."""
    row = session.get_one(EligibilityCheckRow, check_id)
    row.override = override_to_json(override) if override else None


def put_provisional(session: Session, check_id: str, given: Provisional | None) -> None:
    """Write until when the answer holds, or take that away."""
    row = session.get_one(EligibilityCheckRow, check_id)
    row.provisional = provisional_to_json(given) if given else None


def provisional_checks(session: Session) -> tuple[SavedCheck, ...]:
    """The newest checks of clients that hold only until a day, the soonest first."""
    query = select(EligibilityCheckRow).where(
        EligibilityCheckRow.provisional.is_not(None), ~EligibilityCheckRow.deleted, _is_newest()
    )
    found = (_check(row) for row in session.scalars(query))
    return tuple(
        sorted(found, key=lambda one: one.provisional.until if one.provisional else date.max)
    )


def newest_checks(session: Session, *, after: str, most: int) -> dict[str, tuple[PackStamp, ...]]:
    """The newest check of each client with the packs that gave it: `most` ids beyond `after`."""
    query = (
        select(EligibilityCheckRow.id, EligibilityCheckRow.packs)
        .where(EligibilityCheckRow.id > after, ~EligibilityCheckRow.deleted, _is_newest())
        .order_by(EligibilityCheckRow.id)
        .limit(most)
    )
    return {
        check_id: tuple(_stamp(one) for one in packs) for check_id, packs in session.execute(query)
    }


def how_many_newest(session: Session) -> int:
    """How many clients have a check."""
    query = select(func.count(EligibilityCheckRow.client_id.distinct())).where(
        ~EligibilityCheckRow.deleted
    )
    return session.scalar(query) or 0


def _is_newest() -> ColumnElement[bool]:
    later = aliased(EligibilityCheckRow)
    return ~(
        select(later.id)
        .where(
            later.client_id == EligibilityCheckRow.client_id,
            ~later.deleted,
            tuple_(later.made_at, later.id)
            > tuple_(EligibilityCheckRow.made_at, EligibilityCheckRow.id),
        )
        .exists()
    )


def warnings_between(
    session: Session, begin: datetime, end: datetime
) -> Iterator[tuple[datetime, str]]:
    """When which plausibility warning was shown with a kept check, in a half-open time."""
    query = select(EligibilityCheckRow.made_at, EligibilityCheckRow.warnings).where(
        EligibilityCheckRow.made_at >= begin,
        EligibilityCheckRow.made_at < end,
        ~EligibilityCheckRow.deleted,
    )
    for made_at, ids in session.execute(query):
        yield from ((made_at, name) for name in ids)


def _stamp(kept: Mapping[str, Any]) -> PackStamp:
    return PackStamp(
        id=kept["id"],
        edition=kept["edition"],
        sha256=kept["sha256"],
        checked_on=date.fromisoformat(kept["checked_on"]),
    )


# ---- editions of the law ------------------------------------------------------------------------


def add_confirmation(
    session: Session, record_id: str, given: Confirmation, packs: tuple[PackStamp, ...]
) -> None:
    """Write that the head looked at this edition."""
    session.add(
        EditionConfirmedRow(
            id=record_id,
            sha256=given.sha256,
            packs=[stamp_to_json(stamp) for stamp in packs],
            confirmed_at=given.at,
            author=given.author,
            note=given.note,
        )
    )


def confirmation(session: Session, sha256: str) -> Confirmation | None:
    """Who confirmed this edition first."""
    query = (
        select(EditionConfirmedRow)
        .where(EditionConfirmedRow.sha256 == sha256, ~EditionConfirmedRow.deleted)
        .order_by(EditionConfirmedRow.confirmed_at)
    )
    row = session.scalars(query).first()
    if row is None:
        return None
    return Confirmation(sha256=row.sha256, at=row.confirmed_at, author=row.author, note=row.note)


def note_dealt(session: Session, row_id: str, given: Dealt) -> None:
    """Write that somebody dealt with a check that the edition of now changes."""
    session.add(
        ReplayedCheckRow(
            id=row_id,
            check_id=given.check_id,
            sha256=given.sha256,
            dealt_at=given.at,
            author=given.author,
            note=given.note,
        )
    )


def strike_out_dealt(session: Session, check_id: str, sha256: str) -> None:
    """It was not dealt with after all."""
    for row in _dealt(session, sha256):
        if row.check_id == check_id:
            row.deleted = True


def dealt_with(session: Session, sha256: str) -> frozenset[str]:
    """The checks that somebody dealt with under this edition."""
    return frozenset(row.check_id for row in _dealt(session, sha256))


def _dealt(session: Session, sha256: str) -> Iterable[ReplayedCheckRow]:
    return session.scalars(
        select(ReplayedCheckRow).where(ReplayedCheckRow.sha256 == sha256, ~ReplayedCheckRow.deleted)
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
    """The client's paper of that name; of merged cards the note that was written last."""
    query = (
        select(ClientPaperRow)
        .where(
            ClientPaperRow.client_id.in_(whole(client_id)),
            ClientPaperRow.item == item,
            ~ClientPaperRow.deleted,
        )
        .order_by(ClientPaperRow.changed_at.desc())
    )
    row = session.scalars(query).first()
    return _paper(row) if row else None


def papers_of(session: Session, client_id: str) -> tuple[Paper, ...]:
    """All papers of one client, by name; each once, as it was noted last."""
    return tuple({paper.item: paper for paper in notes_of(session, client_id)}.values())


def notes_of(session: Session, client_id: str) -> tuple[Paper, ...]:
    """Every note on a paper: merged cards may hold one each on the same paper, the newest last."""
    query = (
        select(ClientPaperRow)
        .where(ClientPaperRow.client_id.in_(whole(client_id)), ~ClientPaperRow.deleted)
        .order_by(ClientPaperRow.item, ClientPaperRow.changed_at)
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


# ---- scans --------------------------------------------------------------------------------------


def add_scan(session: Session, scan: Scan, content: bytes) -> None:
    """Write a scan and its bytes, which another client's scan may have brought already."""
    session.add(
        ScanRow(
            id=scan.id,
            client_id=scan.client_id,
            item=scan.item,
            file_name=scan.file_name,
            media_type=scan.media_type,
            size=scan.size,
            sha256=scan.sha256,
            added_at=scan.added_at,
            author=scan.author,
        )
    )
    if session.get(ScanContentRow, scan.sha256) is None:
        session.add(ScanContentRow(sha256=scan.sha256, content=content))


def scan(session: Session, scan_id: str) -> Scan | None:
    """One scan; a struck out one is not there."""
    row = session.get(ScanRow, scan_id)
    return _scan(row) if row and not row.deleted else None


def scans_of(session: Session, client_id: str) -> tuple[Scan, ...]:
    """The scans of one client without their bytes, the unsorted first, then as they came."""
    query = (
        select(ScanRow)
        .where(ScanRow.client_id.in_(whole(client_id)), ~ScanRow.deleted)
        .order_by(ScanRow.item != "", ScanRow.added_at, ScanRow.id)
    )
    return tuple(_scan(row) for row in session.scalars(query))


def scan_content(session: Session, sha256: str) -> bytes | None:
    """The bytes of a scan; None where they did not come with it from another desk."""
    row = session.get(ScanContentRow, sha256)
    return row.content if row else None


def put_scan_to(session: Session, scan_id: str, item: str) -> None:
    """Write which paper a scan shows."""
    session.get_one(ScanRow, scan_id).item = item


def strike_out_scan(session: Session, scan_id: str) -> None:
    """Mark a scan as struck out: the journal and its bytes stay."""
    session.get_one(ScanRow, scan_id).deleted = True


def _scan(row: ScanRow) -> Scan:
    return Scan(
        id=row.id,
        client_id=row.client_id,
        item=row.item,
        file_name=row.file_name,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        added_at=row.added_at,
        author=row.author,
    )
