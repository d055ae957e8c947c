"""What the screen of backups shows: finished words, so that the view decides nothing."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["yes", "ask", "danger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """One backup."""

    when: str
    size: str
    place: str
    proof: str
    good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesState:
    """Everything on the screen."""

    loaded: bool = False
    allowed: bool = False
    """Whether this person may make one now."""
    title: str = ""
    todo: str = ""
    kind: Kind = "yes"
    working: str = ""
    """What is being done; empty while nothing is."""
    done: str = ""
    fault: str = ""
    lines: tuple[CopyLine, ...] = ()
    more: str = ""
    second: str = ""
    """The folder of the second backups."""
    second_note: str = ""
