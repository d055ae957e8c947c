"""Showing a card in full: at once for whom one serves, else after a reason; each time is told."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Literal

from app.core.clock import Clock
from app.core.errors import DeskError
from app.core.runner import Runner
from app.core.words import Words
from app.desk.sight import Asked, Sight

WhyKind = Literal["reveal", "life", "glass", "conflict", "close", "seal"]
AskWhy = Callable[[WhyKind, Callable[[str], None]], None]
"""Ask the person why (for `seal`: what); it is heard, or nothing when she thinks better of it."""


class Revealing:
    """The way from masked to full, the same on every screen that shows a card."""

    def __init__(
        self,
        sight: Sight,
        runner: Runner,
        words: Words,
        *,
        clock: Clock,
        ask_why: AskWhy,
        tell: Callable[[str], None],
    ) -> None:
        """`tell` says a refusal in one sentence."""
        self._sight, self._runner, self._words, self._clock = sight, runner, words, clock
        self._ask_why, self._tell = ask_why, tell

    def show(self, client_id: str, then: Callable[[int], None]) -> None:
        """Let this card be shown in full; `then` hears for how many milliseconds."""
        self._runner.run(
            partial(self._sight.asked, client_id),
            lambda asked: self._asked(client_id, asked, then),
            self._refused,
        )

    def _asked(self, client_id: str, asked: Asked, then: Callable[[int], None]) -> None:
        if not asked.why:
            self._reveal(client_id, then, "")
            return
        self._ask_why(
            "life" if asked.life else "reveal",
            lambda reason: self._reveal(client_id, then, reason),
        )

    def _reveal(self, client_id: str, then: Callable[[int], None], reason: str) -> None:
        def shown(until: datetime) -> None:
            left = until - self._clock.now()
            then(max(0, int(left.total_seconds() * 1000)))

        self._runner.run(
            partial(self._sight.reveal, client_id, reason=reason), shown, self._refused
        )

    def _refused(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self._tell(self._words(problem.words_key, **problem.values))
