"""«Сьогодні»: the day's people masked, drafts that wait, what falls due, proof of the journal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from app.accounts import store as accounts
from app.content.library import Library
from app.core.paths import Home
from app.core.runner import InlineRunner
from app.core.settings import Settings, Theme
from app.core.words import Language, Text, Words
from app.desk.checks import Checks
from app.desk.drafts import Drafts
from app.desk.editions import Editions
from app.desk.glass import Glass
from app.desk.intake import Intake
from app.desk.office import Administration
from app.desk.proving import Proving
from app.desk.second import SecondPerson
from app.eligibility.model import Paper, PaperState
from app.keeping import store as keeping
from app.keeping.model import BundleStep, Step
from app.registry.model import AidKind, Card, VisitDraft
from app.storage.database import Database
from app.ui.home.presenter import HomePresenter
from app.ui.home.state import DraftLine, HomeState
from app.ui.home.view import HomeView
from app.ui.shell.window import Shell
from tests.conftest import RepeatingIds, StandingClock
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.doors import new_office

DAY = date(2026, 11, 24)


@dataclass
class Workday:
    intake: Intake
    drafts: Drafts
    checks: Checks
    editions: Editions
    office: Administration
    glass: Glass
    second: SecondPerson


@dataclass
class Watcher:
    states: list[HomeState] = field(default_factory=list)
    said: list[tuple[str, Callable[[], None]]] = field(default_factory=list)

    def show_state(self, state: HomeState) -> None:
        self.states.append(state)

    def say(self, sentence: str, undo: Callable[[], None]) -> None:
        self.said.append((sentence, undo))


@pytest.fixture
def database(home: Home, clock: StandingClock, ids: RepeatingIds) -> Iterator[Database]:
    made = new_office(home, clock=clock, ids=ids)
    yield made.opened.database
    made.opened.database.close()


@pytest.fixture
def desk(database: Database, clock: StandingClock, ids: RepeatingIds) -> Workday:
    with database.reading() as session:
        (head,) = accounts.users(session)
    intake = Intake(database, clock=clock, ids=ids, author=head.id)
    office = Administration(database, clock=clock, ids=ids, author=head.id)
    packs = Library.load()
    checks = Checks(database, packs, clock=clock, ids=ids, author=head.id)
    editions = Editions(database, packs, clock=clock, ids=ids, author=head.id)
    glass = Glass(database, clock=clock, ids=ids, author=head.id)
    second = SecondPerson(database, author=head.id)
    drafts = Drafts(database, clock=clock, ids=ids)
    return Workday(intake, drafts, checks, editions, office, glass, second)


@pytest.fixture
def watcher() -> Watcher:
    return Watcher()


@pytest.fixture
def presenter(
    watcher: Watcher,
    desk: Workday,
    database: Database,
    words: Words,
    clock: StandingClock,
    ids: RepeatingIds,
) -> HomePresenter:
    proving = Proving(database, clock=clock, ids=ids).at_start
    return HomePresenter(watcher, desk, InlineRunner(), words, clock=clock, proving=proving)


def register(desk: Workday, surname: str, *, ahead: int | None = None, topic: str = "") -> str:
    deadline = None if ahead is None else date(2026, 11, 24) + timedelta(days=ahead)
    card = Card(
        surname=surname, given_name="Олена", patronymic="Іванівна", birth_date=date(1986, 3, 7)
    )
    visit = VisitDraft(kind=AidKind.CONSULTATION, topic=topic, deadline=deadline)
    return desk.intake.register(card, visit).client.id


def test_an_empty_day_says_so(presenter: HomePresenter) -> None:
    presenter.open()
    state = presenter.state
    assert state.loaded
    assert state.day == "вівторок, 24 листопада"
    assert not state.visits
    assert not state.drafts
    assert not state.due


@pytest.mark.covers("F1")
def test_people_of_the_day_are_masked(presenter: HomePresenter, desk: Workday) -> None:
    register(desk, "Соняшник")
    presenter.open()
    (line,) = presenter.state.visits
    assert line.person == "С-к О. І., 1986"
    assert line.kind == "Консультація"
    assert line.topic == "тему не вибрано"
    assert "Соняшник" not in repr(presenter.state)


def test_what_falls_due_is_sorted_and_toned(presenter: HomePresenter, desk: Workday) -> None:
    for surname, ahead in (("Ткач", 3), ("Гора", -1), ("Лист", 1), ("Далекий", 60)):
        register(desk, surname, ahead=ahead)
    presenter.open()
    assert [(line.when, line.tone) for line in presenter.state.due] == [
        ("23 лист.", "danger"),
        ("завтра", "ask"),
        ("27 лист.", "text2"),
    ]


def test_the_nearest_twelve_are_shown_and_the_rest_is_told(
    presenter: HomePresenter, desk: Workday, words: Words
) -> None:
    for ahead in reversed(range(14)):
        register(desk, "Ткач", ahead=ahead)
    presenter.open()
    assert len(presenter.state.due) == 12
    assert presenter.state.due[0].when == "сьогодні"
    assert presenter.state.due_more == words("home.due.more", n=2)


def test_a_promised_paper_falls_due_too(presenter: HomePresenter, desk: Workday) -> None:
    client_id = register(desk, "Соняшник", ahead=5)
    promised = Paper(
        item="passport_booklet", state=PaperState.PROMISED, promised_by=date(2026, 11, 25)
    )
    desk.checks.keep_paper(client_id, promised)
    presenter.open()
    first, second = presenter.state.due
    assert (first.place, first.when, first.tone) == ("papers", "завтра", "ask")
    assert first.title.startswith("Обіцяно: ")
    assert second.place == "client"


def test_drafts_wait_with_their_time_and_can_be_taken_back(
    presenter: HomePresenter, desk: Workday, watcher: Watcher
) -> None:
    desk.drafts.keep("registration", "", {"surname": "Соняшник"})
    presenter.open()
    (draft,) = presenter.state.drafts
    assert draft.title == "Новий прийом, чернетка о 10:30"
    assert "Соняшник" not in repr(draft)
    presenter.discard(draft.id)
    assert not presenter.state.drafts
    assert not desk.drafts.waiting()
    sentence, undo = watcher.said[0]
    assert sentence == "Чернетку відкинуто."
    undo()
    assert [one.id for one in desk.drafts.waiting()] == [draft.id]
    assert presenter.state.drafts == (draft,)
    presenter.discard("nothing of that id")


def test_the_journal_is_proven_and_the_laws_dated(presenter: HomePresenter, words: Words) -> None:
    presenter.open()
    told = {line.name: (line.value, line.good) for line in presenter.state.health}
    assert told["Журнал"] == ("Журнал цілий: 6 рядків.", True)
    assert told["Закони"] == ("звірено 22.11.2026, ще не підтверджено", True)
    words.speak("en")
    presenter.say_again()
    assert presenter.state.day == "Tuesday, 24 November"


@dataclass
class Scene:
    view: HomeView
    presenter: HomePresenter
    done: list[str]


@pytest.fixture
def scene(shell: Shell, desk: Workday, words: Words, clock: StandingClock) -> Scene:
    return scene_of(shell, desk, words, clock)


def scene_of(shell: Shell, desk: Workday, words: Words, clock: StandingClock) -> Scene:
    done: list[str] = []

    def resume(draft: DraftLine) -> None:
        done.append(f"resume {draft.screen}")

    view = HomeView(
        words,
        new_visit=lambda: done.append("new"),
        open_place=lambda place, client_id: done.append(f"{place} {client_id}"),
        resume=resume,
        renew_code=lambda: done.append("renew code"),
        open_laws=lambda: done.append("laws"),
        open_copies=lambda: None,
        open_proof=lambda: None,
        open_access=lambda: done.append("access"),
        open_rights=lambda: done.append("rights"),
        say=shell.say,
    )
    presenter = HomePresenter(view, desk, InlineRunner(), words, clock=clock)
    view.follow(presenter)
    return Scene(view, presenter, done)


def show(scene: Scene, shell: Shell) -> None:
    scene.view.open()
    shell.show_screen(scene.view)
    first = scene.view.first_field()
    first.setFocus()
    settle()


@pytest.mark.covers("R-19")
def test_the_head_is_told_of_a_code_that_nobody_confirmed(
    home: Home, clock: StandingClock, ids: RepeatingIds, shell: Shell, words: Words
) -> None:
    made = new_office(home, clock=clock, ids=ids, confirmed=False)
    database, author = made.opened.database, made.opened.user.id
    day = Workday(
        Intake(database, clock=clock, ids=ids, author=author),
        Drafts(database, clock=clock, ids=ids),
        Checks(database, Library.load(), clock=clock, ids=ids, author=author),
        Editions(database, Library.load(), clock=clock, ids=ids, author=author),
        Administration(database, clock=clock, ids=ids, author=author),
        Glass(database, clock=clock, ids=ids, author=author),
        SecondPerson(database, author=author),
    )
    scene = scene_of(shell, day, words, clock)
    show(scene, shell)
    banner = scene.view._renew_banner
    assert banner.isVisible()
    assert banner.title.text() == "Код відновлення не підтверджено. Надрукуйте новий."
    scene.view._renew.click()
    assert scene.done == ["renew code"]
    assert not faults_of(shell)
    assert not cut_text(shell)
    shell.change_settings(Settings(letters=200))
    settle()
    assert not cut_text(shell)
    day.office.confirm_recovery()
    scene.view.open()
    assert not banner.isVisible()
    database.close()


def test_an_empty_day_offers_the_first_visit(scene: Scene, shell: Shell) -> None:
    show(scene, shell)
    assert scene.view._empty.isVisible()
    assert QApplication.focusWidget() is scene.view._new
    scene.view._first.click()
    shell.acts.run("screen.main")
    assert scene.done == ["new", "new"]


def test_a_draft_has_the_focus_and_goes_on_with_enter(
    scene: Scene, shell: Shell, desk: Workday
) -> None:
    desk.drafts.keep("registration", "", {"surname": "С"})
    show(scene, shell)
    focus = QApplication.focusWidget()
    assert focus is scene.view._resumes[0]
    scene.view._resumes[0].click()
    assert scene.done == ["resume registration"]
    scene.view._discard(scene.presenter.state.drafts[0].id)
    assert shell.toast.sentence == "Чернетку відкинуто."


def test_a_row_opens_the_client(scene: Scene, shell: Shell, desk: Workday) -> None:
    client_id = register(desk, "Соняшник", ahead=1)
    show(scene, shell)
    scene.view._open_line(scene.presenter.state.visits[0])
    scene.view._links[0].click()
    assert scene.done == [f"client {client_id}"] * 2


@pytest.mark.covers("A1", "A3", "A4", "A7", "A9")
@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("busy", [True, False])
def test_everybody_can_use_it(
    scene: Scene, shell: Shell, desk: Workday, words: Words, language: Language, *, busy: bool
) -> None:
    if busy:
        fill(desk)
    words.speak(language)
    show(scene, shell)
    assert not faults_of(shell)
    assert not cut_text(shell)


@pytest.mark.covers("A7", "A8")
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("letters", [130, 200])
def test_nothing_is_cut_with_larger_letters(
    scene: Scene, shell: Shell, desk: Workday, theme: Theme, letters: int
) -> None:
    fill(desk)
    show(scene, shell)
    shell.change_settings(Settings(theme=theme, letters=letters))
    settle()
    assert shell.width() == 1366
    assert not cut_text(shell)


def fill(desk: Workday) -> None:
    register(desk, "Щербаківʼюк-Їжакевич", ahead=0)
    register(desk, "Ґалаґан", ahead=-3)
    register(desk, "Соняшник")
    desk.drafts.keep("registration", "", {})
    desk.drafts.keep("visit", "x", {})


def test_a_draft_that_comes_late_still_takes_the_focus(
    scene: Scene, shell: Shell, desk: Workday
) -> None:
    desk.drafts.keep("registration", "", {"surname": "С"})
    shell.show_screen(scene.view)
    scene.view.first_field().setFocus()
    scene.view.open()
    settle()
    assert QApplication.focusWidget() is scene.view._resumes[0]


@pytest.mark.covers("F28")
def test_the_head_is_asked_to_confirm_the_edition_once(
    home: Home, clock: StandingClock, ids: RepeatingIds, words: Words
) -> None:
    made = new_office(home, clock=clock, ids=ids)
    database, author = made.opened.database, made.opened.user.id
    packs = Library.load()
    day = Workday(
        Intake(database, clock=clock, ids=ids, author=author),
        Drafts(database, clock=clock, ids=ids),
        Checks(database, packs, clock=clock, ids=ids, author=author),
        Editions(database, packs, clock=clock, ids=ids, author=author),
        Administration(database, clock=clock, ids=ids, author=author),
        Glass(database, clock=clock, ids=ids, author=author),
        SecondPerson(database, author=author),
    )
    presenter = HomePresenter(Watcher(), day, InlineRunner(), words, clock=clock)
    presenter.open()
    before = presenter.state
    assert before.laws is not None
    assert "не підтверджено" in before.health[-1].value
    day.editions.confirm()
    presenter.open()
    calm = presenter.state
    assert calm.laws is None
    assert calm.health[-1].good
    database.close()


def test_rules_that_should_be_in_force_and_cannot_be_read_are_told(
    presenter: HomePresenter, database: Database, clock: StandingClock, words: Words
) -> None:
    name = Text("Правила грудня", "Rules of December")
    gone = BundleStep(
        number=7, before=0, step=Step.INSTALLED, sha256="", title=name, signers=(),
        at=clock.now(), author="a",
    )  # fmt: skip
    with database.writing("bundle.installed", author="a") as session:
        keeping.add_step(session, "b7", gone)
    presenter.open()
    alarm = presenter.state.laws
    assert alarm is not None
    assert (alarm.kind, alarm.title) == ("danger", words("home.laws.spoilt"))


@pytest.mark.covers("F28")
@pytest.mark.parametrize(("days", "kind"), [(200, "ask"), (400, "danger")])
def test_old_packs_sound_an_alarm_for_everybody(
    presenter: HomePresenter, clock: StandingClock, days: int, kind: str
) -> None:
    clock.forward(timedelta(days=days))
    presenter.open()
    alarm = presenter.state.laws
    assert alarm is not None
    assert alarm.kind == kind
    assert "звіряйте" in alarm.note, "it says what to do"
    assert not presenter.state.health[-1].good


@pytest.mark.covers("W7")
def test_a_provisional_answer_that_ends_soon_falls_due(
    presenter: HomePresenter, desk: Workday
) -> None:
    client_id = register(desk, "Соняшник")
    checks = desk.checks
    saved = checks.save(client_id, checks.facts({"idp_status": "registered"}), (), DAY)
    checks.give_provisional(saved.id, DAY + timedelta(days=1), ["id_card"])
    presenter.open()
    (line,) = presenter.state.due
    assert (line.place, line.when, line.title) == (
        "papers",
        "завтра",
        "Спливає попередня відповідь",
    )
