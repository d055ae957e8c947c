"""Ctrl+Z and Ctrl+Y wherever one is; inside a text field they stay the field's own."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.runner import InlineRunner
from app.core.words import Words
from app.registry.model import Card, Client
from app.storage.database import Database
from app.ui.actions import Acts
from app.ui.screens import Navigator
from app.ui.shell.window import Shell
from app.ui.undoing import Takeback
from tests.ui.access import settle
from tests.ui.registration.people_stage import people_stage
from tests.ui.registration.register_hand import SmallDesk, small_desk

OLENA = Card(surname="Соняшник", given_name="Олена", email="olena@example.org")


class Place:
    """The window as the session shows it."""

    def __init__(self, shell: Shell, navigator: Navigator) -> None:
        self.shell, self.navigator = shell, navigator

    def say(self, sentence: str) -> None:
        self.shell.say(sentence)

    def show_again(self, gone: str) -> None:
        self.navigator.refresh(gone)

    def choose_step(self, lines: Sequence[str], chosen: Callable[[int], None]) -> None:
        self.menu = self.shell.open_steps(lines, chosen)


@pytest.fixture
def desk(database: Database, clock: Clock, ids: Ids) -> SmallDesk:
    return small_desk(database, clock, ids)


@pytest.fixture
def client(desk: SmallDesk) -> Client:
    return desk.intake.register(OLENA).client


@pytest.fixture
def stage(
    shell: Shell, acts: Acts, desk: SmallDesk, words: Words, clock: Clock, ids: Ids
) -> Navigator:
    return people_stage(shell, acts, desk, words, clock, ids)


@pytest.fixture
def place(shell: Shell, acts: Acts, stage: Navigator, desk: SmallDesk, words: Words) -> Place:
    here = Place(shell, stage)
    takeback = Takeback(here, desk.undoing, InlineRunner(), words)
    acts.bind("edit.undo", takeback.undo)
    acts.bind("edit.redo", takeback.redo)
    acts.bind("edit.history", takeback.show_list)
    return here


def control(shell: Shell, key: Qt.Key) -> None:
    QTest.keyClick(shell.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
    settle()


@pytest.mark.covers("T13", "F10")
def test_the_last_save_is_undone_by_two_keys_and_done_again(
    shell: Shell, stage: Navigator, place: Place, desk: SmallDesk, client: Client
) -> None:
    desk.intake.change(client.id, replace(OLENA, email=""), seen=client.versions)
    stage.open("client", client_id=client.id)
    settle()
    control(shell, Qt.Key.Key_Z)
    assert desk.intake.client(client.id).card == OLENA
    assert "змінено картку" in shell.toast.sentence
    assert "Соняшник" not in shell.toast.sentence
    control(shell, Qt.Key.Key_Y)
    assert desk.intake.client(client.id).card.email == ""


@pytest.mark.covers("T13")
def test_an_undone_registration_leaves_its_screen(
    shell: Shell, stage: Navigator, place: Place, desk: SmallDesk, client: Client
) -> None:
    stage.open("client", client_id=client.id)
    settle()
    control(shell, Qt.Key.Key_Z)
    assert stage.now is not None
    assert stage.now.name == "people"
    assert desk.intake.recent() == ()
    control(shell, Qt.Key.Key_Z)  # the search has the focus: its own undo, nothing to lose
    shell.rail.setFocus()
    QTest.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Скасовувати нічого" in shell.toast.sentence


@pytest.mark.covers("F10")
def test_in_a_text_field_the_key_is_the_fields_own(
    shell: Shell, stage: Navigator, place: Place, desk: SmallDesk, client: Client
) -> None:
    stage.open("registration", client_id=client.id, field="email")
    settle()
    field = shell.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "x")
    control(shell, Qt.Key.Key_Z)
    assert desk.intake.client(client.id).card == OLENA
    assert shell.toast.sentence == ""


@pytest.mark.covers("F10")
def test_the_list_names_the_last_saves_and_goes_back_to_the_chosen(
    shell: Shell, stage: Navigator, place: Place, desk: SmallDesk, client: Client, acts: Acts
) -> None:
    first = desk.intake.change(client.id, replace(OLENA, email=""), seen=client.versions)
    desk.intake.change(client.id, replace(first.card, note="тихо"), seen=first.versions)
    stage.open("client", client_id=client.id)
    acts.run("edit.history")
    entries = place.menu.actions()
    assert [entry.text().partition(" – ")[2] for entry in entries] == [
        "скасувати: змінено картку · С-к О.",
        "скасувати: змінено картку · С-к О.",
        "скасувати: зареєстровано клієнта · С-к О.",
    ]
    entries[1].trigger()
    assert desk.intake.client(client.id).card == OLENA
    place.menu.close()
