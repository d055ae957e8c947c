"""Editions of the law: whom a new one affects and why, who confirmed it, how old it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.accounts import store as accounts
from app.accounts.model import Role, User
from app.content.library import Library
from app.core.errors import NotAllowedError
from app.desk.checks import Checks
from app.desk.editions import Editions, Touched
from app.desk.intake import Intake
from app.eligibility import store
from app.eligibility.model import Answer, Outcome
from app.eligibility.replay import Age
from app.registry.model import Card
from app.storage.database import Database
from tests.conftest import RepeatingIds, StandingClock
from tests.desk.packs_of_tomorrow import adults_only, changed, without

DAY = date(2026, 11, 24)
HEAD, CLERK = "olena", "marta"


class Office:
    """A desk whose packs can be exchanged for another edition."""

    def __init__(self, database: Database, clock: StandingClock, ids: RepeatingIds) -> None:
        self.database, self.clock, self.ids = database, clock, ids
        with database.writing("user.added", author=HEAD) as session:
            for name, role in ((HEAD, Role.HEAD), (CLERK, Role.REGISTRAR)):
                user = User(id=name, name=name, role=role, added_at=clock.now())
                accounts.add_user(session, user)

    def editions(self, library: Library, author: str = HEAD) -> Editions:
        return Editions(self.database, library, clock=self.clock, ids=self.ids, author=author)

    def checks(self, library: Library | None = None) -> Checks:
        packs = library or Library.load()
        return Checks(self.database, packs, clock=self.clock, ids=self.ids, author=HEAD)

    def comes(self, surname: str, **facts: object) -> str:
        intake = Intake(self.database, clock=self.clock, ids=self.ids, author=HEAD)
        client = intake.register(Card(surname=surname, given_name="Олена")).client
        checks = self.checks()
        said = {"service_needed": ["defence"], **facts}
        return checks.save(client.id, checks.facts(said), (), DAY).id


@pytest.fixture
def office(database: Database, clock: StandingClock, ids: RepeatingIds) -> Office:
    return Office(database, clock, ids)


def touched(editions: Editions) -> tuple[Touched, ...]:
    return editions.look(most=1_000).touched


@pytest.mark.covers("F29")
def test_the_packs_that_gave_the_answer_change_none(office: Office) -> None:
    office.comes("Соняшник", idp_status="registered")
    assert touched(office.editions(Library.load())) == ()


@pytest.mark.covers("F29")
def test_a_new_edition_names_those_it_affects_and_the_condition_with_its_law(
    office: Office,
) -> None:
    young = office.comes("Соняшник", idp_status="registered", birth_date="1986-03-07")
    office.comes("Калина", idp_status="registered", birth_date="1950-03-07")
    office.comes("Гілка", idp_status="none", birth_date="1986-03-07")
    (found,) = touched(office.editions(changed("idp", adults_only)))
    assert found.affected.check.id == young
    assert found.client.card.surname == "Соняшник"
    assert found.affected.check.outcome is Outcome.ELIGIBLE
    assert found.affected.after is not Outcome.ELIGIBLE
    (change,) = found.affected.changes
    assert (change.category, change.before, change.after) == ("idp", Answer.YES, Answer.NO)
    assert change.why is not None
    assert change.why.uk == "Особі немає 60 років."
    assert change.ref == "ст. 14, ч. 9"


@pytest.mark.covers("F29")
def test_the_years_since_the_check_are_not_the_work_of_the_edition(office: Office) -> None:
    office.comes("Соняшник", birth_date="2009-01-15")
    office.clock.forward(timedelta(days=90))  # meanwhile grown up
    assert touched(office.editions(changed("idp", adults_only))) == ()


@pytest.mark.covers("F29")
def test_a_ground_that_is_gone_is_named(office: Office) -> None:
    office.comes("Соняшник", idp_status="registered")
    (found,) = touched(office.editions(without("idp")))
    gone = next(one for one in found.affected.changes if one.category == "idp")
    assert (gone.before, gone.after) == (Answer.YES, None)
    assert gone.ref.startswith("ст.")


@pytest.mark.covers("F29")
def test_answers_that_no_longer_fit_ask_for_the_person(office: Office) -> None:
    check_id = office.comes("Соняшник", idp_status="registered")
    old = replace(
        office.checks().check(check_id), id="z" * 32, facts={"a_fact_of_old": True}, packs=()
    )
    office.clock.forward(timedelta(hours=1))
    old = replace(old, made_at=office.clock.now())
    with office.database.writing("eligibility.checked", author=HEAD) as session:
        store.add_check(session, old)
    (found,) = touched(office.editions(Library.load()))
    assert (found.affected.check.id, found.affected.after) == (old.id, None)


@pytest.mark.covers("F29")
def test_only_the_newest_check_of_a_client_is_looked_at(office: Office) -> None:
    first = office.comes("Соняшник", idp_status="registered", birth_date="1986-03-07")
    office.clock.forward(timedelta(hours=1))
    checks = office.checks(changed("idp", adults_only))
    client_id = checks.check(first).client_id
    checks.save(client_id, checks.facts(checks.check(first).facts), (), DAY)
    assert touched(office.editions(changed("idp", adults_only))) == ()
    assert office.editions(Library.load()).how_many() == 1


@pytest.mark.covers("F29")
def test_slices_cover_every_check_once(office: Office) -> None:
    made = {
        office.comes("Соняшник", idp_status="registered", birth_date=f"19{year}-03-07")
        for year in range(70, 77)
    }
    editions = office.editions(changed("idp", adults_only))
    after, seen, looked = "", [], 0
    while True:
        part = editions.look(after, most=3)
        seen += [one.affected.check.id for one in part.touched]
        looked += part.looked
        after = part.after
        if not after:
            break
    assert looked == editions.how_many() == len(made)
    assert (len(seen), set(seen)) == (len(made), made)


@pytest.mark.covers("F29")
def test_who_was_dealt_with_is_marked_for_this_edition_only(office: Office) -> None:
    check_id = office.comes("Соняшник", idp_status="registered", birth_date="1986-03-07")
    editions = office.editions(changed("idp", adults_only), HEAD)
    editions.deal_with(check_id, "зателефонували")
    editions.deal_with(check_id)
    assert [one.dealt for one in touched(editions)] == [True]
    assert [one.dealt for one in touched(office.editions(without("idp")))] == [False]
    editions.put_back(check_id)
    assert [one.dealt for one in touched(editions)] == [False]


@pytest.mark.covers("F28")
def test_only_the_head_confirms_an_edition_and_a_new_one_waits_again(office: Office) -> None:
    packs = Library.load()
    assert office.editions(packs).standing().confirmed is None
    with pytest.raises(NotAllowedError):
        office.editions(packs, CLERK).confirm()
    now = office.editions(packs).confirm("звірено зі статтею 14")
    assert now.confirmed is not None
    assert now.confirmed.at == office.clock.now()
    seen = office.editions(packs, CLERK).standing()
    assert (seen.confirmed_by, seen.may_confirm) == (HEAD, False)
    assert office.editions(changed("idp", adults_only)).standing().confirmed is None


@pytest.mark.covers("F28")
@pytest.mark.parametrize(
    ("days", "age"),
    [(0, Age.FRESH), (180, Age.FRESH), (181, Age.OLD), (365, Age.OLD), (366, Age.EXPIRED)],
)
def test_packs_grow_old(office: Office, days: int, age: Age) -> None:
    checked_on = office.editions(Library.load()).standing().checked_on
    assert checked_on is not None
    day = datetime.combine(checked_on, datetime.min.time(), UTC) + timedelta(days=days, hours=9)
    office.clock.moment = day
    assert office.editions(Library.load()).standing().age is age


@pytest.mark.covers("F28")
def test_a_day_without_any_edition_is_told_as_expired(office: Office, clock: StandingClock) -> None:
    clock.moment = datetime(2019, 1, 1, 9, tzinfo=UTC)
    now = office.editions(Library.load()).standing()
    assert (now.age, now.checked_on, now.sha256) == (Age.EXPIRED, None, "")
