"""Rows of alarms, in and out of the database."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.alarms.model import Alarm, Kind
from app.storage.alarm_tables import AlarmRow


def add(session: Session, alarm: Alarm) -> None:
    """Note that an alarm began."""
    session.add(
        AlarmRow(
            id=alarm.id,
            kind=alarm.kind.value,
            began_at=alarm.began_at,
            ended_at=alarm.ended_at,
            author=alarm.author,
        )
    )


def end(session: Session, kind: Kind, at: datetime) -> int:
    """End those that last; how many there were."""
    rows = session.scalars(
        select(AlarmRow).where(
            AlarmRow.kind == kind.value, AlarmRow.ended_at.is_(None), ~AlarmRow.deleted
        )
    ).all()
    for row in rows:
        row.ended_at = at
    return len(rows)


def between(session: Session, since: datetime, until: datetime) -> tuple[Alarm, ...]:
    """The alarms that touch that stretch of time, the earliest first."""
    rows = session.scalars(
        select(AlarmRow)
        .where(
            ~AlarmRow.deleted,
            AlarmRow.began_at <= until,
            AlarmRow.ended_at.is_(None) | (AlarmRow.ended_at >= since),
        )
        .order_by(AlarmRow.began_at)
    )
    return tuple(
        Alarm(
            id=row.id,
            kind=Kind(row.kind),
            began_at=row.began_at,
            ended_at=row.ended_at,
            author=row.author,
        )
        for row in rows
    )
