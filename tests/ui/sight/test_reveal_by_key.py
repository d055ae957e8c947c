"""One key shows whom one serves, one more where a survivor is; the log has every opening."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.main import Program
from app.registry.model import Card, SafeContact
from app.sight.model import Act, What
from app.ui.client.view import ClientView
from app.ui.workplace import Session
from tests.journeys.test_start_program import calm, inside, program
from tests.typing_hand import press
from tests.ui.feedback.test_feedback import session_of

__all__ = ["calm", "inside", "program"]
Calm = Callable[[], None]
CARD = Card(surname="Соняшник", given_name="Олена", phones=("+380500001234",))
SURVIVOR = replace(CARD, given_name="Оксана", safe_contact=SafeContact(on=True))


def shown(session: Session, card: Card, calm: Calm) -> tuple[ClientView, str]:
    client = session.desk.intake.register(card).client
    session.navigator.open("client", client_id=client.id)
    calm()
    view = session.navigator.screen
    assert isinstance(view, ClientView)
    return view, client.id


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def phones(view: ClientView) -> str:
    portrait = view.presenter.state.portrait
    assert portrait is not None
    return str([line.value for line in portrait.contact])


@pytest.mark.covers("F66")
def test_f8_shows_whom_one_serves_today(inside: Program, calm: Calm) -> None:
    session = session_of(inside)
    view, client_id = shown(session, CARD, calm)
    assert "000 12" not in phones(view)
    press(inside.shell, Qt.Key.Key_F8)
    calm()
    assert "000 12 34" in phones(view)
    acts = [(one.act, one.what) for one in session.desk.sight.of_client(client_id)]
    assert acts == [(Act.OPENED, What.CARD), (Act.REVEALED, What.CARD)]
    press(inside.shell, Qt.Key.Key_F8)
    calm()
    assert "000 12" not in phones(view)


@pytest.mark.covers("F66")
def test_enter_gives_the_first_reason_and_esc_shows_nothing(inside: Program, calm: Calm) -> None:
    session = session_of(inside)
    view, client_id = shown(session, SURVIVOR, calm)
    press(inside.shell, Qt.Key.Key_F8)
    calm()
    press(focus(), Qt.Key.Key_Escape)
    calm()
    assert "000 12" not in phones(view)
    press(inside.shell, Qt.Key.Key_F8)
    calm()
    press(focus(), Qt.Key.Key_Return)
    calm()
    assert "000 12 34" in phones(view)
    told = session.desk.sight.of_client(client_id)[-1]
    assert (told.act, told.reason) == (Act.REVEALED, "Приймаю цю людину зараз")


def test_leaving_the_card_masks_it(inside: Program, calm: Calm) -> None:
    session = session_of(inside)
    view, client_id = shown(session, CARD, calm)
    press(inside.shell, Qt.Key.Key_F8)
    calm()
    session.navigator.open("home")
    calm()
    session.navigator.open("client", client_id=client_id)
    calm()
    assert "000 12" not in phones(view)
