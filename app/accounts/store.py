"""Rows of users and of the office, in and out of the database."""

from dataclasses import fields
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.model import Feedback, Office, Role, Signer, SignerKind, User
from app.storage.tables import FeedbackRow, OfficeRow, SignerRow, UserRow

_OFFICE_FIELDS = tuple(
    field.name for field in fields(Office) if field.name not in ("id", "versions")
)


def add_user(session: Session, user: User) -> None:
    """Write a new user."""
    session.add(
        UserRow(
            id=user.id,
            name=user.name,
            role=user.role.value,
            roles=_spelt(user.roles),
            added_at=user.added_at,
        )
    )


def change_roles(session: Session, user_id: str, role: Role, roles: frozenset[Role]) -> None:
    """From now on somebody is that first of all, and holds all of these roles."""
    row = session.get_one(UserRow, user_id)
    if (row.role, row.roles) != (role.value, _spelt(roles)):
        row.role, row.roles = role.value, _spelt(roles)


def remove_user(session: Session, user_id: str, at: datetime) -> None:
    """From now on they work here no more; the record stays."""
    session.get_one(UserRow, user_id).removed_at = at


def users(session: Session) -> tuple[User, ...]:
    """Everybody who works here, in the order they came."""
    rows = session.scalars(
        select(UserRow).where(~UserRow.deleted).order_by(UserRow.added_at, UserRow.id)
    )
    return tuple(_user(row) for row in rows)


def user(session: Session, user_id: str) -> User | None:
    """One user."""
    row = session.get(UserRow, user_id)
    return None if row is None or row.deleted else _user(row)


def add_office(session: Session, office: Office) -> None:
    """Write the office's record for the first time."""
    session.add(OfficeRow(id=office.id, **{name: getattr(office, name) for name in _OFFICE_FIELDS}))


def office(session: Session) -> Office:
    """The office of this desk; an empty one before it was founded."""
    row = _office_row(session)
    if row is None:
        return Office()
    versions = {
        name: tuple((int(desk), int(number)) for desk, number in dots)
        for name, dots in row.versions.items()
    }
    return Office(
        id=row.id, versions=versions, **{name: getattr(row, name) for name in _OFFICE_FIELDS}
    )


def change_office(session: Session, new: Office) -> None:
    """Write what differs."""
    row = session.get_one(OfficeRow, new.id)
    for name in _OFFICE_FIELDS:
        if getattr(row, name) != getattr(new, name):
            setattr(row, name, getattr(new, name))


def names(session: Session) -> tuple[tuple[str, str], ...]:
    """Ids and names, whatever else of the records can be read."""
    rows = session.execute(select(UserRow.id, UserRow.name).order_by(UserRow.id))
    return tuple((row[0], row[1]) for row in rows)


def recovery_confirmed(session: Session) -> bool:
    """Whether somebody proved to have the recovery code of now on paper."""
    row = _office_row(session)
    return row is not None and row.recovery_confirmed_at is not None


def note_new_recovery(session: Session, at: datetime) -> None:
    """Another recovery code holds from now on, and nobody has proved to have it."""
    row = _office_row(session)
    if row is not None:
        row.recovery_made_at, row.recovery_confirmed_at = at, None


def note_recovery_confirmed(session: Session, at: datetime) -> None:
    """Somebody has the code on paper."""
    row = _office_row(session)
    if row is not None:
        row.recovery_confirmed_at = at


def signers(session: Session, *, ended: bool = False) -> tuple[Signer, ...]:
    """The pairs of now, or (`ended`) every pair that ever was; the oldest first."""
    chosen = select(SignerRow).where(~SignerRow.deleted)
    if not ended:
        chosen = chosen.where(SignerRow.ended_at.is_(None))
    rows = session.scalars(chosen.order_by(SignerRow.made_at, SignerRow.id))
    return tuple(
        Signer(
            id=row.id,
            kind=SignerKind(row.kind),
            holder=row.holder,
            sign=bytes.fromhex(row.sign_key),
            seal=bytes.fromhex(row.seal_key),
            made_at=row.made_at,
            ended_at=row.ended_at,
        )
        for row in rows
    )


def put_signer(session: Session, new: Signer) -> None:
    """The pair of somebody from now on; the one before it is ended, never thrown away."""
    end_signer(session, new.kind, new.holder, new.made_at)
    session.add(
        SignerRow(
            id=new.id,
            kind=new.kind.value,
            holder=new.holder,
            sign_key=new.sign.hex(),
            seal_key=new.seal.hex(),
            made_at=new.made_at,
        )
    )


def end_signer(session: Session, kind: SignerKind, holder: str, at: datetime) -> None:
    """From now on nothing is signed by that pair and nothing is sealed to it."""
    rows = session.scalars(
        select(SignerRow).where(
            SignerRow.kind == kind.value, SignerRow.holder == holder, SignerRow.ended_at.is_(None)
        )
    )
    for row in rows:
        row.ended_at = at


def add_feedback(session: Session, said: Feedback) -> None:
    """Keep what somebody said about a screen."""
    session.add(
        FeedbackRow(
            id=said.id,
            screen=said.screen,
            text=said.text,
            said_at=said.said_at,
            author=said.author,
            program=said.program,
        )
    )


def feedback(session: Session) -> tuple[Feedback, ...]:
    """Everything said about screens, the newest first."""
    rows = session.scalars(
        select(FeedbackRow)
        .where(~FeedbackRow.deleted)
        .order_by(FeedbackRow.said_at.desc(), FeedbackRow.id)
    )
    return tuple(
        Feedback(
            id=row.id,
            screen=row.screen,
            text=row.text,
            said_at=row.said_at,
            author=row.author,
            program=row.program,
        )
        for row in rows
    )


def _office_row(session: Session) -> OfficeRow | None:
    return session.scalars(select(OfficeRow).order_by(OfficeRow.changed_at)).first()


def _user(row: UserRow) -> User:
    return User(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        roles=frozenset(map(Role, row.roles)),
        added_at=row.added_at,
        removed_at=row.removed_at,
    )


def _spelt(roles: frozenset[Role]) -> list[str]:
    return [role.value for role in Role if role in roles]
