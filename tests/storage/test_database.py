"""The door to the database: one transaction, one line a record, everything or nothing."""

from datetime import date

import pytest

from app.core.clock import Clock
from app.storage.database import Database
from app.storage.tables import ClientRow


def test_a_saved_record_comes_back(database: Database, clock: Clock) -> None:
    with database.writing("client.registered", author="olena") as session:
        session.add(
            ClientRow(
                id="c1",
                reference="A-1",
                registered_at=clock.now(),
                surname="Ґалаґан",
                birth_date=date(1986, 3, 7),
                phones=["+380501234567"],
            )
        )
    with database.reading() as session:
        row = session.get_one(ClientRow, "c1")
    assert (row.surname, row.birth_date, row.phones) == (
        "Ґалаґан",
        date(1986, 3, 7),
        ["+380501234567"],
    )
    assert row.registered_at == clock.now()


def test_nothing_is_written_when_the_job_fails(database: Database, clock: Clock) -> None:
    def job() -> None:
        with database.writing("client.registered", author="olena") as session:
            session.add(ClientRow(id="c1", reference="A-1", registered_at=clock.now()))
            session.flush()
            raise KeyError("the job")

    with pytest.raises(KeyError):
        job()
    with database.reading() as session:
        assert session.get(ClientRow, "c1") is None
        assert session.connection().exec_driver_sql("SELECT count(*) FROM journal").scalar() == 0
