"""An air raid is a gap that is nobody's fault: noted once, ended once, told with who was here."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.accounts.model import Office
from app.alarms.model import Kind
from app.core.clock import Clock
from app.core.errors import InputError
from app.core.ids import Ids
from app.desk.alarms import Alarms
from app.desk.intake import Intake
from app.desk.office import Administration
from app.registry.model import AidKind, Card, Happening, VisitDraft
from app.storage import journal
from app.storage.database import Database
from tests.conftest import StandingClock


@pytest.fixture
def head(database: Database, clock: Clock, ids: Ids) -> Administration:
    office = Administration(database, clock=clock, ids=ids, author="marta")
    office.found(Office(name="Липове"), "Марта")
    return office


@pytest.fixture
def alarms(database: Database, clock: Clock, ids: Ids) -> Alarms:
    return Alarms(database, clock=clock, ids=ids, author="marta")


@pytest.mark.covers("W1")
def test_start_and_end_stand_in_the_journal_once(
    alarms: Alarms, database: Database, clock: StandingClock, head: Administration
) -> None:
    assert head.users()
    began = clock.now()
    first = alarms.begin(Kind.RAID)
    clock.forward(timedelta(minutes=20))
    assert alarms.begin(Kind.RAID) == first, "two sirens are one alarm"
    assert alarms.lasting(Kind.EVACUATION) is None
    alarms.end(Kind.RAID)
    alarms.end(Kind.RAID)
    assert alarms.lasting(Kind.RAID) is None
    (noted,) = alarms.between(began, clock.now())
    assert (noted.began_at, noted.ended_at) == (began, clock.now())
    with database.reading() as session:
        acts = [line.act for line in journal.lines_of(session, "alarm", noted.id)]
        assert acts == ["raid.begun", "raid.ended"]
        assert journal.verify(session).whole


@pytest.mark.covers("W1")
def test_the_gap_is_told_with_those_who_were_here_that_day(
    alarms: Alarms, database: Database, clock: StandingClock, ids: Ids, head: Administration
) -> None:
    assert head.users()
    intake = Intake(database, clock=clock, ids=ids, author="marta")
    here = intake.register(Card(surname="Гай"), VisitDraft(kind=AidKind.INFORMATION)).client
    clock.forward(timedelta(minutes=5))
    alarms.begin(Kind.RAID)
    clock.forward(timedelta(minutes=20))
    alarms.end(Kind.RAID)
    clock.forward(timedelta(days=1))
    later = intake.register(Card(surname="Дуб"), VisitDraft(kind=AidKind.INFORMATION)).client
    told = [entry for entry in intake.timeline(here.id) if entry.kind is Happening.RAID]
    assert [entry.values for entry in told] == [{"since": "10:35", "until": "10:55"}]
    assert not [entry for entry in intake.timeline(later.id) if entry.kind is Happening.RAID]


def test_a_desk_may_wait_one_to_ten_minutes(head: Administration) -> None:
    office = head.office()
    for minutes in (-1, 11, 600):
        with pytest.raises(InputError, match=r"office\.minutes"):
            head.change_office(replace(office, lock_after=minutes))
    assert head.change_office(replace(office, hide_after=1, lock_after=10)).lock_after == 10
