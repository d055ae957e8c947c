"""What the card says of its own protection: conflicts, sealed notes, whether it is closed."""

from dataclasses import dataclass, field
from typing import Literal

from app.sight.model import ConflictAnswer, SealedKind

Mark = Literal["yes", "no", "ask"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One reason to look closer, and the other card."""

    sentence: str = field(repr=False)
    client_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedLine:
    """One sealed note; `text` is what it says while it is open."""

    id: str
    title: str
    may_open: bool
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardState:
    """Everything in the box."""

    loaded: bool = False
    mark: Mark = "yes"
    conflict: str = ""
    answered: str = field(default="", repr=False)
    """The last answer: what, who, when, why."""
    findings: tuple[FindingLine, ...] = ()
    answers: tuple[tuple[ConflictAnswer, str], ...] = ()
    sealed: tuple[SealedLine, ...] = ()
    kinds: tuple[tuple[SealedKind, str], ...] = ()
    """What may be sealed, and the words of the act."""
    closed: str = field(default="", repr=False)
    """Why the card is closed to most; empty when it is not."""
    closing: str = ""
    """The words of the act that closes or opens the card; empty for who may not."""
