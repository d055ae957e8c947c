"""Two cards side by side and the report: by keyboard alone, masked, undone, for everybody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.runner import InlineRunner
from app.core.settings import Settings, Theme
from app.core.words import Language, Words
from app.desk.pairs import Pairs
from app.registry.merging import CHOICES, Side
from app.registry.model import Card, Client, Happening, SafeContact
from app.storage.database import Database
from app.ui.actions import Acts
from app.ui.client.view import ClientView
from app.ui.duplicates.presenter import MergePresenter
from app.ui.duplicates.report_presenter import ReportPresenter
from app.ui.duplicates.report_view import ReportView
from app.ui.duplicates.values import said
from app.ui.duplicates.view import MergeView
from app.ui.screens import Navigator
from app.ui.shell.window import Shell
from tests.conftest import StandingClock
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.registration.people_stage import people_stage
from tests.ui.registration.register_hand import Page, SmallDesk, small_desk

OLENA = Card(
    surname="Соняшник",
    given_name="Олена",
    patronymic="Іванівна",
    birth_date=date(1986, 3, 7),
    phones=("+380501234567",),
    actual_address="с. Липове, вул. Садова, 7",
)
AGAIN = replace(
    OLENA, surname="Сонячник", phones=("+380671112233",), email="olena@example.org", patronymic=""
)


class Place(Page):
    """Remembers what was said with its undo."""

    def say(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        self.tell(sentence, undo)


@pytest.fixture
def desk(database: Database, clock: Clock, ids: Ids) -> SmallDesk:
    return small_desk(database, clock, ids)


@pytest.fixture
def kept(desk: SmallDesk) -> Client:
    return desk.intake.register(OLENA).client


@pytest.fixture
def other(desk: SmallDesk, kept: Client, clock: StandingClock) -> Client:
    clock.forward(timedelta(minutes=1))
    client = desk.intake.register(AGAIN).client
    assert client.id != kept.id
    return client


@pytest.fixture
def page() -> Place:
    return Place()


@pytest.fixture
def presenter(page: Place, desk: SmallDesk, words: Words, clock: Clock) -> MergePresenter:
    return MergePresenter(
        page,
        desk,
        InlineRunner(),
        words,
        clock=clock,
        go=page.go,
        say=page.say,
        ask_why=page.ask_why,
    )


@pytest.fixture
def stage(
    shell: Shell, acts: Acts, desk: SmallDesk, words: Words, clock: Clock, ids: Ids
) -> Navigator:
    return people_stage(shell, acts, desk, words, clock, ids)


@pytest.mark.covers("F86", "F87")
def test_the_same_fields_stand_on_both_sides_with_reasons(
    presenter: MergePresenter, page: Place, kept: Client, other: Client
) -> None:
    presenter.open(kept.id, other.id)
    lines = {line.name: line for line in page.state.lines}
    assert (lines["surname"].kept, lines["surname"].merged) == ("Соняшник", "Сонячник")
    assert (lines["birth_date"].kept, lines["birth_date"].same) == ("07.03.1986", True)
    assert lines["phones"].result == "+380 50 123 45 67, +380 67 111 22 33"
    assert "та сама дата народження" in page.state.speaks_for
    assert [line.same for line in page.state.lines] == sorted(
        line.same for line in page.state.lines
    )
    presenter.choose("surname", Side.MERGED)
    assert next(line for line in page.state.lines if line.name == "surname").result == "Сонячник"


@pytest.mark.covers("F87", "T13")
def test_merged_told_and_undone_at_once(
    presenter: MergePresenter, page: Place, desk: SmallDesk, kept: Client, other: Client
) -> None:
    presenter.open(kept.id, other.id)
    presenter.choose("surname", Side.MERGED)
    presenter.merge()
    assert page.went[-1] == ("client", {"client_id": kept.id})
    assert desk.intake.client(other.id).card.surname == "Сонячник"
    assert page.undo is not None
    page.undo()
    assert {one.card.surname for one in desk.intake.recent()} == {"Соняшник", "Сонячник"}


def test_two_people_return_to_the_report_and_can_be_taken_back(
    presenter: MergePresenter, page: Place, desk: SmallDesk, kept: Client, other: Client
) -> None:
    presenter.open(kept.id, other.id, back="duplicates")
    presenter.tell_apart()
    assert page.went[-1] == ("duplicates", {})
    presenter.open(kept.id, other.id)
    assert page.state.told_apart
    presenter.take_back_apart()
    assert not page.state.told_apart
    assert desk.intake.likely_duplicates(OLENA, but=kept.id)


def test_a_colleague_s_change_is_told_and_nothing_merged(
    presenter: MergePresenter,
    page: Place,
    desk: SmallDesk,
    words: Words,
    kept: Client,
    other: Client,
) -> None:
    presenter.open(kept.id, other.id)
    desk.intake.change(other.id, replace(AGAIN, note="тихо"), seen=other.versions)
    presenter.merge()
    assert page.state.problem == words("error.merge.changed_meanwhile")
    assert not page.state.busy
    assert len(desk.intake.recent()) == 2
    presenter.refresh()
    presenter.merge()
    assert len(desk.intake.recent()) == 1


def test_the_other_card_can_be_kept(
    presenter: MergePresenter, page: Place, kept: Client, other: Client
) -> None:
    presenter.open(kept.id, other.id)
    first = page.state.kept.name
    presenter.swap()
    assert page.state.merged.name == first
    presenter.swap()
    assert page.state.kept.name == first


@pytest.mark.covers("3-022", "F4")
def test_one_safe_card_masks_both_until_opened(
    presenter: MergePresenter, page: Place, desk: SmallDesk, kept: Client
) -> None:
    safe = desk.intake.register(replace(AGAIN, safe_contact=SafeContact(on=True))).client
    presenter.open(kept.id, safe.id)
    shown = str([(line.kept, line.merged, line.result) for line in page.state.lines])
    for secret in ("123 45 67", "111 22 33", "Садова", "olena@"):
        assert secret not in shown
    presenter.unmask()
    shown = str([(line.kept, line.merged, line.result) for line in page.state.lines])
    assert "Садова" in shown
    presenter.mask()
    assert page.state.masked


def test_twins_are_named_as_such(
    presenter: MergePresenter, page: Place, desk: SmallDesk, words: Words, kept: Client
) -> None:
    twin = desk.intake.register(replace(OLENA, given_name="Ірина")).client
    presenter.open(kept.id, twin.id)
    assert page.state.kin == words("kin.twins")


def test_every_choice_has_its_words(words: Words) -> None:
    for name in CHOICES:
        assert words.has(f"pair.{name}")
        assert isinstance(said(OLENA, name, words, masked=True), str)


@pytest.mark.covers("F87", "T13")
def test_by_keys_alone(
    shell: Shell, stage: Navigator, desk: SmallDesk, kept: Client, other: Client
) -> None:
    stage.open("merge", client_id=kept.id, other_id=other.id)
    settle()
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Right)
    settle()
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert desk.intake.client(kept.id).card.surname == "Сонячник"
    assert stage.now is not None
    assert stage.now.name == "client"
    assert "обʼєднано" in shell.toast.sentence
    card = stage.screen
    assert isinstance(card, ClientView)
    (line,) = card.presenter.state.twins
    card.presenter.unmerge(line.merge_id)
    assert desk.intake.client(kept.id).card == OLENA
    assert [line.other_id for line in card.presenter.state.twins] == [other.id]
    kinds = [entry.kind for entry in desk.intake.timeline(kept.id)]
    assert kinds.count(Happening.UNMERGED) == 1


@pytest.mark.covers("A1", "A2")
@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize(
    ("theme", "letters"), [("light", 100), ("dark", 130), ("contrast", 100), ("light", 200)]
)
def test_everybody_can_use_the_comparison(
    shell: Shell,
    stage: Navigator,
    desk: SmallDesk,
    kept: Client,
    language: Language,
    theme: Theme,
    letters: int,
) -> None:
    shell.change_settings(Settings(language=language, theme=theme, letters=letters))
    safe = replace(AGAIN, given_name="Ірина", safe_contact=SafeContact(on=True))
    twin = desk.intake.register(safe).client
    shell.resize(1366, 768)
    shell.show()
    stage.open("merge", client_id=kept.id, other_id=twin.id)
    settle()
    assert isinstance(stage.screen, MergeView)
    assert not faults_of(shell)
    assert not cut_text(shell)


# ---- the report ---------------------------------------------------------------------------------


@pytest.mark.covers("F87")
def test_the_report_is_made_and_leads_to_the_pair(
    page: Place, database: Database, words: Words, clock: Clock, kept: Client, other: Client
) -> None:
    pairs = Pairs(database, clock=clock, author="marta")
    presenter = ReportPresenter(page, pairs, InlineRunner(), words, go=page.go)
    presenter.open()
    assert page.state.empty == words("twice.not_yet")
    presenter.look()
    (line,) = page.state.lines
    assert "Соняшник Олена Іванівна, 1986" in line.names
    assert line.note.startswith("за: ")
    assert not page.state.work
    presenter.compare(line)
    screen, subject = page.went[-1]
    assert (screen, subject["back"]) == ("merge", "duplicates")
    assert {subject["client_id"], subject["other_id"]} == {kept.id, other.id}


@pytest.mark.covers("A1", "A2")
@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize(("theme", "letters"), [("light", 100), ("dark", 200)])
def test_everybody_can_use_the_report(
    shell: Shell,
    stage: Navigator,
    words: Words,
    database: Database,
    clock: Clock,
    kept: Client,
    other: Client,
    language: Language,
    theme: Theme,
    letters: int,
) -> None:
    shell.change_settings(Settings(language=language, theme=theme, letters=letters))
    pairs = Pairs(database, clock=clock, author="marta")
    view = ReportView(words, pairs, InlineRunner(), go=stage.open)
    stage.register("duplicates", lambda: view)
    shell.resize(1366, 768)
    shell.show()
    stage.open("duplicates")
    view.presenter.look()
    settle()
    assert len(view.list.records) == 1
    assert not faults_of(shell)
    assert not cut_text(shell)
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert stage.now is not None
    assert stage.now.name == "merge"
