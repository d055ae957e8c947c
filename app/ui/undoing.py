"""Ctrl+Z, Ctrl+Y and the list of one's last acts, wherever one is: nobody has to find the card."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from app.core.clock import local
from app.core.errors import DeskError
from app.core.runner import Runner
from app.core.words import Words
from app.desk.undoing import StepLine, Undoing, Undone


class Place(Protocol):
    """Where the person is: it tells, shows what is so now, and offers a choice."""

    def say(self, sentence: str) -> None:
        """One sentence about something done."""
        ...

    def show_again(self, gone: str) -> None:
        """Records changed under the screen; `gone` is a card that is not in the register now."""
        ...

    def choose_step(self, lines: Sequence[str], chosen: Callable[[int], None]) -> None:
        """Let the person choose one of her acts."""
        ...


class Takeback:
    """Takes saves back for the person who made them."""

    def __init__(self, place: Place, undoing: Undoing, runner: Runner, words: Words) -> None:
        """Speak through `words`; work goes to the runner."""
        self._place, self._undoing, self._runner, self._words = place, undoing, runner, words

    def undo(self) -> None:
        """Take the newest save back."""
        self._runner.run(self._undoing.undo, partial(self._done, "undo.said"), self._refused)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._runner.run(self._undoing.redo, partial(self._done, "undo.said_again"), self._refused)

    def show_list(self) -> None:
        """Show the last saves; the chosen one and all newer ones are taken back."""
        self._runner.run(self._undoing.steps, self._listed)

    def _listed(self, steps: tuple[StepLine, ...]) -> None:
        if steps:
            self._place.choose_step([self._line(step) for step in steps], self._undo_down_to)
        else:
            self._refused(DeskError("undo.nothing"))

    def _undo_down_to(self, at: int) -> None:
        def then(undone: Undone) -> None:
            self._done("undo.said", undone)
            if at > 0:
                self._undo_down_to(at - 1)

        self._runner.run(self._undoing.undo, then, self._refused)

    def _line(self, step: StepLine) -> str:
        time = f"{local(step.at):%H:%M}"
        key = "undo.line_of" if step.person else "undo.line"
        return self._words(key, time=time, what=self._what(step.act), person=step.person)

    def _what(self, act: str) -> str:
        return self._words(f"done.{act}")

    def _done(self, said: str, undone: Undone) -> None:
        self._place.show_again(undone.client_id if undone.gone else "")
        self._place.say(self._words(said, what=self._what(undone.act)))

    def _refused(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self._place.say(self._words(problem.words_key, **problem.values))
