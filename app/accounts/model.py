"""The office and the people who work at its desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Versions = Mapping[str, tuple[tuple[int, int], ...]]
"""For each field the (desk, number) of the journal lines whose values a form had on the screen."""


class Role(StrEnum):
    """What somebody is at the desk."""

    FRONTLINE = "frontline"
    SENIOR = "senior"
    """Also whoever is the lawyer on duty."""
    HEAD = "head"
    REGISTRAR = "registrar"
    """Registers and prints; «clerk» in vaults of before m0003."""
    AUDITOR = "auditor"
    """From outside the office; never writes."""
    ADMINISTRATOR = "administrator"
    """Keeps the machine; never sees content."""
    ANALYST = "analyst"
    """Of the region; sees sums only."""

    @classmethod
    def _missing_(cls, value: object) -> "Role | None":
        return cls.REGISTRAR if value == "clerk" else None

    @property
    def words_key(self) -> str:
        """The key of its name in the catalogue of words."""
        return f"role.{self.value}"


ALSO: Mapping[Role, frozenset[Role]] = {Role.HEAD: frozenset({Role.SENIOR, Role.FRONTLINE})}
"""What goes with a role while nobody said otherwise: the head of a small office serves people too,
and a head of before there were seven roles goes on doing what she did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who signs in. The journal names people by `id`, screens by `name`."""

    id: str
    name: str
    role: Role
    """What they are first of all."""
    added_at: datetime
    roles: frozenset[Role] = frozenset()
    """All roles, when somebody chose them; else those that go with the first one."""

    @property
    def held(self) -> frozenset[Role]:
        """All roles that count."""
        return self.roles or ALSO.get(self.role, frozenset()) | {self.role}


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office as papers and slips show it."""

    id: str = ""
    name: str = ""
    address: str = ""
    hours: str = ""
    phone: str = ""
    email: str = ""
    head_title: str = ""
    head_name: str = ""
    centre_name: str = ""
    """The centre of free legal aid that this office belongs to and that decides."""
    shelter: str = ""
    """Where people go in an air raid, as the card of the shelter says it."""
    hide_after: int = 0
    lock_after: int = 0
    """Minutes without a touch until a desk is hidden, and locked: 1 to 10, or 0 for 2 and 5."""
    versions: Versions = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What somebody said about a screen of the program."""

    id: str
    screen: str
    text: str
    said_at: datetime
    author: str
    program: str
    """The version of the program that it was said of."""


class SignerKind(StrEnum):
    """Whose pair of keys it is."""

    PERSON = "person"
    DESK = "desk"
    OFFICE = "office"
    """R: its private halves are the printed recovery code."""
    INVITE = "invite"
    """Of an invitation, until the person comes: nothing is signed by it."""


class Standing(StrEnum):
    """How somebody can come in at this desk."""

    ACTIVE = "active"
    INVITED = "invited"
    LATE = "late"
    """The invitation was not used in time."""
    SHUT_OUT = "shut_out"
    """Neither a passphrase nor a code: a new code is needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of the office, as the head sees them."""

    user: User
    standing: Standing
    code_until: datetime | None = None
    """Until when a code that was given out opens."""
    last_in: datetime | None = None
    """When they came in at this desk last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A code to be handed over; it is shown once and kept nowhere."""

    user: User
    code: str = field(repr=False)
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """The public halves of somebody: to check what they signed, and to seal to them."""

    id: str
    kind: SignerKind
    holder: str
    """The id of the user, the number of the desk, or empty for the office."""
    sign: bytes
    seal: bytes
    made_at: datetime
    ended_at: datetime | None = None
    """When another pair took its place: what it signed before stays its own."""
