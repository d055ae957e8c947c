"""Files of a table and what became of them: how one is read, a batch brought in, an export made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a file is read. Empty means: guess it."""

    encoding: str = ""
    delimiter: str = ""
    passphrase: str = field(default="", repr=False)
    """Of a protected workbook."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the header; `line` is its number as a spreadsheet shows it."""

    line: int
    cells: tuple[str, ...] = field(repr=False)
    fault: str = ""
    """The words of what is wrong with the row as such; empty when it can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One file of clients brought in: how far it is, and whether it was taken back."""

    id: str
    file_name: str
    sha256: str
    mapping: Mapping[str, str]
    started_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None
    rows_done: int
    rows_bad: int

    @property
    def unfinished(self) -> bool:
        """Whether it stopped in the middle and may go on."""
        return self.finished_at is None and self.undone_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file of clients that left the program."""

    id: str
    made_at: datetime
    author: str
    clients: int
