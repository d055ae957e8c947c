"""A clock that cannot be right is told above every screen, until somebody mends it or looks."""

from app.core.clock import local
from app.core.runner import Runner
from app.core.words import Words
from app.desk.timekeeping import Doubt, Timekeeping
from app.ui.shell.window import Shell
from app.ui.widgets.buttons import Button
from app.ui.widgets.notices import Banner

_KEY = "clock"


class ClockWatch:
    """Asks the desk whenever a screen is opened; shows one banner."""

    def __init__(self, desk: Timekeeping, runner: Runner, shell: Shell, words: Words) -> None:
        """Nothing is told yet."""
        self._desk, self._runner, self._shell, self._words = desk, runner, shell, words
        self._told: Doubt | None = None

    def look(self) -> None:
        """Ask whether the clock can be right."""
        self._runner.run(self._desk.doubt, self._tell)

    def say_again(self) -> None:
        """In the language of now."""
        doubt, self._told = self._told, None
        self._tell(doubt)

    def end(self) -> None:
        """The session is over."""
        self._shell.drop_banner(_KEY)

    def _tell(self, doubt: Doubt | None) -> None:
        if doubt is None or self._told is None or _days(doubt) != _days(self._told):
            self._show(doubt)
        self._told = doubt

    def _show(self, doubt: Doubt | None) -> None:
        if doubt is None:
            self._shell.drop_banner(_KEY)
            return
        right = Button(self._words("clock.right"), "quiet")
        right.clicked.connect(self._trust)
        now, known = _days(doubt)
        title = self._words("clock.doubt", now=now, known=known)
        note = self._words("clock.note")
        self._shell.show_banner(_KEY, Banner(title, note, kind="ask", icon="clock", acts=(right,)))

    def _trust(self) -> None:
        self._runner.run(self._desk.trust, lambda _: self._tell(None))


def _days(doubt: Doubt) -> tuple[str, str]:
    return f"{local(doubt.now):%d.%m.%Y}", f"{local(doubt.known):%d.%m.%Y}"
