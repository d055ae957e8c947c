"""Misspelt and wrong-layout queries find their person among the first three, over 400 people."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.desk.intake import Intake
from app.registry.model import Card
from app.registry.names import other_layout
from bench.crowd import cards, client_id, filled, opened, typo

PEOPLE = 400
QUERIES = 150


def everybody() -> list[Card]:
    return cards(PEOPLE, seed=3, names=3000)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Intake, list[str]]]:
    path: Path = tmp_path_factory.mktemp("register") / "vault.db"
    filled(path, everybody())
    database = opened(path)
    ids = [client_id(place) for place in range(PEOPLE)]
    yield Intake(database, clock=SystemClock(), ids=SystemIds(), author="worker"), ids
    database.close()


def share_found(register: tuple[Intake, list[str]], queries: list[tuple[str, str]]) -> float:
    intake, _ = register
    hits = [
        wanted in [one.client_id for one in intake.find(query, limit=3)]
        for query, wanted in queries
    ]
    return sum(hits) / len(hits)


@pytest.mark.covers("3-021", "F9", "F84")
def test_misspelt_names_are_found(register: tuple[Intake, list[str]]) -> None:
    chance = random.Random(11)
    people = everybody()
    queries = []
    for _ in range(QUERIES):
        place = chance.randrange(PEOPLE)
        one = people[place]
        queries.append((f"{typo(one.surname, chance)} {one.given_name}", register[1][place]))
    assert share_found(register, queries) >= 0.95


@pytest.mark.covers("F83")
def test_wrong_layout_is_found(register: tuple[Intake, list[str]]) -> None:
    chance = random.Random(12)
    people = everybody()
    queries = []
    for _ in range(QUERIES):
        place = chance.randrange(PEOPLE)
        typed = f"{people[place].surname.lower()} {people[place].given_name.lower()}"
        queries.append((other_layout(typed), register[1][place]))
    assert share_found(register, queries) >= 0.95


def test_every_likely_duplicate_is_named(register: tuple[Intake, list[str]]) -> None:
    intake, ids = register
    people = everybody()
    for place in range(0, PEOPLE, 8):
        likely = [one.client_id for one in intake.likely_duplicates(people[place])]
        assert ids[place] in likely


def test_new_people_raise_few_false_alarms(register: tuple[Intake, list[str]]) -> None:
    intake, _ = register
    strangers = cards(100, seed=99, names=3000)
    alarms = sum(bool(intake.likely_duplicates(one)) for one in strangers)
    assert alarms <= 3


@pytest.mark.covers("F85")
def test_the_last_four_digits_of_a_phone_find_it_beside_numbers_that_begin_so(
    register: tuple[Intake, list[str]],
) -> None:
    intake, ids = register
    plain = [(one.phones[0][-4:], ids[place]) for place, one in enumerate(everybody())]
    asked = [(digits, wanted) for digits, wanted in plain if digits[0] != "0"]
    lost = [
        digits
        for digits, wanted in asked
        if wanted not in [one.client_id for one in intake.find(digits)]
    ]
    assert len(asked) > PEOPLE / 2
    assert not lost
