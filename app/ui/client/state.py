"""What the client's card shows: finished words, so that the view decides nothing."""

from dataclasses import dataclass, field
from typing import Literal

Mark = Literal["yes", "no", "ask", "info", "wait"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """One way to reach the person, and whether it is allowed: shape, word, and the number."""

    mark: Mark
    name: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One thing that stands on the card."""

    name: str
    value: str = field(repr=False)
    section: str = ""
    """The field of the form that changes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine:
    """One entry of the timeline. `opens` is the kind of thing that Enter opens, or empty."""

    when: str
    title: str
    note: str = field(repr=False)
    icon: str
    opens: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """Somebody around the person: who, how it is with them, and where their card is."""

    icon: str
    name: str = field(repr=False)
    said: str = field(repr=False)
    client_id: str = ""
    """Their card; without one they can be registered if `member` is a line of the household."""
    member: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """A person as the card, the search and the read-back show them."""

    client_id: str
    reference: str
    name: str = field(repr=False)
    masked: str
    born: str = field(repr=False)
    safe: bool
    names: tuple[FactLine, ...]
    """Which part of the name is which, and what else the person is called."""
    contact_title: str
    contact: tuple[ContactLine, ...]
    facts: tuple[FactLine, ...]
    note: str = field(default="", repr=False)

    @property
    def telling_facts(self) -> tuple[FactLine, ...]:
        """For little room: of a foreign name which part is which, then the facts."""
        foreign = any(fact.section == "name_reading" for fact in self.names)
        return (*self.names, *self.facts) if foreign else self.facts


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenLine:
    """One thing to read to the person, and where the card is changed if it is wrong."""

    name: str
    value: str = field(repr=False)
    section: str
    """The field of the form that changes it."""
    visit_id: str = ""
    """The visit that it is about, if it is not the card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinLine:
    """Another card of perhaps this person, or one that was merged into this card."""

    sentence: str
    act: str
    other_id: str = ""
    """The card to compare with."""
    merge_id: str = ""
    """The merge that can be undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientState:
    """Everything on the screen of one client."""

    portrait: Portrait | None = None
    people: tuple[PersonLine, ...] = ()
    twins: tuple[TwinLine, ...] = ()
    past: tuple[PastLine, ...] = ()
    spoken: tuple[SpokenLine, ...] = ()
    reading_back: bool = False
    opened: bool = False
    """Whether masked contacts are shown in full."""
    closed: str = ""
    """That this card is closed to the person; nothing else is shown then."""
    may_break: bool = False
    """Whether an emergency opens it."""
