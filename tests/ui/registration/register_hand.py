"""A desk with the real register and drafts, and a page that remembers, for tests of presenters."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.core.clock import Clock
from app.core.ids import Ids
from app.desk.conflicts import Conflicts
from app.desk.drafts import Drafts
from app.desk.glass import Glass
from app.desk.household import Household
from app.desk.intake import Intake
from app.desk.merging import Merging
from app.desk.office import Administration
from app.desk.sealed import Sealed
from app.desk.sight import Sight
from app.desk.undoing import History, Undoing
from app.eligibility.model import Rules
from app.storage.database import Database
from app.ui.client.presenter import Titled


@dataclass
class NoForms:
    """An office without forms."""

    def forms(self) -> tuple[Titled, ...]:
        return ()


@dataclass
class NoLaw:
    """A desk where nobody was checked yet."""

    def rules(self, on: date) -> Rules:
        raise AssertionError(f"nobody asks for the rules of {on}")


@dataclass
class SmallDesk:
    """The rooms that these screens use, over a real database."""

    intake: Intake
    household: Household
    drafts: Drafts
    merging: Merging
    undoing: Undoing
    sight: Sight
    glass: Glass
    sealed: Sealed
    conflicts: Conflicts
    office: Administration
    papers: NoForms = field(default_factory=NoForms)
    checks: NoLaw = field(default_factory=NoLaw)


def small_desk(database: Database, clock: Clock, ids: Ids) -> SmallDesk:
    return SmallDesk(
        Intake(database, clock=clock, ids=ids, author="marta"),
        Household(database, author="marta"),
        Drafts(database, clock=clock, ids=ids),
        Merging(database, clock=clock, ids=ids, author="marta"),
        Undoing(database, history=History("marta")),
        Sight(database, clock=clock, ids=ids, author="marta"),
        Glass(database, clock=clock, ids=ids, author="marta"),
        Sealed(database, clock=clock, ids=ids, author="marta"),
        Conflicts(database, clock=clock, ids=ids, author="marta"),
        Administration(database, clock=clock, ids=ids, author="marta"),
    )


@dataclass
class Page:
    """Remembers what a presenter asked of its view, and where it went."""

    state: Any = None
    focus: str | None = None
    said: list[str] = field(default_factory=list)
    undo: Callable[[], object] | None = None
    went: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """What was asked for a reason."""
    reason: str = "Приймаю цю людину зараз"
    masks_in: int = 0

    def show_state(self, state: Any) -> None:
        self.state = state

    def go_to_field(self, key: str) -> None:
        self.focus = key

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        self.said.append(sentence)
        self.undo = undo

    def mask_in(self, milliseconds: int) -> None:
        self.masks_in = milliseconds

    def ask_why(self, kind: str, then: Callable[[str], None]) -> None:
        self.asked.append(kind)
        then(self.reason)

    def go(self, screen: str, **subject: Any) -> None:
        self.went.append((screen, subject))
