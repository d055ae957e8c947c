"""The screen of the journal: whether it is whole, who else holds it, a sheet to sign."""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from app.core.clock import Clock
from app.core.errors import DeskError
from app.core.runner import Listener, Progress, Runner
from app.core.words import Words
from app.desk.proving import Proof, Proving, Sheets
from app.ui.proof.state import ProofState
from app.ui.proof.telling import broken_of, facts_of, told_of


class ProofPage(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: ProofState) -> None:
        """Draw this."""
        ...


class ProofPresenter:
    """One method for each thing that a person can do here."""

    def __init__(
        self,
        view: ProofPage,
        proving: Proving,
        sheets: Sheets,
        runner: Runner,
        words: Words,
        *,
        clock: Clock,
    ) -> None:
        """Nothing is known yet."""
        self._view, self._proving, self._sheets = view, proving, sheets
        self._runner, self._words, self._clock = runner, words, clock
        self._proof: Proof | None = None
        self.state = ProofState()

    def open(self) -> None:
        """The screen is shown: is the journal whole?"""
        self._look(whole=self._proof is None)

    def check(self) -> None:
        """Try every signature and every settled record now."""
        self._look(whole=True)

    def save_sheet(self, path: Path) -> None:
        """Write the sheet to print and sign; it counts as an anchor from now on."""
        self._show(done="", fault="")

        def saved(_: None) -> None:
            self._look(whole=False)
            self._show(done=self._words("journal.sheet_saved", file=str(path)))

        self._runner.run(lambda: self._sheets.save(path, self._words), saved, self._failed)

    def say_again(self) -> None:
        """The language changed."""
        self._show(done="", fault="")

    def _look(self, *, whole: bool) -> None:
        if self.state.working:
            return
        self._show(working=self._words("proof.working"), fault="")
        listener = Listener(
            progress=self._told, then=self._proven, cancelled=self._idle, failed=self._failed
        )
        self._runner.run_long(self._proving.proving(whole=whole), listener)

    def _told(self, progress: Progress) -> None:
        if progress.done:
            self._show(working=self._words("proof.working_n", n=progress.done))

    def _proven(self, proof: Proof) -> None:
        self._proof = proof
        self._show(working="")

    def _idle(self) -> None:
        self._show(working="")

    def _failed(self, problem: Exception) -> None:
        self._show(working="")
        if not isinstance(problem, DeskError):
            raise problem
        self._show(fault=self._words(problem.words_key, **problem.values))

    def _show(self, **changes: str) -> None:
        state = replace(self.state, **changes)  # type: ignore[arg-type]  # texts of the state only
        proof = self._proof
        if proof is not None:
            told = told_of(proof, self._clock.now(), self._words)
            state = replace(
                state,
                loaded=True,
                kind=told.kind,
                title=told.title,
                todo=told.todo,
                broken=broken_of(proof, self._words),
                facts=facts_of(proof, self._words),
            )
        self.state = state
        self._view.show_state(state)
