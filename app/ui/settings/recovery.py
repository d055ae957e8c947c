"""A new recovery code: made by the head, shown once, believed when two groups are typed from it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.accounts.model import Role
from app.core.errors import DeskError
from app.core.ids import Ids
from app.core.runner import Runner
from app.core.words import Words
from app.desk.office import Administration
from app.ui.settings.state import RecoveryState, Stage
from app.ui.setup import groups


class RecoveryCard(Protocol):
    """What the presenter asks of its card."""

    def show_state(self, state: RecoveryState) -> None:
        """Draw this."""
        ...


class RecoveryPresenter:
    """One method for each thing that the head does."""

    def __init__(
        self,
        view: RecoveryCard,
        office: Administration,
        renew: Callable[[], str],
        runner: Runner,
        words: Words,
        *,
        ids: Ids,
    ) -> None:
        """`renew` makes a new code, and the old one opens nothing (in the runner)."""
        self._view = view
        self._office = office
        self._renew = renew
        self._runner = runner
        self._words = words
        self._ids = ids
        self.state = RecoveryState()

    def open(self) -> None:
        """The settings are shown: may this person, and is the code of now on paper?"""
        self._runner.run(self._load, self._loaded)

    def renew(self) -> None:
        """Make a new code."""
        if self.state.busy or not self.state.allowed or self.state.stage is not Stage.ASK:
            return
        self._show(replace(self.state, busy=True, trouble="", note=""))
        self._runner.run(self._renew, self._renewed, self._failed)

    def go_on(self) -> None:
        """The code is written down: ask for two of its groups."""
        asked = groups.draw(self.state.recovery_code, self._ids)
        self._show(replace(self.state, stage=Stage.CHECK, asked=asked))

    def go_back(self) -> None:
        """Look at the code again."""
        self._show(replace(self.state, stage=Stage.CODE, faults={}, trouble=""))

    def check(self, typed: tuple[str, ...]) -> None:
        """The asked groups, typed from the sheet."""
        if self.state.busy:
            return
        wrong = groups.differing(self.state.recovery_code, self.state.asked, typed)
        faults = {
            place: self._words("setup.fault.group", number=number)
            for place, number in wrong.items()
        }
        attempt = self.state.attempt + bool(faults)
        self._show(replace(self.state, faults=faults, attempt=attempt, busy=not faults))
        if not faults:
            self._runner.run(self._office.confirm_recovery, self._confirmed, self._failed)

    def forget(self) -> None:
        """The person goes away: no code stays on the screen."""
        if self.state.stage is not Stage.ASK:
            self._show(RecoveryState(loaded=True, allowed=self.state.allowed, waits=True))

    def say_again(self) -> None:
        """The language changed: old sentences go."""
        self._show(replace(self.state, faults={}, trouble="", note=""))

    def _load(self) -> tuple[bool, bool]:
        return self._office.me().role is Role.HEAD, self._office.recovery_waits()

    def _loaded(self, found: tuple[bool, bool]) -> None:
        allowed, waits = found
        self._show(replace(self.state, loaded=True, allowed=allowed, waits=waits))

    def _renewed(self, code: str) -> None:
        self._show(
            replace(self.state, busy=False, stage=Stage.CODE, waits=True, recovery_code=code)
        )

    def _confirmed(self, _: None) -> None:
        note = self._words("settings.recovery.done")
        self._show(RecoveryState(loaded=True, allowed=True, note=note))

    def _failed(self, problem: Exception) -> None:
        self._show(replace(self.state, busy=False))
        if not isinstance(problem, DeskError):
            raise problem
        trouble = self._words(problem.words_key, **problem.values)
        self._show(replace(self.state, trouble=trouble, attempt=self.state.attempt + 1))

    def _show(self, state: RecoveryState) -> None:
        self.state = state
        self._view.show_state(state)
