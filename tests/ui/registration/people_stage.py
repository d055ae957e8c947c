"""The four screens of people in a real window, over a real register."""

from collections.abc import Callable
from typing import Any

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.runner import InlineRunner, Runner
from app.core.words import Words
from app.ui.actions import Acts
from app.ui.client.view import ClientView
from app.ui.duplicates.view import MergeView
from app.ui.people.view import PeopleView
from app.ui.registration.view import RegistrationView
from app.ui.screens import Navigator
from app.ui.shell.window import Shell
from app.ui.visit.view import VisitView
from tests.ui.registration.register_hand import SmallDesk


def _serving(_kind: str, then: Callable[[str], None]) -> None:
    then("Приймаю цю людину зараз")


def people_stage(
    shell: Shell,
    acts: Acts,
    desk: SmallDesk,
    words: Words,
    clock: Clock,
    ids: Ids,
    runner: Runner | None = None,
) -> Navigator:
    """Register the screens and bind the window's acts as the program does."""
    navigator, run = Navigator(shell), runner or InlineRunner()
    go, say = navigator.open, shell.say
    navigator.register(
        "registration",
        lambda: RegistrationView(words, desk, run, clock=clock, ids=ids, go=go, say=say),
    )
    navigator.register(
        "visit", lambda: VisitView(words, desk, run, clock=clock, ids=ids, go=go, say=say)
    )
    rest: Any = {"clock": clock, "go": go, "say": say, "ask_why": _serving}
    navigator.register("merge", lambda: MergeView(words, desk, run, **rest))
    navigator.register("client", lambda: ClientView(words, desk, run, **rest))
    navigator.register("people", lambda: PeopleView(words, desk, run, **rest))
    acts.bind("go.people", lambda: go("people"))
    acts.bind("person.new", lambda: go("registration"))
    acts.bind("go.back", navigator.back)
    return navigator
