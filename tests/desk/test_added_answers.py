"""What people add to an answer: their own one, a provisional one; warnings are counted."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.accounts import store as accounts
from app.accounts.model import Role, User
from app.content.library import Library
from app.core.errors import InputError
from app.desk.checks import Checks
from app.desk.intake import Intake
from app.eligibility.model import Outcome
from app.eligibility.saved import SavedCheck
from app.registry.model import Card
from app.storage import journal
from app.storage.database import Database
from tests.conftest import RepeatingIds, StandingClock

DAY = date(2026, 11, 24)


@pytest.fixture
def checks(database: Database, clock: StandingClock, ids: RepeatingIds) -> Checks:
    with database.writing("user.added", author="olena") as session:
        for name in ("olena", "marta"):
            user = User(id=name, name=name, role=Role.FRONTLINE, added_at=clock.now())
            accounts.add_user(session, user)
    return Checks(database, Library.load(), clock=clock, ids=ids, author="olena")


@pytest.fixture
def saved(
    checks: Checks, database: Database, clock: StandingClock, ids: RepeatingIds
) -> SavedCheck:
    intake = Intake(database, clock=clock, ids=ids, author="olena")
    client = intake.register(Card(surname="Соняшник", given_name="Олена")).client
    facts = checks.facts({"idp_status": "registered", "service_needed": ["defence"]})
    return checks.save(client.id, facts, (), DAY)


@pytest.mark.covers("F24")
def test_an_own_answer_needs_a_reason_and_evidence(checks: Checks, saved: SavedCheck) -> None:
    for reason, evidence in (("", "лист"), ("помилка в довідці", "  ")):
        with pytest.raises(InputError, match="override_bare"):
            checks.override(saved.id, Outcome.LIMITED, reason=reason, evidence=evidence)
    assert checks.check(saved.id).override is None


@pytest.mark.covers("F24")
def test_an_own_answer_stands_beside_that_of_the_rules_and_can_be_withdrawn(
    checks: Checks, saved: SavedCheck, database: Database
) -> None:
    checks.override(saved.id, Outcome.LIMITED, reason="лише ця справа", evidence="лист центру")
    found = checks.check(saved.id)
    assert found.override is not None
    assert found.override.outcome is Outcome.LIMITED
    assert found.outcome is Outcome.ELIGIBLE, "the rules' own answer stays"
    assert (found.verdict, found.sha256) == (saved.verdict, saved.sha256)
    checks.withdraw_override(saved.id)
    assert checks.check(saved.id) == saved
    with database.reading() as session:
        acts = [line.act for line in journal.lines_of(session, "eligibility_check", saved.id)]
    assert acts == ["eligibility.checked", "check.overridden", "check.override_withdrawn"]


@pytest.mark.covers("F24")
def test_a_refusal_needs_somebody_else_who_agrees(checks: Checks, saved: SavedCheck) -> None:
    said = {"reason": "статус скасовано", "evidence": "витяг з реєстру"}
    for second in ("", "olena", "nobody"):
        with pytest.raises(InputError, match="second_needed"):
            checks.override(saved.id, Outcome.NOT_ELIGIBLE, second=second, **said)
    checks.override(saved.id, Outcome.NOT_ELIGIBLE, second="marta", **said)
    found = checks.check(saved.id).override
    assert found is not None
    assert found.second == "marta"


def test_an_own_answer_that_says_the_same_is_none(checks: Checks, saved: SavedCheck) -> None:
    with pytest.raises(InputError, match="override_same"):
        checks.override(saved.id, Outcome.ELIGIBLE, reason="так", evidence="так")


@pytest.mark.covers("W7", "F22")
def test_a_provisional_answer_has_an_end_and_is_found_before_it(
    checks: Checks, saved: SavedCheck
) -> None:
    until = DAY + timedelta(days=10)
    checks.give_provisional(saved.id, until, ["id_card", "idp_certificate", "id_card"])
    found = checks.check(saved.id).provisional
    assert found is not None
    assert (found.until, found.items) == (until, ("id_card", "idp_certificate"))
    assert checks.provisional_until(DAY) == ()
    assert [one.id for one in checks.provisional_until(until)] == [saved.id]
    checks.end_provisional(saved.id)
    assert checks.provisional_until(until) == ()


@pytest.mark.covers("W7")
def test_only_the_newest_check_of_a_client_can_still_run_out(
    checks: Checks, saved: SavedCheck, clock: StandingClock
) -> None:
    checks.give_provisional(saved.id, DAY, ["id_card"])
    clock.forward(timedelta(hours=1))
    checks.save(saved.client_id, checks.facts(saved.facts), (), DAY)
    assert checks.provisional_until(DAY) == ()


@pytest.mark.covers("W7")
@pytest.mark.parametrize("days", [-1, 91])
def test_a_provisional_answer_holds_for_a_short_time_ahead(
    checks: Checks, saved: SavedCheck, days: int
) -> None:
    with pytest.raises(InputError, match="provisional_day"):
        checks.give_provisional(saved.id, DAY + timedelta(days=days), ["id_card"])
    with pytest.raises(InputError, match="nothing_missing"):
        checks.give_provisional(saved.id, DAY, [])


@pytest.mark.covers("F26")
def test_warnings_of_kept_checks_are_counted_by_month(
    checks: Checks, saved: SavedCheck, clock: StandingClock
) -> None:
    assert saved.warnings == ()
    facts = checks.facts(saved.facts)
    clock.moment = datetime(2027, 6, 30, 21, 30, tzinfo=UTC)
    late = checks.save(saved.client_id, facts, (), date(2027, 7, 1))
    assert late.warnings == ("pack_old",)
    assert checks.check(late.id).warnings == ("pack_old",)
    assert checks.warnings(date(2027, 7, 1), date(2027, 7, 1)) == (("2027-07", "pack_old", 1),), (
        "the month is that of Kyiv"
    )
    assert checks.warnings(date(2026, 11, 1), date(2027, 6, 30)) == ()
