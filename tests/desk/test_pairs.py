"""The report of likely duplicates: found, explained, cut short and gone on with, kept true."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core.ids import Ids
from app.core.runner import LongJob
from app.desk.intake import Intake
from app.desk.merging import Merging
from app.desk.pairs import Pairs, Report
from app.registry import pairing
from app.registry.model import Card, Client, SafeContact
from app.storage.database import Database
from tests.conftest import StandingClock

OLENA = Card(
    surname="Соняшник",
    given_name="Олена",
    patronymic="Іванівна",
    birth_date=date(1986, 3, 7),
    phones=("+380501234567",),
)


@pytest.fixture
def intake(database: Database, clock: StandingClock, ids: Ids) -> Intake:
    return Intake(database, clock=clock, ids=ids, author="marta")


@pytest.fixture
def merging(database: Database, clock: StandingClock, ids: Ids) -> Merging:
    return Merging(database, clock=clock, ids=ids, author="marta")


@pytest.fixture
def pairs(database: Database, clock: StandingClock) -> Pairs:
    return Pairs(database, clock=clock, author="marta")


@pytest.fixture
def crowd(intake: Intake) -> tuple[Client, ...]:
    """Two of them are one person, two are twins, the rest are strangers."""
    known = [
        OLENA,
        replace(OLENA, surname="Сонячник", patronymic=""),
        replace(OLENA, surname="Ромашка", given_name="Марія", birth_date=date(2001, 5, 5)),
        replace(OLENA, surname="Ромашка", given_name="Дарина", birth_date=date(2001, 5, 5)),
        *(
            Card(
                surname=f"Мак{letter}енко", given_name="Петро", birth_date=date(1970, 1, place + 1)
            )
            for place, letter in enumerate("абвгдежзик")
        ),
    ]
    return tuple(intake.register(card).client for card in known)


def finished(job: LongJob[Report]) -> Report:
    while True:
        try:
            next(job)
        except StopIteration as end:
            report: Report = end.value
            return report


def named(report: Report) -> list[set[str]]:
    return [{pair.first.client_id, pair.second.client_id} for pair in report.pairs]


@pytest.mark.covers("F86", "F87")
def test_one_person_twice_is_found_and_explained(
    pairs: Pairs, crowd: tuple[Client, ...], clock: StandingClock
) -> None:
    assert pairs.report() == Report(pairs=(), at=None)
    report = finished(pairs.make())
    assert named(report)[0] == {crowd[0].id, crowd[1].id}
    assert "likeness.same_birth_date" in report.pairs[0].speaks_for
    assert report.at == clock.now()
    assert not [pair for pair in named(report) if pair == {crowd[2].id, crowd[3].id}]
    assert pairs.report() == report


def test_a_report_cut_short_is_gone_on_with(
    pairs: Pairs, crowd: tuple[Client, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = named(finished(pairs.make()))
    monkeypatch.setattr(pairing, "SLICE", 7)
    job = pairs.make()
    seen = [next(job).done for _ in range(4)]
    assert seen == sorted(set(seen))
    job.close()
    report = pairs.report()
    assert (report.at, report.begun) == (None, True)
    job = pairs.make()
    assert next(job).done > seen[-1]
    assert named(finished(job)) == whole


def test_what_was_merged_or_told_apart_is_not_on_it(
    pairs: Pairs, merging: Merging, crowd: tuple[Client, ...]
) -> None:
    finished(pairs.make())
    one, other = crowd[:2]
    merging.tell_apart(one.id, other.id)
    assert {one.id, other.id} not in named(pairs.report())
    assert {one.id, other.id} not in named(finished(pairs.make()))
    merging.take_back_apart(one.id, other.id)
    finished(pairs.make())
    merging.merge(one.id, other.id, seen={each.id: each.versions for each in (one, other)})
    assert {one.id, other.id} not in named(pairs.report())
    assert not [pair for pair in named(finished(pairs.make())) if other.id in pair]


def test_a_pair_in_safe_contact_is_marked(
    pairs: Pairs, intake: Intake, clock: StandingClock
) -> None:
    safe = SafeContact(on=True)
    intake.register(OLENA)
    clock.forward(timedelta(seconds=1))
    hidden = intake.register(replace(OLENA, safe_contact=safe)).client
    (pair,) = finished(pairs.make()).pairs
    assert {half.client_id: half.safe_contact for half in (pair.first, pair.second)}[hidden.id]
