"""What the settings show: the office's record as it was loaded or typed, and what became of it."""

from dataclasses import dataclass, field

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
