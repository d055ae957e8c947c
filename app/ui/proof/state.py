"""What the screen of the journal shows: finished words, so that the view decides nothing."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["yes", "ask", "danger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that is known: its name and what it is."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofState:
    """Everything on the screen."""

    loaded: bool = False
    kind: Kind = "yes"
    title: str = ""
    todo: str = ""
    broken: tuple[Fact, ...] = ()
    """What, since when, the last good anchor, whom to call; empty while the journal is whole."""
    facts: tuple[Fact, ...] = ()
    working: str = ""
    done: str = ""
    fault: str = ""
