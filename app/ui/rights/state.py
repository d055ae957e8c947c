"""What the screen of rights shows: finished words, so that the view decides nothing."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLine:
    """Somebody waits for a second person."""

    id: str
    what: str
    note: str = field(repr=False)
    """Who asks, since when and until when."""
    may_answer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RightLine:
    """One action, and a short sign for each role."""

    action: str
    signs: tuple[str, ...]
    """In the order of `RightsState.roles`."""
    notes: tuple[str, ...]
    """What each sign means, with what narrows it."""
    spoken: str
    """The whole row as one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsState:
    """Everything on the screen."""

    mine: str = ""
    """The roles of this person."""
    second: str = ""
    """Whether somebody else could confirm."""
    fault: str = ""
    done: str = ""
    asks: tuple[AskLine, ...] = ()
    roles: tuple[str, ...] = ()
    """The heads of the columns; the own roles are marked."""
    rights: tuple[RightLine, ...] = ()
