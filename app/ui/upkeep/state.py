"""What the screen of upkeep shows: finished words, so that the view decides nothing."""

from dataclasses import dataclass
from typing import Literal

from app.core.runner import Progress

Kind = Literal["yes", "ask", "danger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultLine:
    """One kind of damage: what it is, what it means, what is done about it."""

    what: str
    means: str
    became: str
    mended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLine:
    """One class of data with its clock."""

    term: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeLine:
    """Files put forward to be erased, and what this person may do about it."""

    id: str
    text: str
    may_confirm: bool
    may_withdraw: bool
    has_certificate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UpkeepState:
    """Everything on the screen."""

    working: str = ""
    progress: Progress | None = None
    title: str = ""
    kind: Kind = "yes"
    copy: str = ""
    """Where the vault from before the repair lies."""
    faults: tuple[FaultLine, ...] = ()
    can_repair: bool = False
    fault: str = ""
    done: str = ""
    closed: str = ""
    """Why this person sees no terms; empty when she does."""
    terms: tuple[TermLine, ...] = ()
    files: tuple[str, ...] = ()
    """Files that are due, the oldest first, a line each."""
    more: str = ""
    can_propose: bool = False
    purges: tuple[PurgeLine, ...] = ()
    asking: str = ""
    """The purge that is about to be confirmed for good."""
    question: str = ""
