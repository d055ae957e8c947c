"""The tables of this desk alone: nothing here is journalled, nothing here leaves the machine."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.classes import S0, S1, S2, S3, S4, K, L
from app.storage.schema import Base, JsonDict


class MetaRow(Base):
    """What this desk knows about itself, e.g. its number `replica`."""

    __tablename__ = "meta"
    name: Mapped[str] = mapped_column(primary_key=True, info=S0)
    value: Mapped[str] = mapped_column(info=K)


class DraftRow(Base):
    """A half-typed form."""

    __tablename__ = "draft"
    __table_args__ = (Index("ix_draft_screen_subject", "screen", "subject"),)
    id: Mapped[str] = mapped_column(primary_key=True, info=S1)
    screen: Mapped[str] = mapped_column(info=S1)
    subject: Mapped[str] = mapped_column(info=S1)
    values: Mapped[JsonDict] = mapped_column(info=S4)
    saved_at: Mapped[datetime] = mapped_column(info=S1)


class CounterRow(Base):
    """A counter of this desk, e.g. for reference numbers."""

    __tablename__ = "counter"
    name: Mapped[str] = mapped_column(primary_key=True, info=S0)
    value: Mapped[int] = mapped_column(info=S0)


class ScanContentRow(Base):
    """The bytes of a scan, by their hash; the journal names them, it does not hold them."""

    __tablename__ = "scan_content"
    sha256: Mapped[str] = mapped_column(primary_key=True, info=S1)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=S4)


class ImportedRow(Base):
    """Which line of a file became which client: an import goes on where it stopped."""

    __tablename__ = "imported_row"
    __table_args__ = ({"sqlite_with_rowid": False},)
    batch: Mapped[str] = mapped_column(primary_key=True, info=S1)
    line: Mapped[int] = mapped_column(primary_key=True, info=S1)
    client_id: Mapped[str] = mapped_column(default="", info=S1)


class PartyKeyRow(Base):
    """Folded names and numbers of opposing parties: the conflict check asks here."""

    __tablename__ = "party_key"
    __table_args__ = ({"sqlite_with_rowid": False},)
    key: Mapped[str] = mapped_column(primary_key=True, info=S3)
    visit_id: Mapped[str] = mapped_column(primary_key=True, info=S1)
    client_id: Mapped[str] = mapped_column(primary_key=True, info=S1)


class ClientLinkRow(Base):
    """Who stands in whose household or acts for whom, both being registered here."""

    __tablename__ = "client_link"
    __table_args__ = ({"sqlite_with_rowid": False},)
    other_id: Mapped[str] = mapped_column(primary_key=True, info=S1)
    client_id: Mapped[str] = mapped_column(primary_key=True, info=S1)
    kind: Mapped[str] = mapped_column(primary_key=True, info=S2)


# backups of this vault: this desk alone.


class CopyMadeRow(Base):
    """A backup that this desk made, and what a trial restoring of it said."""

    __tablename__ = "copy_made"
    id: Mapped[str] = mapped_column(primary_key=True, info=S1)
    path: Mapped[str] = mapped_column(info=S1)
    made_at: Mapped[datetime] = mapped_column(info=S1)
    size: Mapped[int] = mapped_column(info=S1)
    mark: Mapped[str] = mapped_column(info=S1)
    fault: Mapped[str] = mapped_column(info=S0)
    proved_at: Mapped[datetime] = mapped_column(info=S1)


# accounts: invites, pledges, resets: this desk alone.


# who looked at whom: access log, sealed fields, conflicts: this desk alone.


# signatures and anchors of the journal: this desk alone.


class AnchorRow(Base):
    """Where somebody else holds the hash of a line of the journal."""

    __tablename__ = "anchor"
    id: Mapped[str] = mapped_column(primary_key=True, info=L)
    kind: Mapped[str] = mapped_column(info=L)
    at: Mapped[datetime] = mapped_column(info=L)
    desk: Mapped[int] = mapped_column(info=L)
    number: Mapped[int] = mapped_column(info=L)
    head: Mapped[str] = mapped_column(info=L)
    place: Mapped[str] = mapped_column(info=S1)


# retention: holds, purges, certificates: this desk alone.


# air raids, evacuation: this desk alone.


# Search: the registry's own section, edited by whoever owns `app/registry/search.py`. Local tables:
# written in the same transaction as the client, made again from the clients at any time.


class ClientKeyRow(Base):
    """One folded key of one client: a range over the primary key answers «begins with».

    What a list of results shows stands beside the key, so that nothing else is read. Kinds are
    those of `app/registry/keys.py`. There is no index by client: the keys to take away are
    computed from the card that was.
    """

    __tablename__ = "client_key"
    __table_args__ = ({"sqlite_with_rowid": False},)
    kind: Mapped[str] = mapped_column(primary_key=True, info=S1)
    key: Mapped[str] = mapped_column(primary_key=True, info=S2)
    client_id: Mapped[str] = mapped_column(primary_key=True, info=S1)
    what: Mapped[str] = mapped_column(info=S1)
    """A letter for the field that the key comes from."""
    reference: Mapped[str] = mapped_column(info=S1)
    full_name: Mapped[str] = mapped_column(info=S2)
    born: Mapped[str] = mapped_column(info=S2)
    safe: Mapped[int] = mapped_column(info=S3)


class ClientBlockRow(Base):
    """Cards that have a block in common are compared, first by the brief beside it."""

    __tablename__ = "client_block"
    __table_args__ = ({"sqlite_with_rowid": False},)
    block: Mapped[str] = mapped_column(primary_key=True, info=S2)
    client_id: Mapped[str] = mapped_column(primary_key=True, info=S1)
    brief: Mapped[str] = mapped_column(info=S2)
    """Names, birth date, sex and taxpayer number: enough to leave most of a block unread."""


class NameWordRow(Base):
    """The vocabulary of names: `=` how a word sounds, `-` the same with one letter left out."""

    __tablename__ = "name_word"
    __table_args__ = ({"sqlite_with_rowid": False},)
    gap: Mapped[str] = mapped_column(primary_key=True, info=S2)
    word: Mapped[str] = mapped_column(primary_key=True, info=S2)
