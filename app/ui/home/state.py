"""What the screen «Сьогодні» shows: finished words, so that the view decides nothing."""

from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["danger", "ask", "text2"]
Place = Literal["client", "papers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A half-typed form that waits."""

    id: str
    screen: str
    subject: str
    title: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """One visit of today, fit to be seen across a counter."""

    client_id: str
    time: str
    person: str = field(repr=False)
    topic: str
    kind: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """Something that falls due: a deadline of a visit or a promised paper."""

    place: Place
    """The screen that it leads to."""
    client_id: str
    when: str
    weekday: str
    tone: Tone
    title: str
    note: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthLine:
    """One proof about this workplace."""

    icon: str
    name: str
    value: str
    good: bool
    leads: Literal["", "editions", "copies", "proof"] = ""
    """The screen that it leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawsAlarm:
    """The rules grow old, or the head has to confirm an edition."""

    title: str
    note: str
    kind: Literal["ask", "danger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeState:
    """Everything on the screen."""

    day: str = ""
    loaded: bool = False
    recovery_waits: bool = False
    """Whether the head should print a recovery code."""
    glass: str = ""
    """Emergency access that the head has not looked at yet, in a sentence."""
    consents: str = ""
    """Colleagues that wait for a second person, in a sentence."""
    laws: LawsAlarm | None = None
    drafts: tuple[DraftLine, ...] = ()
    visits: tuple[VisitLine, ...] = ()
    due: tuple[DueLine, ...] = ()
    due_more: str = ""
    """How many more fall due later than the lines shown; empty when all are."""
    health: tuple[HealthLine, ...] = ()
