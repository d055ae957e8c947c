"""The rows are nothing but the journal read from its beginning: what desks will rely on."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.errors import DeskError
from app.storage import journal
from app.storage.database import Database
from app.storage.lines import VOID
from app.storage.spelling import fields_of, plain
from app.storage.tables import ClientRow
from tests.conftest import RepeatingIds, StandingClock
from tests.vaults import KEY

names = st.sampled_from(("surname", "alias", "note", "email"))
texts = st.text(max_size=6) | st.just("")
steps = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 3), texts),
    st.tuples(st.just("open"), st.integers(0, 3)),
    st.tuples(st.just("save"), st.integers(0, 3), st.dictionaries(names, texts, max_size=3)),
    st.tuples(st.just("phones"), st.integers(0, 3), st.lists(texts, max_size=2)),
    st.tuples(st.just("born"), st.integers(0, 3), st.none() | st.dates()),
    st.tuples(st.just("void"), st.integers(0, 3), st.booleans()),
    st.tuples(st.just("fail"), st.integers(0, 3)),
)


class Office:
    """A desk at which things happen, with one form open for each client."""

    def __init__(self, database: Database, clock: StandingClock) -> None:
        self.database = database
        self.clock = clock
        self.forms: dict[str, Any] = {}

    def do(self, step: tuple[Any, ...]) -> None:
        act, rid = step[0], f"c{step[1]}"
        with self.database.reading() as session:
            known = session.get(ClientRow, rid)
        if act == "add":
            if known is None:
                self._add(rid, step[2])
        elif known is not None:
            getattr(self, act)(rid, *step[2:])

    def _add(self, rid: str, surname: str) -> None:
        with self.database.writing("client.registered", author="olena") as session:
            session.add(
                ClientRow(id=rid, reference=rid, registered_at=self.clock.now(), surname=surname)
            )

    def open(self, rid: str) -> None:
        with self.database.reading() as session:
            self.forms[rid] = session.get_one(ClientRow, rid).versions

    def save(self, rid: str, values: dict[str, str]) -> None:
        seen = {rid: self.forms[rid]} if rid in self.forms else None
        try:
            with self.database.writing("client.changed", author="petro", seen=seen) as session:
                row = session.get_one(ClientRow, rid)
                for name, value in values.items():
                    setattr(row, name, value)
        except DeskError as told:
            if told.code != "record.changed_meanwhile":
                raise

    def phones(self, rid: str, value: list[str]) -> None:
        self._set(rid, "phones", value)

    def born(self, rid: str, value: date | None) -> None:
        self._set(rid, "birth_date", value)

    def void(self, rid: str, value: bool) -> None:
        self._set(rid, "deleted", value)

    def fail(self, rid: str) -> None:
        try:
            with self.database.writing("client.changed", author="petro") as session:
                session.get_one(ClientRow, rid).surname = "ніколи"
                session.flush()
                raise LookupError
        except LookupError:
            pass

    def _set(self, rid: str, name: str, value: object) -> None:
        with self.database.writing("client.changed", author="petro") as session:
            setattr(session.get_one(ClientRow, rid), name, value)


def empty(value: object) -> bool:
    return value in (None, "", [], {}, False)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, max_size=25))
def test_reading_the_journal_again_gives_the_rows(script: list[tuple[Any, ...]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "vault.db"
        ids, clock = RepeatingIds(), StandingClock()
        Database.create(path, KEY, ids=ids)
        database = Database.open(path, KEY, clock=clock, ids=ids)
        office = Office(database, clock)
        for step in script:
            office.do(step)
        with database.reading() as session:
            assert journal.verify(session).whole
            for row in session.scalars(select(ClientRow)):
                values: dict[str, Any] = {}
                writers: dict[str, list[list[int]]] = {}
                for line in journal.lines_of(session, "client", row.id):
                    values.update(line.fields)
                    writers.update({key: [[line.replica, line.seq]] for key in line.fields})
                assert row.versions == writers
                assert bool(values.pop(VOID, False)) == row.deleted
                for name in fields_of("client"):
                    shown = plain(getattr(row, name))
                    assert shown == values.get(name) or (empty(shown) and empty(values.get(name)))
        database.close()
