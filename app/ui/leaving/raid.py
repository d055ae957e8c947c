"""The mode of an air raid: one key saves, hides and shows the way; the same key brings all back."""

from collections.abc import Callable
from datetime import datetime

from app.alarms.model import Alarm, Kind
from app.core.clock import local
from app.core.runner import Runner
from app.desk.desk import Desk
from app.registry.model import Draft
from app.ui.screens import Navigator, Stop
from app.ui.window import Window

Found = tuple[Alarm | None, str, tuple[Draft, ...]]


class Raid:
    """Of one session. What lasts when somebody signs in is shown again, and her place kept."""

    def __init__(
        self,
        window: Window,
        desk: Desk,
        runner: Runner,
        navigator: Navigator,
        *,
        shelter: Callable[[], str],
    ) -> None:
        """`shelter` reads the address; not on the UI thread."""
        self._window, self._desk, self._runner = window, desk, runner
        self._navigator, self._shelter = navigator, shelter
        self._on = False
        self._address = ""

    def turn(self) -> None:
        """The siren, or the all-clear."""
        if self._on:
            self._end()
        else:
            self._begin()

    def look(self) -> None:
        """Somebody signed in: perhaps the alarm lasts, and she was somewhere."""
        self._runner.run(self._now, self._resume)

    def leave(self) -> None:
        """The desk is locked meanwhile: remember where the person was."""
        if self._on:
            self._window.kept_places[self._desk.author] = self._navigator.way

    def _begin(self) -> None:
        self._on = True
        self._show(self._window.clock.now())  # at once; the address may come a moment later
        self._runner.run(
            lambda: (self._desk.alarms.begin(Kind.RAID), self._shelter(), ()), self._began
        )

    def _began(self, found: Found) -> None:
        alarm, self._address, _ = found
        if alarm is not None and self._on:
            self._show(alarm.began_at)

    def _end(self) -> None:
        self._on = False
        self._window.shell.uncover()
        self._runner.run(lambda: self._desk.alarms.end(Kind.RAID), self._ended)

    def _ended(self, _: None) -> None:
        self._window.shell.say(self._window.words("raid.over"))

    def _now(self) -> Found:
        alarm = self._desk.alarms.lasting(Kind.RAID)
        return alarm, self._shelter(), self._desk.drafts.waiting() if alarm is not None else ()

    def _resume(self, found: Found) -> None:
        alarm, self._address, drafts = found
        way = self._window.kept_places.pop(self._desk.author, ())
        if alarm is None:
            return
        self._navigator.resume(_with_draft(way, drafts))
        self._on = True
        self._show(alarm.began_at)

    def _show(self, since: datetime) -> None:
        self._window.shell.show_shelter(
            self._address, f"{local(since):%H:%M}", back=lambda: self._window.acts.run("app.raid")
        )


def _with_draft(way: tuple[Stop, ...], drafts: tuple[Draft, ...]) -> tuple[Stop, ...]:
    """A form that was begun anew has no subject yet: it goes on in its draft."""
    if not way or way[-1].subject:
        return way
    own = [draft for draft in drafts if draft.screen == way[-1].name and not draft.subject]
    if not own:
        return way
    newest = max(own, key=lambda draft: draft.saved_at)
    return (*way[:-1], Stop(way[-1].name, {"draft_id": newest.id}))
