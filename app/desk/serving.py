"""Whose client somebody is: who served them last, and who is in today's queue."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.core.clock import Clock, local, today
from app.eligibility import store as checks
from app.registry import merges
from app.registry import store as registry
from app.storage.database import Database


def serves(session: Session, client_id: str, author: str, clock: Clock) -> bool:
    """Whether the person is of today's queue, or the last visit is this worker's own.

    Of somebody unknown it is true: the job itself says that there is nobody.
    """
    day: date = today(clock)
    client = registry.standing(session, client_id)
    if client is None or local(client.registered_at).date() == day:
        return True
    visits = registry.visits_of(session, client.id)
    return bool(visits) and (
        visits[0].author == author or any(one.on_date == day for one in visits)
    )


def client_of(database: Database | None, name: str, given: Any) -> str:
    """Whose record an argument of a job speaks of; empty for nobody known."""
    if name.endswith("client_id") or name in ("one_id", "kept_id"):
        return str(given)
    if not isinstance(given, str):
        return str(getattr(given, "client_id", ""))
    if database is None or not given:
        return ""
    with database.reading() as session:
        if name == "visit_id":
            visit = registry.visit(session, given)
            return visit.client_id if visit else ""
        if name == "check_id":
            check = checks.check(session, given)
            return check.client_id if check else ""
        if name == "scan_id":
            scan = checks.scan(session, given)
            return scan.client_id if scan else ""
        merge = merges.merge(session, given)
        return merge.kept_id if merge else ""
