"""What the sign-in screen shows."""

from dataclasses import dataclass, field
from enum import StrEnum


class Way(StrEnum):
    """How the person goes in."""

    PASSPHRASE = "passphrase"  # noqa: S105  a way in, not a secret
    PIN = "pin"
    RECOVERY = "recovery"
    INVITE = "invite"
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInState:
    """Everything on the screen; no passphrase and no code is ever kept in it."""

    way: Way = Way.PASSPHRASE
    users: tuple[str, ...] = ()
    chosen: str = ""
    busy: bool = False
    fault: str = ""
    """What is wrong, as a sentence, or empty."""
    faulty: str = ""
    """Which field it belongs to: passphrase, pin, code, first, second; empty for all of it."""
    wait_seconds: int = 0
    invited: str = ""
    """Whose code of an invitation fitted: nobody else can be chosen then."""
    suggestion: str = field(default="", repr=False)
    """Five words that were drawn for a new passphrase."""
    attempt: int = 0
    """Grows with each answer, so that the view knows to mark what was typed for retyping."""
