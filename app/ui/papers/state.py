"""Everything the checklist shows, as finished words: the view only draws it."""

from dataclasses import dataclass, field
from typing import Literal

from app.core.runner import Progress
from app.ui.printing.pages import PageImage

Shape = Literal["yes", "no", "ask", "part", "wait", "danger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One entry of a list."""

    id: str
    words: str
    on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteLine:
    """One lawful way to a paper whose archive is lost: what to do, where, by which norm."""

    text: str
    where: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """How one paper stands, opened for change."""

    paper: str
    title: str
    states: tuple[Option, ...]
    who: tuple[Option, ...]
    promised_by: str = ""
    promised_error: str = ""
    asks_promise: bool = False
    valid_until: str = ""
    valid_error: str = ""
    asks_validity: bool = False
    substitutes: tuple[Option, ...] = ()
    asks_substitute: bool = False
    routes: tuple[RouteLine, ...] = ()
    """Lawful ways to a paper that cannot be had where it was issued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper: its state as shape and word, where to get it, what can be done."""

    id: str
    shape: Shape
    word: str
    name: str
    note: str
    act: str
    """The quick act: the original was shown; empty when there is nothing quick to do."""
    act_spoken: str
    change_spoken: str
    details: Details | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSheet:
    """A group of papers with its rule."""

    id: str
    title: str
    rule: str
    shape: Shape
    word: str
    lines: tuple[PaperLine, ...]
    more: str = ""
    """The button that shows or hides the papers that are not in sight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPlace:
    """What is missing, and where it is got."""

    place: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """When the centre has to decide."""

    lines: tuple[str, ...]
    ref: str
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionalBox:
    """Until when the answer holds without all papers, or the offer to give it."""

    shape: Shape
    sentence: str
    given: bool = False
    until: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanLine:
    """One scan: what it is called, and to which paper it belongs."""

    id: str
    name: str = field(repr=False)
    note: str
    places: tuple[Option, ...]
    place_spoken: str = field(repr=False)
    wanted: str
    """The paper that the file's name speaks of; empty when there is nothing to offer."""
    put: str
    """The button that puts it there."""
    view_spoken: str = field(repr=False)
    strike_spoken: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanView:
    """The pages of a scan that is looked at."""

    title: str = field(repr=False)
    pages: tuple[PageImage, ...] = field(repr=False)
    page_names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScansBox:
    """The holding area of scans."""

    lines: tuple[ScanLine, ...] = ()
    work: str = ""
    progress: Progress | None = None
    said: str = field(default="", repr=False)
    can_undo: bool = False
    refused: tuple[str, ...] = field(default=(), repr=False)
    problem: str = ""
    view: ScanView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersState:
    """The whole screen."""

    crumbs: str = field(default="", repr=False)
    loading: bool = False
    no_check: str = ""
    grounds: tuple[Option, ...] = ()
    groups: tuple[GroupSheet, ...] = ()
    closed: str = ""
    bar: tuple[Shape, ...] = ()
    bar_spoken: str = ""
    sentence: str = ""
    missing: tuple[MissingPlace, ...] = ()
    term: Term | None = None
    provisional: ProvisionalBox | None = None
    scans: ScansBox = field(default_factory=ScansBox)
    own_answer: str = ""
    """A lawyer's own answer beside that of the rules, with its reason."""
    said: str = ""
    can_undo: bool = False
    problem: str = ""
