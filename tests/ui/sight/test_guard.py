"""The protection of a card at the window: conflicts answered, notes sealed, the glass broken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.accounts import store as accounts
from app.accounts.model import Role
from app.main import Program
from app.registry.model import Card, Client, VisitDraft
from app.registry.relations import OpposingParty
from app.sight.model import Act, ConflictAnswer, SealedKind
from app.ui.client.view import ClientView
from app.ui.workplace import Session
from tests.journeys.test_start_program import calm, inside, program
from tests.typing_hand import press, type_text
from tests.ui.feedback.test_feedback import session_of

__all__ = ["calm", "inside", "program"]
Calm = Callable[[], None]
OLENA = Card(surname="Соняшник", given_name="Олена", birth_date=date(1986, 3, 7))
PETRO = replace(OLENA, surname="Ясенчук", given_name="Петро")
AGAINST = VisitDraft(opposing=(OpposingParty(name="Ясенчук Петро"),))


def shown(session: Session, client: Client, calm: Calm) -> ClientView:
    session.navigator.open("client", client_id=client.id)
    calm()
    view = session.navigator.screen
    assert isinstance(view, ClientView)
    return view


def answer_with(text: str, calm: Calm) -> None:
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    type_text(line, text)
    press(line, Qt.Key.Key_Return)
    calm()


def become(session: Session, role: Role) -> None:
    """The signed-in person has only that role from now on."""
    database, author = session.desk.database, session.desk.author
    with database.writing("user.added", author=author) as writing:
        me = accounts.user(writing, author)
        assert me is not None
        accounts.change_roles(writing, author, role, frozenset({role}))


@pytest.mark.covers("F88")
def test_a_finding_is_shown_and_its_answer_kept(inside: Program, calm: Calm) -> None:
    session = session_of(inside)
    intake = session.desk.intake
    intake.register(OLENA, AGAINST)
    petro = intake.register(PETRO).client
    view = shown(session, petro, calm)
    state = view.guard.presenter.state
    assert state.mark == "ask"
    assert "названо іншою стороною" in state.findings[0].sentence
    assert "Соняшник" not in state.findings[0].sentence, "nobody is named with another client"
    session.navigator.open("check", client_id=petro.id)
    calm()
    assert inside.shell._banners["conflict"].isVisible()
    session.navigator.open("client", client_id=petro.id)
    calm()
    assert "conflict" not in inside.shell._banners
    view.guard.presenter.answer(ConflictAnswer.CLEAR)
    calm()
    answer_with("Звірено за паспортом, інша людина", calm)
    state = view.guard.presenter.state
    assert state.mark == "yes"
    assert "інша людина" in state.answered


@pytest.mark.covers("F66")
def test_what_is_sealed_opens_after_a_reason_and_is_gone_with_the_card(
    inside: Program, calm: Calm
) -> None:
    session = session_of(inside)
    view = shown(session, session.desk.intake.register(OLENA).client, calm)
    view.guard.presenter.seal(SealedKind.SHELTER)
    calm()
    answer_with("вул. Барвінкова, 12", calm)
    (line,) = view.guard.presenter.state.sealed
    assert "Барвінкова" not in words_of(view)
    view.guard.presenter.unseal(line)
    calm()
    answer_with("Переселяю до іншого притулку", calm)
    assert "Барвінкова" in words_of(view)
    session.navigator.open("home")
    calm()
    assert "Барвінкова" not in words_of(view)


@pytest.mark.covers("F116")
def test_the_glass_opens_a_closed_card_in_a_red_frame(inside: Program, calm: Calm) -> None:
    session = session_of(inside)
    client = session.desk.intake.register(OLENA).client
    session.desk.glass.close_card(client.id, reason="Родичка співробітника бюро")
    become(session, Role.FRONTLINE)
    view = shown(session, client, calm)
    assert "Соняшник" not in words_of(view)
    assert view.glass_button.isVisible()
    view.glass_button.click()
    calm()
    answer_with("Дзвінок з лікарні, потрібна довірена особа", calm)
    assert "Соняшник" in words_of(view)
    frame = session.access_watch.frame()
    assert frame is not None
    assert frame.isVisible()
    told = session.desk.sight.of_client(client.id)
    assert [one.act for one in told if one.reason] == [Act.BROKE_GLASS]
    session.navigator.open("home")
    calm()
    assert not frame.isVisible()


def words_of(view: ClientView) -> str:
    return "\n".join(one.text() for one in view.findChildren(QLabel) if one.isVisible())
