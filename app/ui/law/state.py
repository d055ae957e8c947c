"""What the screen of the law shows: finished words, so that the view decides nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LawLine:
    """One page of the book in the list."""

    id: str
    title: str
    note: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPage:
    """One page of the book."""

    kind: str
    title: str
    norm: str
    text: tuple[str, ...]
    papers_title: str
    papers: tuple[str, ...]
    checked: str
    doubt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LawState:
    """Everything on the screen."""

    query: str = ""
    understood: str = ""
    """What was looked for if the letters were typed in the other layout."""
    lines: tuple[LawLine, ...] = ()
    chosen: str = ""
    page: LawPage | None = None
