"""Search first: results while one types, why they matched, a new card only afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.runner import InlineRunner, Lane
from app.core.settings import Settings, Theme
from app.core.words import Language, Words
from app.registry.model import Card, SafeContact, VisitDraft, YesNo
from app.storage.database import Database
from app.ui.actions import Acts
from app.ui.people.presenter import PeoplePresenter
from app.ui.people.view import PeopleView
from app.ui.screens import Navigator
from app.ui.shell.window import Shell
from tests.typing_hand import press, type_text
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.registration.people_stage import people_stage
from tests.ui.registration.register_hand import Page, SmallDesk, small_desk

SUN = Card(
    surname="Соняшник",
    given_name="Олена",
    birth_date=date(1986, 3, 7),
    phones=("+380500001234",),
    safe_contact=SafeContact(on=True, may_call=YesNo.NO, may_write=YesNo.YES),
)
BEE = Card(surname="Соняшний", given_name="Тарас", birth_date=date(1968, 5, 11))


@dataclass
class LateRunner(InlineRunner):
    """Keeps the answers until the test lets them come, in any order."""

    waiting: list[Callable[[], None]] = field(default_factory=list)

    def run(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        lane: Lane = Lane.DATABASE,
    ) -> None:
        answer = work()
        self.waiting.append(lambda: then(answer))

    def let(self, at: int) -> None:
        self.waiting.pop(at)()


@pytest.fixture
def desk(database: Database, clock: Clock, ids: Ids) -> SmallDesk:
    made = small_desk(database, clock, ids)
    made.intake.register(SUN, VisitDraft(topic="idp_rights", essence="Припинили виплату"))
    made.intake.register(BEE)
    return made


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def presenter(page: Page, desk: SmallDesk, words: Words, clock: Clock) -> PeoplePresenter:
    return PeoplePresenter(
        page, desk, InlineRunner(), words, clock=clock, go=page.go, ask_why=page.ask_why
    )


@pytest.fixture
def stage(
    shell: Shell, acts: Acts, desk: SmallDesk, words: Words, clock: Clock, ids: Ids
) -> Navigator:
    return people_stage(shell, acts, desk, words, clock, ids)


def opened(stage: Navigator) -> PeopleView:
    stage.open("people")
    settle()
    assert isinstance(stage.screen, PeopleView)
    return stage.screen


@pytest.mark.covers("3-022", "F6")
def test_a_hit_says_why_and_whether_contact_is_agreed(
    presenter: PeoplePresenter, page: Page
) -> None:
    presenter.open()
    presenter.ask("соняшник")
    line = page.state.people[page.state.chosen]
    assert line.name == "Соняшник Олена"
    assert line.born == "1986", "the day itself comes up with F8"
    assert "прізвище" in line.note
    assert "безпечний контакт" in line.note
    assert page.state.portrait.name == line.name
    assert page.state.past


def test_before_anything_is_typed_the_last_cards_are_there(
    presenter: PeoplePresenter, page: Page
) -> None:
    presenter.open()
    assert len(page.state.people) == 2
    assert not page.state.asked


@pytest.mark.covers("F4")
def test_numbers_of_a_safe_client_are_masked_until_asked_for(
    presenter: PeoplePresenter, page: Page
) -> None:
    presenter.open()
    presenter.ask("соняшник")
    shown = " ".join(line.value for line in page.state.portrait.contact)
    assert "000 12" not in shown
    assert "заборонено" in shown
    presenter.open_contacts()
    assert "+380 50 000 12 34" in " ".join(line.value for line in page.state.portrait.contact)
    presenter.mask()
    assert not page.state.opened


def test_nobody_found_offers_a_new_card_with_what_was_typed(
    presenter: PeoplePresenter, page: Page, words: Words
) -> None:
    presenter.open()
    presenter.ask("жжж 1986")
    assert page.state.empty == words("people.nobody")
    presenter.register()
    assert page.went == [("registration", {"typed": "жжж 1986"})]


def test_an_answer_to_an_older_question_is_dropped(
    page: Page, desk: SmallDesk, words: Words, clock: Clock
) -> None:
    runner = LateRunner()
    presenter = PeoplePresenter(
        page, desk, runner, words, clock=clock, go=page.go, ask_why=page.ask_why
    )
    presenter.ask("соняшник олена")
    presenter.ask("соняшний тарас")
    runner.let(1)
    runner.let(0)
    assert page.state.people[0].name == "Соняшний Тарас"


def test_enter_waits_for_the_answer_to_what_was_typed_last(
    page: Page, desk: SmallDesk, words: Words, clock: Clock
) -> None:
    runner = LateRunner()
    presenter = PeoplePresenter(
        page, desk, runner, words, clock=clock, go=page.go, ask_why=page.ask_why
    )
    presenter.enter("соняшник")
    assert page.went == []
    runner.let(0)
    assert page.went[0][0] == "client"


def test_arrows_walk_while_the_focus_stays_in_the_box(stage: Navigator) -> None:
    view = opened(stage)
    type_text(view.search, "соняш")
    press(view.search, Qt.Key.Key_Down)
    chosen = view.list.current()
    assert chosen is view.list.records[1]
    assert QApplication.focusWidget() is view.search
    press(view.search, Qt.Key.Key_Up)
    assert view.list.current() is view.list.records[0]


def test_j_and_k_walk_in_the_list_in_any_layout(stage: Navigator) -> None:
    view = opened(stage)
    view.list.setFocus()
    press(view.list, Qt.Key.Key_J)
    assert view.list.currentIndex().row() == 1
    press(view.list, 0x41B, scan_code=45)  # the key K while the layout is Ukrainian
    assert view.list.currentIndex().row() == 0


def test_escape_empties_the_box_first(stage: Navigator) -> None:
    view = opened(stage)
    type_text(view.search, "соняш")
    press(view.search, Qt.Key.Key_Escape)
    assert view.search.value() == ""


def test_results_come_while_one_types(stage: Navigator, qtbot: Any) -> None:
    view = opened(stage)
    type_text(view.search, "тарас")
    qtbot.waitUntil(lambda: len(view.list.records) == 1, timeout=1_000)
    assert view.new_button.isVisible()


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize(
    ("theme", "letters"), [("light", 100), ("dark", 130), ("contrast", 100), ("light", 200)]
)
@pytest.mark.parametrize("query", ["", "соняш", "жжж"])
def test_everybody_can_use_the_search(
    stage: Navigator, shell: Shell, language: Language, theme: Theme, letters: int, query: str
) -> None:
    shell.change_settings(replace(Settings(), language=language, theme=theme, letters=letters))
    view = opened(stage)
    view.presenter.ask(query)
    settle()
    assert not cut_text(shell)
    if letters == 100:  # with larger letters the page scrolls and places cannot be compared
        assert not faults_of(shell)
