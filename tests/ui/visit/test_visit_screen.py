"""A visit of a returning person: prefilled, kept, saved, changed, taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.runner import InlineRunner
from app.core.settings import Settings
from app.core.words import Language, Words
from app.registry.model import AidKind, Card, Channel, Client, VisitDraft
from app.storage.database import Database
from app.ui.actions import Acts
from app.ui.client.portrait import past
from app.ui.screens import Navigator
from app.ui.shell.window import Shell
from app.ui.visit.presenter import VisitPresenter
from tests.conftest import StandingClock
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.registration.people_stage import people_stage
from tests.ui.registration.register_hand import Page, SmallDesk, small_desk


@pytest.fixture
def desk(database: Database, clock: Clock, ids: Ids) -> SmallDesk:
    return small_desk(database, clock, ids)


@pytest.fixture
def client(desk: SmallDesk, clock: StandingClock) -> Client:
    visit = VisitDraft(topic="family", channel=Channel.PHONE, essence="Давнє")
    made = desk.intake.register(Card(surname="Соняшник", given_name="Олена"), visit).client
    clock.forward(timedelta(minutes=2))
    return made


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def presenter(page: Page, desk: SmallDesk, words: Words, clock: Clock, ids: Ids) -> VisitPresenter:
    return VisitPresenter(page, desk, InlineRunner(), words, clock=clock, ids=ids, go=page.go)


@pytest.mark.covers("F8")
def test_channel_and_topic_come_from_the_last_visit(
    presenter: VisitPresenter, page: Page, client: Client
) -> None:
    presenter.open(client_id=client.id)
    assert page.state.values == {"topic": "family", "channel": "phone"}
    assert page.focus == "essence"
    assert "24.11.2026" in page.state.last


@pytest.mark.covers("3-024", "F8")
def test_a_visit_is_saved_and_taken_back_with_its_text(
    presenter: VisitPresenter, page: Page, client: Client, desk: SmallDesk
) -> None:
    presenter.open(client_id=client.id)
    presenter.edited("essence", "Нове")
    presenter.edited("asked_wants_paper", "yes")
    presenter.left("essence")
    presenter.save()
    saved = desk.intake.visits_of(client.id)[0]
    assert (saved.essence, saved.kind, saved.topic) == ("Нове", AidKind.DOCUMENT, "family")
    assert page.went[-1] == ("client", {"client_id": client.id})
    assert desk.drafts.waiting() == ()
    assert page.undo is not None
    page.undo()
    assert [visit.essence for visit in desk.intake.visits_of(client.id)] == ["Давнє"]
    screen, subject = page.went[-1]
    assert screen == "visit"
    presenter.open(draft_id=subject["draft_id"])
    assert page.state.values["essence"] == "Нове"


def test_a_visit_is_changed_where_it_stands(
    presenter: VisitPresenter, page: Page, client: Client, desk: SmallDesk
) -> None:
    visit = desk.intake.visits_of(client.id)[0]
    presenter.open(client_id=client.id, visit_id=visit.id)
    assert page.state.changing
    presenter.edited("wanted_result", "Поновити виплату")
    presenter.save()
    changed = desk.intake.visits_of(client.id)
    assert [one.wanted_result for one in changed] == ["Поновити виплату"]
    assert changed[0].on_date == visit.on_date


def test_what_was_carried_from_a_new_card_is_kept_at_once(
    presenter: VisitPresenter, page: Page, client: Client, desk: SmallDesk
) -> None:
    presenter.open(client_id=client.id, carried={"essence": "Припинили", "topic": "pension"})
    assert page.state.values["topic"] == "pension"
    draft = desk.drafts.find("visit", client.id)
    assert draft is not None
    presenter.open(draft_id=draft.id)
    assert page.state.values["essence"] == "Припинили"
    assert page.state.client_id == client.id


def test_a_deadline_that_cannot_be_read_stops_the_save(
    presenter: VisitPresenter, page: Page, client: Client
) -> None:
    presenter.open(client_id=client.id)
    presenter.edited("deadline", "скоро")
    presenter.left("deadline")
    assert page.state.remarks["deadline"].wrong
    presenter.save(then="check")
    assert [key for key, _ in page.state.faults] == ["deadline"]
    presenter.edited("deadline", "01.12.2026")
    presenter.left("deadline")
    presenter.save(then="check")
    assert page.went[-1][0] == "check"


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("letters", [100, 200])
def test_everybody_can_use_the_visit(
    shell: Shell,
    acts: Acts,
    desk: SmallDesk,
    words: Words,
    clock: Clock,
    ids: Ids,
    client: Client,
    language: Language,
    letters: int,
) -> None:
    shell.change_settings(replace(Settings(), language=language, letters=letters))
    stage: Navigator = people_stage(shell, acts, desk, words, clock, ids)
    stage.open("visit", client_id=client.id)
    settle()
    assert not cut_text(shell)
    if letters == 100:  # with larger letters the page scrolls and places cannot be compared
        assert not faults_of(shell)


@pytest.mark.covers("T22", "F10")
def test_a_visit_of_an_earlier_day_is_corrected_with_a_reason_and_the_old_one_stays_visible(
    presenter: VisitPresenter, page: Page, client: Client, desk: SmallDesk, clock: StandingClock
) -> None:
    clock.forward(timedelta(days=1))
    visit = desk.intake.visits_of(client.id)[0]
    presenter.open(client_id=client.id, visit_id=visit.id)
    presenter.edited("topic", "housing")
    presenter.save()
    assert [key for key, _ in page.state.faults] == ["corrected"]
    presenter.edited("corrected", "описка")
    presenter.save()
    now = desk.intake.visit(visit.id)
    assert (now.topic, now.essence, now.corrected) == ("housing", "Давнє", "описка")
    (told,) = [one for one in desk.intake.timeline(client.id) if one.kind == "corrected"]
    assert told.values["was"] == {"topic": "family"}
    (line,) = past((told,), presenter._words, {})
    assert "Сімейне право" in line.note
    assert "описка" in line.note


def test_a_visit_of_today_is_changed_without_a_reason(
    presenter: VisitPresenter, client: Client, desk: SmallDesk
) -> None:
    visit = desk.intake.visits_of(client.id)[0]
    presenter.open(client_id=client.id, visit_id=visit.id)
    presenter.edited("topic", "housing")
    presenter.save()
    assert desk.intake.visit(visit.id).topic == "housing"
