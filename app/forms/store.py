"""Printed papers in and out of the database."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.words import Language
from app.forms.model import PrintRecord
from app.storage.merged import whole
from app.storage.tables import PaperPrintRow


def add(session: Session, record: PrintRecord) -> None:
    """Write one print."""
    session.add(
        PaperPrintRow(
            id=record.id,
            client_id=record.client_id,
            form=record.form,
            edition=record.edition,
            reference=record.reference,
            language=record.language,
            large_print=record.large_print,
            copies=record.copies,
            made_at=record.printed_at,
            reprint_of=record.reprint_of,
            reason=record.reason,
            sha256=record.sha256,
            values=dict(record.values),
            author=record.author,
        )
    )


def of_client(session: Session, client_id: str) -> tuple[PrintRecord, ...]:
    """The prints of one client, newest first."""
    query = (
        select(PaperPrintRow)
        .where(PaperPrintRow.client_id.in_(whole(client_id)), ~PaperPrintRow.deleted)
        .order_by(PaperPrintRow.made_at.desc(), PaperPrintRow.op_seq.desc())
    )
    return tuple(_record(row) for row in session.scalars(query))


def between(session: Session, since: datetime, until: datetime) -> tuple[PrintRecord, ...]:
    """The prints from `since` up to and without `until`, oldest first."""
    query = (
        select(PaperPrintRow)
        .where(PaperPrintRow.made_at >= since, PaperPrintRow.made_at < until)
        .order_by(PaperPrintRow.made_at)
    )
    return tuple(_record(row) for row in session.scalars(query))


def _record(row: PaperPrintRow) -> PrintRecord:
    language: Language = "en" if row.language == "en" else "uk"
    return PrintRecord(
        id=row.id,
        client_id=row.client_id,
        form=row.form,
        edition=row.edition,
        reference=row.reference,
        language=language,
        large_print=row.large_print,
        copies=row.copies,
        printed_at=row.made_at,
        reprint_of=row.reprint_of,
        reason=row.reason,
        sha256=row.sha256,
        values=row.values,
        author=row.author,
    )
