"""Feedback from any screen: kept with place and version, a draft while typed, read by the head."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.accounts.model import Role
from app.core.errors import InputError, NotAllowedError
from app.desk.opinions import Opinions
from app.main import Program
from app.registry.model import Card
from app.ui.workplace import Session
from tests.conftest import RepeatingIds, StandingClock
from tests.journeys.test_start_program import calm, inside, program
from tests.typing_hand import type_text
from tests.ui.access import cut_text, faults_of

__all__ = ["calm", "inside", "program"]
Calm = Callable[[], None]


def session_of(inside: Program) -> Session:
    assert isinstance(inside.session, Session)
    return inside.session


@pytest.mark.covers("F132", "F9")
def test_feedback_is_said_of_the_screen_one_came_from(inside: Program, calm: Calm) -> None:
    session = session_of(inside)
    client = session.desk.intake.register(Card(surname="Соняшник")).client
    session.navigator.open("client", client_id=client.id)
    calm()
    inside.acts.run("app.feedback")
    calm()
    focus = QApplication.focusWidget()
    assert focus is not None
    type_text(focus, "Соняшнику замало місця")
    view = session.navigator.screen
    assert view is not None
    assert "імʼя" in view.presenter.state.hint  # type: ignore[attr-defined]  # this is the view
    session.navigator.open("home")
    calm()
    assert session.desk.drafts.waiting()[0].screen == "feedback"
    session.navigator.open("client", client_id=client.id)
    inside.acts.run("app.feedback")
    calm()
    inside.acts.run("screen.main")
    calm()
    (said,) = session.desk.opinions.said()
    assert (said.screen, said.text) == ("client", "Соняшнику замало місця")
    assert said.program
    assert session.desk.drafts.waiting() == ()
    assert session.navigator.now is not None
    assert session.navigator.now.name == "client"


@pytest.mark.covers("F132")
def test_the_head_takes_all_along_as_a_text(
    inside: Program, clock: StandingClock, tmp_path: Path
) -> None:
    opinions = session_of(inside).desk.opinions
    opinions.say("Замало місця", screen="visit", program="0.2")
    clock.forward(timedelta(minutes=1))
    opinions.say("Дякую", screen="home", program="0.2")
    assert opinions.export(tmp_path / "all.txt") == 2
    text = (tmp_path / "all.txt").read_text("utf-8")
    assert text.index("Замало місця") < text.index("Дякую")
    assert "Марта" not in text
    with pytest.raises(InputError):
        opinions.export(tmp_path / "no" / "such" / "folder.txt")
    with pytest.raises(InputError):
        opinions.say("  ", screen="home", program="0.2")


def test_only_the_head_reads_what_others_said(
    inside: Program, clock: StandingClock, ids: RepeatingIds
) -> None:
    desk = session_of(inside).desk
    clerk = Opinions(desk.database, clock=clock, ids=ids, author="nobody")
    clerk.say("Незручно", screen="home", program="0.2")
    assert not clerk.readable
    with pytest.raises(NotAllowedError):
        clerk.said()
    assert desk.office.me().role is Role.HEAD
    assert [one.text for one in desk.opinions.said()] == ["Незручно"]


@pytest.mark.parametrize("language", ["uk", "en"])
def test_everybody_can_use_it(inside: Program, calm: Calm, language: str) -> None:
    if language == "en":
        inside.acts.run("view.language")
    session_of(inside).desk.opinions.say("Замало місця", screen="visit", program="0.2")
    inside.acts.run("app.feedback")
    calm()
    assert not cut_text(inside.shell)
    assert not faults_of(inside.shell)
