"""Writing a lawyer's own answer to a saved check, and withdrawing it."""

from collections.abc import Callable
from dataclasses import replace

from app.core.errors import DeskError
from app.core.runner import Runner
from app.desk.checks import Checks
from app.eligibility.model import Outcome
from app.eligibility.saved import SavedCheck
from app.ui.check.own_answer import Own, OwnDraft


class OwnAnswers:
    """One saved check's own answer; `show` is called after each change."""

    def __init__(self, checks: Checks, runner: Runner, show: Callable[[], None]) -> None:
        """No saved check yet."""
        self._checks, self._runner, self._show = checks, runner, show
        self._check_id = ""
        self.own: Own | None = None

    def take(self, check_id: str, own: Own | None) -> None:
        """Another check is on the desk."""
        self._check_id, self.own = check_id, own

    def open(self) -> None:
        """Begin to write one."""
        if self.own is not None:
            first = next(one for one in Outcome if one is not self.own.outcome)
            self._change(replace(self.own, draft=OwnDraft(outcome=first.value), problem=""))

    def close(self) -> None:
        """Give up writing."""
        if self.own is not None:
            self._change(replace(self.own, draft=None, problem=""))

    def write(self, **values: str) -> None:
        """A field was changed."""
        if self.own is not None and self.own.draft is not None:
            draft = replace(self.own.draft, **values)
            self._change(replace(self.own, draft=draft, problem=""))

    def keep(self) -> None:
        """Set it beside the answer of the rules."""
        if self.own is None or self.own.draft is None:
            return
        check_id, draft = self._check_id, self.own.draft
        second = draft.second if draft.outcome == Outcome.NOT_ELIGIBLE else ""

        def work() -> SavedCheck:
            kept: SavedCheck = self._checks.override(
                check_id,
                Outcome(draft.outcome),
                reason=draft.reason,
                evidence=draft.evidence,
                second=second,
            )
            return kept

        self._runner.run(work, self._kept, self._failed)

    def withdraw(self) -> None:
        """Only the answer of the rules is left."""
        check_id = self._check_id

        def work() -> SavedCheck:
            kept: SavedCheck = self._checks.withdraw_override(check_id)
            return kept

        self._runner.run(work, self._kept, self._failed)

    def _kept(self, saved: SavedCheck) -> None:
        if self.own is not None and saved.id == self._check_id:
            self._change(replace(self.own, override=saved.override, draft=None, problem=""))

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        if self.own is not None:
            self._change(replace(self.own, problem=problem.words_key, values=dict(problem.values)))

    def _change(self, own: Own) -> None:
        self.own = own
        self._show()
