"""What the search shows."""

from dataclasses import dataclass, field

from app.ui.client.state import PastLine, Portrait


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person in the list, and why the search found them."""

    client_id: str
    name: str = field(repr=False)
    born: str = field(repr=False)
    note: str = field(repr=False)
    """Why it matched, the card's number, and whether contact is agreed."""
    safe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleState:
    """Everything on the screen of the search."""

    query: str = field(default="", repr=False)
    people: tuple[PersonLine, ...] = ()
    chosen: int = -1
    count: str = ""
    empty: str = ""
    """What to do when there is nobody in the list."""
    asked: bool = False
    """Whether the list answers a question; before that it shows the last cards."""
    portrait: Portrait | None = None
    past: tuple[PastLine, ...] = ()
    opened: bool = False
