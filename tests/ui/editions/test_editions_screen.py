"""Whom a new edition affects, on the screen: found in slices, stopped, marked, confirmed."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.accounts import store as accounts
from app.accounts.model import Role, User
from app.content.library import Library
from app.core.runner import InlineRunner
from app.core.settings import Settings
from app.core.words import Language, Words
from app.desk.desk import Desk, assemble
from app.desk.editions import SLICE
from app.registry.model import Card
from app.storage.database import Database
from app.ui.background import QtRunner
from app.ui.editions.presenter import EditionsPresenter
from app.ui.editions.showing import PAGE
from app.ui.editions.state import EditionsState
from app.ui.editions.view import EditionsView
from app.ui.theme import look
from tests.conftest import RepeatingIds, StandingClock
from tests.desk.packs_of_tomorrow import adults_only, changed
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.stage import shown

HEAD = "0" * 32
DAY = date(2026, 11, 24)


@dataclass
class Watcher:
    states: list[EditionsState] = field(default_factory=list)
    said: list[tuple[str, Callable[[], None]]] = field(default_factory=list)
    went: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    when_told: Callable[[], None] | None = None

    def show_state(self, state: EditionsState) -> None:
        self.states.append(state)
        if state.progress and state.work and self.when_told is not None:
            self.when_told()

    def say(self, sentence: str, undo: Callable[[], None]) -> None:
        self.said.append((sentence, undo))

    def go(self, screen: str, **subject: str) -> None:
        self.went.append((screen, subject))

    @property
    def state(self) -> EditionsState:
        return self.states[-1]


def desk_of(packs: Library, database: Database, clock: StandingClock, ids: RepeatingIds) -> Desk:
    return assemble(database, packs, clock=clock, ids=ids, author=HEAD)


def come(desk: Desk, number: int) -> None:
    facts = desk.checks.facts(
        {"idp_status": "registered", "birth_date": "1986-03-07", "service_needed": ["defence"]}
    )
    for at in range(number):
        card = Card(surname=f"Соняшник{chr(0x430 + at % 30)}", given_name="Олена")
        desk.checks.save(desk.intake.register(card).client.id, facts, (), DAY)


@pytest.fixture
def desk(database: Database, clock: StandingClock, ids: RepeatingIds) -> Desk:
    """A desk with three displaced people, on the day when the ground becomes narrower."""
    with database.writing("user.added", author=HEAD) as session:
        user = User(id=HEAD, name="Марта Гілка", role=Role.HEAD, added_at=clock.now())
        accounts.add_user(session, user)
    come(desk_of(Library.load(), database, clock, ids), 3)
    return desk_of(changed("idp", adults_only), database, clock, ids)


@pytest.fixture
def watcher() -> Watcher:
    return Watcher()


@pytest.fixture
def presenter(desk: Desk, watcher: Watcher, words: Words) -> EditionsPresenter:
    return EditionsPresenter(
        watcher, desk.editions, InlineRunner(), words, go=watcher.go, say=watcher.say
    )


@pytest.mark.covers("F29")
def test_it_says_who_before_after_and_by_which_norm(
    presenter: EditionsPresenter, watcher: Watcher
) -> None:
    presenter.open()
    state = watcher.state
    assert state.summary == "Зміни зачіпають 3 людей"
    line = state.lines[0]
    assert (line.before, line.before_shape) == ("Підстави є", "yes")
    assert line.after_shape == "ask"
    assert [(turn.text, turn.why, turn.ref) for turn in line.turns] == [
        ("ВПО: так → ні", "Особі немає 60 років.", "ст. 14, ч. 9")
    ]
    assert "Соняшник" not in line.person, "names are masked on a list"


@pytest.mark.covers("F29")
def test_who_was_dealt_with_leaves_the_list_and_can_come_back(
    presenter: EditionsPresenter, watcher: Watcher
) -> None:
    presenter.open()
    first = watcher.state.lines[0].check_id
    presenter.deal(first)
    assert first not in [line.check_id for line in watcher.state.lines]
    assert watcher.state.dealt == "Показати опрацьовані (1)"
    presenter.turn_dealt()
    assert [line.dealt for line in watcher.state.lines if line.check_id == first] == [True]
    (_, undo) = watcher.said[0]
    undo()
    assert watcher.state.summary == "Зміни зачіпають 3 людей"
    presenter.open()
    assert len(watcher.state.lines) == 3


@pytest.mark.covers("F28")
def test_the_head_confirms_and_the_button_goes(
    presenter: EditionsPresenter, watcher: Watcher
) -> None:
    presenter.open()
    assert watcher.state.can_confirm
    presenter.confirm()
    assert [state.can_confirm for state in watcher.states][-1] is False
    assert "Марта Гілка" in watcher.state.confirmed


def test_a_check_is_opened_as_it_was_explained(
    presenter: EditionsPresenter, watcher: Watcher
) -> None:
    presenter.open()
    line = watcher.state.lines[0]
    presenter.read_check(line.client_id, line.check_id)
    assert watcher.went == [("check", {"client_id": line.client_id, "check_id": line.check_id})]


@pytest.mark.covers("F29")
def test_a_long_look_goes_by_slices_off_the_ui_thread_and_can_be_stopped(
    app: QApplication,
    database: Database,
    clock: StandingClock,
    ids: RepeatingIds,
    desk: Desk,
    watcher: Watcher,
    words: Words,
) -> None:
    come(desk_of(Library.load(), database, clock, ids), SLICE)
    failed: list[Exception] = []
    runner = QtRunner(failed.append)
    presenter = EditionsPresenter(
        watcher, desk.editions, runner, words, go=watcher.go, say=watcher.say
    )
    watcher.when_told = presenter.stop
    presenter.open()
    app.processEvents()
    while not runner.idle:
        app.processEvents()
    runner.stop()
    assert not failed
    assert watcher.state.summary == "Перегляд зупинено. Нічого не змінено."
    assert not watcher.state.lines
    progress = next(state.progress for state in watcher.states if state.progress)
    assert (progress.done, progress.total) == (SLICE, SLICE + 3)


def test_a_long_list_is_shown_in_parts(
    database: Database,
    clock: StandingClock,
    ids: RepeatingIds,
    presenter: EditionsPresenter,
    watcher: Watcher,
) -> None:
    come(desk_of(Library.load(), database, clock, ids), PAGE)
    presenter.open()
    assert len(watcher.state.lines) == PAGE
    assert watcher.state.more == "Показати ще 3"
    presenter.show_more()
    assert len(watcher.state.lines) == PAGE + 3
    assert not watcher.state.more


# ---- the screen ---------------------------------------------------------------------------------


@pytest.fixture
def view(app: QApplication, desk: Desk, watcher: Watcher, words: Words) -> EditionsView:
    made = EditionsView(words, desk.editions, InlineRunner(), go=watcher.go, say=watcher.say)
    shown(made, width=1274, height=720)
    made.open()
    settle()
    return made


@pytest.mark.covers("A1", "A3", "A4")
@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("letters", [100, 200])
def test_everybody_can_use_it(
    view: EditionsView, app: QApplication, words: Words, language: Language, letters: int
) -> None:
    look.apply(app, replace(Settings(), letters=letters))
    words.speak(language)
    settle()
    assert not faults_of(view.window())
    assert not cut_text(view.window())


@pytest.mark.covers("F29", "A4")
def test_people_are_dealt_with_one_after_another_by_keys(view: EditionsView) -> None:
    first = view.first_field()
    first.setFocus()
    settle()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    settle()
    for left in (2, 1, 0):
        hand = QApplication.focusWidget()
        assert hand is not None
        QTest.keyClick(hand, Qt.Key.Key_Space)
        settle()
        assert len(view._boxes) == left
    assert view.again.hasFocus()
