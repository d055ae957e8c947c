"""Who came to the desk: the client's card and the visit, as frozen records.

Nobody is forced to have papers, a phone or an address: every field may stay empty, and an alias is
enough for information. Fields follow the client card of the handbook (capabilities 3-020 … 3-024).
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from app.registry.past import NO_SETTLEMENTS, OtherName, PreWarAddress, Settlements
from app.registry.relations import HouseholdMember, OpposingParty, Representative


class Sex(StrEnum):
    """As the client states it."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class IdentityLevel(StrEnum):
    """How far the client's identity is proven, from the weakest to the strongest."""

    DECLARED = "declared"
    WITNESSED = "witnessed"
    DAMAGED_PHOTO = "damaged_photo"
    DIIA = "diia"
    ORIGINAL = "original"


class DocumentKind(StrEnum):
    """Papers of identity (law.md 3.1); ids as in the rule packs where both name one paper."""

    ID_CARD = "id_card"
    PASSPORT_BOOKLET = "passport_booklet"
    E_PASSPORT_DIIA = "e_passport_diia"
    TRAVEL_PASSPORT = "travel_passport"
    TEMPORARY_CERTIFICATE = "temporary_citizen_certificate"
    BIRTH_CERTIFICATE = "birth_certificate_applicant"
    RESIDENCE_PERMIT = "residence_permit"
    FOREIGN_PASSPORT = "foreign_passport"
    STATELESS_TRAVEL = "stateless_travel_document"
    REFUGEE = "refugee_certificate"
    COMPLEMENTARY = "complementary_protection_certificate"
    TEMPORARY_PROTECTION = "temporary_protection_certificate"
    ASYLUM_APPLICATION = "asylum_application_certificate"
    OTHER = "other"


class RnokppAbsence(StrEnum):
    """Why a client has no taxpayer number."""

    REFUSED = "refused"
    CHILD = "child"
    FOREIGNER = "foreigner"
    LOST = "lost"
    NONE = "none"


class Channel(StrEnum):
    """How one reaches the other, both for contact and for visits."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    SMS = "sms"
    MESSENGER = "messenger"
    EMAIL = "email"
    POST = "post"
    VIDEO = "video"
    OUTREACH = "outreach"
    REFERRAL = "referral"


class YesNo(StrEnum):
    """Three answers, because nobody asked is not no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityDocument:
    """A paper of identity as its holder showed it."""

    kind: DocumentKind
    number: str = field(default="", repr=False)
    issuer: str = field(default="", repr=False)
    issued_on: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeContact:
    """What the client allows us, asked before any number is written down.

    Screens and papers obey it: a forbidden channel is never offered, and the address and phone of a
    client in safe contact never land on a slip that travels.
    """

    on: bool = False
    may_call: YesNo = YesNo.UNKNOWN
    may_write: YesNo = YesNo.UNKNOWN
    may_leave_message: YesNo = YesNo.UNKNOWN
    may_say_who_calls: YesNo = YesNo.UNKNOWN
    code_word: str = field(default="", repr=False)
    forbidden: tuple[Channel, ...] = ()
    hours: str = field(default="", repr=False)
    who_may_know: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A status with its dates, e.g. `idp` from 2024-06-14; kinds are ids of categories."""

    kind: str
    valid_from: date | None = None
    valid_until: date | None = None
    paper: str = field(default="", repr=False)


class ConsentPurpose(StrEnum):
    """What the client agreed to; each is asked for by itself."""

    CASE = "case"
    PARTNERS = "partners"
    SURVEY = "survey"
    PHOTO_VIDEO = "photo_video"


class ConsentWay(StrEnum):
    """How the client agreed."""

    WRITTEN = "written"
    ORAL = "oral"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One agreement to one purpose; withdrawn ones stay on the card with the date."""

    purpose: ConsentPurpose
    given_on: date
    way: ConsentWay
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything that is written on a client's card. Phones are E.164 (`+380501234567`)."""

    surname: str = field(default="", repr=False)
    given_name: str = field(default="", repr=False)
    patronymic: str = field(default="", repr=False)
    former_surname: str = field(default="", repr=False)
    other_names: tuple[OtherName, ...] = field(default=(), repr=False)
    name_reading: str = field(default="", repr=False)
    """How a foreign name is said, in Ukrainian letters."""
    alias: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    age: int | None = None
    """Full years as stated on `age_on`, when the birth date is not known."""
    age_on: date | None = None
    sex: Sex = Sex.UNKNOWN
    identity: IdentityLevel = IdentityLevel.DECLARED
    document: IdentityDocument | None = None
    rnokpp: str = field(default="", repr=False)
    rnokpp_absence: RnokppAbsence | None = None
    unzr: str = field(default="", repr=False)
    registered_address: str = field(default="", repr=False)
    actual_address: str = field(default="", repr=False)
    postal_address: str = field(default="", repr=False)
    pre_war_address: PreWarAddress | None = field(default=None, repr=False)
    settlements: Settlements = NO_SETTLEMENTS
    phones: tuple[str, ...] = field(default=(), repr=False)
    email: str = field(default="", repr=False)
    preferred_channel: Channel | None = None
    preferred_hours: str = field(default="", repr=False)
    safe_contact: SafeContact = SafeContact()
    language: str = "uk"
    """ISO 639-1 code of the language that the client speaks with us."""
    interpreter: str = ""
    """Interpreter needed: empty, a language, or `sign`."""
    accessibility: tuple[str, ...] = ()
    """Needs: large_print, wheelchair, companion, hearing, sight, cannot_read, cannot_sign."""
    representative: Representative | None = None
    household: tuple[HouseholdMember, ...] = field(default=(), repr=False)
    statuses: tuple[Status, ...] = ()
    consents: tuple[Consent, ...] = ()
    note: str = field(default="", repr=False)
    """A neutral note on handling, at most 80 characters."""
    note_until: date | None = None

    @property
    def full_name(self) -> str:
        """Surname, given name and patronymic as known; else the alias."""
        named = " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)
        return named or self.alias


Versions = Mapping[str, tuple[tuple[int, int], ...]]
"""For each field the (desk, number) of the journal lines whose values a form had on the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A registered client: the card, and what the register adds to it."""

    id: str
    reference: str
    card: Card = field(repr=False)
    versions: Versions = field(repr=False)
    registered_at: datetime
    changed_at: datetime
    merged_into: str = ""
    """The card that this one was found to be the same person as; empty for most."""

    @property
    def masked_name(self) -> str:
        """Initials and year for lists that others may see: «С-к О. І., 1986»."""
        return masked(self.card)


def masked(card: Card) -> str:
    """Initials and year of birth: enough to recognise one's client, too little for a stranger."""
    surname = card.surname
    short = f"{surname[0]}-{surname[-1]}" if len(surname) > 2 else surname[:1]
    initials = " ".join(f"{part[0]}." for part in (card.given_name, card.patronymic) if part)
    name = " ".join(part for part in (short, initials) if part) or f"{card.alias[:1]}."
    return f"{name}, {card.birth_date.year}" if card.birth_date else name


class AidKind(StrEnum):
    """The kind of aid that a visit asks for (capability 3-024)."""

    INFORMATION = "information"
    CONSULTATION = "consultation"
    DOCUMENT = "document"
    SECONDARY_AID = "secondary_aid"
    MEDIATION = "mediation"
    OTHER_BODY = "other_body"
    EMERGENCY = "emergency"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request (звернення) in short form: who, when, how, about what, until when."""

    id: str
    client_id: str
    on_date: date
    at_time: time | None = None
    channel: Channel = Channel.IN_PERSON
    kind: AidKind = AidKind.UNDECIDED
    topic: str = ""
    """Id of an area of law (law.md 7.4), e.g. `idp_rights`; empty when not chosen."""
    essence: str = field(default="", repr=False)
    """The client's own words."""
    wanted_result: str = field(default="", repr=False)
    deadline: date | None = None
    opposing: tuple[OpposingParty, ...] = field(default=(), repr=False)
    """Who stands on the other side."""
    corrected: str = field(default="", repr=False)
    """Why a colleague changed it on a later day, the last time."""
    author: str = ""
    versions: Versions = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDraft:
    """A visit that is being written down together with a new card; today when no day is given."""

    on_date: date | None = None
    at_time: time | None = None
    channel: Channel = Channel.IN_PERSON
    kind: AidKind = AidKind.UNDECIDED
    topic: str = ""
    essence: str = field(default="", repr=False)
    wanted_result: str = field(default="", repr=False)
    deadline: date | None = None
    opposing: tuple[OpposingParty, ...] = field(default=(), repr=False)


class Found(NamedTuple):
    """One hit of the search, with why it matched: keys of words such as `found.surname`.

    A tuple, because twenty are made at every key press: a dataclass costs as much as the query.
    """

    client_id: str
    reference: str
    full_name: str
    birth_date: date | None
    score: int
    """0 to 100, best first."""
    why: tuple[str, ...]
    safe_contact: bool = False

    def __repr__(self) -> str:
        """Without the name and the birth date, as every record of a person."""
        return f"Found(client_id={self.client_id!r}, score={self.score}, why={self.why})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A registered client who may be the person being typed, with what speaks for and against."""

    client_id: str
    reference: str
    full_name: str = field(repr=False)
    birth_date: date | None = field(repr=False)
    score: int
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """What came of a registration. Duplicates are likely ones; they never block it."""

    client: Client
    visit: Visit | None
    duplicates: tuple[Likeness, ...]


class Happening(StrEnum):
    """Kinds of entries of a timeline; words under `timeline.<kind>`."""

    REGISTERED = "registered"
    VISIT = "visit"
    CHECK = "check"
    PAPER = "paper"
    PRINT = "print"
    REPRINT = "reprint"
    MERGED = "merged"
    UNMERGED = "unmerged"
    CORRECTED = "corrected"
    RAID = "raid"
    """Nobody could work for a while on a day when she was here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One thing that happened with a client. The title is `timeline.<kind>` with `values`."""

    at: datetime
    kind: Happening
    subject: str
    """The id of the visit, check, paper or print; of the client for the registration."""
    values: Mapping[str, object] = field(default_factory=dict, repr=False)
    detail: str = field(default="", repr=False)
    """The client's own words, the id of a form or the like: one line under the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A half-typed form, durable within a second of the last key. `values` are plain JSON."""

    id: str
    screen: str
    subject: str
    """The record that the form changes, or empty for a new one."""
    values: Mapping[str, object] = field(repr=False)
    saved_at: datetime


class Severity(StrEnum):
    """An error stops the save; a warning explains and can be passed; a hint only informs."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a check says about one field: `words` is a key of the catalogue, `values` go into it."""

    field: str
    severity: Severity
    words: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict, repr=False)
