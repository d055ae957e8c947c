"""What the trouble screen shows: what happened, what is safe, what can be done."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleState:
    """Everything on the screen, as finished sentences."""

    title: str = ""
    happened: str = ""
    safe: str = ""
    todo: str = ""
    support: str = ""
    """A text for support: codes, sizes, versions; nothing personal."""
    copies: str = ""
    """When the last proven backup was made; empty where one would not help."""
    busy: bool = False
    evacuated: bool = False
    """Whether only the printed sheet brings the data back."""
