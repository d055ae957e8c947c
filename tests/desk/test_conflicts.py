"""Who stands against whom: found by card, by name and birth date, answered by a person and kept."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.clock import Clock
from app.core.errors import InputError
from app.core.ids import Ids
from app.desk.conflicts import Conflicts
from app.desk.intake import Intake
from app.registry.conflicts import Surety, Way, is_party
from app.registry.model import Card, VisitDraft
from app.registry.relations import OpposingParty, OpposingRole
from app.sight.model import ConflictAnswer
from app.storage.database import Database

BORN = date(1980, 5, 2)
PETRO = Card(surname="Ясенчук", given_name="Петро", patronymic="Ількович", birth_date=BORN)
OLENA = Card(surname="Соняшник", given_name="Олена", patronymic="Іванівна")
WHY = "Інша людина, звірено за паспортом"


def against(name: str, **more: object) -> OpposingParty:
    return replace(OpposingParty(name=name, role=OpposingRole.SPOUSE), **more)  # type: ignore[arg-type]


@pytest.fixture
def intake(database: Database, clock: Clock, ids: Ids) -> Intake:
    return Intake(database, clock=clock, ids=ids, author="marta")


@pytest.fixture
def conflicts(database: Database, clock: Clock, ids: Ids) -> Conflicts:
    return Conflicts(database, clock=clock, ids=ids, author="marta")


@pytest.mark.covers("F88")
@pytest.mark.parametrize(
    ("party", "expected"),
    [
        (against("Ясенчук Петро Ількович", birth_date=BORN), Surety.SAME),
        (against("Петро Ясенчук"), Surety.LIKELY),
        (against("ЯСЕНЧУК  ПЕТРО ІЛЬКОВИЧ"), Surety.LIKELY),
        (against("Ясенчук Петро", birth_date=date(1981, 5, 2)), None),
        (against("Ясенчук Павло Ількович"), None),
        (against("Ясенчук"), None),
        (against("Хтось Інший", client_id="petro"), Surety.SAME),
        (against("Ясенчук Петро Ількович", client_id="another"), None),
        (against("Ясенчук Петро", edrpou="12345678"), None),
    ],
)
def test_whether_a_party_is_that_person(party: OpposingParty, expected: Surety | None) -> None:
    assert is_party(party, PETRO, "petro") is expected


def test_a_former_surname_is_the_same_person() -> None:
    card = replace(OLENA, former_surname="Барвінок")
    assert is_party(against("Барвінок Олена"), card, "olena") is Surety.LIKELY


@pytest.mark.covers("F88")
def test_both_sides_are_found_from_either_card(intake: Intake, conflicts: Conflicts) -> None:
    visit = VisitDraft(topic="family", opposing=(against("Ясенчук Петро", birth_date=BORN),))
    olena = intake.register(OLENA, visit).client
    assert not conflicts.standing(olena.id).findings
    petro = intake.register(PETRO).client
    (named,) = conflicts.standing(petro.id).findings
    assert (named.way, named.surety, named.client_id) == (Way.NAMED, Surety.SAME, olena.id)
    (served,) = conflicts.standing(olena.id).findings
    assert (served.way, served.client_id) == (Way.SERVED, petro.id)
    assert "Ясенчук" not in repr(served)


@pytest.mark.covers("F88")
def test_an_answer_is_kept_and_a_new_finding_asks_again(
    intake: Intake, conflicts: Conflicts
) -> None:
    petro = intake.register(PETRO).client
    assert not conflicts.standing(petro.id).waits
    conflicts.answer(petro.id, ConflictAnswer.CLEAR)
    intake.register(OLENA, VisitDraft(opposing=(against("Ясенчук Петро"),)))
    assert conflicts.standing(petro.id).waits
    with pytest.raises(InputError) as refused:
        conflicts.answer(petro.id, ConflictAnswer.CLEAR, reason="ні")
    assert refused.value.code == "conflict.reason_needed"
    conflicts.answer(petro.id, ConflictAnswer.REVIEW, reason="Спитати керівницю завтра")
    conflicts.answer(petro.id, ConflictAnswer.CLEAR, reason=WHY)
    standing = conflicts.standing(petro.id)
    assert not standing.waits
    assert standing.last is not None
    assert (standing.last.answer, standing.last.reason) == (ConflictAnswer.CLEAR, WHY)
    kept = [one.answer for one in conflicts.answers(petro.id)]
    assert kept == [ConflictAnswer.CLEAR, ConflictAnswer.REVIEW, ConflictAnswer.CLEAR]
    intake.register(
        replace(OLENA, given_name="Ніна"), VisitDraft(opposing=(against("Ясенчук Петро"),))
    )
    assert conflicts.standing(petro.id).waits


def test_ones_own_question_is_no_conflict(intake: Intake, conflicts: Conflicts) -> None:
    visit = VisitDraft(opposing=(against("Соняшник Олена Іванівна"),))
    olena = intake.register(OLENA, visit).client
    assert not conflicts.standing(olena.id).findings
