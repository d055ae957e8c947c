"""The law as a book: look it up by letters, read a page; nothing is written here."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from app.core.clock import Clock, today
from app.core.runner import Runner
from app.core.words import Words
from app.eligibility.lookup import Norm, norms
from app.eligibility.model import Rules
from app.ui.law import book
from app.ui.law.state import LawState
from app.ui.palette import search

_SHOWN = 60


class LawView(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: LawState) -> None:
        """Draw this."""
        ...


class Law(Protocol):
    """What this screen needs of the desk."""

    def rules(self, on: date) -> Rules:
        """The rules in force that day."""
        ...


class LawPresenter:
    """One method for each thing that a person can do here."""

    def __init__(
        self, view: LawView, law: Law, runner: Runner, words: Words, *, clock: Clock
    ) -> None:
        """The law of today."""
        self._view, self._law, self._runner, self._words = view, law, runner, words
        self._clock = clock
        self._norms: dict[str, Norm] = {}
        self.state = LawState()

    def open(self, norm: str = "") -> None:
        """Show that page, or the book from its first page."""
        day = today(self._clock)
        self._runner.run(
            lambda: norms(self._law.rules(day)), lambda found: self._opened(found, norm)
        )

    def _opened(self, found: Sequence[Norm], norm: str) -> None:
        self._norms = {one.id: one for one in found}
        query = "" if norm else self.state.query
        self._show(query=query, chosen=norm or self.state.chosen)

    def look_for(self, query: str) -> None:
        """The person typed: the best page opens by itself."""
        self._show(query=query, chosen="")

    def choose(self, norm: str) -> None:
        """Read that page."""
        self._show(chosen=norm)

    def say_again(self) -> None:
        """The language changed."""
        self._show()

    def _show(self, **changes: object) -> None:
        state = replace(self.state, **changes)  # type: ignore[arg-type]
        known = [book.findable(one) for one in self._norms.values()]
        found = search.find(state.query, known, limit=_SHOWN)
        ids = found.ids if state.query.strip() else tuple(self._norms)
        chosen = state.chosen if state.chosen in self._norms else next(iter(ids), "")
        page = book.page(self._norms[chosen], self._words) if chosen else None
        self.state = replace(
            state,
            understood=self._words("palette.understood", text=found.understood)
            if found.understood
            else "",
            lines=tuple(book.line(self._norms[one], self._words) for one in ids),
            chosen=chosen,
            page=page,
        )
        self._view.show_state(self.state)
