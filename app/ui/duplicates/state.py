"""What the two screens of duplicates show: finished words, so that the views decide nothing."""

from dataclasses import dataclass, field

from app.core.runner import Progress
from app.registry.merging import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """One choice: what each card says, what may be chosen, what the common card would say."""

    name: str
    title: str
    kept: str = field(repr=False)
    merged: str = field(repr=False)
    same: bool
    options: tuple[Side, ...]
    chosen: Side
    result: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardHead:
    """The head of one of the two cards."""

    role: str
    name: str = field(repr=False)
    note: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeState:
    """Two cards side by side."""

    loaded: bool = False
    kept: CardHead | None = None
    merged: CardHead | None = None
    crumbs: str = ""
    lines: tuple[PairLine, ...] = ()
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()
    kin: str = ""
    told_apart: bool = False
    masked: bool = False
    """Whether contacts are hidden now."""
    can_unmask: bool = False
    busy: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyLine:
    """One pair of the report."""

    first_id: str
    second_id: str
    names: str = field(repr=False)
    note: str
    score: str
    safe: bool
    kin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportState:
    """The report of likely duplicates."""

    loaded: bool = False
    when: str = ""
    act: str = ""
    """What the button does: look, go on, look again."""
    work: str = ""
    progress: Progress | None = None
    lines: tuple[LikelyLine, ...] = ()
    empty: str = ""
    problem: str = ""
