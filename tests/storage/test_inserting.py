"""New records through the driver: the lines and rows that the session would have written."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.storage import journal
from app.storage.database import Database
from app.storage.engine import connect
from app.storage.tables import ClientRow, EligibilityCheckRow, VisitRow
from tests.conftest import RepeatingIds, StandingClock
from tests.vaults import KEY

MOMENT = datetime(2026, 11, 24, 8, 30, 1, 123456, tzinfo=UTC)
texts = st.text(max_size=12)
values = st.recursive(
    st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
some_clients = st.fixed_dictionaries(
    {"reference": texts, "registered_at": st.just(MOMENT)},
    optional={
        "surname": texts,
        "note": texts,
        "age": st.integers(0, 120),
        "birth_date": st.dates(),
        "document": st.dictionaries(texts, values, max_size=3),
        "phones": st.lists(texts, max_size=3),
        "safe_contact": st.dictionaries(texts, values, max_size=3),
    },
)
some_visits = st.fixed_dictionaries(
    {"client_id": st.just("c1"), "on_date": st.dates()},
    optional={"at_time": st.times(), "essence": texts, "opposing": st.lists(values, max_size=2)},
)
some_checks = st.fixed_dictionaries(
    {"client_id": st.just("c1"), "on_date": st.dates(), "made_at": st.just(MOMENT)},
    optional={"verdict": st.dictionaries(texts, values, max_size=3), "packs": st.lists(values)},
)
TABLES: tuple[Any, ...] = (ClientRow, VisitRow, EligibilityCheckRow)


def written(folder: Path, job: Any) -> list[list[tuple[Any, ...]]]:
    """Everything in a new vault after the job."""
    path = folder / "vault.db"
    ids, clock = RepeatingIds(), StandingClock()
    Database.create(path, KEY, ids=ids)
    database = Database.open(path, KEY, clock=clock, ids=ids)
    with database.writing("client.registered", author="olena") as session:
        job(session)
    database.close()
    raw = connect(path, KEY)
    tables = ("client", "visit", "eligibility_check", "journal", "vector")
    found = [raw.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]
    raw.close()
    return found


@pytest.mark.covers("F66")
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(some_clients, some_visits, some_checks)
def test_the_driver_writes_what_the_session_would_have_written(
    client: dict[str, Any], visit: dict[str, Any], check: dict[str, Any]
) -> None:
    given = [
        (row, {"id": f"{number}", **fields})
        for number, (row, fields) in enumerate(
            zip(TABLES, ({**client, "id": "c1"}, visit, check), strict=True)
        )
    ]

    def by_session(session: Any) -> None:
        for row, fields in given:
            session.add(row(**fields))
            session.flush()

    def by_driver(session: Any) -> None:
        for row, fields in given:
            session.insert(row, [fields])

    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        assert written(Path(one), by_driver) == written(Path(other), by_session)


def test_what_it_answers_is_what_is_read_back(database: Database) -> None:
    with database.writing("client.registered", author="olena") as session:
        saved = session.insert(
            ClientRow,
            [
                {"id": "c1", "reference": "A-1", "registered_at": MOMENT, "surname": "Коваль"},
                {"id": "c2", "reference": "A-2", "registered_at": MOMENT, "phones": ["1"]},
            ],
        )
    with database.reading() as session:
        for row, one in zip(session.scalars(select(ClientRow)), saved, strict=True):
            assert row.changed_at == one.changed_at
            assert row.versions == {
                name: [list(dot) for dot in dots] for name, dots in one.versions.items()
            }


@pytest.mark.covers("F66", "F71")
def test_a_thousand_records_in_one_transaction_are_a_thousand_proven_lines(
    database: Database,
) -> None:
    day, at = date(2026, 11, 24), time(9, 15)
    with database.writing("client.imported", author="olena") as session:
        session.insert(
            ClientRow,
            [
                {"id": f"c{number}", "reference": f"A-{number}", "registered_at": MOMENT}
                for number in range(1000)
            ],
        )
        session.insert(VisitRow, [{"id": "v1", "client_id": "c7", "on_date": day, "at_time": at}])
        session.get_one(VisitRow, "v1").essence = "довідка"
    with database.reading() as session:
        proof = journal.verify(session)
        visit = session.get_one(VisitRow, "v1")
    assert (proof.whole, proof.entries) == (True, 1002)
    assert (visit.on_date, visit.at_time, visit.essence) == (day, at, "довідка")
    assert visit.op_seq == 1002
