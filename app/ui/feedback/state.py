"""What the screen of feedback shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionLine:
    """One thing that was said."""

    when: str
    where: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackState:
    """Everything on the screen."""

    filling: int = 0
    """Grows when the editor must take `text`."""
    text: str = ""
    about: str = ""
    """Of which screen it is said, in words."""
    hint: str = ""
    """What in the text may tell who somebody is."""
    fault: str = ""
    kept: str = ""
    busy: bool = False
    readable: bool = False
    said: tuple[OpinionLine, ...] = ()
