"""The schema on one page: what the office's database holds.

Tables of `Synced` rows are the office's records: each save leaves one line in `journal`, which
desks will later exchange. All other tables belong to this desk alone.
A change here needs a migration in `migrations/versions` and a new `HEAD`.
"""

from datetime import date, datetime, time
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, LargeBinary, MetaData, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.storage.types import Json, PackedJson, UtcDateTime

HEAD = "m0001"
"""The revision that this program writes."""

JsonList = list[Any]
JsonDict = dict[str, Any]


class Base(DeclarativeBase):
    """The whole schema."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        datetime: UtcDateTime(),
        JsonList: Json(),
        JsonDict: Json(),
    }


class Synced:
    """A record of the office: every write of it leaves a journal line.

    A column is one field of the journal. What only makes sense together is one JSON column, so
    that two people's halves are never mixed. Defaults are empty values (None, "", [], {}): an empty
    field is left out of a record's first line.
    """

    __tablename__: Any
    vis: ClassVar[int] = 0
    """The stream: 0 the office's common records, 1 managers only."""

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
    versions: Mapped[JsonDict] = mapped_column(default=dict)
    """field -> [[replica, seq], …]: the journal lines whose values are shown."""
    op_replica: Mapped[int] = mapped_column(default=0)
    op_seq: Mapped[int] = mapped_column(default=0)
    """The journal line of the last write; the guards compare them."""
    changed_at: Mapped[datetime]
    deleted: Mapped[bool] = mapped_column(default=False)
    """Struck out, visibly and reversibly. Nothing is ever deleted."""


# ---- the office and its people ------------------------------------------------------------------


class OfficeRow(Synced, Base):
    """The office whose desk this is: one record."""

    __tablename__ = "office"
    name: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    hours: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    head_title: Mapped[str] = mapped_column(default="")
    head_name: Mapped[str] = mapped_column(default="")
    centre_name: Mapped[str] = mapped_column(default="")
    recovery_made_at: Mapped[datetime | None]
    """When the recovery code was made anew; None while the first one holds."""
    recovery_confirmed_at: Mapped[datetime | None]
    """When somebody proved to have the code of now on paper; None until then."""


class UserRow(Synced, Base):
    """Somebody who works at the desk."""

    __tablename__ = "user_"
    name: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime]


# ---- who came -----------------------------------------------------------------------------------


class ClientRow(Synced, Base):
    """A client's card."""

    __tablename__ = "client"
    reference: Mapped[str] = mapped_column(unique=True)
    registered_at: Mapped[datetime]
    surname: Mapped[str] = mapped_column(default="")
    given_name: Mapped[str] = mapped_column(default="")
    patronymic: Mapped[str] = mapped_column(default="")
    former_surname: Mapped[str] = mapped_column(default="")
    alias: Mapped[str] = mapped_column(default="")
    birth_date: Mapped[date | None]
    age: Mapped[int | None]
    age_on: Mapped[date | None]
    sex: Mapped[str] = mapped_column(default="")
    identity: Mapped[str] = mapped_column(default="")
    document: Mapped[JsonDict | None]
    rnokpp: Mapped[str] = mapped_column(default="")
    rnokpp_absence: Mapped[str] = mapped_column(default="")
    unzr: Mapped[str] = mapped_column(default="")
    registered_address: Mapped[str] = mapped_column(default="")
    actual_address: Mapped[str] = mapped_column(default="")
    postal_address: Mapped[str] = mapped_column(default="")
    phones: Mapped[JsonList] = mapped_column(default=list)
    email: Mapped[str] = mapped_column(default="")
    preferred_channel: Mapped[str] = mapped_column(default="")
    preferred_hours: Mapped[str] = mapped_column(default="")
    safe_contact: Mapped[JsonDict] = mapped_column(default=dict)
    language: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="")
    accessibility: Mapped[JsonList] = mapped_column(default=list)
    representative: Mapped[JsonDict | None]
    statuses: Mapped[JsonList] = mapped_column(default=list)
    consents: Mapped[JsonList] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(default="")
    note_until: Mapped[date | None]


def _of_client() -> Any:
    return mapped_column(ForeignKey("client.id", deferrable=True, initially="DEFERRED"), index=True)


class VisitRow(Synced, Base):
    """A request in short form."""

    __tablename__ = "visit"
    __table_args__ = (Index("ix_visit_on_date", "on_date"),)
    client_id: Mapped[str] = _of_client()
    on_date: Mapped[date]
    at_time: Mapped[time | None]
    channel: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    topic: Mapped[str] = mapped_column(default="")
    essence: Mapped[str] = mapped_column(default="")
    wanted_result: Mapped[str] = mapped_column(default="")
    deadline: Mapped[date | None]
    author: Mapped[str] = mapped_column(default="")


# ---- may they have secondary aid ----------------------------------------------------------------


class EligibilityCheckRow(Synced, Base):
    """A check as it was made: facts, papers, the verdict in full, the packs that gave it."""

    __tablename__ = "eligibility_check"
    client_id: Mapped[str] = _of_client()
    visit_id: Mapped[str] = mapped_column(default="")
    on_date: Mapped[date]
    made_at: Mapped[datetime]
    facts: Mapped[JsonDict] = mapped_column(default=dict)
    documents: Mapped[JsonList] = mapped_column(default=list)
    verdict: Mapped[JsonDict] = mapped_column(PackedJson(), default=dict)
    packs: Mapped[JsonList] = mapped_column(default=list)
    sha256: Mapped[str] = mapped_column(default="")
    author: Mapped[str] = mapped_column(default="")


class ClientPaperRow(Synced, Base):
    """One paper of the checklist and how it stands with it."""

    __tablename__ = "client_paper"
    client_id: Mapped[str] = _of_client()
    item: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="")
    seen_on: Mapped[date | None]
    promised_by: Mapped[date | None]
    valid_until: Mapped[date | None]
    who_obtains: Mapped[str] = mapped_column(default="")
    substitute: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


# ---- paper --------------------------------------------------------------------------------------


class PaperPrintRow(Synced, Base):
    """One printing of a form, with the values that stood on it."""

    __tablename__ = "paper_print"
    client_id: Mapped[str] = _of_client()
    form: Mapped[str] = mapped_column(default="")
    edition: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    large_print: Mapped[bool] = mapped_column(default=False)
    copies: Mapped[int]
    made_at: Mapped[datetime]
    reprint_of: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")
    values: Mapped[JsonDict] = mapped_column(default=dict)
    author: Mapped[str] = mapped_column(default="")


# ---- the journal: audit trail, outbox of sync, what changed -------------------------------------


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
    lseq: Mapped[int] = mapped_column(primary_key=True)
    office: Mapped[int] = mapped_column(default=0)
    vis: Mapped[int]
    replica: Mapped[int]
    seq: Mapped[int]
    hlc: Mapped[int]
    tbl: Mapped[str]
    rid: Mapped[str]
    kind: Mapped[str]
    patch: Mapped[str | None]
    salt: Mapped[str | None]
    sv: Mapped[int]
    author: Mapped[str]
    act: Mapped[str]
    hb: Mapped[bytes] = mapped_column(LargeBinary)
    h: Mapped[bytes] = mapped_column(LargeBinary)


class VectorRow(Base):
    """How far this desk has each desk's lines: the last number, its hash and its time."""

    __tablename__ = "vector"
    vis: Mapped[int] = mapped_column(primary_key=True)
    replica: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int]
    h: Mapped[bytes] = mapped_column(LargeBinary)
    hlc: Mapped[int]


# ---- this desk alone ----------------------------------------------------------------------------


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


# Search: the registry's own section, edited by whoever owns `app/registry/search.py` (and then the
# first migration is written again, see `migrations/versions/m0001_first.py`). Local tables: written
# in the same transaction as the client, made again from the clients at any time.


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


def synced_tables() -> dict[str, type[Synced]]:
    """The office's records by the name of their table."""
    found = {}
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Synced) and issubclass(mapper.class_, Base):
            found[mapper.class_.__tablename__] = mapper.class_
    return dict(sorted(found.items()))


GUARD = "journal guard"
"""How every refusal of the guards below begins."""

JOURNAL_GUARDS = {
    "journal_no_update": (
        "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal "
        "BEGIN SELECT RAISE(ABORT, 'journal guard: the journal is never changed'); END"
    ),
    "journal_no_delete": (
        "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal "
        "BEGIN SELECT RAISE(ABORT, 'journal guard: the journal is never changed'); END"
    ),
}

_LINE_OF_THIS_WRITE = (
    "NOT EXISTS (SELECT 1 FROM journal WHERE vis = {vis} AND replica = NEW.op_replica "
    "AND seq = NEW.op_seq AND tbl = '{table}' AND rid = NEW.id)"
)


def guards() -> dict[str, str]:
    """The triggers that refuse a write without its journal line, by name."""
    made = dict(JOURNAL_GUARDS)
    for table, row in synced_tables().items():
        no_line = _LINE_OF_THIS_WRITE.format(table=table, vis=row.vis)
        refuse = (
            f"BEGIN SELECT RAISE(ABORT, 'journal guard: a write of {table} without its line'); END"
        )
        made[f"{table}_insert"] = (
            f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN {no_line} {refuse}"
        )
        made[f"{table}_update"] = (
            f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} "
            "WHEN NEW.id <> OLD.id "
            "OR (NEW.op_replica = OLD.op_replica AND NEW.op_seq = OLD.op_seq) "
            f"OR {no_line} {refuse}"
        )
        made[f"{table}_delete"] = (
            f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'journal guard: {table} is struck out, never deleted'); END"
        )
    return made
