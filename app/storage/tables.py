"""The schema on one page: what the office's database holds.

Tables of `Synced` rows are the office's records: each save leaves one line in `journal`, which
desks will later exchange. That journal and what proves it are in `journal_tables.py`, tables of one
desk alone in `local_tables.py`.
A change here needs a migration in `migrations/versions` and a new `HEAD`.
"""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.storage import (  # noqa: F401  of the same schema
    alarm_tables,
    journal_tables,
    local_tables,
    retention_tables,
    sight_tables,
)
from app.storage.classes import S0, S1, S2, S3, S4, L
from app.storage.schema import Base, JsonDict, JsonList, Synced
from app.storage.types import PackedJson

HEAD = "m0003"
"""The revision that this program writes."""

# ---- the office and its people ------------------------------------------------------------------


class OfficeRow(Synced, Base):
    """The office whose desk this is: one record."""

    __tablename__ = "office"
    name: Mapped[str] = mapped_column(default="", info=S0)
    address: Mapped[str] = mapped_column(default="", info=S0)
    hours: Mapped[str] = mapped_column(default="", info=S0)
    phone: Mapped[str] = mapped_column(default="", info=S0)
    email: Mapped[str] = mapped_column(default="", info=S0)
    head_title: Mapped[str] = mapped_column(default="", info=S0)
    head_name: Mapped[str] = mapped_column(default="", info=S0)
    centre_name: Mapped[str] = mapped_column(default="", info=S0)
    shelter: Mapped[str] = mapped_column(default="", info=S0)
    hide_after: Mapped[int] = mapped_column(default=0, info=S1)
    lock_after: Mapped[int] = mapped_column(default=0, info=S1)
    recovery_made_at: Mapped[datetime | None] = mapped_column(info=S1)
    """When the recovery code was made anew; None while the first one holds."""
    recovery_confirmed_at: Mapped[datetime | None] = mapped_column(info=S1)
    """When somebody proved to have the code of now on paper; None until then."""


class UserRow(Synced, Base):
    """Somebody who works at the desk."""

    __tablename__ = "user_"
    name: Mapped[str] = mapped_column(default="", info=S3)
    role: Mapped[str] = mapped_column(default="", info=S1)
    added_at: Mapped[datetime] = mapped_column(info=S1)
    roles: Mapped[JsonList] = mapped_column(default=list, info=S1)
    """All roles when somebody holds several; empty: what goes with `role`."""
    removed_at: Mapped[datetime | None] = mapped_column(info=S1)
    """Since when nothing of theirs opens the vault; the name stays for what they did."""


# ---- who came -----------------------------------------------------------------------------------


def _of_client() -> Any:
    return mapped_column(
        ForeignKey("client.id", deferrable=True, initially="DEFERRED"), index=True, info=S1
    )


class ClientRow(Synced, Base):
    """A client's card."""

    __tablename__ = "client"
    reference: Mapped[str] = mapped_column(unique=True, info=S1)
    registered_at: Mapped[datetime] = mapped_column(info=S1)
    surname: Mapped[str] = mapped_column(default="", info=S2)
    given_name: Mapped[str] = mapped_column(default="", info=S2)
    patronymic: Mapped[str] = mapped_column(default="", info=S2)
    former_surname: Mapped[str] = mapped_column(default="", info=S2)
    other_names: Mapped[JsonList] = mapped_column(default=list, info=S2)
    name_reading: Mapped[str] = mapped_column(default="", info=S2)
    alias: Mapped[str] = mapped_column(default="", info=S2)
    birth_date: Mapped[date | None] = mapped_column(info=S2)
    age: Mapped[int | None] = mapped_column(info=S2)
    age_on: Mapped[date | None] = mapped_column(info=S2)
    sex: Mapped[str] = mapped_column(default="", info=S2)
    identity: Mapped[str] = mapped_column(default="", info=S1)
    document: Mapped[JsonDict | None] = mapped_column(info=S2)
    rnokpp: Mapped[str] = mapped_column(default="", info=S2)
    rnokpp_absence: Mapped[str] = mapped_column(default="", info=S1)
    unzr: Mapped[str] = mapped_column(default="", info=S2)
    registered_address: Mapped[str] = mapped_column(default="", info=S4)
    actual_address: Mapped[str] = mapped_column(default="", info=S4)
    postal_address: Mapped[str] = mapped_column(default="", info=S4)
    pre_war_address: Mapped[JsonDict | None] = mapped_column(info=S3)
    settlements: Mapped[JsonDict] = mapped_column(default=dict, info=S4)
    """Which address -> the КАТОТТГ code of its settlement."""
    phones: Mapped[JsonList] = mapped_column(default=list, info=S2)
    email: Mapped[str] = mapped_column(default="", info=S2)
    preferred_channel: Mapped[str] = mapped_column(default="", info=S1)
    preferred_hours: Mapped[str] = mapped_column(default="", info=S2)
    safe_contact: Mapped[JsonDict] = mapped_column(default=dict, info=S4)
    language: Mapped[str] = mapped_column(default="", info=S3)
    interpreter: Mapped[str] = mapped_column(default="", info=S3)
    accessibility: Mapped[JsonList] = mapped_column(default=list, info=S3)
    representative: Mapped[JsonDict | None] = mapped_column(info=S3)
    household: Mapped[JsonList] = mapped_column(default=list, info=S4)
    statuses: Mapped[JsonList] = mapped_column(default=list, info=S3)
    consents: Mapped[JsonList] = mapped_column(default=list, info=S1)
    note: Mapped[str] = mapped_column(default="", info=S3)
    note_until: Mapped[date | None] = mapped_column(info=S1)
    merged_into: Mapped[str] = mapped_column(default="", info=S1)
    """The id of the card that this one was found to be the same person as; empty for most."""
    batch: Mapped[str] = mapped_column(default="", info=S1)
    """The import that brought the card; empty when it was typed at the desk."""


class MergeRow(Synced, Base):
    """Two cards found to be one person: which stays, what it was before, and whether undone."""

    __tablename__ = "merge"
    kept_id: Mapped[str] = _of_client()
    merged_id: Mapped[str] = _of_client()
    made_at: Mapped[datetime] = mapped_column(info=S1)
    author: Mapped[str] = mapped_column(default="", info=S1)
    reason: Mapped[str] = mapped_column(default="", info=S3)
    kept_before: Mapped[JsonDict] = mapped_column(default=dict, info=S4)
    undone_at: Mapped[datetime | None] = mapped_column(info=S1)
    undone_by: Mapped[str] = mapped_column(default="", info=S1)


class NotSamePersonRow(Synced, Base):
    """Two cards that somebody looked at and found to be two people: never offered again."""

    __tablename__ = "not_same_person"
    first_id: Mapped[str] = _of_client()
    second_id: Mapped[str] = _of_client()
    said_at: Mapped[datetime] = mapped_column(info=S1)
    author: Mapped[str] = mapped_column(default="", info=S1)
    reason: Mapped[str] = mapped_column(default="", info=S3)


class ImportBatchRow(Synced, Base):
    """One file of clients brought in: how far it is, and whether it was taken back."""

    __tablename__ = "import_batch"
    file_name: Mapped[str] = mapped_column(default="", info=S2)
    sha256: Mapped[str] = mapped_column(default="", info=S1)
    mapping: Mapped[JsonDict] = mapped_column(default=dict, info=S1)
    started_at: Mapped[datetime] = mapped_column(info=S1)
    finished_at: Mapped[datetime | None] = mapped_column(info=S1)
    undone_at: Mapped[datetime | None] = mapped_column(info=S1)
    rows_done: Mapped[int] = mapped_column(default=0, info=S1)
    rows_bad: Mapped[int] = mapped_column(default=0, info=S1)
    author: Mapped[str] = mapped_column(default="", info=S1)


class ExportRow(Synced, Base):
    """A file of clients that left the program: who made it, how many stand in it, which columns."""

    __tablename__ = "export"
    made_at: Mapped[datetime] = mapped_column(info=L)
    author: Mapped[str] = mapped_column(default="", info=L)
    file_kind: Mapped[str] = mapped_column(default="", info=L)
    protected: Mapped[bool] = mapped_column(default=False, info=L)
    safe_contacts: Mapped[bool] = mapped_column(default=False, info=L)
    """Whether addresses and phones of clients in safe contact stand in it."""
    clients: Mapped[int] = mapped_column(info=L)
    columns: Mapped[JsonList] = mapped_column(default=list, info=L)


class VisitRow(Synced, Base):
    """A request in short form."""

    __tablename__ = "visit"
    __table_args__ = (Index("ix_visit_on_date", "on_date"),)
    client_id: Mapped[str] = _of_client()
    on_date: Mapped[date] = mapped_column(info=S1)
    at_time: Mapped[time | None] = mapped_column(info=S1)
    channel: Mapped[str] = mapped_column(default="", info=S1)
    kind: Mapped[str] = mapped_column(default="", info=S1)
    topic: Mapped[str] = mapped_column(default="", info=S1)
    essence: Mapped[str] = mapped_column(default="", info=S3)
    wanted_result: Mapped[str] = mapped_column(default="", info=S3)
    deadline: Mapped[date | None] = mapped_column(info=S1)
    opposing: Mapped[JsonList] = mapped_column(default=list, info=S3)
    """Who stands on the other side, for the conflict check."""
    corrected: Mapped[str] = mapped_column(default="", info=S3)
    author: Mapped[str] = mapped_column(default="", info=S1)


# ---- may they have secondary aid ----------------------------------------------------------------


class EligibilityCheckRow(Synced, Base):
    """A check as it was made: facts, papers, the verdict in full, the packs that gave it."""

    __tablename__ = "eligibility_check"
    client_id: Mapped[str] = _of_client()
    visit_id: Mapped[str] = mapped_column(default="", info=S1)
    on_date: Mapped[date] = mapped_column(info=S1)
    made_at: Mapped[datetime] = mapped_column(info=S1)
    facts: Mapped[JsonDict] = mapped_column(default=dict, info=S3)
    documents: Mapped[JsonList] = mapped_column(default=list, info=S3)
    verdict: Mapped[JsonDict] = mapped_column(PackedJson(), default=dict, info=S3)
    packs: Mapped[JsonList] = mapped_column(default=list, info=S1)
    sha256: Mapped[str] = mapped_column(default="", info=S1)
    warnings: Mapped[JsonList] = mapped_column(default=list, info=S3)
    """Ids of the plausibility warnings shown with it, so that they can be counted."""
    override: Mapped[JsonDict | None] = mapped_column(info=S3)
    """A lawyer's own answer instead of the rules', with its reason and evidence."""
    provisional: Mapped[JsonDict | None] = mapped_column(info=S3)
    """Until when the answer holds, and what must be brought by then."""
    author: Mapped[str] = mapped_column(default="", info=S1)


class EditionConfirmedRow(Synced, Base):
    """The head of office looked at an edition of the packs and what it changes."""

    __tablename__ = "edition_confirmed"
    sha256: Mapped[str] = mapped_column(default="", info=S0)
    packs: Mapped[JsonList] = mapped_column(default=list, info=S0)
    confirmed_at: Mapped[datetime] = mapped_column(info=S1)
    author: Mapped[str] = mapped_column(default="", info=S1)
    note: Mapped[str] = mapped_column(default="", info=S1)


class ReplayedCheckRow(Synced, Base):
    """A check whose answer a new edition changes, once somebody has dealt with it."""

    __tablename__ = "replayed_check"
    check_id: Mapped[str] = mapped_column(default="", index=True, info=S1)
    sha256: Mapped[str] = mapped_column(default="", info=S1)
    dealt_at: Mapped[datetime] = mapped_column(info=S1)
    author: Mapped[str] = mapped_column(default="", info=S1)
    note: Mapped[str] = mapped_column(default="", info=S3)


class ClientPaperRow(Synced, Base):
    """One paper of the checklist and how it stands with it."""

    __tablename__ = "client_paper"
    client_id: Mapped[str] = _of_client()
    item: Mapped[str] = mapped_column(default="", info=S1)
    state: Mapped[str] = mapped_column(default="", info=S1)
    seen_on: Mapped[date | None] = mapped_column(info=S1)
    promised_by: Mapped[date | None] = mapped_column(info=S1)
    valid_until: Mapped[date | None] = mapped_column(info=S1)
    who_obtains: Mapped[str] = mapped_column(default="", info=S3)
    substitute: Mapped[str] = mapped_column(default="", info=S3)
    note: Mapped[str] = mapped_column(default="", info=S3)


class ScanRow(Synced, Base):
    """A scan or photo of a client's paper; unsorted until it is put to a paper of the checklist."""

    __tablename__ = "scan"
    client_id: Mapped[str] = _of_client()
    item: Mapped[str] = mapped_column(default="", info=S1)
    file_name: Mapped[str] = mapped_column(default="", info=S2)
    media_type: Mapped[str] = mapped_column(default="", info=S1)
    size: Mapped[int] = mapped_column(info=S1)
    sha256: Mapped[str] = mapped_column(default="", info=S1)
    added_at: Mapped[datetime] = mapped_column(info=S1)
    note: Mapped[str] = mapped_column(default="", info=S3)
    author: Mapped[str] = mapped_column(default="", info=S1)


# ---- paper --------------------------------------------------------------------------------------


class PaperPrintRow(Synced, Base):
    """One printing of a form, with the values that stood on it."""

    __tablename__ = "paper_print"
    client_id: Mapped[str] = _of_client()
    form: Mapped[str] = mapped_column(default="", info=S1)
    edition: Mapped[str] = mapped_column(default="", info=S1)
    reference: Mapped[str] = mapped_column(default="", info=S1)
    language: Mapped[str] = mapped_column(default="", info=S1)
    large_print: Mapped[bool] = mapped_column(default=False, info=S1)
    copies: Mapped[int] = mapped_column(info=S1)
    made_at: Mapped[datetime] = mapped_column(info=S1)
    reprint_of: Mapped[str] = mapped_column(default="", info=S1)
    reason: Mapped[str] = mapped_column(default="", info=S3)
    sha256: Mapped[str] = mapped_column(default="", info=S1)
    values: Mapped[JsonDict] = mapped_column(default=dict, info=S4)
    author: Mapped[str] = mapped_column(default="", info=S1)


# ---- keys of people and desks --------------------------------------------------------------------


class SignerRow(Synced, Base):
    """The public halves of a person, of a desk or of the office: who signs, whom to seal to."""

    __tablename__ = "signer"
    kind: Mapped[str] = mapped_column(default="", info=S0)
    holder: Mapped[str] = mapped_column(default="", index=True, info=S1)
    """The id of the user, the number of the desk, or empty for the office."""
    sign_key: Mapped[str] = mapped_column(default="", info=S0)
    seal_key: Mapped[str] = mapped_column(default="", info=S0)
    made_at: Mapped[datetime] = mapped_column(info=S0)
    ended_at: Mapped[datetime | None] = mapped_column(info=S0)
    """When another pair took its place: older signatures stay its own."""


# ---- signed packs --------------------------------------------------------------------------------


class BundleStepRow(Synced, Base):
    """A signed bundle of packs came into force, or earlier packs did again."""

    __tablename__ = "bundle_step"
    number: Mapped[int] = mapped_column(info=S0)
    before: Mapped[int] = mapped_column(info=S0)
    step: Mapped[str] = mapped_column(default="", info=S0)
    sha256: Mapped[str] = mapped_column(default="", info=S0)
    title: Mapped[JsonDict] = mapped_column(default=dict, info=S0)
    signers: Mapped[JsonList] = mapped_column(default=list, info=S0)
    at: Mapped[datetime] = mapped_column(info=S0)
    author: Mapped[str] = mapped_column(default="", info=S1)


# ---- backups of this vault -----------------------------------------------------------------------


# ---- accounts: invites, pledges, resets ----------------------------------------------------------


# ---- who looked at whom: access log, sealed fields, conflicts ------------------------------------


# ---- retention: holds, purges, certificates ------------------------------------------------------


# ---- what people say of the program --------------------------------------------------------------


class FeedbackRow(Synced, Base):
    """What somebody said about a screen; it waits here until it can leave with a bundle."""

    __tablename__ = "feedback"
    screen: Mapped[str] = mapped_column(default="", info=S1)
    text: Mapped[str] = mapped_column(default="", info=S3)
    said_at: Mapped[datetime] = mapped_column(info=S1)
    author: Mapped[str] = mapped_column(default="", info=S1)
    program: Mapped[str] = mapped_column(default="", info=S1)


def synced_tables() -> dict[str, type[Synced]]:
    """The office's records by the name of their table."""
    found = {}
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Synced) and issubclass(mapper.class_, Base):
            found[mapper.class_.__tablename__] = mapper.class_
    return dict(sorted(found.items()))
