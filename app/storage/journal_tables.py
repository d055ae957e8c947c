"""The journal and what proves it: lines, heads, signatures, anchors."""

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.classes import S4, K, L
from app.storage.schema import Base


class JournalRow(Base):
    """One save of one record by one desk; never changed afterwards.

    `patch` is field -> [value, parents]; `hb` hashes the body, `h` chains it to the line before of
    the same desk and stream. `office` is 0 until the desk joins a hub; it is no part of the hash.
    """

    __tablename__ = "journal"
    __table_args__ = (
        UniqueConstraint("vis", "replica", "seq"),
        Index("ix_journal_record", "tbl", "rid"),
    )
    lseq: Mapped[int] = mapped_column(primary_key=True, info=L)
    office: Mapped[int] = mapped_column(default=0, info=L)
    vis: Mapped[int] = mapped_column(info=L)
    replica: Mapped[int] = mapped_column(info=L)
    seq: Mapped[int] = mapped_column(info=L)
    hlc: Mapped[int] = mapped_column(info=L)
    tbl: Mapped[str] = mapped_column(info=L)
    rid: Mapped[str] = mapped_column(info=L)
    kind: Mapped[str] = mapped_column(info=L)
    patch: Mapped[str | None] = mapped_column(info=S4)
    salt: Mapped[str | None] = mapped_column(info=K)
    sv: Mapped[int] = mapped_column(info=L)
    author: Mapped[str] = mapped_column(info=L)
    act: Mapped[str] = mapped_column(info=L)
    hb: Mapped[bytes] = mapped_column(LargeBinary, info=L)
    h: Mapped[bytes] = mapped_column(LargeBinary, info=L)


class VectorRow(Base):
    """How far this desk has each desk's lines: the last number, its hash and its time."""

    __tablename__ = "vector"
    vis: Mapped[int] = mapped_column(primary_key=True, info=L)
    replica: Mapped[int] = mapped_column(primary_key=True, info=L)
    seq: Mapped[int] = mapped_column(info=L)
    h: Mapped[bytes] = mapped_column(LargeBinary, info=L)
    hlc: Mapped[int] = mapped_column(info=L)


class SignatureRow(Base):
    """The lines of one transaction in one stream, signed; never changed afterwards.

    What is signed is `signatures.statement` of these columns. Lines before a stream's first
    signature are of an older vault: unsigned, and shown as such.
    """

    __tablename__ = "journal_signature"
    __table_args__ = ({"sqlite_with_rowid": False},)
    vis: Mapped[int] = mapped_column(primary_key=True, info=L)
    replica: Mapped[int] = mapped_column(primary_key=True, info=L)
    last: Mapped[int] = mapped_column(primary_key=True, info=L)
    first: Mapped[int] = mapped_column(info=L)
    head: Mapped[bytes] = mapped_column(LargeBinary, info=L)
    """The hash `h` of the last line: it stands for every line before it too."""
    by_person: Mapped[bytes | None] = mapped_column(LargeBinary, info=L)
    """Of the author of the lines; None where the author was not signed in and the desk signed."""
    by_desk: Mapped[bytes] = mapped_column(LargeBinary, info=L)
