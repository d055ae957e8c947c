"""Checks over the real database: kept with facts, papers, editions and hash; explained later."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text

from app.content.library import Library
from app.core.clock import Clock
from app.core.errors import DeskError, InputError
from app.core.ids import Ids
from app.desk.checks import Checks, digest
from app.desk.intake import Intake
from app.eligibility.answers import Facts
from app.eligibility.model import Outcome, Paper, PaperState, WhoObtains
from app.registry.model import Card, Status
from app.registry.relations import Representative, RepresentativeKind, Whereabouts
from app.storage import journal
from app.storage.database import Database

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load()


@pytest.fixture
def checks(database: Database, library: Library, clock: Clock, ids: Ids) -> Checks:
    return Checks(database, library, clock=clock, ids=ids, author="olena")


@pytest.fixture
def client_id(database: Database, clock: Clock, ids: Ids) -> str:
    intake = Intake(database, clock=clock, ids=ids, author="olena")
    return intake.register(Card(surname="Шевченко", given_name="Олена")).client.id


FACTS: Facts = {
    "idp_status": "registered",
    "birth_date": date(1986, 3, 7),
    "service_needed": frozenset({"defence"}),
    "income_six_months": (Decimal("100.50"),) * 6,
}
PAPERS = (
    Paper(item="id_card", state=PaperState.ORIGINAL_SEEN),
    Paper(item="idp_certificate", state=PaperState.PHOTO),
)


@pytest.mark.covers("F18", "3-046")
def test_a_check_is_kept_whole_and_comes_back_as_it_was(checks: Checks, client_id: str) -> None:
    saved = checks.save(client_id, FACTS, PAPERS, DAY, visit_id="v1")
    (found,) = checks.of_client(client_id)
    assert found == saved
    assert found.presented == ("id_card",), "a photo is no proof"
    assert found.outcome is Outcome.ELIGIBLE
    assert found.packs == checks.rules(DAY).stamps
    kept = {"facts": found.facts, "presented": ["id_card"], "verdict": found.verdict}
    assert found.sha256 == digest(kept)
    assert checks.facts(found.facts) == FACTS


@pytest.mark.covers("F18", "3-046")
def test_years_later_a_check_is_explained_from_what_was_stored(
    checks: Checks, client_id: str, database: Database, clock: Clock, ids: Ids
) -> None:
    saved = checks.save(client_id, FACTS, PAPERS, DAY)
    without_packs = Checks(database, Library(sheets=()), clock=clock, ids=ids, author="later")
    found, verdict = without_packs.explain(saved.id)
    assert verdict == saved.verdict
    assert found.packs[0].sha256 == saved.packs[0].sha256


def test_a_check_leaves_one_line_in_the_journal(
    checks: Checks, client_id: str, database: Database
) -> None:
    saved = checks.save(client_id, FACTS, PAPERS, DAY)
    with database.reading() as session:
        lines = journal.lines_of(session, "eligibility_check", saved.id)
        assert [line.act for line in lines] == ["eligibility.checked"]
        assert journal.verify(session).first_break is None


def test_a_day_without_rules_saves_nothing(checks: Checks, client_id: str) -> None:
    with pytest.raises(InputError):
        checks.save(client_id, {}, (), date(2019, 1, 1))
    assert checks.of_client(client_id) == ()


def test_an_unknown_check(checks: Checks) -> None:
    with pytest.raises(DeskError, match="check"):
        checks.check("nowhere")


def test_without_a_database_it_only_decides(library: Library, clock: Clock, ids: Ids) -> None:
    alone = Checks(None, library, clock=clock, ids=ids, author="")
    assert alone.decide({"idp_status": "registered"}, on=DAY).best == "idp"
    with pytest.raises(DeskError):
        alone.of_client("x")


def test_questions_come_cheapest_first(checks: Checks) -> None:
    orders = [question.order for question in checks.questions()]
    assert orders == sorted(orders)
    assert len(orders) == 43


# ---- what the card says -------------------------------------------------------------------------


def test_the_card_gives_a_start_for_the_answers(checks: Checks) -> None:
    card = Card(
        birth_date=date(1986, 3, 7),
        representative=Representative(kind=RepresentativeKind.PARENT),
        statuses=(
            Status(kind="idp"),
            Status(kind="war_veteran", valid_until=date(2026, 1, 1)),
            Status(kind="domestic_or_gender_violence"),
        ),
    )
    assert checks.facts_from_card(card, DAY) == {
        "birth_date": date(1986, 3, 7),
        "applicant": "parent",
        "idp_status": "registered",
    }


@pytest.mark.covers("F12", "W5")
def test_what_relatives_tell_of_a_captive_is_suggested(checks: Checks) -> None:
    told = frozenset({Whereabouts.CAPTIVE})
    assert checks.facts_from_card(Card(), DAY, told=told) == {
        "applicant": "family_member_of_captive",
        "captivity": "held_now",
    }
    parent = Card(representative=Representative(kind=RepresentativeKind.PARENT))
    assert checks.facts_from_card(parent, DAY, told=told) == {"applicant": "parent"}
    assert checks.facts_from_card(Card(), DAY, told={Whereabouts.MISSING}) == {}


def test_an_age_counts_only_in_the_year_it_was_stated(checks: Checks) -> None:
    card = Card(age=40, age_on=date(2026, 1, 5))
    assert checks.facts_from_card(card, DAY) == {"age": 40}
    assert checks.facts_from_card(card, date(2027, 1, 5)) == {}
    assert checks.facts_from_card(Card(), DAY) == {}


# ---- papers -------------------------------------------------------------------------------------


@pytest.mark.covers("F34", "3-042")
def test_a_paper_is_kept_once_and_changes_its_state(
    checks: Checks, client_id: str, database: Database
) -> None:
    promised = Paper(
        item="id_card",
        state=PaperState.PROMISED,
        promised_by=date(2026, 12, 1),
        who_obtains=WhoObtains.OFFICE,
        note="донесе",
    )
    kept = checks.keep_paper(client_id, promised)
    assert checks.keep_paper(client_id, promised) == kept, "the same is not written twice"
    seen = Paper(item="id_card", state=PaperState.ORIGINAL_SEEN, seen_on=DAY)
    assert checks.keep_paper(client_id, seen).id == kept.id
    (found,) = checks.papers(client_id)
    assert (found.state, found.promised_by, found.seen_on) == (PaperState.ORIGINAL_SEEN, None, DAY)
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM client_paper")) == 1
        assert len(journal.lines_of(session, "client_paper", kept.id)) == 2


def test_a_paper_noted_by_mistake_is_struck_out(checks: Checks, client_id: str) -> None:
    checks.keep_paper(client_id, PAPERS[0])
    checks.forget_paper(client_id, "id_card")
    assert checks.papers(client_id) == ()
    again = checks.keep_paper(client_id, PAPERS[0])
    assert checks.papers(client_id) == (again,)


def test_promised_papers_that_are_due_come_soonest_first(checks: Checks, client_id: str) -> None:
    for item, day in (("id_card", 3), ("idp_certificate", 1), ("rnokpp_card", 9)):
        checks.keep_paper(
            client_id,
            Paper(item=item, state=PaperState.PROMISED, promised_by=date(2026, 12, day)),
        )
    checks.keep_paper(client_id, Paper(item="case_papers", state=PaperState.COPY))
    due = checks.promised(until=date(2026, 12, 5))
    assert [(who, paper.item) for who, paper in due] == [
        (client_id, "idp_certificate"),
        (client_id, "id_card"),
    ]
