"""The tables of this desk alone: nothing here is journalled, nothing here leaves the machine."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.schema import Base, JsonDict


class MetaRow(Base):
    """What this desk knows about itself, e.g. its number `replica`."""

    __tablename__ = "meta"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class DraftRow(Base):
    """A half-typed form."""

    __tablename__ = "draft"
    __table_args__ = (Index("ix_draft_screen_subject", "screen", "subject"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    screen: Mapped[str]
    subject: Mapped[str]
    values: Mapped[JsonDict]
    saved_at: Mapped[datetime]


class CounterRow(Base):
    """A counter of this desk, e.g. for reference numbers."""

    __tablename__ = "counter"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class ScanContentRow(Base):
    """The bytes of a scan, by their hash; the journal names them, it does not hold them."""

    __tablename__ = "scan_content"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ImportedRow(Base):
    """Which line of a file became which client: an import goes on where it stopped."""

    __tablename__ = "imported_row"
    __table_args__ = ({"sqlite_with_rowid": False},)
    batch: Mapped[str] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(default="")


class PartyKeyRow(Base):
    """Folded names and numbers of opposing parties: the conflict check asks here."""

    __tablename__ = "party_key"
    __table_args__ = ({"sqlite_with_rowid": False},)
    key: Mapped[str] = mapped_column(primary_key=True)
    visit_id: Mapped[str] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(primary_key=True)


class ClientLinkRow(Base):
    """Who stands in whose household or acts for whom, both being registered here."""

    __tablename__ = "client_link"
    __table_args__ = ({"sqlite_with_rowid": False},)
    other_id: Mapped[str] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)


# Search: the registry's own section, edited by whoever owns `app/registry/search.py`. Local tables:
# written in the same transaction as the client, made again from the clients at any time.


class ClientSearchRow(Base):
    """One folded key of one client: a range over the primary key answers «begins with».

    Kinds are those of `app/registry/keys.py`. There is no index by client: the keys to take away
    are computed from the card that was.
    """

    __tablename__ = "client_search"
    __table_args__ = ({"sqlite_with_rowid": False},)
    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(primary_key=True)
    born: Mapped[str]
    """The birth date as 1986-03-07 or empty: «соняш 86» is answered without the client's row."""


class SearchWordRow(Base):
    """The vocabulary of names: `=` a forgiving key, `-` the same with one letter left out."""

    __tablename__ = "search_word"
    __table_args__ = ({"sqlite_with_rowid": False},)
    gap: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
