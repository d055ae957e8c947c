"""Whatever is typed on whatever screen is durable within a second, and comes back after a kill."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.paths import Home
from app.core.settings import Settings
from app.home_door import HomeDoor
from app.main import Program
from app.registry.model import Card, VisitDraft
from app.ui.places import SCREENS
from app.ui.workplace import Session
from app.vault.device_secret import DeviceState
from tests.conftest import RepeatingIds, StandingClock
from tests.journeys.test_start_program import calm, inside, program
from tests.typing_hand import type_text
from tests.ui.access import settle
from tests.ui.doors import PASSPHRASE, PERSON, Drawer, ways

__all__ = ["calm", "inside", "program"]
Calm = Callable[[], None]

NOTHING_TO_KEEP = {
    "home": "nothing is typed",
    "people": "a search",
    "law": "a search",
    "duplicates": "nothing is typed",
    "merge": "which card’s answer stays is chosen, not typed",
    "exchange": "a passphrase, which must not stay",
    "client": "nothing is typed",
    "proof": "nothing is typed",
    "copies": "nothing is typed",
    "rights": "nothing is typed",
    "upkeep": "nothing is typed",
    "access": "nothing is typed",
    "editions": "a reason is typed at the moment of confirming",
    "papers": "each mark and each note is saved when the line is left",
}
"""Screens without a form, each with the reason."""


def session_of(program: Program) -> Session:
    assert isinstance(program.session, Session)
    return program.session


def lines_of(screen: QWidget) -> list[QWidget]:
    kinds: tuple[type[QWidget], ...] = (QLineEdit, QPlainTextEdit)
    found = [one for kind in kinds for one in screen.findChildren(kind)]
    return [
        one for one in found if one.isVisible() and one.isEnabled() and not one.property("readOnly")
    ]


@pytest.fixture
def again(
    qapp: QApplication, home: Home, clock: StandingClock, ids: RepeatingIds, qtbot: QtBot
) -> Iterator[Callable[[], Session]]:
    """Another program over the same home, as after a kill: the first was never asked to stop."""
    made: list[Program] = []

    def start() -> Session:
        door = HomeDoor(home, clock=clock, ids=ids, **ways(Drawer(DeviceState.ABSENT)))
        new = Program(home, Settings(), door=door, clock=clock, ids=ids)
        made.append(new)
        new.shell.show()
        new.begin()
        qtbot.waitUntil(lambda: new.runner.idle, timeout=20_000)
        new.doors.sign_in.choose(PERSON)
        new.doors.sign_in.unlock(PASSPHRASE)
        qtbot.waitUntil(lambda: new.runner.idle, timeout=20_000)
        settle()
        return session_of(new)

    yield start
    for one in made:
        one.shell.close()
        one.stop()


@pytest.mark.covers("F9", "3-026")
@pytest.mark.parametrize("name", [name for name in SCREENS if name not in NOTHING_TO_KEEP])
def test_what_is_typed_comes_back_after_a_kill(
    inside: Program, calm: Calm, qtbot: QtBot, again: Callable[[], Session], name: str
) -> None:
    session = session_of(inside)
    known = session.desk.intake.register(Card(surname="Мак"), VisitDraft(topic="family")).client
    subject = {} if name in ("registration", "settings", "feedback") else {"client_id": known.id}
    session.navigator.open(name, **subject)
    calm()
    screen = session.navigator.screen
    assert screen is not None
    lines = lines_of(screen)
    assert lines, f"nothing can be typed on «{name}»: say so above"
    type_text(lines[0], "барвінок")
    qtbot.waitUntil(lambda: bool(session.desk.drafts.waiting()), timeout=5_000)
    calm()

    after = again()
    (draft,) = after.desk.drafts.waiting()
    assert draft.screen == name
    assert "барвінок" in str(draft.values)
