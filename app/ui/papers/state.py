"""Everything the checklist shows, as finished words: the view only draws it."""

from dataclasses import dataclass, field
from typing import Literal

Shape = Literal["yes", "no", "ask", "part", "wait", "danger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One entry of a list."""

    id: str
    words: str
    on: bool = False


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
    own_answer: str = ""
    """A lawyer's own answer beside that of the rules, with its reason."""
    said: str = ""
    can_undo: bool = False
    problem: str = ""
