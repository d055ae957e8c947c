"""What the screen of colleagues shows: finished words, so that the view decides nothing."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ColleagueLine:
    """One person of the office."""

    id: str
    name: str
    about: str
    """Role and how they come in."""
    note: str
    """When they came in last, or until when a code opens."""
    active: bool
    changeable: bool
    """Whether the signed-in person may give a code, change the role, take away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColleaguesState:
    """Everything on the screen."""

    loaded: bool = False
    allowed: bool = False
    lines: tuple[ColleagueLine, ...] = ()
    busy: bool = False
    working: str = ""
    """What takes longer, as a sentence; empty while nothing does."""
    code: str = field(default="", repr=False)
    """Shown once, until the person goes on."""
    code_note: str = ""
    doubt: str = ""
    """Whom to take away, asked once more; empty while nobody is."""
    person: str = field(default="", repr=False)
    """The name of the colleague to be invited, as far as it was typed."""
    filling: int = 0
    """Rises when the name comes from a draft or goes, not from the keyboard."""
    done: str = ""
    fault: str = ""
