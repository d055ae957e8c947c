"""The screen turned to the client shows her own data, large, and nobody else’s."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app.main import Program
from app.registry.model import Card, SafeContact, VisitDraft, YesNo
from app.ui.workplace import Session
from tests.journeys.test_start_program import calm, inside, program
from tests.typing_hand import press
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.feedback.test_feedback import session_of

__all__ = ["calm", "inside", "program"]
Calm = Callable[[], None]
OTHERS = "О.\N{NO-BREAK SPACE}К."
SUN = Card(
    surname="Соняшник", given_name="Олена", birth_date=date(1986, 3, 7),
    phones=("+380500001234",), note="не згадувати брата",
    safe_contact=SafeContact(on=True, may_call=YesNo.NO, code_word="барвінок"),
)  # fmt: skip
OTHER = Card(
    surname="Соняшник", given_name="Олена", patronymic="Канаріївна",
    birth_date=date(1986, 3, 7), phones=("+380500001234",),
)  # fmt: skip


def on_the_glass(window: QWidget) -> str:
    """Every word that is painted or that a reader finds, and the window's title."""
    found = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
            if isinstance(widget, QLabel | QLineEdit | QPushButton):
                found.append(widget.text())
            if isinstance(widget, QPlainTextEdit):
                found.append(widget.toPlainText())
    found += spoken(window)
    return "\n".join(found)


def spoken(window: QWidget) -> list[str]:
    QAccessible.setActive(True)
    interface = QAccessible.queryAccessibleInterface(window)
    waiting, found = [interface], list[str]()
    while waiting:
        one = waiting.pop()
        if one.state().invisible:
            continue
        found += [one.text(QAccessible.Text.Name), one.text(QAccessible.Text.Value)]
        waiting += [one.child(at) for at in range(one.childCount())]
    return found


def with_two(inside: Program) -> tuple[Session, str]:
    intake = session_of(inside).desk.intake
    intake.register(OTHER, VisitDraft(topic="family", essence="чужа біда"))
    sun = intake.register(SUN, VisitDraft(topic="housing", essence="дах тече")).client
    return session_of(inside), sun.id


@pytest.mark.covers("F129", "F130", "F9")
@pytest.mark.parametrize("screen", ["registration", "client", "visit"])
def test_only_her_own_data_is_on_the_glass(inside: Program, calm: Calm, screen: str) -> None:
    session, sun = with_two(inside)
    typed = {"typed": "Соняшник Олена 07031986 0500001234"}
    subject = typed if screen == "registration" else {"client_id": sun}
    session.navigator.open(screen, **subject)
    calm()
    if screen == "registration":
        assert OTHERS in on_the_glass(inside.shell)  # the other one is offered beside the form
    inside.acts.run("view.facing")
    settle()
    inside.shell.say("Збережено: Канаріївна")
    seen = on_the_glass(inside.shell)
    for theirs in ("Канар", OTHERS, "чужа біда", "не згадувати брата", "Марта", "Липове"):
        assert theirs not in seen, theirs
    if screen != "visit":
        assert "Соняшник" in seen
    assert inside.shell.windowTitle().startswith("Перевірте")
    assert not inside.acts.can("app.palette")
    assert not cut_text(inside.shell)
    assert not faults_of(inside.shell)


@pytest.mark.covers("F129", "F66")
def test_what_is_masked_stays_masked_on_the_glass(inside: Program, calm: Calm) -> None:
    session, sun = with_two(inside)
    session.navigator.open("client", client_id=sun)
    calm()
    inside.acts.run("view.facing")
    settle()
    seen = on_the_glass(inside.shell)
    for masked in ("07.03.1986", "000 12", "барвінок"):
        assert masked not in seen
    assert "1986" in seen
    assert "… 34" in seen


@pytest.mark.covers("F129")
@pytest.mark.parametrize("key", [Qt.Key.Key_F9, Qt.Key.Key_Escape])
def test_the_desk_comes_back_as_it_was(inside: Program, calm: Calm, key: Qt.Key) -> None:
    session, sun = with_two(inside)
    session.navigator.open("registration", client_id=sun)
    calm()
    focus = QApplication.focusWidget()
    inside.acts.run("view.facing")
    settle()
    assert inside.shell.screen_now is inside.shell.facing
    press(inside.shell, key)
    settle()
    assert inside.shell.screen_now is session.navigator.screen
    assert QApplication.focusWidget() is focus
    assert inside.acts.can("app.palette")
    assert "Олена" not in on_the_glass(inside.shell.facing)


def test_a_screen_of_many_people_is_never_turned(inside: Program, calm: Calm) -> None:
    session, _ = with_two(inside)
    for place in ("home", "people", "settings"):
        session.navigator.open(place)
        calm()
        inside.acts.run("view.facing")
        assert inside.shell.screen_now is session.navigator.screen


def test_a_lock_leaves_nothing_on_the_page(inside: Program, calm: Calm) -> None:
    session, sun = with_two(inside)
    session.navigator.open("client", client_id=sun)
    calm()
    inside.acts.run("view.facing")
    inside.acts.run("app.lock")
    calm()
    assert inside.shell.screen_now is not inside.shell.facing
    assert "Олена" not in on_the_glass(inside.shell.facing)


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_everybody_can_read_it(inside: Program, calm: Calm, language: str, theme: str) -> None:
    session, sun = with_two(inside)
    inside.acts.run(f"view.{theme}")
    if language == "en":
        inside.acts.run("view.language")
    session.navigator.open("client", client_id=sun)
    calm()
    inside.acts.run("view.facing")
    settle()
    assert not cut_text(inside.shell)
    assert not faults_of(inside.shell)
