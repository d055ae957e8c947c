"""One name in many shapes: other names, old towns, common words."""

from datetime import date

import pytest

from app.core.ids import Ids
from app.desk.intake import Intake
from app.registry.model import Card, Sex
from app.registry.past import OtherName, OtherNameKind
from app.storage.database import Database
from tests.conftest import StandingClock

OKSANA = Card(
    surname="Лук’янчук",
    given_name="Оксана",
    patronymic="Сергіївна",
    birth_date=date(1979, 5, 21),
    sex=Sex.FEMALE,
    phones=("+380671112233",),
    actual_address="м. Дніпро, вул. Садова, 5",
    other_names=(
        OtherName(kind=OtherNameKind.MAIDEN, surname="Гончар"),
        OtherName(kind=OtherNameKind.PASSPORT, surname="Lukianchuk", given_name="Oksana"),
    ),
)


@pytest.fixture
def intake(database: Database, clock: StandingClock, ids: Ids) -> Intake:
    return Intake(database, clock=clock, ids=ids, author="worker")


@pytest.mark.covers("F84", "F85", "F86", "W11")
@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("Гончар Оксана", "found.other_name"),
        ("гончар", "found.other_name"),
        ("Lukyanchuk Oksana", "found.latin"),
        ("Лукьянчук Оксана Сергеевна", "found.similar"),
        ("Лукянчук Дніпропетровськ", "found.settlement"),
        ("лук'янчук днепр", "found.settlement"),
        ("Оксана Сергіївна 1979", "found.birth_year"),
        ("Лукянчук Оксана Іванівна", "found.surname"),
        ("Коваль Оксана 21.05.1979", "found.birth_date"),
        ("лукянчук 2233", "found.phone"),
        ("2233", "found.phone"),
        ("067 111", "found.phone"),
        ("+38067", "found.phone"),
    ],
)
def test_she_is_found_and_the_list_says_why(intake: Intake, query: str, why: str) -> None:
    intake.register(Card(surname="Лукашенко", given_name="Ольга", actual_address="м. Суми"))
    client = intake.register(OKSANA).client
    hers = [one for one in intake.find(query) if one.client_id == client.id]
    assert hers
    assert why in hers[0].why


@pytest.mark.covers("F84")
def test_a_rare_person_is_found_among_a_common_name(intake: Intake) -> None:
    for number in range(30):
        intake.register(
            Card(surname="Коваленко", given_name="Олена", phones=(f"+38050000{number:04d}",))
        )
    rare = intake.register(
        Card(surname="Коваленко", given_name="Олена", birth_date=date(1951, 2, 3))
    ).client
    for query in ("коваленко 1951", "коваленко олена 03.02.1951", "олена 1951", "03.02.1951"):
        assert intake.find(query)[0].client_id == rare.id, query


@pytest.mark.covers("F86")
def test_whole_words_stand_before_beginnings_and_short_ways_agree_with_long_ones(
    intake: Intake,
) -> None:
    names = ("Гончаренко", "Гончар", "Гончарук", "Гончаров", "Гонча", "Гончак")
    for name in names:
        intake.register(Card(surname=name, given_name="Олена"))
    assert intake.find("гончар")[0].full_name == "Гончар Олена"
    assert {one.full_name for one in intake.find("гонча")} == {f"{name} Олена" for name in names}
