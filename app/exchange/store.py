"""Rows of batches and exports, in and out of the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.core.errors import DeskError
from app.exchange.model import Batch, Export
from app.storage.capture import WritingSession
from app.storage.engine import driver_of
from app.storage.tables import ExportRow, ImportBatchRow


def begin_batch(session: WritingSession, batch: Batch, *, author: str) -> None:
    """Write a batch of which nothing is brought in yet."""
    session.insert(
        ImportBatchRow,
        [
            {
                "id": batch.id,
                "file_name": batch.file_name,
                "sha256": batch.sha256,
                "mapping": dict(batch.mapping),
                "started_at": batch.started_at,
                "author": author,
            }
        ],
    )


def go_on(session: WritingSession, batch_id: str, **now: Any) -> None:
    """Write how far a batch is: `rows_done`, `rows_bad`, `finished_at`, `undone_at`."""
    row = session.get_one(ImportBatchRow, batch_id)
    for name, value in now.items():
        setattr(row, name, value)


def expect_at(session: WritingSession, batch_id: str, line: int) -> None:
    """Refuse to go on from a line that another program has passed, or in a batch taken back."""
    row = session.get_one(ImportBatchRow, batch_id)
    if row.rows_done != line or row.finished_at or row.undone_at:
        raise DeskError("import.elsewhere")


def batch(session: Session, batch_id: str) -> Batch | None:
    """One batch by id or by the beginning of it, as people type it."""
    query = select(ImportBatchRow).where(ImportBatchRow.id.startswith(batch_id, autoescape=True))
    rows = session.scalars(query.limit(2)).all()
    return _batch(rows[0]) if batch_id and len(rows) == 1 else None


def batches(session: Session, limit: int) -> tuple[Batch, ...]:
    """The latest batches, newest first."""
    query = select(ImportBatchRow).order_by(ImportBatchRow.started_at.desc()).limit(limit)
    return tuple(_batch(row) for row in session.scalars(query))


def unfinished(session: Session, sha256: str) -> Batch | None:
    """The batch of just this file that stopped in the middle."""
    return _latest(session, sha256, ImportBatchRow.finished_at.is_(None))


def finished(session: Session, sha256: str) -> Batch | None:
    """The batch of just this file that is in the register."""
    return _latest(session, sha256, ImportBatchRow.finished_at.is_not(None))


def _latest(session: Session, sha256: str, state: ColumnElement[bool]) -> Batch | None:
    query = (
        select(ImportBatchRow)
        .where(ImportBatchRow.sha256 == sha256, ImportBatchRow.undone_at.is_(None), state)
        .order_by(ImportBatchRow.started_at.desc())
    )
    row = session.scalars(query).first()
    return None if row is None else _batch(row)


def remember(session: WritingSession, batch_id: str, brought: Sequence[tuple[int, str]]) -> None:
    """Keep which line became which client."""
    session.driver.executemany(
        "INSERT INTO imported_row (batch, line, client_id) VALUES (?, ?, ?)",
        [(batch_id, line, client) for line, client in brought],
    )


def brought(
    session: Session, batch_id: str, *, after: int, limit: int
) -> tuple[tuple[int, str], ...]:
    """The next lines of a batch and the clients that they became."""
    rows = driver_of(session).execute(
        "SELECT line, client_id FROM imported_row WHERE batch = ? AND line > ? ORDER BY line "
        "LIMIT ?",
        (batch_id, after, limit),
    )
    return tuple((int(line), str(client)) for line, client in rows)


def count_brought(session: Session, batch_id: str) -> int:
    """How many clients a batch brought."""
    found = driver_of(session).execute(
        "SELECT count(*) FROM imported_row WHERE batch = ?", (batch_id,)
    )
    return int(found.fetchone()[0])


def add_export(
    session: WritingSession,
    *,
    record: str,
    made_at: datetime,
    author: str,
    file_kind: str,
    protected: bool,
    safe_contacts: bool,
    clients: int,
    columns: Sequence[str],
) -> None:
    """Write that a file of clients leaves the program."""
    session.insert(
        ExportRow,
        [
            {
                "id": record,
                "made_at": made_at,
                "author": author,
                "file_kind": file_kind,
                "protected": protected,
                "safe_contacts": safe_contacts,
                "clients": clients,
                "columns": list(columns),
            }
        ],
    )


def made_between(session: Session, since: datetime, until: datetime) -> tuple[Export, ...]:
    """The files that left from `since` up to and without `until`, oldest first."""
    query = select(ExportRow).where(ExportRow.made_at >= since, ExportRow.made_at < until)
    return tuple(
        Export(id=row.id, made_at=row.made_at, author=row.author, clients=row.clients)
        for row in session.scalars(query.order_by(ExportRow.made_at))
    )


def _batch(row: ImportBatchRow) -> Batch:
    return Batch(
        id=row.id,
        file_name=row.file_name,
        sha256=row.sha256,
        mapping=row.mapping,
        started_at=row.started_at,
        finished_at=row.finished_at,
        undone_at=row.undone_at,
        rows_done=row.rows_done,
        rows_bad=row.rows_bad,
    )
