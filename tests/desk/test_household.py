"""People who belong together: named on each other's cards, found from both sides, taken back."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.errors import DeskError
from app.core.ids import Ids
from app.desk.household import Household
from app.desk.intake import Intake
from app.desk.undoing import History, Undoing
from app.registry.model import Card, VisitDraft
from app.registry.relations import (
    Beside,
    HouseholdMember,
    Kinship,
    OpposingParty,
    Representative,
    RepresentativeKind,
    Whereabouts,
)
from app.storage.database import Database
from tests.conftest import StandingClock

MOTHER = Card(
    surname="Соняшник",
    given_name="Олена",
    household=(
        HouseholdMember(
            kinship=Kinship.SPOUSE,
            surname="Соняшник",
            given_name="Тарас",
            birth_date=date(1984, 2, 3),
            state=Whereabouts.CAPTIVE,
            since=date(2022, 5, 20),
        ),
    ),
)
FATHER = Card(surname="Соняшник", given_name="Тарас", birth_date=date(1984, 2, 3))


@pytest.fixture
def intake(database: Database, clock: StandingClock, ids: Ids) -> Intake:
    return Intake(database, clock=clock, ids=ids, author="worker")


@pytest.fixture
def household(database: Database) -> Household:
    return Household(database, author="worker")


def rows(database: Database, table: str) -> list[tuple[object, ...]]:
    with database.asking() as driver:
        return [tuple(row) for row in driver.execute(f"SELECT * FROM {table}").fetchall()]


@pytest.mark.covers("F12", "W9")
def test_a_member_registered_beside_is_tied_both_ways(intake: Intake, household: Household) -> None:
    mother = intake.register(MOTHER).client
    beside = Beside(client_id=mother.id, kinship=Kinship.SPOUSE)
    father = intake.register(FATHER, beside=beside).client
    (member,) = intake.client(mother.id).card.household
    assert (member.client_id, member.state) == (father.id, Whereabouts.CAPTIVE)
    assert [(one.client_id, one.kinship) for one in father.card.household] == [
        (mother.id, Kinship.SPOUSE)
    ]
    assert household.circle(mother.id).known == {father.id}
    circle = household.circle(father.id)
    assert [one.client.id for one in circle.named_by] == [mother.id]
    assert circle.told == {Whereabouts.CAPTIVE}


@pytest.mark.covers("F12")
def test_a_child_sees_the_parent(intake: Intake) -> None:
    mother = intake.register(MOTHER).client
    beside = Beside(client_id=mother.id, kinship=Kinship.CHILD)
    child = intake.register(Card(surname="Соняшник", given_name="Юлія"), beside=beside).client
    assert [one.kinship for one in child.card.household] == [Kinship.PARENT]
    members = intake.client(mother.id).card.household
    assert [one.kinship for one in members] == [Kinship.SPOUSE, Kinship.CHILD]


@pytest.mark.covers("F12")
def test_two_registered_people_are_tied_once(intake: Intake, household: Household) -> None:
    mother, father = intake.register(MOTHER).client, intake.register(FATHER).client
    household.tie(mother.id, father.id, Kinship.SPOUSE)
    household.tie(mother.id, father.id, Kinship.SPOUSE)
    assert len(intake.client(mother.id).card.household) == 1
    assert len(intake.client(father.id).card.household) == 1
    with pytest.raises(DeskError, match=r"client\.unknown"):
        household.tie(mother.id, "nobody", Kinship.CHILD)


@pytest.mark.covers("F3")
def test_the_representative_sees_whom_they_represent(intake: Intake, household: Household) -> None:
    mother = intake.register(MOTHER).client
    acting = Representative(
        kind=RepresentativeKind.PARENT, client_id=mother.id, valid_until=date(2027, 1, 1)
    )
    child = intake.register(Card(given_name="Юлія", representative=acting)).client
    (named,) = household.circle(mother.id).named_by
    assert (named.client.id, named.representative) == (child.id, acting)
    kept = intake.client(child.id)
    intake.change(child.id, replace(kept.card, representative=None), seen=kept.versions)
    assert household.circle(mother.id).named_by == ()


@pytest.mark.covers("F12", "F88")
def test_links_and_parties_follow_undo_and_can_be_made_again(
    intake: Intake, household: Household, database: Database
) -> None:
    undoing = Undoing(database, history=History("worker"))
    mother = intake.register(MOTHER).client
    party = OpposingParty(name="Осока Тарас", birth_date=date(1980, 1, 1), edrpou="14360570")
    beside = Beside(client_id=mother.id, kinship=Kinship.SPOUSE)
    father = intake.register(FATHER, VisitDraft(opposing=(party,)), beside=beside).client
    tied, parties = rows(database, "client_link"), rows(database, "party_key")
    assert len(tied) == 2
    assert {key for key, _, _ in parties} == {
        "nосока тарас",
        "nосока тарас|1980-01-01",
        "e14360570",
    }
    intake.rebuild_search()
    assert rows(database, "client_link") == tied
    assert rows(database, "party_key") == parties
    undoing.undo()
    assert rows(database, "client_link") == rows(database, "party_key") == []
    assert intake.client(mother.id).card.household == MOTHER.household
    undoing.redo()
    assert rows(database, "client_link") == tied
    assert rows(database, "party_key") == parties
    assert household.circle(father.id).told == {Whereabouts.CAPTIVE}


@pytest.mark.covers("F88")
def test_the_other_side_neither_blocks_nor_shows(intake: Intake) -> None:
    party = OpposingParty(name="Осока Тарас", birth_date=date(1980, 1, 1))
    intake.register(MOTHER, VisitDraft(opposing=(party,)))
    person = Card(surname="Осока", given_name="Тарас", birth_date=date(1980, 1, 1))
    done = intake.register(person)
    assert done.duplicates == ()
    assert intake.likely_duplicates(person, but=done.client.id) == ()
    assert [one.client_id for one in intake.find("осока")] == [done.client.id]


@pytest.mark.covers("F88")
def test_a_changed_visit_changes_its_keys(intake: Intake, database: Database) -> None:
    party = OpposingParty(name="Обрій", edrpou="14360570")
    visit = intake.register(MOTHER, VisitDraft(opposing=(party, OpposingParty(name=" ")))).visit
    assert visit is not None
    assert visit.opposing == (party,)
    intake.change_visit(replace(visit, opposing=(OpposingParty(name="Обрій Захід"),)))
    assert [key for key, _, _ in rows(database, "party_key")] == ["nзахід обрій"]
