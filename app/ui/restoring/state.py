"""What the page shows that makes a desk out of a backup, step by step."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """Which file; what opens it; after the code also a new passphrase."""

    FILE = "file"
    CODE = "code"
    PASSPHRASE = "passphrase"  # noqa: S105  a step, not a secret
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoringState:
    """Everything on the page; no passphrase and no code is ever kept in it."""

    step: Step = Step.FILE
    file: str = ""
    about: str = ""
    """From when the backup is and how large, once it was read."""
    replaces: bool = False
    """Whether a vault lies here that is moved aside."""
    users: tuple[str, ...] = ()
    chosen: str = ""
    busy: str = ""
    """What is being done; empty while nothing is."""
    fault: str = ""
    faulty: str = ""
    """Which field it belongs to: code, passphrase, first, second; empty for all of it."""
    attempt: int = 0
    """Grows with each fault, so that it is told again."""
