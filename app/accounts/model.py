"""The office and the people who work at its desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Versions = Mapping[str, tuple[tuple[int, int], ...]]
"""For each field the (desk, number) of the journal lines whose values a form had on the screen."""


class Role(StrEnum):
    """What somebody is at the desk."""

    HEAD = "head"
    FRONTLINE = "frontline"
    CLERK = "clerk"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who signs in. The journal names people by `id`, screens by `name`."""

    id: str
    name: str
    role: Role
    added_at: datetime


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
