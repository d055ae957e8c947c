"""The access log over the real vault: what is written, what asks for a reason, who reads it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core.clock import Clock
from app.core.errors import InputError
from app.core.ids import Ids
from app.desk.intake import Intake
from app.desk.sight import Sight
from app.registry.model import Card, Client, SafeContact, VisitDraft
from app.sight.model import REVEALED_FOR, SAME_OPENING, Act, What
from app.storage import journal
from app.storage.database import Database
from tests.conftest import StandingClock

CARD = Card(surname="Соняшник", given_name="Олена", birth_date=date(1986, 3, 7))
SURVIVOR = replace(CARD, given_name="Оксана", safe_contact=SafeContact(on=True))
WHY = "Приймаю цю людину зараз"


@pytest.fixture
def sight(database: Database, clock: Clock, ids: Ids) -> Sight:
    return Sight(database, clock=clock, ids=ids, author="marta")


def registered(
    database: Database, clock: Clock, ids: Ids, card: Card, *, by: str = "petro"
) -> Client:
    intake = Intake(database, clock=clock, ids=ids, author=by)
    return intake.register(card, VisitDraft(topic="housing")).client


@pytest.fixture
def olena(database: Database, clock: StandingClock, ids: Ids) -> Client:
    """Served by a colleague, weeks ago."""
    client = registered(database, clock, ids, CARD)
    clock.forward(timedelta(days=21))
    return client


@pytest.mark.covers("F66")
def test_an_opening_is_one_line_that_cannot_be_taken_out(
    database: Database, sight: Sight, olena: Client, clock: StandingClock
) -> None:
    sight.opened(What.CARD, olena.id)
    sight.opened(What.CARD, olena.id)
    assert len(sight.of_client(olena.id)) == 1, "who comes back at once has not opened it anew"
    clock.forward(SAME_OPENING)
    sight.opened(What.CARD, olena.id)
    sight.opened(What.VISIT, olena.id, "a-visit")
    found = sight.of_client(olena.id)
    assert [(one.author, one.what, one.subject) for one in found] == [
        ("marta", What.CARD, ""),
        ("marta", What.CARD, ""),
        ("marta", What.VISIT, "a-visit"),
    ]
    with database.reading() as session:
        assert journal.verify(session).whole
        lines = journal.lines_of(session, "access", found[0].id)
    assert [line.act for line in lines] == ["access.opened"]


@pytest.mark.covers("F66")
def test_whom_one_serves_is_shown_at_once_others_after_a_reason(
    database: Database, sight: Sight, olena: Client, clock: StandingClock, ids: Ids
) -> None:
    assert sight.asked(olena.id).why
    with pytest.raises(InputError) as refused:
        sight.reveal(olena.id, reason="треба")
    assert refused.value.code == "access.reason_needed"
    assert not sight.of_client(olena.id)
    sight.reveal(olena.id, reason=WHY)
    assert sight.of_client(olena.id)[0].reason == WHY
    today = registered(database, clock, ids, replace(CARD, given_name="Ніна"))
    assert not sight.asked(today.id).why
    assert sight.reveal(today.id) == clock.now() + REVEALED_FOR
    mine = registered(database, clock, ids, replace(CARD, given_name="Зоя"), by="marta")
    clock.forward(timedelta(days=40))
    assert not sight.asked(mine.id).why, "the last visit is her own"


@pytest.mark.covers("F66")
def test_where_a_survivor_is_needs_a_reason_even_today(
    database: Database, sight: Sight, clock: StandingClock, ids: Ids
) -> None:
    client = registered(database, clock, ids, SURVIVOR, by="marta")
    asked = sight.asked(client.id)
    assert asked.why
    assert asked.life
    sight.reveal(client.id, reason=WHY)
    entry = sight.of_client(client.id)[0]
    assert (entry.act, entry.data) == (Act.REVEALED, "S4")


def test_the_time_box_holds_and_ends(sight: Sight, olena: Client, clock: StandingClock) -> None:
    until = sight.reveal(olena.id, reason=WHY)
    clock.forward(REVEALED_FOR - timedelta(seconds=1))
    assert sight.reveal(olena.id) == until, "the same view, no second line"
    clock.forward(timedelta(seconds=1))
    with pytest.raises(InputError):
        sight.reveal(olena.id)
    assert len(sight.of_client(olena.id)) == 1


@pytest.mark.covers("F66")
def test_the_month_holds_what_was_looked_at_in_it_and_nothing_else(
    sight: Sight, olena: Client, clock: StandingClock
) -> None:
    sight.opened(What.CARD, olena.id)  # mid December
    clock.forward(timedelta(days=30))
    sight.opened(What.CHECK, olena.id, "a-check")
    (december,) = sight.month(date(2026, 12, 1)).entries
    (january,) = sight.month(date(2027, 1, 1)).entries
    assert (december.what, january.what) == (What.CARD, What.CHECK)
    assert not sight.month(date(2026, 11, 1)).entries
