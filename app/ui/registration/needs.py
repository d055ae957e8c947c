"""What the screen of a card asks of its view and of the desk."""

from collections.abc import Callable
from typing import Protocol

from app.desk.drafts import Drafts
from app.desk.household import Household
from app.desk.intake import Intake
from app.desk.undoing import Undoing
from app.ui.registration.state import RegistrationState


class RegistrationPage(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: RegistrationState) -> None:
        """Draw this."""
        ...

    def go_to_field(self, key: str) -> None:
        """Put the focus into that field, or into the first one when empty."""
        ...

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """One sentence about something done, perhaps with an undo."""
        ...


class Desk(Protocol):
    """What this screen needs of the desk."""

    @property
    def intake(self) -> Intake: ...
    @property
    def household(self) -> Household: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def undoing(self) -> Undoing: ...
