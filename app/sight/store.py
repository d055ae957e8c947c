"""Rows of the access log, closed cards, seals and answers, in and out of the database."""

from base64 import b64decode, b64encode
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.sight.model import (
    Access,
    Act,
    ConflictAnswer,
    ConflictCheck,
    Restriction,
    SealedKind,
    SealedNote,
    What,
)
from app.storage.capture import WritingSession
from app.storage.merged import whole
from app.storage.sight_tables import AccessRow, ConflictCheckRow, RestrictionRow, SealedRow


def note(session: WritingSession, new: Access) -> None:
    """Write one line of the log, past the ORM: it is written many times a visit."""
    session.insert(
        AccessRow,
        [
            {
                "id": new.id,
                "client_id": new.client_id,
                "at": new.at,
                "author": new.author,
                "act": new.act.value,
                "what": new.what.value,
                "subject": new.subject,
                "data": new.data,
                "reason": new.reason,
                "until": new.until,
            }
        ],
    )


def between(session: Session, since: datetime, until: datetime) -> tuple[Access, ...]:
    """The entries from `since` up to and without `until`, oldest first."""
    chosen = select(AccessRow).where(AccessRow.at >= since, AccessRow.at < until)
    return tuple(
        _access(row) for row in session.scalars(chosen.order_by(AccessRow.at, AccessRow.op_seq))
    )


def of_client(session: Session, client_id: str) -> tuple[Access, ...]:
    """Every look at this card and those merged into it, oldest first."""
    chosen = select(AccessRow).where(AccessRow.client_id.in_(whole(client_id)))
    return tuple(
        _access(row) for row in session.scalars(chosen.order_by(AccessRow.at, AccessRow.op_seq))
    )


def broken(session: Session, author: str, client_id: str, now: datetime) -> Access | None:
    """The glass that this person broke for this card, if it is open now."""
    chosen = select(AccessRow).where(
        AccessRow.client_id.in_(whole(client_id)),
        AccessRow.author == author,
        AccessRow.act == Act.BROKE_GLASS.value,
        AccessRow.until > now,
    )
    row = session.scalars(chosen.order_by(AccessRow.at.desc())).first()
    return None if row is None else _access(row)


def unreviewed(session: Session) -> tuple[Access, ...]:
    """Every broken glass that nobody has looked at, oldest first."""
    chosen = select(AccessRow).where(
        AccessRow.act == Act.BROKE_GLASS.value, AccessRow.reviewed_at.is_(None)
    )
    return tuple(
        _access(row) for row in session.scalars(chosen.order_by(AccessRow.at, AccessRow.op_seq))
    )


def review(session: Session, access_id: str, by: str, at: datetime) -> None:
    """Somebody looked at it."""
    row = session.get_one(AccessRow, access_id)
    row.reviewed_at, row.reviewed_by = at, by


def access(session: Session, access_id: str) -> Access | None:
    """One entry."""
    row = session.get(AccessRow, access_id)
    return None if row is None else _access(row)


def restriction(session: Session, client_id: str) -> Restriction | None:
    """What closes this card now, if anything does."""
    chosen = select(RestrictionRow).where(
        RestrictionRow.client_id.in_(whole(client_id)),
        RestrictionRow.lifted_at.is_(None),
        ~RestrictionRow.deleted,
    )
    row = session.scalars(chosen.order_by(RestrictionRow.since)).first()
    return None if row is None else _restriction(row)


def restrict(session: Session, new: Restriction) -> None:
    """Close a card to most."""
    session.add(
        RestrictionRow(
            id=new.id,
            client_id=new.client_id,
            since=new.since,
            author=new.author,
            reason=new.reason,
        )
    )


def lift(session: Session, restriction_id: str, by: str, at: datetime) -> None:
    """Open it again; that it was closed stays known."""
    row = session.get_one(RestrictionRow, restriction_id)
    row.lifted_at, row.lifted_by = at, by


def add_conflict_check(session: Session, new: ConflictCheck) -> None:
    """Keep an answer; an earlier one stays."""
    session.add(
        ConflictCheckRow(
            id=new.id,
            client_id=new.client_id,
            visit_id=new.visit_id,
            at=new.at,
            author=new.author,
            found=list(new.found),
            answer=new.answer.value,
            reason=new.reason,
        )
    )


def conflict_checks(session: Session, client_id: str) -> tuple[ConflictCheck, ...]:
    """The answers for one client, newest first."""
    chosen = select(ConflictCheckRow).where(ConflictCheckRow.client_id.in_(whole(client_id)))
    rows = session.scalars(
        chosen.order_by(ConflictCheckRow.at.desc(), ConflictCheckRow.op_seq.desc())
    )
    return tuple(
        ConflictCheck(
            id=row.id,
            client_id=row.client_id,
            visit_id=row.visit_id,
            at=row.at,
            author=row.author,
            found=tuple(row.found),
            answer=ConflictAnswer(row.answer),
            reason=row.reason,
        )
        for row in rows
    )


def put_sealed(session: Session, note: SealedNote) -> None:
    """Keep a seal; one of the same id gets the new content and readers."""
    row = session.get(SealedRow, note.id)
    if row is None:
        row = SealedRow(
            id=note.id, client_id=note.client_id, kind=note.kind.value, subject=note.subject
        )
        session.add(row)
    row.content = b64encode(note.content).decode("ascii")
    row.readers = list(note.readers)
    row.sealed_at, row.author = note.sealed_at, note.author


def sealed(session: Session, record: str) -> SealedNote | None:
    """One seal."""
    row = session.get(SealedRow, record)
    return None if row is None or row.deleted else _sealed(row)


def sealed_of(session: Session, client_id: str) -> tuple[SealedNote, ...]:
    """What is sealed of one client, oldest first."""
    chosen = select(SealedRow).where(SealedRow.client_id.in_(whole(client_id)), ~SealedRow.deleted)
    return tuple(_sealed(row) for row in session.scalars(chosen.order_by(SealedRow.sealed_at)))


def sealed_about(session: Session, subject: str) -> tuple[SealedNote, ...]:
    """What is sealed about one incident, oldest first."""
    chosen = select(SealedRow).where(SealedRow.subject == subject, ~SealedRow.deleted)
    return tuple(_sealed(row) for row in session.scalars(chosen.order_by(SealedRow.sealed_at)))


def all_sealed(session: Session) -> tuple[SealedNote, ...]:
    """Everything that is sealed."""
    rows = session.scalars(select(SealedRow).where(~SealedRow.deleted).order_by(SealedRow.id))
    return tuple(_sealed(row) for row in rows)


def strike_sealed(session: Session, record: str) -> None:
    """It holds no longer; visibly struck out."""
    session.get_one(SealedRow, record).deleted = True


def _sealed(row: SealedRow) -> SealedNote:
    return SealedNote(
        id=row.id,
        client_id=row.client_id,
        kind=SealedKind(row.kind),
        subject=row.subject,
        sealed_at=row.sealed_at,
        author=row.author,
        readers=tuple(row.readers),
        content=b64decode(row.content),
    )


def _access(row: AccessRow) -> Access:
    return Access(
        id=row.id,
        client_id=row.client_id,
        at=row.at,
        author=row.author,
        act=Act(row.act),
        what=What(row.what),
        subject=row.subject,
        data=row.data,
        reason=row.reason,
        until=row.until,
        reviewed_at=row.reviewed_at,
        reviewed_by=row.reviewed_by,
    )


def _restriction(row: RestrictionRow) -> Restriction:
    return Restriction(
        id=row.id,
        client_id=row.client_id,
        since=row.since,
        author=row.author,
        reason=row.reason,
        lifted_at=row.lifted_at,
        lifted_by=row.lifted_by,
    )
