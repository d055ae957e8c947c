"""The schema on one page: what the office's database holds.

Tables of `Synced` rows are the office's records: each save leaves one line in `journal`, which
desks will later exchange. Tables of one desk alone are in `local_tables.py`.
A change here needs a migration in `migrations/versions` and a new `HEAD`.
"""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.storage import local_tables  # noqa: F401  its tables belong to the same schema
from app.storage.schema import Base, JsonDict, JsonList, Synced
from app.storage.types import PackedJson

HEAD = "m0003"
"""The revision that this program writes."""

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


def _of_client() -> Any:
    return mapped_column(ForeignKey("client.id", deferrable=True, initially="DEFERRED"), index=True)


class ClientRow(Synced, Base):
    """A client's card."""

    __tablename__ = "client"
    reference: Mapped[str] = mapped_column(unique=True)
    registered_at: Mapped[datetime]
    surname: Mapped[str] = mapped_column(default="")
    given_name: Mapped[str] = mapped_column(default="")
    patronymic: Mapped[str] = mapped_column(default="")
    former_surname: Mapped[str] = mapped_column(default="")
    other_names: Mapped[JsonList] = mapped_column(default=list)
    name_reading: Mapped[str] = mapped_column(default="")
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
    pre_war_address: Mapped[JsonDict | None]
    settlements: Mapped[JsonDict] = mapped_column(default=dict)
    """Which address -> the КАТОТТГ code of its settlement."""
    phones: Mapped[JsonList] = mapped_column(default=list)
    email: Mapped[str] = mapped_column(default="")
    preferred_channel: Mapped[str] = mapped_column(default="")
    preferred_hours: Mapped[str] = mapped_column(default="")
    safe_contact: Mapped[JsonDict] = mapped_column(default=dict)
    language: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="")
    accessibility: Mapped[JsonList] = mapped_column(default=list)
    representative: Mapped[JsonDict | None]
    household: Mapped[JsonList] = mapped_column(default=list)
    statuses: Mapped[JsonList] = mapped_column(default=list)
    consents: Mapped[JsonList] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(default="")
    note_until: Mapped[date | None]
    merged_into: Mapped[str] = mapped_column(default="")
    """The id of the card that this one was found to be the same person as; empty for most."""
    batch: Mapped[str] = mapped_column(default="")
    """The import that brought the card; empty when it was typed at the desk."""


class MergeRow(Synced, Base):
    """Two cards found to be one person: which stays, what it was before, and whether undone."""

    __tablename__ = "merge"
    kept_id: Mapped[str] = _of_client()
    merged_id: Mapped[str] = _of_client()
    made_at: Mapped[datetime]
    author: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    kept_before: Mapped[JsonDict] = mapped_column(default=dict)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str] = mapped_column(default="")


class NotSamePersonRow(Synced, Base):
    """Two cards that somebody looked at and found to be two people: never offered again."""

    __tablename__ = "not_same_person"
    first_id: Mapped[str] = _of_client()
    second_id: Mapped[str] = _of_client()
    said_at: Mapped[datetime]
    author: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")


class ImportBatchRow(Synced, Base):
    """One file of clients brought in: how far it is, and whether it was taken back."""

    __tablename__ = "import_batch"
    file_name: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")
    mapping: Mapped[JsonDict] = mapped_column(default=dict)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    rows_done: Mapped[int] = mapped_column(default=0)
    rows_bad: Mapped[int] = mapped_column(default=0)
    author: Mapped[str] = mapped_column(default="")


class ExportRow(Synced, Base):
    """A file of clients that left the program: who made it, how many stand in it, which columns."""

    __tablename__ = "export"
    made_at: Mapped[datetime]
    author: Mapped[str] = mapped_column(default="")
    file_kind: Mapped[str] = mapped_column(default="")
    protected: Mapped[bool] = mapped_column(default=False)
    safe_contacts: Mapped[bool] = mapped_column(default=False)
    """Whether addresses and phones of clients in safe contact stand in it."""
    clients: Mapped[int]
    columns: Mapped[JsonList] = mapped_column(default=list)


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
    opposing: Mapped[JsonList] = mapped_column(default=list)
    """Who stands on the other side, for the conflict check."""
    corrected: Mapped[str] = mapped_column(default="")
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
    warnings: Mapped[JsonList] = mapped_column(default=list)
    """Ids of the plausibility warnings shown with it, so that they can be counted."""
    override: Mapped[JsonDict | None]
    """A lawyer's own answer instead of the rules', with its reason and evidence."""
    provisional: Mapped[JsonDict | None]
    """Until when the answer holds, and what must be brought by then."""
    author: Mapped[str] = mapped_column(default="")


class EditionConfirmedRow(Synced, Base):
    """The head of office looked at an edition of the packs and what it changes."""

    __tablename__ = "edition_confirmed"
    sha256: Mapped[str] = mapped_column(default="")
    packs: Mapped[JsonList] = mapped_column(default=list)
    confirmed_at: Mapped[datetime]
    author: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class ReplayedCheckRow(Synced, Base):
    """A check whose answer a new edition changes, once somebody has dealt with it."""

    __tablename__ = "replayed_check"
    check_id: Mapped[str] = mapped_column(default="", index=True)
    sha256: Mapped[str] = mapped_column(default="")
    dealt_at: Mapped[datetime]
    author: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


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


class ScanRow(Synced, Base):
    """A scan or photo of a client's paper; unsorted until it is put to a paper of the checklist."""

    __tablename__ = "scan"
    client_id: Mapped[str] = _of_client()
    item: Mapped[str] = mapped_column(default="")
    file_name: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(default="")
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")
    author: Mapped[str] = mapped_column(default="")


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


# ---- keys of people and desks --------------------------------------------------------------------


class SignerRow(Synced, Base):
    """The public halves of a person, of a desk or of the office: who signs, whom to seal to."""

    __tablename__ = "signer"
    kind: Mapped[str] = mapped_column(default="")
    holder: Mapped[str] = mapped_column(default="", index=True)
    """The id of the user, the number of the desk, or empty for the office."""
    sign_key: Mapped[str] = mapped_column(default="")
    seal_key: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """When another pair took its place: older signatures stay its own."""


# ---- signed packs --------------------------------------------------------------------------------


class BundleStepRow(Synced, Base):
    """A signed bundle of packs came into force, or earlier packs did again."""

    __tablename__ = "bundle_step"
    number: Mapped[int]
    before: Mapped[int]
    step: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")
    title: Mapped[JsonDict] = mapped_column(default=dict)
    signers: Mapped[JsonList] = mapped_column(default=list)
    at: Mapped[datetime]
    author: Mapped[str] = mapped_column(default="")


# ---- backups of this vault -----------------------------------------------------------------------


# ---- accounts: invites, pledges, resets ----------------------------------------------------------


# ---- who looked at whom: access log, sealed fields, conflicts ------------------------------------


# ---- signatures and anchors of the journal -------------------------------------------------------


# ---- retention: holds, purges, certificates ------------------------------------------------------


# ---- air raids, evacuation -----------------------------------------------------------------------


# ---- what people say of the program --------------------------------------------------------------


class FeedbackRow(Synced, Base):
    """What somebody said about a screen; it waits here until it can leave with a bundle."""

    __tablename__ = "feedback"
    screen: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    said_at: Mapped[datetime]
    author: Mapped[str] = mapped_column(default="")
    program: Mapped[str] = mapped_column(default="")


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


def synced_tables() -> dict[str, type[Synced]]:
    """The office's records by the name of their table."""
    found = {}
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Synced) and issubclass(mapper.class_, Base):
            found[mapper.class_.__tablename__] = mapper.class_
    return dict(sorted(found.items()))
