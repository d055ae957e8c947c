"""What the form offers while a person types: settlements, one alphabet, how a name is said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.words import Words
from app.registry.model import Card
from app.registry.settlements import directory
from app.storage.database import Database
from app.ui.actions import Acts
from app.ui.registration.place_line import PlaceLine
from app.ui.registration.view import RegistrationView
from app.ui.screens import Navigator
from app.ui.shell.window import Shell
from tests.typing_hand import press, type_text
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.registration.people_stage import people_stage
from tests.ui.registration.register_hand import SmallDesk, small_desk


@pytest.fixture(autouse=True, scope="module")
def directory_is_read() -> None:
    """In the program it is read off the screen; here everything runs at once."""
    directory()


@pytest.fixture
def desk(database: Database, clock: Clock, ids: Ids) -> SmallDesk:
    return small_desk(database, clock, ids)


@pytest.fixture
def page(
    shell: Shell, acts: Acts, desk: SmallDesk, words: Words, clock: Clock, ids: Ids
) -> RegistrationView:
    stage: Navigator = people_stage(shell, acts, desk, words, clock, ids)
    stage.open("registration")
    settle()
    assert isinstance(stage.screen, RegistrationView)
    return stage.screen


def address(page: RegistrationView) -> PlaceLine:
    field = page.form.field("actual_address")
    assert field is not None
    assert isinstance(field.editor, PlaceLine)
    return field.editor


@pytest.mark.covers("F7", "W11")
def test_an_old_name_finds_the_place_by_keys_alone(page: RegistrationView) -> None:
    line = address(page)
    type_text(line, "артемівс")
    assert line.offered[0] == (
        "м. Бахмут (раніше Артемівськ) · Донецька область, Бахмутський район, Бахмутська громада"
    )
    press(line, Qt.Key.Key_Down)
    press(line, Qt.Key.Key_Return)
    type_text(line, "вул. Миру, 5")
    assert line.value() == "Донецька обл., Бахмутський р-н, м. Бахмут, вул. Миру, 5"
    assert line.offered == ()
    card, _ = page.presenter._form.card()
    assert card.settlements.actual_address == "UA14020010010059145"


def test_everybody_can_use_what_is_offered(page: RegistrationView, shell: Shell) -> None:
    type_text(address(page), "іванівка")
    settle()
    assert len(address(page).offered) == 8
    assert not cut_text(shell)
    assert not faults_of(shell)


def test_any_text_may_stay(page: RegistrationView) -> None:
    line = address(page)
    type_text(line, "у сестри за мостом")
    press(line, Qt.Key.Key_Escape)
    card, unread = page.presenter._form.card()
    assert (card.actual_address, card.settlements.actual_address) == ("у сестри за мостом", "")
    assert not unread


@pytest.mark.covers("F85", "W11")
def test_two_alphabets_are_noticed_while_typing_and_repaired_by_a_key(
    page: RegistrationView, acts: Acts, shell: Shell
) -> None:
    surname = page.form.field("surname")
    assert surname is not None
    type_text(surname.editor, "Шевчeнкo")
    assert surname.offer is not None
    assert "Шевченко" in surname.offer.text()
    assert page.presenter._form.values["surname"] == "Шевчeнкo"
    settle()
    assert not cut_text(shell)
    assert not faults_of(shell)
    assert acts.run("form.repair")
    assert page.presenter._form.values["surname"] == "Шевченко"
    assert surname.offer is None


@pytest.mark.covers("F85", "W11")
def test_a_latin_name_is_offered_a_reading(page: RegistrationView) -> None:
    surname = page.form.field("surname")
    assert surname is not None
    type_text(surname.editor, "Kowalski")
    reading = page.form.field("name_reading")
    assert reading is not None
    assert reading.isVisible()
    assert reading.offer is not None
    reading.offer.click()
    assert page.presenter._form.card()[0].name_reading == "Ковальський"


@pytest.mark.covers("F12", "W5")
def test_rows_of_the_household_come_one_after_the_other(
    page: RegistrationView, shell: Shell
) -> None:
    assert page.form.field("member_0_name") is not None
    assert page.form.field("member_1_name") is None
    first = page.form.field("member_0_name")
    assert first is not None
    type_text(first.editor, "Осока Тарас")
    settle()
    second = page.form.field("member_1_name")
    assert second is not None
    last = page.form.field("member_0_note")
    assert last is not None
    last.focus()
    press(last.editor, Qt.Key.Key_Tab)
    next_row = page.form.field("member_1_kinship")
    assert next_row is not None
    assert QApplication.focusWidget() is next_row.editor
    page.go_to_field("surname")
    assert not cut_text(shell)
    assert not faults_of(shell)


@pytest.mark.covers("F3", "F12")
def test_a_representative_who_is_registered_is_offered(
    page: RegistrationView, desk: SmallDesk
) -> None:
    known = desk.intake.register(Card(surname="Осока", given_name="Ганна", patronymic="Іванівна"))
    name = page.form.field("rep_full_name")
    assert name is not None
    type_text(name.editor, "Осока Ганна")
    page.presenter.typed_for_a_while("rep_full_name")
    assert name.offer is not None
    name.offer.click()
    assert not page.presenter.state.remarks["rep_full_name"].offered
    page.presenter.edited("rep_kind", "relative")
    card, _ = page.presenter._form.card()
    assert card.representative is not None
    assert card.representative.client_id == known.client.id
    type_text(name.editor, "т")
    card, _ = page.presenter._form.card()
    assert card.representative is not None
    assert card.representative.client_id == ""


@pytest.mark.covers("F88")
def test_nobody_is_looked_up_on_the_other_side(page: RegistrationView, desk: SmallDesk) -> None:
    desk.intake.register(Card(surname="Осока", given_name="Ганна"))
    party = page.form.field("party_0_name")
    assert party is not None
    type_text(party.editor, "Осока Ганна")
    page.presenter.typed_for_a_while("party_0_name")
    assert party.offer is None
    assert page.presenter.state.duplicates == ()
