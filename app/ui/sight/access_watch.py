"""Whoever goes to a screen of somebody’s data is written down, warned of a conflict, framed."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from app.core.errors import DeskError
from app.core.runner import Runner
from app.desk.conflicts import Conflicts, Standing
from app.desk.glass import Glass
from app.desk.sight import Sight
from app.sight.model import What
from app.ui.screens import Navigator
from app.ui.sight.glass_frame import GlassFrame
from app.ui.widgets.buttons import Button
from app.ui.widgets.notices import Banner
from app.ui.window import Window

_KEY = "conflict"
_SUBJECTS = ("visit_id", "check_id", "form_id")
_WARNED = (What.VISIT, What.CHECK)


class Desk(Protocol):
    """What the watch needs of the desk."""

    @property
    def sight(self) -> Sight: ...
    @property
    def glass(self) -> Glass: ...
    @property
    def conflicts(self) -> Conflicts: ...


class AccessWatch:
    """One a session."""

    def __init__(self, desk: Desk, runner: Runner, window: Window) -> None:
        """Nobody is looked at yet."""
        self._desk, self._runner, self._window = desk, runner, window
        self._frame: GlassFrame | None = None
        self._turn = 0

    def entered(self, what: What | None, subject: Mapping[str, Any], navigator: Navigator) -> None:
        """A screen is in front; `what` is None where nobody’s data are shown."""
        self.leave()
        if what is None:
            return
        turn = self._turn
        part = next((str(subject[key]) for key in _SUBJECTS if subject.get(key)), "")
        for whose in filter(None, (subject.get("client_id"), subject.get("other_id"))):
            look = partial(self._desk.sight.opened, what, str(whose), part)
            self._runner.run(look, _nothing, self._not_told)
        client_id = str(subject.get("client_id") or "")
        if not client_id:
            return
        self._runner.run(
            partial(self._desk.glass.open_until, client_id),
            lambda until: self._open(until, turn, navigator),
        )
        if what in _WARNED:
            self._runner.run(
                partial(self._desk.conflicts.standing, client_id),
                lambda standing: self._warn(standing, client_id, turn, navigator),
                _nothing,
            )

    def leave(self) -> None:
        """Another place: neither frame nor warning goes along."""
        self._turn += 1
        self._window.shell.drop_banner(_KEY)
        if self._frame is not None:
            self._frame.show_until(None, self._window.clock.now())

    def end(self) -> None:
        """The session is over."""
        self.leave()
        if self._frame is not None:
            self._frame.deleteLater()

    def frame(self) -> GlassFrame | None:
        """The red frame, once it was needed."""
        return self._frame

    def _open(self, until: datetime | None, turn: int, navigator: Navigator) -> None:
        """A closed card that is open for an emergency wears a red frame."""
        if until is None or turn != self._turn:
            return
        if self._frame is None:
            shell, words = self._window.shell, self._window.words
            self._frame = GlassFrame(shell, words, over=lambda: navigator.open("home"))
        self._frame.show_until(until, self._window.clock.now())

    def _warn(self, standing: Standing, client_id: str, turn: int, navigator: Navigator) -> None:
        """Whoever advises or checks is told of a finding that nobody has answered."""
        if turn != self._turn or not standing.waits:
            return
        words = self._window.words
        card = Button(words("conflict.to_card"), "quiet", "user")
        card.clicked.connect(lambda: navigator.open("client", client_id=client_id))
        sentence = words("conflict.waits", n=len(standing.findings))
        banner = Banner(sentence, kind="ask", icon="scale", acts=(card,))
        self._window.shell.show_banner(_KEY, banner)

    def _not_told(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        words = self._window.words
        self._window.shell.say(words(problem.words_key, **problem.values))


def _nothing(_: object) -> None:
    return None
