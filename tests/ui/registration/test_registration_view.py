"""The screen of a card: everybody can use it, in both languages, looks and sizes of letters."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.runner import InlineRunner, Lane
from app.core.settings import Settings, Theme
from app.core.words import Language, Words
from app.registry.model import Card
from app.storage.database import Database
from app.ui.actions import Acts
from app.ui.registration.view import RegistrationView
from app.ui.screens import Navigator
from app.ui.shell.window import Shell
from tests.typing_hand import press, type_text
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.registration.people_stage import people_stage
from tests.ui.registration.register_hand import SmallDesk, small_desk


@pytest.fixture
def desk(database: Database, clock: Clock, ids: Ids) -> SmallDesk:
    return small_desk(database, clock, ids)


@pytest.fixture
def stage(
    shell: Shell, acts: Acts, desk: SmallDesk, words: Words, clock: Clock, ids: Ids
) -> Navigator:
    return people_stage(shell, acts, desk, words, clock, ids)


def opened(stage: Navigator, **subject: str) -> RegistrationView:
    stage.open("registration", **subject)
    settle()
    assert isinstance(stage.screen, RegistrationView)
    return stage.screen


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize(
    ("theme", "letters"), [("light", 100), ("dark", 130), ("contrast", 100), ("light", 200)]
)
def test_everybody_can_use_the_daily_page(
    stage: Navigator, shell: Shell, desk: SmallDesk, language: Language, theme: Theme, letters: int
) -> None:
    desk.intake.register(Card(surname="Соняшник", given_name="Олена"))
    shell.change_settings(replace(Settings(), language=language, theme=theme, letters=letters))
    opened(stage, typed="соняшник олена")
    settle()
    assert not cut_text(shell)
    assert not faults_of(shell)


def test_the_daily_page_fits_a_small_screen(stage: Navigator, shell: Shell) -> None:
    form = opened(stage).form
    essence = form.field("essence")
    assert essence is not None
    assert essence.mapTo(shell, essence.rect().bottomLeft()).y() < shell.height() - 80


@pytest.mark.parametrize(
    "section",
    [
        *("aid", "safe_more", "reach", "addresses", "papers", "access"),
        *("representative", "statuses", "consents", "note"),
        *("household", "names", "pre_war", "opposing"),
    ],
)
def test_everybody_can_use_an_unfolded_section(
    stage: Navigator, shell: Shell, section: str
) -> None:
    view = opened(stage)
    part = view.form.part(section)
    part.unfold()  # type: ignore[union-attr]  # these are the folded ones
    settle()
    assert not cut_text(shell)
    shell.resize(1366, 1900)  # nothing scrolls, so that places on the screen can be compared
    settle()
    assert not cut_text(shell)
    assert not faults_of(shell)


def test_safe_contact_is_asked_before_any_number(stage: Navigator, shell: Shell) -> None:
    form = opened(stage).form
    asked, number = form.field("may_call"), form.field("phone_0")
    assert asked is not None
    assert number is not None
    assert (
        asked.mapTo(shell, asked.rect().topLeft()).y()
        < number.mapTo(shell, number.rect().topLeft()).y()
    )


def test_enter_goes_to_the_next_field_and_ctrl_enter_saves(
    stage: Navigator, shell: Shell, desk: SmallDesk
) -> None:
    form = opened(stage).form
    surname = form.field("surname")
    assert surname is not None
    type_text(surname.editor, "Бджілка")
    press(surname.editor, Qt.Key.Key_Return)
    given = form.field("given_name")
    assert given is not None
    assert QApplication.focusWidget() is given.editor
    shell.acts.run("screen.main")
    assert stage.now is not None
    assert stage.now.name == "client"
    assert [client.card.surname for client in desk.intake.recent()] == ["Бджілка"]


def test_wrong_fields_are_listed_with_links(stage: Navigator, shell: Shell) -> None:
    view = opened(stage)
    phone = view.form.field("phone_0")
    assert phone is not None
    type_text(phone.editor, "050 000 12")
    shell.acts.run("screen.main")
    settle()
    assert view.summary.isVisible()
    assert len(view.summary.sentences) == 2
    assert phone.error
    assert not faults_of(shell)


def test_faults_of_one_form_do_not_stand_above_the_next(stage: Navigator, shell: Shell) -> None:
    view = opened(stage)
    shell.acts.run("screen.main")
    assert view.summary.isVisible()
    surname = view.form.field("surname")
    assert surname is not None
    type_text(surname.editor, "Бджілка")
    view.keep_now()
    shell.acts.run("screen.main")
    assert not opened(stage).summary.isVisible()


class LateRunner(InlineRunner):
    """Answers when the test lets it, as a busy machine does."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def run(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        lane: Lane = Lane.DATABASE,
    ) -> None:
        self.waiting.append(partial(super().run, work, then, failed, lane=lane))

    def answer(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()
        settle()


def test_the_field_in_hand_tells_the_next_form_nothing(
    shell: Shell, acts: Acts, desk: SmallDesk, words: Words, clock: Clock, ids: Ids
) -> None:
    other = desk.intake.register(Card(surname="Осока", given_name="Ірина")).client
    runner = LateRunner()
    stage = people_stage(shell, acts, desk, words, clock, ids, runner)
    view = opened(stage)
    runner.answer()
    given = view.form.field("given_name")
    assert given is not None
    type_text(given.editor, "Марко")
    stage.open("registration", client_id=other.id)
    settle()
    runner.answer()
    view.keep_now()
    runner.answer()
    assert [draft.subject for draft in desk.drafts.waiting()] == [""]
    assert given.editor.property("text") == "Ірина"


@pytest.mark.covers("F9")
def test_leaving_keeps_every_letter_and_coming_back_shows_them(
    stage: Navigator, desk: SmallDesk
) -> None:
    view = opened(stage)
    surname = view.form.field("surname")
    assert surname is not None
    type_text(surname.editor, "Бджіл")
    stage.open("people")
    assert desk.drafts.waiting()[0].values["typed"]["surname"] == "Бджіл"  # type: ignore[index]
    again = opened(stage).form.field("surname")
    assert again is not None
    assert again.editor.property("text") == "Бджіл"


def test_the_language_changes_live_and_the_text_stays(
    stage: Navigator, shell: Shell, words: Words
) -> None:
    view = opened(stage)
    surname = view.form.field("surname")
    assert surname is not None
    type_text(surname.editor, "Бджілка")
    words.speak("en")
    settle()
    assert surname.label_text == "Surname"
    assert surname.editor.property("text") == "Бджілка"
    assert view.bar.save.text() == words("registration.save")


def test_the_banner_of_a_draft_asks_whether_to_go_on(
    stage: Navigator, shell: Shell, desk: SmallDesk
) -> None:
    desk.drafts.keep("registration", "", {"typed": {"surname": "Бджілка"}})
    view = opened(stage)
    assert view.resumed.isVisible()
    assert not faults_of(shell)
    view.start_clean.click()
    assert not view.resumed.isVisible()
    surname = view.form.field("surname")
    assert surname is not None
    assert surname.editor.property("text") == ""


def test_nothing_blocks_the_window(stage: Navigator, desk: SmallDesk, watchdog: object) -> None:
    desk.intake.register(Card(surname="Соняшник"))
    view = opened(stage, typed="соняшник")
    for section in ("papers", "statuses"):
        view.form.part(section).unfold()  # type: ignore[union-attr]  # these are the folded ones
        settle()
