"""The screen of backups: how it stands, make one now, prove a file, choose the second place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from app.copies.model import CopyMade, Health, Proof
from app.core.clock import Clock, local
from app.core.errors import DeskError
from app.core.runner import Lane, Runner
from app.core.words import Words
from app.desk.copies import Copies
from app.desk.copies_standing import Standing
from app.ui.copies.state import CopiesState, CopyLine, Kind
from app.ui.copies.telling import told_of

Answer = TypeVar("Answer")
SHOWN = 12
_KINDS: dict[Health, Kind] = {
    Health.GOOD: "yes",
    Health.NONE: "ask",
    Health.LATE: "danger",
    Health.FAILED: "danger",
}
_MIB = 1024 * 1024


class CopiesPage(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: CopiesState) -> None:
        """Draw this."""
        ...


class CopiesPresenter:
    """One method for each thing that a person can do here."""

    def __init__(
        self, view: CopiesPage, copies: Copies, runner: Runner, words: Words, *, clock: Clock
    ) -> None:
        """Nothing is known yet."""
        self._view, self._copies, self._runner = view, copies, runner
        self._words, self._clock = words, clock
        self._standing: Standing | None = None
        self._now: datetime | None = None
        self.state = CopiesState()

    def open(self) -> None:
        """The screen is shown: how does it stand now?"""
        self._runner.run(self._copies.look, self._looked)
        self._runner.run(self._copies.find_second, self._found, lane=Lane.COPIES)

    def create(self) -> None:
        """Make a backup now."""
        self._work("copies.making", self._copies.create, self._made)

    def prove(self, path: Path) -> None:
        """Restore that file on trial and compare."""
        self._work("copies.proving", lambda: self._copies.prove(path), self._proven)

    def choose_second(self, folder: Path | None) -> None:
        """From now on a second copy goes there; None: nowhere."""
        self._runner.run(
            lambda: self._copies.choose_second(folder),
            lambda _: self.open(),
            self._failed,
            lane=Lane.COPIES,
        )

    def say_again(self) -> None:
        """The language changed."""
        self._show(done="", fault="")

    def _work(self, doing: str, work: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        if self.state.allowed and not self.state.working:
            self._show(working=self._words(doing), done="", fault="")
            self._runner.run(work, then, self._failed, lane=Lane.COPIES)

    def _looked(self, standing: Standing) -> None:
        self._standing, self._now = standing, self._clock.now()
        self._show()

    def _found(self, here: bool) -> None:
        if self._standing is not None and self._standing.second_here != here:
            self._runner.run(self._copies.look, self._looked)

    def _made(self, made: CopyMade) -> None:
        if made.fault is None:
            self._show(working="", done=self._words("backup.made"))
        else:
            self._show(working="", fault=self._fault(made))
        self.open()

    def _proven(self, proof: Proof) -> None:
        if proof.fault is not None or proof.made_at is None:
            fault = self._words(f"error.copy.{proof.fault}") if proof.fault else ""
            self._show(working="", fault=fault)
            return
        done = self._words(
            "backup.good",
            at=f"{local(proof.made_at):%d.%m.%Y %H:%M}",
            records=proof.records,
            lines=proof.lines,
        )
        self._show(working="", done=done)

    def _failed(self, problem: Exception) -> None:
        self._show(working="")
        if not isinstance(problem, DeskError):
            raise problem
        self._show(fault=self._words(problem.words_key, **problem.values))

    def _show(self, **changes: str) -> None:
        state = replace(self.state, **changes)  # type: ignore[arg-type]  # texts of the state only
        if self._standing is not None and self._now is not None:
            state = self._with(state, self._standing, self._now)
        self.state = state
        self._view.show_state(state)

    def _with(self, state: CopiesState, standing: Standing, now: datetime) -> CopiesState:
        told = told_of(standing, now, self._words)
        more = len(standing.copies) - SHOWN
        return replace(
            state,
            loaded=True,
            allowed=standing.allowed,
            title=self._words("copies.banner", told=told.title),
            todo=told.todo,
            kind=_KINDS[told.health],
            lines=tuple(self._line(one, standing) for one in standing.copies[:SHOWN]),
            more=self._words("copies.more", n=more) if more > 0 else "",
            second=standing.second,
            second_note=self._second_note(standing),
        )

    def _second_note(self, standing: Standing) -> str:
        if not standing.second:
            return self._words("copies.second.none")
        here = standing.second_here
        return self._words("copies.second.here" if here else "copies.second.away")

    def _line(self, one: CopyMade, standing: Standing) -> CopyLine:
        second = bool(standing.second) and Path(one.path).parent == Path(standing.second)
        proof = self._words("copies.good") if one.fault is None else self._fault(one)
        return CopyLine(
            when=f"{local(one.made_at):%d.%m.%Y %H:%M}",
            size=self._words("copies.size", size=f"{one.size / _MIB:.1f}".replace(".", ",")),
            place=self._words("copies.place.second" if second else "copies.place.home"),
            proof=proof,
            good=one.fault is None,
        )

    def _fault(self, made: CopyMade) -> str:
        folder = str(Path(made.path).parent)
        return self._words(f"error.copy.{made.fault}", folder=folder)
