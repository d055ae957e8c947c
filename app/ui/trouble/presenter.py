"""Trouble at start: the right words for each kind, and only acts that are real."""

import platform
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from app.copies import files
from app.core.clock import Clock, local
from app.core.errors import DeskError
from app.core.paths import Home
from app.core.words import Words
from app.ui.trouble.state import TroubleState

_PLACES = {
    "vault.damaged": "damaged",
    "vault.upgrade_failed": "damaged",
    "vault.newer": "newer",
    "vault.disk_full": "disk_full",
    "keyslots.not_written": "disk_full",
    "vault.disk_error": "disk_error",
    "vault.unreachable": "disk_error",
    "vault.network_drive": "network_drive",
    "vault.read_only": "read_only",
    "vault.busy": "busy",
    "vault.missing": "missing",
    "vault.evacuated": "evacuated",
    "keyslots.missing": "no_keys",
    "keyslots.damaged": "no_keys",
}
_RESTORABLE = ("damaged", "missing", "no_keys")
"""Where a backup helps: the vault or its keys are gone or cannot be read."""


class TroubleView(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: TroubleState) -> None:
        """Draw this."""
        ...


class TroublePresenter:
    """Explains one error and offers another try."""

    def __init__(
        self,
        view: TroubleView,
        home: Home,
        words: Words,
        *,
        clock: Clock,
        again: Callable[[], None],
        restore: Callable[[], None] = lambda: None,
        by_sheet: Callable[[], None] = lambda: None,
    ) -> None:
        """`again` starts over, `restore` leads to the page that restores a backup.

        `by_sheet` asks for the printed code, after an evacuation.
        """
        self._restore, self._by_sheet = restore, by_sheet
        self._view = view
        self._home = home
        self._words = words
        self._clock = clock
        self._again = again
        self._problem: DeskError | None = None
        self.state = TroubleState()

    def open(self, problem: DeskError) -> None:
        """Explain this error."""
        self._problem = problem
        self.say_again()

    def try_again(self) -> None:
        """Start over: the cause may be gone. After an evacuation only the sheet helps."""
        if self.state.evacuated:
            self._by_sheet()
            return
        self._show(replace(self.state, busy=True))
        self._again()

    def restore(self) -> None:
        """Take a backup instead; what lies here is moved aside."""
        self._restore()

    def say_again(self) -> None:
        """In the language of now."""
        if self._problem is None:
            return
        kind = _PLACES.get(self._problem.code, "other")
        self._show(
            TroubleState(
                title=self._words(f"trouble.title.{kind}"),
                happened=self._words(self._problem.words_key, **self._problem.values),
                safe=self._words(f"trouble.safe.{kind}"),
                todo=self._words(f"trouble.todo.{kind}"),
                support=support_text(self._problem.code, self._home, self._clock),
                copies=self._copies() if kind in _RESTORABLE else "",
                evacuated=kind == "evacuated",
            )
        )

    def _copies(self) -> str:
        newest = files.newest_in(self._home.copies)
        if newest is None:
            return self._words("trouble.no_copy")
        return self._words("trouble.last_copy", at=f"{local(newest[1]):%d.%m.%Y %H:%M}")

    def _show(self, state: TroubleState) -> None:
        self.state = state
        self._view.show_state(state)


def support_text(code: str, home: Home, clock: Clock) -> str:
    """Codes, sizes and versions: what an administrator asks first, and nobody's name."""
    files = (home.vault, home.vault.with_name(f"{home.vault.name}-wal"), home.keyslots)
    lines = [
        f"{code}  {clock.now():%Y-%m-%d %H:%M} UTC",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        *(f"{path.name}: {_size(path)}" for path in files),
    ]
    return "\n".join(lines)


def _size(path: Path) -> str:
    try:
        return f"{path.stat().st_size} B"
    except OSError as problem:
        return type(problem).__name__
