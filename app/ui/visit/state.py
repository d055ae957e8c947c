"""What the screen of a visit shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.ui.registration.sheet import Values
from app.ui.registration.state import FieldRemark


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitState:
    """Everything on the screen of a returning person's visit."""

    filling: int = 0
    values: Values = field(default_factory=dict, repr=False)
    client_id: str = ""
    changing: bool = False
    correcting: bool = False
    """Whether a visit of an earlier day is changed: that needs a reason."""
    crumbs: str = ""
    name: str = field(default="", repr=False)
    last: str = ""
    """When the person was here last, and about what."""
    remarks: Mapping[str, FieldRemark] = field(default_factory=dict, repr=False)
    faults: tuple[tuple[str, str], ...] = ()
    refused: str = ""
    resumed: str = ""
    kept: str = ""
    advice: str = ""
    busy: bool = False
