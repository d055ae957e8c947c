"""Asks for a second person's consent, in and out of the database; who may give it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.model import Signer, SignerKind, User
from app.accounts.permissions import Action, confirms
from app.storage.tables import SecondAskRow

HOLDS = timedelta(hours=24)
"""So long an ask may be answered, and an answer be used."""
YES, NO, NOBODY = "yes", "no", "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Who wants to do what, and what the second person said."""

    id: str
    author: str
    action: Action
    asked_at: datetime
    until: datetime
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    used_at: datetime | None = None

    def waits(self, now: datetime) -> bool:
        """Whether it can still be answered."""
        return not self.answer and now < self.until

    def serves(self, now: datetime) -> bool:
        """Whether it was granted, once, and holds."""
        return self.answer == YES and self.used_at is None and now < self.until


def others(users: Iterable[User], signers: Iterable[Signer], author: str, action: Action) -> bool:
    """Whether somebody else who may confirm that has ever signed in."""
    been = {one.holder for one in signers if one.kind is SignerKind.PERSON}
    return any(
        user.id != author and user.id in been and confirms(user.held, action) for user in users
    )


def asks(session: Session, since: datetime) -> tuple[Ask, ...]:
    """Everything asked from `since` on, the newest first."""
    chosen = select(SecondAskRow).where(SecondAskRow.asked_at >= since, ~SecondAskRow.deleted)
    rows = session.scalars(chosen.order_by(SecondAskRow.asked_at.desc(), SecondAskRow.id))
    return tuple(_ask(row) for row in rows)


def add(session: Session, ask: Ask) -> None:
    """Write a new ask."""
    session.add(
        SecondAskRow(
            id=ask.id,
            author=ask.author,
            action=ask.action.value,
            asked_at=ask.asked_at,
            until=ask.until,
            answer=ask.answer,
            answered_by=ask.answered_by,
            answered_at=ask.answered_at,
            used_at=ask.used_at,
        )
    )


def answer(session: Session, ask_id: str, said: str, by: str, at: datetime) -> None:
    """The second person answered."""
    row = session.get_one(SecondAskRow, ask_id)
    row.answer, row.answered_by, row.answered_at = said, by, at


def use(session: Session, ask_id: str, at: datetime) -> None:
    """What was granted is being done; it serves once."""
    session.get_one(SecondAskRow, ask_id).used_at = at


def _ask(row: SecondAskRow) -> Ask:
    return Ask(
        id=row.id,
        author=row.author,
        action=Action(row.action),
        asked_at=row.asked_at,
        until=row.until,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        used_at=row.used_at,
    )
