"""The laws in force: how old they are, who confirmed them, whom a new edition affects."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.core.errors import DeskError
from app.core.runner import Listener, LongRun, Progress, Runner
from app.core.words import Words
from app.desk.editions import Editions, Standing, Touched
from app.ui.editions.showing import Case, shown
from app.ui.editions.state import EditionsState

Say = Callable[[str, Callable[[], None]], None]


class Shown(Protocol):
    """What the presenter needs of the screen."""

    def show_state(self, state: EditionsState) -> None:
        """Draw this."""
        ...


class EditionsPresenter:
    """Looks at the kept checks whenever the screen is opened; the look can be stopped."""

    def __init__(
        self,
        view: Shown,
        editions: Editions,
        runner: Runner,
        words: Words,
        *,
        go: Callable[..., None],
        say: Say,
    ) -> None:
        """`go` opens another screen by name; `say` tells of something that can be taken back."""
        self._view, self._editions, self._runner, self._words = view, editions, runner, words
        self._go, self._say = go, say
        self._case = Case()
        self._run: LongRun[tuple[Touched, ...]] | None = None

    @property
    def case(self) -> Case:
        """What the screen knows."""
        return self._case

    def open(self) -> None:
        """The screen is shown: how do the laws stand, and whom do they affect?"""
        self._case = Case(with_dealt=self._case.with_dealt)
        self.show()
        self._runner.run(self._editions.standing, self._stands, self._failed)

    def leave(self) -> None:
        """Nobody waits for the look any more."""
        if self._run is not None and not self._run.over:
            self._run.cancel()

    def stop(self) -> None:
        """Stop looking; nothing was changed."""
        self.leave()

    def look(self) -> None:
        """Look at every kept check."""
        if self._case.looking:
            return
        self._case = replace(
            self._case, looking=True, stopped=False, touched=None, progress=None, pages=1
        )
        self.show()
        listener = Listener(
            progress=self._told, then=self._looked, cancelled=self._stopped, failed=self._failed
        )
        self._run = self._runner.run_long(self._editions.replay(), listener)

    def confirm(self) -> None:
        """The head lets this edition be used."""
        if self._case.busy:
            return
        self._case = replace(self._case, busy=True, problem=None)
        self.show()
        self._runner.run(self._editions.confirm, self._confirmed, self._failed)

    def deal(self, check_id: str) -> None:
        """Somebody dealt with this person, or not after all."""
        one = next((o for o in self._case.touched or () if o.affected.check.id == check_id), None)
        if one is None:
            return
        if one.dealt:
            self._runner.run(
                lambda: self._editions.put_back(check_id),
                lambda _: self._mark(check_id, dealt=False),
                self._failed,
            )
            return

        def done(_: None) -> None:
            self._mark(check_id, dealt=True)
            self._say(self._words("editions.dealt"), lambda: self.deal(check_id))

        self._runner.run(lambda: self._editions.deal_with(check_id), done, self._failed)

    def read_check(self, client_id: str, check_id: str) -> None:
        """The check as it was explained then."""
        self._go("check", client_id=client_id, check_id=check_id)

    def show_more(self) -> None:
        """The next part of a long list."""
        self._case = replace(self._case, pages=self._case.pages + 1)
        self.show()

    def turn_dealt(self) -> None:
        """Show or hide those who were dealt with."""
        self._case = replace(self._case, with_dealt=not self._case.with_dealt)
        self.show()

    def show(self) -> None:
        """Draw in the language of now."""
        self._view.show_state(shown(self._case, self._words))

    # -- the small print
    def _stands(self, standing: Standing) -> None:
        self._case = replace(self._case, standing=standing)
        if standing.checked_on is None:
            self.show()
        else:
            self.look()

    def _confirmed(self, standing: Standing) -> None:
        self._case = replace(self._case, standing=standing, busy=False)
        self.show()

    def _told(self, progress: Progress) -> None:
        self._case = replace(self._case, progress=progress)
        self.show()

    def _looked(self, found: tuple[Touched, ...]) -> None:
        self._case = replace(self._case, looking=False, touched=found)
        self.show()

    def _stopped(self) -> None:
        self._case = replace(self._case, looking=False, stopped=True)
        self.show()

    def _mark(self, check_id: str, *, dealt: bool) -> None:
        touched = tuple(
            replace(one, dealt=dealt) if one.affected.check.id == check_id else one
            for one in self._case.touched or ()
        )
        self._case = replace(self._case, touched=touched)
        self.show()

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        said = (problem.words_key, problem.values)
        self._case = replace(self._case, busy=False, looking=False, problem=said)
        self.show()
