"""The two jobs of every day by keyboard alone, with the keys counted (T3 and T4)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.words import Words
from app.registry.model import Card, VisitDraft
from app.storage.database import Database
from app.ui.actions import Acts
from app.ui.shell.window import Shell
from tests.journeys import keys_kept
from tests.typing_hand import press
from tests.ui.access import settle
from tests.ui.conftest import acts, app, clean_desk, shell
from tests.ui.registration.people_stage import people_stage
from tests.ui.registration.register_hand import SmallDesk, small_desk

__all__ = ["acts", "app", "clean_desk", "shell"]
CTRL = Qt.KeyboardModifier.ControlModifier


class Hand:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, window: Shell) -> None:
        self.window = window
        self.keys = 0

    def type(self, text: str) -> None:
        for letter in text:
            self.keys += 1
            target = QApplication.focusWidget() or self.window
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                no_modifier = Qt.KeyboardModifier.NoModifier
                event = QKeyEvent(kind, int(Qt.Key.Key_unknown), no_modifier, letter)
                QApplication.sendEvent(target, event)
        settle()

    def press(self, key: Qt.Key) -> None:
        self.keys += 1
        press(QApplication.focusWidget() or self.window, key)
        settle()

    def chord(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        self.keys += 1
        QTest.keyClick(self.window, key, modifiers)
        settle()


@pytest.fixture
def desk(database: Database, clock: Clock, ids: Ids) -> SmallDesk:
    return small_desk(database, clock, ids)


@pytest.fixture
def hand(shell: Shell, acts: Acts, desk: SmallDesk, words: Words, clock: Clock, ids: Ids) -> Hand:
    people_stage(shell, acts, desk, words, clock, ids).open("people")
    settle()
    return Hand(shell)


@pytest.mark.covers("T4", "3-020", "3-024", "F1")
def test_a_new_person_with_eight_fields_takes_at_most_sixty_keys(
    hand: Hand, desk: SmallDesk
) -> None:
    hand.chord(Qt.Key.Key_F, CTRL)
    hand.type("гай ян 070386 0500001234")
    hand.chord(Qt.Key.Key_N, CTRL)
    hand.type("Левич")
    for _ in range(2):
        hand.press(Qt.Key.Key_Tab)
    hand.type("ч")
    for _ in range(8):
        hand.press(Qt.Key.Key_Tab)
    hand.type("сім")
    for _ in range(3):
        hand.press(Qt.Key.Key_Tab)
    hand.type("розлучення")
    hand.chord(Qt.Key.Key_Return, CTRL)
    client = desk.intake.recent()[0]
    visit = desk.intake.visits_of(client.id)[0]
    card = client.card
    assert (card.surname, card.given_name, card.patronymic) == ("Гай", "Ян", "Левич")
    assert (str(card.birth_date), card.phones) == ("1986-03-07", ("+380500001234",))
    assert (card.sex, visit.topic, visit.essence) == ("male", "family", "розлучення")
    keys_kept.judge("T4", hand.keys, parts=6)


@pytest.mark.covers("T3", "3-022", "F6")
def test_a_returning_client_is_found_with_at_most_nine_keys(
    hand: Hand, desk: SmallDesk, shell: Shell
) -> None:
    for at in range(30):
        desk.intake.register(Card(surname=f"Калина{'абвгґдеєжз'[at % 10]}"))
    known = desk.intake.register(
        Card(surname="Соняшник", given_name="Олена"), VisitDraft(topic="family")
    ).client
    hand.chord(Qt.Key.Key_F, CTRL)
    hand.type("соняш")
    hand.press(Qt.Key.Key_Return)
    assert shell.screen_now is not None
    assert shell.screen_now.name == "client"
    assert known.masked_name == shell.screen_now.crumbs()
    assert hand.keys <= 9, hand.keys


@pytest.mark.covers("F8", "3-024")
def test_a_repeat_visit_takes_over_the_last_topic(hand: Hand, desk: SmallDesk) -> None:
    known = desk.intake.register(Card(surname="Соняшник"), VisitDraft(topic="family")).client
    hand.type("соняш")
    hand.press(Qt.Key.Key_Return)
    hand.chord(Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    hand.type("знову")
    hand.chord(Qt.Key.Key_Return, CTRL)
    newest = desk.intake.visits_of(known.id)[0]
    assert {visit.essence for visit in desk.intake.visits_of(known.id)} == {"", "знову"}
    assert newest.topic == "family"
