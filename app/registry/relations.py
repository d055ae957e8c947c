"""The people around a client: the household, who acts for the client, who stands on the other side.

Each may be registered here too; then `client_id` leads to the other card. Such a link is a help:
names and states stay as they were told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class RepresentativeKind(StrEnum):
    """Who acts for the client; ids as the fact `applicant` of the eligibility check."""

    PARENT = "parent"
    ADOPTIVE_PARENT = "adoptive_parent"
    GUARDIAN_OR_TRUSTEE = "guardian_or_trustee"
    FOSTER_PARENT = "foster_parent"
    PATRONAGE_CARER = "patronage_carer"
    INSTITUTION = "institution_representative"
    GUARDIAN_OF_INCAPACITATED = "guardian_of_incapacitated"
    TRUSTEE_OF_LIMITED_CAPACITY = "trustee_of_limited_capacity"
    POWER_OF_ATTORNEY = "representative_by_power_of_attorney"
    FAMILY_OF_CAPTIVE = "family_member_of_captive"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """Who acts for the client, by what right, on which paper and until when."""

    kind: RepresentativeKind
    full_name: str = field(default="", repr=False)
    powers: str = field(default="", repr=False)
    paper: str = field(default="", repr=False)
    valid_until: date | None = None
    phone: str = field(default="", repr=False)
    client_id: str = ""
    """The representative's own card, when there is one."""


class Kinship(StrEnum):
    """What a member of the household is to the client."""

    SPOUSE = "spouse"
    PARTNER = "partner"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    WARD = "ward"
    GUARDIAN = "guardian"
    FORMER_SPOUSE = "former_spouse"
    OTHER_RELATIVE = "other_relative"
    OTHER = "other"


SEEN_FROM_THERE: Mapping[Kinship, Kinship] = {
    Kinship.CHILD: Kinship.PARENT,
    Kinship.PARENT: Kinship.CHILD,
    Kinship.GRANDPARENT: Kinship.GRANDCHILD,
    Kinship.GRANDCHILD: Kinship.GRANDPARENT,
    Kinship.WARD: Kinship.GUARDIAN,
    Kinship.GUARDIAN: Kinship.WARD,
}
"""What the client is to the member; of the others each is the same to the other."""


class Whereabouts(StrEnum):
    """How it is with a member of the household."""

    TOGETHER = "together"
    SEPARATED = "separated"
    MISSING = "missing"
    ABROAD = "abroad"
    CAPTIVE = "captive"
    OCCUPIED = "occupied"
    DECEASED = "deceased"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMember:
    """One person of the client's household, as the client tells of them."""

    kinship: Kinship
    surname: str = field(default="", repr=False)
    given_name: str = field(default="", repr=False)
    patronymic: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    age: int | None = None
    """Full years as told on `age_on`, when the birth date is not known."""
    age_on: date | None = None
    state: Whereabouts = Whereabouts.TOGETHER
    since: date | None = None
    """Since when it is so."""
    dependant: bool = False
    """Whether the client provides for this person."""
    note: str = field(default="", repr=False)
    client_id: str = ""
    """The member's own card, when there is one."""

    @property
    def full_name(self) -> str:
        """Surname, given name and patronymic as known."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A registered person of the same household, and what the new person is to them."""

    client_id: str
    kinship: Kinship


class OpposingRole(StrEnum):
    """Who stands on the other side of a client's question."""

    SPOUSE = "spouse"
    RELATIVE = "relative"
    OFFENDER = "offender"
    EMPLOYER = "employer"
    LANDLORD = "landlord"
    CREDITOR = "creditor"
    NEIGHBOUR = "neighbour"
    STATE_BODY = "state_body"
    BUSINESS = "business"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpposingParty:
    """A person or an organisation on the other side, kept for the later conflict check only."""

    name: str = field(repr=False)
    role: OpposingRole = OpposingRole.OTHER
    birth_date: date | None = field(default=None, repr=False)
    edrpou: str = field(default="", repr=False)
    """The number of an organisation in the state register; empty for a person."""
    note: str = field(default="", repr=False)
    client_id: str = ""
    """The party's own card, when there is one."""
