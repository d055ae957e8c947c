"""What the screen of the laws shows: finished words, so that the view decides nothing."""

from dataclasses import dataclass, field
from typing import Literal

from app.core.runner import Progress

Shape = Literal["yes", "no", "ask", "danger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeBadge:
    """Whether the packs may be relied on, and what to do when not."""

    shape: Shape
    word: str
    do: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLine:
    """One ground that stands otherwise now, the condition that made it so, and its law."""

    text: str
    why: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedLine:
    """One person whom the edition affects."""

    check_id: str
    client_id: str
    person: str = field(repr=False)
    when: str
    before: str
    before_shape: Shape
    after: str
    after_shape: Shape
    turns: tuple[TurnLine, ...]
    note: str
    """A lawyer's own answer, or that the person must be asked again."""
    dealt: bool
    open_spoken: str = field(repr=False)
    deal_spoken: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionsState:
    """Everything on the screen."""

    loaded: bool = False
    edition: str = ""
    age: AgeBadge | None = None
    confirmed: str = ""
    is_confirmed: bool = False
    can_confirm: bool = False
    busy: bool = False
    work: str = ""
    """What is being done now; empty: nothing takes long."""
    progress: Progress | None = None
    summary: str = ""
    lines: tuple[TouchedLine, ...] = ()
    more: str = ""
    """The button that shows more of a long list."""
    dealt: str = ""
    """The button that shows or hides those who were dealt with."""
    problem: str = ""
