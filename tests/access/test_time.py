"""A11, A12: nothing moves by itself, and nobody loses anything by being slow."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QSpinBox

from app.ui.messages import TOAST_MS
from app.ui.places import SCREENS
from app.ui.printing.view import PrintingView
from tests.access.conftest import Start
from tests.access.place import Place
from tests.access.windows import EMPTY_HOME, OFFICE, VISITS
from tests.house.test_rules import APP
from tests.journeys.test_every_form_is_a_draft import NOTHING_TO_KEEP, lines_of
from tests.typing_hand import type_text

MOVING = {
    "QAbstractAnimation", "QParallelAnimationGroup", "QPauseAnimation", "QPropertyAnimation",
    "QSequentialAnimationGroup", "QVariantAnimation", "QTimeLine", "QMovie",
}  # fmt: skip
SLOWEST_FLASH_MS = 1_000 / 3
"""What repeats more often than three times a second might flash."""
TOAST_LEAST_MS = 10_000
OF_A_CLIENT = ("visit", "check", "printing")
WATCHED = ("home", "check", "printing", "registration", "progress", "told", "cover")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (name.name for name in node.names)


@pytest.mark.covers("A11")
def test_the_program_knows_no_animation() -> None:
    found = {path.name: MOVING & set(imported(path)) for path in APP}
    assert not {name: moving for name, moving in found.items() if moving}


@pytest.mark.covers("A11", "X6")
@pytest.mark.parametrize("name", WATCHED)
def test_nothing_flashes_or_keeps_moving(start: Start, name: str) -> None:
    kind, go = VISITS[name]
    assert kind != EMPTY_HOME
    place = start(kind)
    go(place)
    owners = [place.program, *QApplication.topLevelWidgets()]
    timers = [timer for owner in owners for timer in owner.findChildren(QTimer)]
    assert timers
    quick = [
        (type(timer.parent()).__name__, timer.interval())
        for timer in timers
        if timer.isActive() and not timer.isSingleShot() and timer.interval() < SLOWEST_FLASH_MS
    ]
    assert not quick, "these repeat quickly enough to flash"
    running = QAbstractAnimation.State.Running
    moving = [
        one
        for owner in owners
        for one in owner.findChildren(QAbstractAnimation)
        if one.state() == running and one.totalDuration() not in range(5_001)
    ]
    assert not moving, "these move for more than five seconds"


@pytest.mark.covers("A12")
def test_a_message_stays_ten_seconds(start: Start) -> None:
    place = start(OFFICE)
    place.shell.say("Збережено", lambda: None)
    (timer,) = place.shell.toast.findChildren(QTimer)
    assert timer.isActive()
    assert timer.interval() == TOAST_MS
    assert TOAST_MS >= TOAST_LEAST_MS


@pytest.mark.covers("A12", "X6")
@pytest.mark.parametrize("name", [name for name in SCREENS if name not in NOTHING_TO_KEEP])
def test_nothing_typed_is_lost_when_the_screen_is_locked(start: Start, name: str) -> None:
    place = start(OFFICE)
    subject = {"client_id": place.known().client_id} if name in OF_A_CLIENT else {}
    place.open(name, **subject)
    screen = place.screen()
    if isinstance(screen, PrintingView):
        screen.presenter.show_all_fields(True)
        place.wait()
    line = next(one for one in lines_of(screen) if not isinstance(one.parent(), QSpinBox))
    type_text(line, "барвінок")
    place.act("app.lock")  # before the pause after which a draft is kept by itself
    assert place.program.session is None
    assert "барвінок" not in everything_typed(place)
    place.sign_in()
    (draft,) = [one for one in place.desk.drafts.waiting() if "барвінок" in str(one.values)]
    assert draft.screen == name


def everything_typed(place: Place) -> str:
    """All that stands in the lines of the window, seen or not."""
    lines: list[QLineEdit | QPlainTextEdit] = [
        *place.shell.findChildren(QLineEdit),
        *place.shell.findChildren(QPlainTextEdit),
    ]
    texts = (one.text() if isinstance(one, QLineEdit) else one.toPlainText() for one in lines)
    return "\n".join(texts)
