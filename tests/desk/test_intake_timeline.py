"""One timeline gathers what all rooms know of a client."""

from datetime import date, timedelta

import pytest

from app.content.library import Library
from app.core.ids import Ids
from app.desk.checks import Checks
from app.desk.intake import Intake
from app.eligibility.model import Paper, PaperState
from app.registry.model import Card, Happening, Visit, VisitDraft
from app.storage.database import Database
from tests.conftest import StandingClock


@pytest.mark.covers("F2")
def test_visits_checks_and_papers_stand_in_one_line(
    database: Database, clock: StandingClock, ids: Ids
) -> None:
    intake = Intake(database, clock=clock, ids=ids, author="worker")
    checks = Checks(database, Library.load(), clock=clock, ids=ids, author="worker")
    client = intake.register(
        Card(surname="Шевченко", birth_date=date(1986, 3, 7)), VisitDraft(essence="перше")
    ).client
    clock.forward(timedelta(minutes=10))
    facts = checks.facts_from_card(client.card, date(2026, 11, 24))
    saved = checks.save(client.id, facts, (), date(2026, 11, 24))
    clock.forward(timedelta(minutes=10))
    paper = checks.keep_paper(
        client.id,
        Paper(
            item="id_card", state=PaperState.PROMISED, promised_by=date(2026, 12, 1), note="сама"
        ),
    )
    clock.forward(timedelta(days=1))
    intake.add_visit(Visit(id="", client_id=client.id, on_date=date(2026, 11, 25), essence="друге"))
    entries = intake.timeline(client.id)
    assert [entry.kind for entry in entries] == [
        Happening.VISIT,
        Happening.PAPER,
        Happening.CHECK,
        Happening.VISIT,
        Happening.REGISTERED,
    ]
    assert entries[2].subject == saved.id
    assert entries[2].values["outcome"] == saved.outcome
    assert entries[1].subject == paper.id
    assert entries[1].values["state"] == "promised"
    assert entries[1].detail == "сама"
