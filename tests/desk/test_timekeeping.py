"""A clock that jumps: told before a wrong edition or term is used, and nothing breaks."""

from datetime import UTC, datetime, timedelta

import pytest

from app.content.library import Library
from app.core.clock import today
from app.core.ids import Ids
from app.desk.desk import Desk, assemble
from app.desk.timekeeping import Doubt, doubt
from app.eligibility.replay import Age
from app.registry.model import Card
from app.storage import journal
from app.storage.database import Database
from tests.conftest import StandingClock

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


@pytest.fixture
def desk(database: Database, clock: StandingClock, ids: Ids) -> Desk:
    return assemble(database, Library.load(), clock=clock, ids=ids, author="olena")


@pytest.mark.parametrize(
    ("gone", "doubted"),
    [
        (timedelta(0), False),
        (timedelta(hours=-3), False),  # a machine that keeps local time, after its zone was mended
        (timedelta(days=-2), True),
        (timedelta(days=-365), True),
        (timedelta(days=60), False),
        (timedelta(days=3653), True),
    ],
)
def test_a_jump_is_a_doubt_and_a_rest_is_none(gone: timedelta, *, doubted: bool) -> None:
    assert doubt(NOW + gone, NOW) == (Doubt(now=NOW + gone, known=NOW) if doubted else None)


@pytest.mark.covers("R-08", "W4")
@pytest.mark.parametrize("jump", [timedelta(days=-365), timedelta(days=3653)])
def test_a_jump_is_told_until_it_is_mended_and_order_stays(
    desk: Desk, database: Database, clock: StandingClock, jump: timedelta
) -> None:
    assert desk.timekeeping.doubt() is None, "a vault that nobody wrote to knows no time"
    first = desk.intake.register(Card(surname="Осока")).client
    clock.forward(jump)
    told = desk.timekeeping.doubt()
    assert told == Doubt(now=clock.now(), known=clock.now() - jump)
    second = desk.intake.register(Card(surname="Верба")).client
    desk.intake.change(first.id, Card(surname="Осокова"), seen=first.versions)
    assert desk.timekeeping.doubt() == told, "a line under a wrong date does not make it right"
    with database.asking() as driver:
        times = [row[0] for row in driver.execute("SELECT hlc FROM journal ORDER BY lseq")]
    assert times == sorted(set(times)), "the journal's clock never goes back"
    with database.reading() as session:
        assert journal.verify(session).whole
    assert [hit.client_id for hit in desk.intake.find("верба")] == [second.id]
    assert {one.kind for one in desk.intake.timeline(first.id)}
    clock.forward(-jump)
    assert desk.timekeeping.doubt() is None, "the date is right again"


@pytest.mark.covers("R-08", "W4")
def test_a_vault_without_a_mark_is_known_by_its_last_line(desk: Desk, clock: StandingClock) -> None:
    desk.intake.register(Card(surname="Осока"))
    clock.forward(timedelta(days=-365))
    assert desk.timekeeping.doubt() is not None


@pytest.mark.covers("R-08", "W4")
def test_whoever_looked_may_say_that_the_date_is_right(desk: Desk, clock: StandingClock) -> None:
    desk.intake.register(Card(surname="Осока"))
    clock.forward(timedelta(days=200))
    assert desk.timekeeping.doubt() is not None
    desk.timekeeping.trust()
    assert desk.timekeeping.doubt() is None
    clock.forward(timedelta(days=60))
    assert desk.timekeeping.doubt() is None
    clock.forward(timedelta(days=60))
    assert desk.timekeeping.doubt() is None, "each day that is right moves the mark"


@pytest.mark.covers("R-08", "W4", "F29")
def test_after_a_jump_the_laws_say_themselves_that_they_cannot_be_relied_on(
    desk: Desk, clock: StandingClock
) -> None:
    fresh = desk.editions.standing()
    clock.forward(timedelta(days=3653))
    ahead = desk.editions.standing()
    assert (fresh.age, ahead.age) == (Age.FRESH, Age.EXPIRED)
    clock.forward(timedelta(days=-3653 - 365))
    behind = desk.editions.standing()
    assert behind.on == today(clock)
    assert behind.sha256 in ("", fresh.sha256) or behind.edition < fresh.edition
