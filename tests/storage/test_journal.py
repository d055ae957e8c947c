"""One save, one line, one transaction; nothing goes past the journal."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Executable, delete, insert, select, text, update

from app.core.clock import Clock
from app.core.errors import DeskError
from app.storage import journal, lines, spelling
from app.storage.capture import UnjournalledError
from app.storage.database import Database
from app.storage.engine import connect
from app.storage.journal_tables import JournalRow
from app.storage.local_tables import CounterRow, DraftRow
from app.storage.schema import Synced
from app.storage.tables import ClientRow, EligibilityCheckRow, VisitRow, synced_tables
from app.storage.types import canonical
from tests.conftest import StandingClock
from tests.vaults import KEY


def register(database: Database, clock: Clock, number: int = 1, **fields: Any) -> ClientRow:
    with database.writing("client.registered", author="olena") as session:
        row = ClientRow(
            id=f"c{number}",
            reference=f"A-{number}",
            registered_at=clock.now(),
            **{"surname": "Коваль", **fields},
        )
        session.add(row)
    return row


def journal_rows(database: Database) -> list[JournalRow]:
    with database.reading() as session:
        return list(session.scalars(select(JournalRow).order_by(JournalRow.lseq)))


# ---- what a line says ---------------------------------------------------------------------------


@pytest.mark.covers("F66")
def test_a_save_leaves_one_line_with_values_parents_author_and_act(
    database: Database, clock: StandingClock
) -> None:
    register(database, clock, phones=["+380501234567"], birth_date=date(1986, 3, 7))
    (row,) = journal_rows(database)
    assert (row.replica, row.seq, row.tbl, row.rid, row.kind) == (
        database.replica, 1, "client", "c1", "w",
    )  # fmt: skip
    assert (row.author, row.act) == ("olena", "client.registered")
    assert lines.moment(row.hlc) == clock.now()
    patch = json.loads(row.patch or "")
    assert patch["surname"] == ["Коваль", []]
    assert patch["phones"] == [["+380501234567"], []]
    assert patch["birth_date"] == ["1986-03-07", []]
    assert "patronymic" not in patch, "an empty field is left out of the first line"


def test_the_second_line_names_the_first_as_parent(database: Database, clock: Clock) -> None:
    register(database, clock)
    with database.writing("client.changed", author="petro") as session:
        row = session.get_one(ClientRow, "c1")
        row.surname = "Мельник"
    assert json.loads(journal_rows(database)[1].patch or "") == {
        "surname": ["Мельник", [[database.replica, 1]]]
    }
    with database.reading() as session:
        versions = session.get_one(ClientRow, "c1").versions
    assert versions["surname"] == [[database.replica, 2]]
    assert versions["reference"] == [[database.replica, 1]]


def test_two_records_of_one_job_are_two_lines_the_client_first(
    database: Database, clock: Clock
) -> None:
    with database.writing("client.registered", author="olena") as session:
        session.add(VisitRow(id="v1", client_id="c1", on_date=date(2026, 11, 24)))
        session.add(ClientRow(id="c1", reference="A-1", registered_at=clock.now()))
    assert [(row.seq, row.tbl) for row in journal_rows(database)] == [(1, "client"), (2, "visit")]


def test_a_save_that_changes_nothing_leaves_nothing(database: Database, clock: Clock) -> None:
    register(database, clock)
    with database.writing("client.changed", author="olena") as session:
        session.get_one(ClientRow, "c1").surname = "Коваль"
    assert len(journal_rows(database)) == 1


def test_striking_out_says_what_was_seen(database: Database, clock: Clock) -> None:
    register(database, clock)
    with database.writing("client.struck_out", author="olena") as session:
        session.get_one(ClientRow, "c1").deleted = True
    assert json.loads(journal_rows(database)[1].patch or "") == {
        "_del": [True, [], {str(database.replica): 1}]
    }


def test_numbers_have_no_gaps_and_time_never_goes_back(
    database: Database, clock: StandingClock
) -> None:
    moments = [0, 5, -86_400 * 400, 3]
    for number, step in enumerate(moments):
        clock.forward(timedelta(seconds=step))
        register(database, clock, number)
    rows = journal_rows(database)
    assert [row.seq for row in rows] == [1, 2, 3, 4]
    assert [row.hlc for row in rows] == sorted({row.hlc for row in rows})


def test_what_cannot_travel_is_cleaned_in_row_and_line(database: Database, clock: Clock) -> None:
    register(database, clock, surname="Ко\x00валь\ud800", phones=["+38\x00050"])
    with database.reading() as session:
        row = session.get_one(ClientRow, "c1")
        assert (row.surname, row.phones) == ("Коваль", ["+38050"])
    assert "\\u0000" not in (journal_rows(database)[0].patch or "")


def test_a_float_is_refused(database: Database, clock: Clock) -> None:
    with pytest.raises(TypeError):
        register(database, clock, safe_contact={"share": 0.1})
    assert journal_rows(database) == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(json_values)
def test_cleaning_is_done_once_and_leaves_what_json_can_carry(value: object) -> None:
    once = spelling.clean(value)
    assert spelling.clean(once) == once
    assert json.loads(canonical(once).encode()) == once


# ---- the form's versions ------------------------------------------------------------------------


def test_a_field_that_moved_meanwhile_stops_the_save(database: Database, clock: Clock) -> None:
    register(database, clock)
    with database.reading() as session:
        on_screen = session.get_one(ClientRow, "c1").versions
    with database.writing("client.changed", author="petro") as session:
        session.get_one(ClientRow, "c1").surname = "Мельник"
    with (
        pytest.raises(DeskError) as told,
        database.writing("client.changed", author="olena", seen={"c1": on_screen}) as session,
    ):
        session.get_one(ClientRow, "c1").surname = "Бондар"
    assert told.value.code == "record.changed_meanwhile"
    assert told.value.values["fields"] == ("surname",)
    with database.reading() as session:
        assert session.get_one(ClientRow, "c1").surname == "Мельник"


def test_another_field_goes_through(database: Database, clock: Clock) -> None:
    register(database, clock)
    with database.reading() as session:
        on_screen = session.get_one(ClientRow, "c1").versions
    with database.writing("client.changed", author="petro") as session:
        session.get_one(ClientRow, "c1").surname = "Мельник"
    with database.writing("client.changed", author="olena", seen={"c1": on_screen}) as session:
        session.get_one(ClientRow, "c1").patronymic = "Іванівна"
    with database.reading() as session:
        row = session.get_one(ClientRow, "c1")
    assert (row.surname, row.patronymic) == ("Мельник", "Іванівна")


def test_a_whole_card_saved_from_an_old_form_leaves_the_colleagues_fields(
    database: Database, clock: Clock
) -> None:
    register(database, clock, alias="Лис")
    with database.reading() as session:
        on_screen = session.get_one(ClientRow, "c1").versions
    with database.writing("client.changed", author="petro") as session:
        row = session.get_one(ClientRow, "c1")
        row.surname, row.email, row.phones = "Мельник", "m@example.org", ["1"]
    with database.writing("client.changed", author="olena", seen={"c1": on_screen}) as session:
        row = session.get_one(ClientRow, "c1")
        row.surname, row.email, row.phones = "Коваль", "", []  # as they stood on the old form
        row.alias = "Вовк"
    with database.reading() as session:
        row = session.get_one(ClientRow, "c1")
    assert (row.surname, row.email, row.phones, row.alias) == (
        "Мельник", "m@example.org", ["1"], "Вовк",
    )  # fmt: skip
    assert json.loads(journal_rows(database)[-1].patch or "") == {
        "alias": ["Вовк", [[database.replica, 1]]]
    }


# ---- nothing goes past it -----------------------------------------------------------------------


ROUND_IT: dict[str, Executable] = {
    "bulk update": update(ClientRow).values(surname="x"),
    "bulk update of one column by its own value": update(ClientRow).values(op_seq=99),
    "bulk delete": delete(ClientRow),
    "raw update": text("UPDATE client SET surname = 'x'"),
    "raw delete": text("DELETE FROM client"),
    "raw rename": text("UPDATE client SET id = 'other'"),
    "journal update": text("UPDATE journal SET author = 'nobody'"),
    "journal delete": text("DELETE FROM journal"),
}


@pytest.mark.covers("F66")
@pytest.mark.parametrize("way", ROUND_IT)
def test_a_write_round_the_journal_is_refused(database: Database, clock: Clock, way: str) -> None:
    register(database, clock)
    with pytest.raises(UnjournalledError), database.local_writing() as session:
        session.execute(ROUND_IT[way])
    with pytest.raises(UnjournalledError), database.writing("x.tried", author="x") as session:
        session.execute(ROUND_IT[way])
    with database.reading() as session:
        assert session.get_one(ClientRow, "c1").surname == "Коваль"
        assert journal.verify(session).whole


def test_a_bulk_insert_is_refused(database: Database, clock: Clock) -> None:
    new = {"id": "c9", "reference": "A-9", "registered_at": clock.now(), "changed_at": clock.now()}
    with pytest.raises(UnjournalledError), database.local_writing() as session:
        session.execute(insert(ClientRow).values(**new))


def test_a_record_cannot_be_deleted_by_the_orm(database: Database, clock: Clock) -> None:
    register(database, clock)
    with pytest.raises(UnjournalledError), database.writing("x.tried", author="x") as session:
        session.delete(session.get_one(ClientRow, "c1"))


def test_an_ordinary_session_cannot_save_a_record(database: Database, clock: Clock) -> None:
    with pytest.raises(UnjournalledError), database.local_writing() as session:
        session.add(
            ClientRow(id="c1", reference="A-1", registered_at=clock.now(), changed_at=clock.now())
        )


def test_a_job_that_wrote_only_its_own_tables_is_refused(database: Database) -> None:
    with (
        pytest.raises(UnjournalledError, match="without a journal line"),
        database.writing("draft.kept", author="x") as session,
    ):
        session.add(CounterRow(name="reference", value=1))
    with database.reading() as session:
        assert session.get(CounterRow, "reference") is None


def test_what_a_reader_writes_is_thrown_away(database: Database) -> None:
    with database.reading() as session:
        session.add(CounterRow(name="reference", value=1))
        session.flush()
    with database.reading() as session:
        assert session.get(CounterRow, "reference") is None


def test_a_rolled_back_flush_leaves_no_line_and_no_gap(database: Database, clock: Clock) -> None:
    def half() -> None:
        with database.writing("client.registered", author="olena") as session:
            session.add(ClientRow(id="c1", reference="A-1", registered_at=clock.now()))
            session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        half()
    assert journal_rows(database) == []
    register(database, clock, 2)
    assert [row.seq for row in journal_rows(database)] == [1]


def test_every_table_of_the_office_is_guarded_and_no_default_hides_a_value() -> None:
    empty: tuple[object, ...] = ("", 0, False)
    for table, row in synced_tables().items():
        assert issubclass(row, Synced), table
        for column in row.__table__.columns:  # type: ignore[attr-defined]
            default = column.default
            if default is not None and default.is_scalar:
                assert default.arg in empty, f"{table}.{column.name}"
    assert "draft" not in synced_tables()
    assert DraftRow.__tablename__ == "draft"


# ---- history and proof --------------------------------------------------------------------------


def test_the_history_of_a_record_reads_oldest_first(database: Database, clock: Clock) -> None:
    register(database, clock)
    with database.writing("client.changed", author="petro") as session:
        session.get_one(ClientRow, "c1").surname = "Мельник"
    with database.reading() as session:
        first, second = journal.lines_of(session, "client", "c1")
    assert (first.act, second.act, second.author) == (
        "client.registered",
        "client.changed",
        "petro",
    )
    assert second.fields == {"surname": "Мельник"}


@pytest.mark.covers("F66")
@pytest.mark.parametrize(
    ("tampering", "reason"),
    [
        ("UPDATE journal SET author = 'nobody' WHERE seq = 3", "content"),
        (
            "UPDATE journal SET patch = replace(patch, 'Коваль', 'Ковальчук') WHERE seq = 3",
            "content",
        ),
        ("UPDATE journal SET hlc = hlc + 1 WHERE seq = 3", "content"),
        ("UPDATE journal SET patch = NULL, hb = zeroblob(16) WHERE seq = 3", "chain"),
        ("UPDATE journal SET h = zeroblob(16) WHERE seq = 3", "chain"),
        ("DELETE FROM journal WHERE seq = 3", "gap"),
        ("UPDATE journal SET seq = 9 WHERE seq = 3", "gap"),
        ("UPDATE journal SET rid = 'c4' WHERE seq = 3", "content"),
        ("DELETE FROM journal WHERE seq >= 3", "missing_end"),
    ],
)
def test_whoever_changes_the_journal_is_found_out(
    database: Database, clock: Clock, tmp_path: Any, tampering: str, reason: str
) -> None:
    for number in range(1, 7):
        register(database, clock, number)
    raw = connect(tmp_path / "vault.db", KEY)
    for guard in ("journal_no_update", "journal_no_delete"):
        raw.execute(f"DROP TRIGGER {guard}")
    raw.execute(tampering)
    raw.close()
    with database.reading() as session:
        proof = journal.verify(session)
    assert proof.first_break is not None
    assert (proof.first_break.seq, proof.first_break.reason) == (
        3 if reason != "gap" else proof.first_break.seq,
        reason,
    )


def test_a_whole_journal_is_said_to_be_whole(database: Database, clock: Clock) -> None:
    with database.reading() as session:
        assert journal.verify(session) == journal.Verified(entries=0, head="", first_break=None)
    for number in range(6):
        register(database, clock, number, note='«лапки» \\ " \n\t\x1f \u2028 😀')
    with database.reading() as session:
        proof = journal.verify(session)
    assert (proof.entries, proof.whole) == (6, True)
    assert proof.head == journal_rows(database)[-1].h.hex()


def test_the_body_is_spelled_as_its_canonical_json(database: Database, clock: Clock) -> None:
    register(database, clock, note='\u2028 " \\ / \x7f \x1f ї 😀')
    (row,) = journal_rows(database)
    head = (row.replica, row.seq, row.hlc, row.tbl, row.rid, row.kind)
    patch, salt = row.patch or "", row.salt or ""
    tail = (salt, row.sv, row.author, row.act)
    spelled = canonical([*head, json.loads(patch), *tail])
    assert lines.body_text(*head, patch, *tail) == spelled.encode()
    assert lines.body_hash(spelled.encode()) == row.hb


def test_a_large_verdict_is_packed_in_row_and_line_and_reads_as_it_was(
    database: Database, clock: Clock, tmp_path: Any
) -> None:
    register(database, clock)
    verdict = {"categories": [{"id": f"ground {n}", "why": "довід " * 200} for n in range(31)]}
    with database.writing("eligibility.checked", author="olena") as session:
        session.add(
            EligibilityCheckRow(
                id="e1", client_id="c1", on_date=date(2026, 11, 24), made_at=clock.now(),
                verdict=verdict,
            )
        )  # fmt: skip
    with database.reading() as session:
        assert session.get_one(EligibilityCheckRow, "e1").verdict == verdict
        (line,) = journal.lines_of(session, "eligibility_check", "e1")
        assert line.fields["verdict"] == verdict
        assert journal.verify(session).whole
    assert len(journal_rows(database)[-1].patch or "") < 3000
