"""What the open window lends to everybody who works in it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.runner import Runner
from app.core.words import Words
from app.ui.absence.idle import Patience
from app.ui.actions import Acts
from app.ui.screens import Stop
from app.ui.shell.window import Shell


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The shell with its acts and words, the runner, the clock; and the way to lock."""

    words: Words
    shell: Shell
    acts: Acts
    runner: Runner
    clock: Clock
    ids: Ids
    folder: Path
    """Where the data lies."""
    version: Callable[[], str]
    lock: Callable[[], None]
    evacuate: Callable[[Callable[[], object]], None]
    """Leave the desk for good: everything is closed, then this is done, not on the UI thread."""
    kept_places: dict[str, tuple[Stop, ...]]
    """Where people were when an air raid took them away, by the id of the user."""
    be_patient: Callable[[Patience], None]
    """The office says how long its desks wait before they hide and lock."""
