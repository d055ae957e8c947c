"""What the screen of files shows: a list that is coming in, and what became of it."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.core.runner import Progress


class Stage(StrEnum):
    """How far a file is."""

    NONE = "none"
    LOOKED = "looked"
    TRIED = "tried"
    BROUGHT = "brought"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLine:
    """One column of the file: its header, what stands in it, where it goes on the card."""

    header: str
    example: str = field(repr=False)
    goes_to: str
    """The name of the card's column, or empty: it is not brought in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeState:
    """Everything on the screen."""

    stage: Stage = Stage.NONE
    file: str = ""
    is_workbook: bool = False
    encoding: str = ""
    delimiter: str = ""
    asks_passphrase: bool = False
    """Whether the workbook is locked and its passphrase is wanted."""
    reading: int = 0
    """Grows when the columns must be drawn anew."""
    columns: tuple[ColumnLine, ...] = ()
    skip_certain: bool = True
    resumes: bool = False
    """Whether an import of just this file stopped in the middle."""
    working: str = ""
    """What is being done, in words; empty while nothing is."""
    progress: Progress | None = None
    summary: str = ""
    told: tuple[str, ...] = ()
    """The first sentences about rows."""
    told_in_all: int = 0
    batch: str = ""
    """The import that can be taken back."""
    fault: str = ""
    export_summary: str = ""
    phrase: str = field(default="", repr=False)
    """The passphrase of the file just written, shown until the person goes away."""
    export_fault: str = ""
