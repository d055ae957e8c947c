"""Absence in the settings: loads and saves what the office decided for all its desks."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.accounts.model import Office
from app.accounts.permissions import Action
from app.core.errors import DeskError
from app.core.runner import Runner
from app.core.words import Words
from app.desk.office import Administration
from app.ui.absence.idle import HIDE_AFTER, LOCK_AFTER
from app.ui.settings.state import SafetyState


class SafetyView(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: SafetyState) -> None:
        """Draw this."""
        ...


class SafetyPresenter:
    """The minutes until a desk hides and locks, and the shelter."""

    def __init__(
        self,
        view: SafetyView,
        office: Administration,
        runner: Runner,
        words: Words,
        *,
        office_changed: Callable[[Office], None],
    ) -> None:
        """`office_changed` hears of each save."""
        self._view, self._office, self._runner, self._words = view, office, runner, words
        self._office_changed = office_changed
        self.state = SafetyState()

    def open(self) -> None:
        """The screen is shown."""
        self._runner.run(self._load, self._show)

    def save(self, hide_after: int, lock_after: int, shelter: str) -> None:
        """Save for all desks of the office."""
        self._show(
            replace(self.state, hide_after=hide_after, lock_after=lock_after, shelter=shelter)
        )

        def work() -> Office:
            new = replace(
                self._office.office(),
                hide_after=hide_after,
                lock_after=lock_after,
                shelter=shelter,
            )
            return self._office.change_office(new)

        self._runner.run(work, self._saved, self._failed)

    def _load(self) -> SafetyState:
        office = self._office.office()
        return SafetyState(
            hide_after=office.hide_after or HIDE_AFTER,
            lock_after=office.lock_after or LOCK_AFTER,
            shelter=office.shelter,
            allowed=self._office.gate.could(Action.EDIT_LOCAL_CONTENT),
        )

    def _saved(self, office: Office) -> None:
        note = self._words("settings.safety.saved")
        self._show(replace(self.state, note=note, fault=""))
        self._office_changed(office)

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        fault = self._words(problem.words_key, **problem.values)
        self._show(replace(self.state, note="", fault=fault))

    def _show(self, state: SafetyState) -> None:
        self.state = state
        self._view.show_state(state)
