"""What the set-up of a new office shows, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum


class Step(IntEnum):
    """Five steps; after the fourth there is no way back, because the office exists."""

    LOOK = 1
    OFFICE = 2
    PERSON = 3
    RECOVERY = 4
    CHECK = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffice:
    """What the first person says about the office and about herself."""

    name: str = ""
    address: str = ""
    hours: str = ""
    phone: str = ""
    person: str = ""
    passphrase: str = field(default="", repr=False)
    again: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupState:
    """Everything on the screen."""

    step: Step = Step.LOOK
    faults: Mapping[str, str] = field(default_factory=dict)
    """Sentences by the name of the field."""
    trouble: str = ""
    """What is wrong with the whole step, as a sentence."""
    busy: bool = False
    suggestion: str = field(default="", repr=False)
    recovery_code: str = field(default="", repr=False)
    device_note: str = ""
    """What it means that this machine keeps no half of the key; empty when it does."""
    asked: tuple[int, ...] = ()
    """Numbers of the groups of the code to be typed again, from 1."""
    attempt: int = 0
