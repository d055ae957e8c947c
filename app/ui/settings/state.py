"""What the settings show: the office's record as it was loaded or typed, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.accounts.model import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsState:
    """Everything on the screen but the look, which the window itself keeps."""

    office: Office = field(default_factory=Office)
    loaded: bool = False
    may_change: bool = False
    busy: bool = False
    changed: bool = False
    """Whether something typed is not saved yet."""
    note: str = ""
    fault: str = ""
    name_fault: str = ""


class Stage(StrEnum):
    """How far the way to a new recovery code is."""

    ASK = "ask"
    CODE = "code"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryState:
    """Everything on the card of the recovery code."""

    loaded: bool = False
    allowed: bool = False
    """Whether this person may make a new code."""
    waits: bool = False
    """Whether nobody has proved to have the code of now on paper."""
    stage: Stage = Stage.ASK
    busy: bool = False
    recovery_code: str = field(default="", repr=False)
    asked: tuple[int, ...] = ()
    """Numbers of the groups to be typed from the sheet, from 1."""
    faults: Mapping[int, str] = field(default_factory=dict)
    """Sentences by the place of the field."""
    trouble: str = ""
    note: str = ""
    attempt: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyState:
    """Everything on the card of absence."""

    hide_after: int = 2
    lock_after: int = 5
    shelter: str = ""
    allowed: bool = False
    note: str = ""
    fault: str = ""
