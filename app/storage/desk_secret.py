"""The private halves of this desk's pair: they lie in the vault and go where the desk goes."""

from sqlalchemy.orm import Session

from app.storage.local_tables import MetaRow

_NAME = "desk_pair"


def known(session: Session) -> bytes | None:
    """What was kept; None in a vault of before m0003."""
    row = session.get(MetaRow, _NAME)
    return None if row is None else bytes.fromhex(row.value)


def keep(session: Session, halves: bytes) -> None:
    """Keep them, once: a desk never changes its pair by itself."""
    session.add(MetaRow(name=_NAME, value=halves.hex()))
