"""The client's card: agreed contact, facts, history, read-back, undo, and the ways onwards."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.runner import InlineRunner
from app.core.settings import Settings, Theme
from app.core.words import Language, Words
from app.registry.model import (
    Card,
    Channel,
    Client,
    Consent,
    ConsentPurpose,
    ConsentWay,
    Happening,
    SafeContact,
    Status,
    TimelineEntry,
    VisitDraft,
    YesNo,
)
from app.storage.database import Database
from app.ui.actions import Acts
from app.ui.client.portrait import past
from app.ui.client.presenter import ClientPresenter
from app.ui.client.view import ClientView
from app.ui.screens import Navigator
from app.ui.shell.window import Shell
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.registration.people_stage import people_stage
from tests.ui.registration.register_hand import Page, SmallDesk, small_desk

TOMORROW = date(2026, 11, 25)
CARD = Card(
    surname="Соняшник",
    given_name="Олена",
    patronymic="Іванівна",
    birth_date=date(1986, 3, 7),
    phones=("+380500001234",),
    email="olena@example.org",
    actual_address="с. Липове, вул. Садова, 7",
    safe_contact=SafeContact(
        on=True,
        may_call=YesNo.NO,
        may_write=YesNo.YES,
        code_word="волошка",
        forbidden=(Channel.EMAIL, Channel.POST),
        hours="будні",
    ),
    statuses=(Status(kind="idp", valid_from=date(2024, 6, 14)),),
    consents=(
        Consent(purpose=ConsentPurpose.CASE, given_on=date(2026, 1, 2), way=ConsentWay.ORAL),
    ),
    note="говорити повільно",
)


@pytest.fixture
def desk(database: Database, clock: Clock, ids: Ids) -> SmallDesk:
    return small_desk(database, clock, ids)


@pytest.fixture
def client(desk: SmallDesk) -> Client:
    visit = VisitDraft(topic="idp_rights", essence="Припинили виплату", deadline=date(2026, 12, 1))
    return desk.intake.register(CARD, visit).client


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def presenter(page: Page, desk: SmallDesk, words: Words, clock: Clock) -> ClientPresenter:
    return ClientPresenter(
        page, desk, InlineRunner(), words, clock=clock, go=page.go, ask_why=page.ask_why
    )


@pytest.fixture
def stage(
    shell: Shell, acts: Acts, desk: SmallDesk, words: Words, clock: Clock, ids: Ids
) -> Navigator:
    return people_stage(shell, acts, desk, words, clock, ids)


@pytest.mark.covers("3-021", "F4")
def test_a_forbidden_channel_is_shown_as_forbidden_and_masked(
    presenter: ClientPresenter, page: Page, client: Client
) -> None:
    presenter.open(client.id)
    lines = {line.name: line for line in page.state.portrait.contact}
    assert lines["Телефонувати"].mark == "no"
    assert lines["Телефонувати"].value == "не можна"
    assert lines["Писати"].mark == "yes"
    assert lines["Електронна пошта"].mark == "no"
    assert lines["Пошта"].value == "заборонено"
    shown = str([line.value for line in (*page.state.portrait.contact, *page.state.portrait.facts)])
    for secret in ("000 12", "olena", "Садова", "волошка"):
        assert secret not in shown
    page.reason = "бо треба"
    presenter.open_contacts()
    assert not page.state.opened, "three words are no reason for what a life hangs on"
    assert page.said
    page.reason = "Приймаю цю людину зараз"
    presenter.open_contacts()
    assert page.asked == ["life", "life"]
    assert 0 < page.masks_in <= 600_000
    opened = str(
        [line.value for line in (*page.state.portrait.contact, *page.state.portrait.facts)]
    )
    for secret in ("000 12", "olena", "Садова", "волошка"):
        assert secret in opened


@pytest.mark.covers("F126")
def test_the_read_back_says_everything_and_leads_to_the_field(
    presenter: ClientPresenter, page: Page, client: Client, desk: SmallDesk
) -> None:
    presenter.open(client.id)
    assert page.state.spoken == ()
    presenter.read_back()
    said = {line.name: line for line in page.state.spoken}
    parts = ("Прізвище", "Імʼя", "По батькові")
    assert [said[part].value for part in parts] == ["Соняшник", "Олена", "Іванівна"]
    assert said["Ваш телефон"].value == "+380 50 000 12 34"
    assert said["Вашими словами, сталося таке"].value == "Припинили виплату"
    presenter.change_line(said["Ваш телефон"])
    assert page.went[-1] == ("registration", {"client_id": client.id, "field": "phone_0"})
    presenter.change_line(said["Встигнути треба до"])
    visit = desk.intake.visits_of(client.id)[0]
    assert page.went[-1] == ("visit", {"client_id": client.id, "visit_id": visit.id})


def test_every_way_onwards_names_the_client(
    presenter: ClientPresenter, page: Page, client: Client, desk: SmallDesk
) -> None:
    presenter.open(client.id)
    for act, screen in (
        (presenter.new_visit, "visit"),
        (presenter.check, "check"),
        (presenter.papers, "papers"),
        (presenter.print_form, "printing"),
        (presenter.change, "registration"),
    ):
        act()
        assert page.went[-1][0] == screen
        assert page.went[-1][1]["client_id"] == client.id
    visit = next(line for line in page.state.past if line.opens == "visit")
    presenter.open_past(visit)
    assert page.went[-1][1]["visit_id"] == desk.intake.visits_of(client.id)[0].id


@pytest.mark.parametrize("language", ["uk", "en"])
def test_checks_papers_and_prints_have_their_words_and_places(
    words: Words, clock: Clock, language: Language
) -> None:
    words.speak(language)
    entries = tuple(
        TimelineEntry(at=clock.now(), kind=kind, subject="7", values=values)
        for kind, values in (
            (Happening.CHECK, {"outcome": "eligible", "best": "idp"}),
            (Happening.PAPER, {"item": "cert", "state": "promised", "promised_by": TOMORROW}),
            (Happening.PRINT, {"form": "f1"}),
            (Happening.REGISTERED, {"reference": "95RF7ND63"}),
        )
    )
    lines = past(entries, words, {"f1": "Заява", "idp": "ВПО", "cert": "Довідка"})
    assert [line.opens for line in lines] == ["check", "papers", "printing", ""]
    assert (lines[2].note, lines[2].subject) == ("Заява", "f1")
    assert "ВПО" in lines[0].note
    assert "Довідка" in lines[1].note
    assert "25.11.2026" in lines[1].note
    assert all(line.title for line in lines)


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize(
    ("theme", "letters"), [("light", 100), ("dark", 130), ("contrast", 100), ("light", 200)]
)
def test_everybody_can_use_the_card(
    stage: Navigator, shell: Shell, client: Client, language: Language, theme: Theme, letters: int
) -> None:
    shell.change_settings(replace(Settings(), language=language, theme=theme, letters=letters))
    stage.open("client", client_id=client.id)
    settle()
    assert not cut_text(shell)
    if letters == 100:  # with larger letters the page scrolls and places cannot be compared
        assert not faults_of(shell)
    assert client.card.surname not in shell.windowTitle()


def test_everybody_can_read_back(stage: Navigator, shell: Shell, client: Client) -> None:
    stage.open("client", client_id=client.id)
    assert isinstance(stage.screen, ClientView)
    stage.screen.presenter.read_back()
    shell.resize(1366, 1900)
    settle()
    assert not cut_text(shell)
    assert not faults_of(shell)


def test_an_alias_of_300_letters_wraps(stage: Navigator, shell: Shell, desk: SmallDesk) -> None:
    odd = desk.intake.register(Card(alias="Хмара 🙂 " * 37)).client
    stage.open("client", client_id=odd.id)
    settle()
    assert not cut_text(shell)
