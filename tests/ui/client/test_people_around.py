"""The people around a client on the card: in words, with ways to their cards, both ways."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.settings import Settings, Theme
from app.core.words import Language, Words
from app.registry.model import Card, Client, SafeContact, YesNo
from app.registry.past import OtherName, OtherNameKind, PreWarAddress, Settlements
from app.registry.relations import (
    HouseholdMember,
    Kinship,
    Representative,
    RepresentativeKind,
    Whereabouts,
)
from app.storage.database import Database
from app.ui.actions import Acts
from app.ui.client.view import ClientView
from app.ui.registration.beside import beside_values
from app.ui.registration.view import RegistrationView
from app.ui.screens import Navigator
from app.ui.shell.window import Shell
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.registration.people_stage import people_stage
from tests.ui.registration.register_hand import SmallDesk, small_desk

MOTHER = Card(
    surname="Соняшник",
    given_name="Олена",
    actual_address="с. Липове, вул. Садова, 7",
    registered_address="м. Бахмут",
    settlements=Settlements(registered_address="UA14020010010059145"),
    pre_war_address=PreWarAddress(address="м. Бахмут", lived_until=date(2022, 5, 1)),
    other_names=(OtherName(kind=OtherNameKind.PASSPORT, surname="Soniashnyk"),),
    name_reading="Соняшник Олена",
    household=(
        HouseholdMember(
            kinship=Kinship.SPOUSE,
            surname="Соняшник",
            given_name="Тарас",
            state=Whereabouts.CAPTIVE,
            since=date(2022, 5, 20),
        ),
        HouseholdMember(kinship=Kinship.CHILD, given_name="Юлія", age=9, dependant=True),
    ),
)


@pytest.fixture
def desk(database: Database, clock: Clock, ids: Ids) -> SmallDesk:
    return small_desk(database, clock, ids)


@pytest.fixture
def stage(
    shell: Shell, acts: Acts, desk: SmallDesk, words: Words, clock: Clock, ids: Ids
) -> Navigator:
    return people_stage(shell, acts, desk, words, clock, ids)


@pytest.fixture
def mother(desk: SmallDesk) -> Client:
    return desk.intake.register(MOTHER).client


def opened(stage: Navigator, client_id: str) -> ClientView:
    stage.open("client", client_id=client_id)
    settle()
    assert isinstance(stage.screen, ClientView)
    return stage.screen


@pytest.mark.covers("F12", "W5", "W9", "F85")
def test_the_card_tells_how_it_is_with_each(stage: Navigator, mother: Client) -> None:
    state = opened(stage, mother.id).presenter.state
    assert [(one.name, one.said) for one in state.people] == [
        ("Соняшник Тарас", "чоловік або дружина · у полоні з 20.05.2022"),
        ("Юлія", "дитина · 9 років · живе разом · на утриманні клієнта"),
    ]
    assert state.portrait is not None
    named = [(fact.name, fact.value) for fact in state.portrait.names]
    assert named == [
        ("Прізвище", "Соняшник"),
        ("Імʼя", "Олена"),
        ("Як читати імʼя українською", "Соняшник Олена"),
        ("Інше імʼя, у паспорті", "Soniashnyk"),
    ]
    assert state.portrait.telling_facts[0].name == "Прізвище"
    facts = {fact.name: fact.value for fact in state.portrait.facts}
    assert facts["До війни"] == "м. Бахмут, до 01.05.2022"


@pytest.mark.covers("F12")
def test_another_member_is_registered_with_what_both_share(
    stage: Navigator, mother: Client, desk: SmallDesk
) -> None:
    page = opened(stage, mother.id)
    page.presenter.register_beside(page.presenter.state.people[1])
    settle()
    form = stage.screen
    assert isinstance(form, RegistrationView)
    card, unread = form.presenter._form.card()
    assert not unread
    assert (card.surname, card.given_name, card.age) == ("Соняшник", "Юлія", 9)
    assert card.actual_address == MOTHER.actual_address
    assert card.settlements == MOTHER.settlements
    assert card.pre_war_address == MOTHER.pre_war_address
    assert card.safe_contact == SafeContact()
    assert card.phones == ()
    assert card.representative is not None
    assert (card.representative.kind, card.representative.client_id) == (
        RepresentativeKind.PARENT,
        mother.id,
    )
    form.presenter.save()
    settle()
    (child,) = [one for one in desk.intake.recent() if one.id != mother.id]
    again = opened(stage, mother.id).presenter.state.people
    assert again[1].client_id == child.id
    assert again[2].client_id == child.id
    assert again[2].said.startswith("ця людина діє за неї чи нього")
    there = opened(stage, child.id)
    assert there.presenter.state.people[0].client_id == mother.id
    there.presenter.open_person(there.presenter.state.people[0])
    settle()
    assert isinstance(stage.screen, ClientView)
    assert stage.screen.presenter.client_id == mother.id


def test_a_protected_or_distant_address_is_not_copied(mother: Client) -> None:
    captive = beside_values(mother, 0)
    assert "actual_address" not in captive
    assert captive["rep_kind"] == "family_member_of_captive"
    assert captive["member_0_state"] == "separated"
    careful = replace(MOTHER, safe_contact=SafeContact(on=True, may_call=YesNo.NO))
    assert "actual_address" not in beside_values(replace(mother, card=careful), 1)
    new = beside_values(mother, None)
    assert (new["surname"], new["member_0_name"]) == ("Соняшник", "Соняшник Олена")
    assert "given_name" not in new


@pytest.mark.covers("F12")
def test_somebody_who_is_registered_already_is_tied(
    stage: Navigator, mother: Client, desk: SmallDesk
) -> None:
    father = desk.intake.register(Card(surname="Соняшник", given_name="Тарас")).client
    page = opened(stage, mother.id)
    page.presenter.register_beside(page.presenter.state.people[0])
    settle()
    form = stage.screen
    assert isinstance(form, RegistrationView)
    form.presenter.same_person(father.id)
    settle()
    assert opened(stage, mother.id).presenter.state.people[0].client_id == father.id
    told = opened(stage, father.id).presenter.state.people
    assert [one.client_id for one in told] == [mother.id]


@pytest.mark.covers("F3")
def test_whom_somebody_represents_and_that_the_term_ended(
    stage: Navigator, mother: Client, desk: SmallDesk
) -> None:
    acting = Representative(
        kind=RepresentativeKind.POWER_OF_ATTORNEY,
        full_name="Соняшник Олена",
        paper="довіреність",
        valid_until=date(2026, 1, 1),
        client_id=mother.id,
    )
    safe = SafeContact(on=True, may_call=YesNo.NO)
    ward = desk.intake.register(
        Card(surname="Осока", given_name="Ганна", representative=acting, safe_contact=safe)
    ).client
    (*_, line) = opened(stage, mother.id).presenter.state.people
    assert line.client_id == ward.id
    assert line.name == "О-а Г."
    assert line.said.endswith("довіреність · до 01.01.2026, строк минув")
    (there,) = opened(stage, ward.id).presenter.state.people
    assert (there.name, there.client_id) == ("Соняшник Олена", mother.id)


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize(
    ("theme", "letters"), [("light", 100), ("dark", 130), ("contrast", 100), ("light", 200)]
)
def test_everybody_can_use_the_people(
    stage: Navigator,
    shell: Shell,
    mother: Client,
    desk: SmallDesk,
    language: Language,
    theme: Theme,
    letters: int,
) -> None:
    father = desk.intake.register(Card(surname="Соняшник", given_name="Тарас")).client
    desk.household.tie(mother.id, father.id, Kinship.SPOUSE)
    shell.change_settings(replace(Settings(), language=language, theme=theme, letters=letters))
    opened(stage, mother.id)
    assert not cut_text(shell)
    assert not faults_of(shell)
