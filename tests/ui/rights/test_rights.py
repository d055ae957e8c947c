"""The screen of rights: the table in words, asks answered by whoever may."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.accounts.model import Role
from app.accounts.permissions import Action
from app.core.errors import NotAllowedError
from app.core.runner import InlineRunner
from app.core.words import Words
from app.desk.gate import Gate
from app.ui.rights.view import RightsView
from app.ui.widgets.buttons import Button
from tests.desk.test_gate import Office, office

__all__ = ["office"]


def opened(place: Office, author: str, words: Words) -> RightsView:
    view = RightsView(words, place.desk(author), InlineRunner())
    view.open()
    return view


def button(view: RightsView, text: str) -> Button | None:
    return next((one for one in view.findChildren(Button) if one.text() == text), None)


@pytest.mark.covers("F105", "4-034")
def test_the_other_head_agrees_at_the_screen(office: Office, words: Words, app: object) -> None:
    office.joins("deputy", Role.HEAD, been=True)
    gate = Gate(office.database, "head")
    with pytest.raises(NotAllowedError):
        gate.admit(Action.MANAGE_USERS)
    own = opened(office, "head", words)
    (line,) = own.presenter.state.asks
    assert not line.may_answer
    assert button(own, words("rights.agree")) is None, "nobody answers their own"
    other = opened(office, "deputy", words)
    agree = button(other, words("rights.agree"))
    assert agree is not None
    agree.click()
    assert other.presenter.state.done == words("consent.agreed")
    assert other.presenter.state.asks == ()
    gate.admit(Action.MANAGE_USERS)
    with pytest.raises(NotAllowedError):
        gate.admit(Action.MANAGE_USERS)
    other.open()
    refuse = button(other, words("rights.refuse"))
    assert refuse is not None
    refuse.click()
    assert other.presenter.state.done == words("consent.refused")
    with pytest.raises(NotAllowedError):
        gate.admit(Action.MANAGE_USERS)
    other.presenter.answer("nothing", agrees=True)
    assert other.presenter.state.fault == words("error.second.over")


def test_the_table_has_a_row_for_each_action_and_marks_the_own_role(
    office: Office, words: Words, app: QApplication
) -> None:
    view = opened(office, "head", words)
    state = view.presenter.state
    assert len(state.rights) == len(Action)
    assert [one.endswith("(ви)") for one in state.roles] == [role is Role.HEAD for role in Role]
    assert state.second == words("rights.nobody")
    model = view.table.model()
    at = list(Action).index(Action.READ_INCIDENTS)
    cell = model.index(at, 1 + list(Role).index(Role.HEAD))
    assert model.data(cell) == "+*"
    assert model.data(cell, Qt.ItemDataRole.ToolTipRole) == "+*\nтак (своїм ключем)"
    assert model.data(cell, Qt.ItemDataRole.AccessibleTextRole) == "так (своїм ключем)"
    view.table.choose(at)
    view.table.chosen.emit(state.rights[at])
    assert "керівник – так (своїм ключем)" in state.rights[at].spoken
