"""What is erased is in no row and no line; the chain holds, and nobody else may blank a line."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from app.storage import journal
from app.storage.database import Database
from app.storage.engine import driver_of
from app.storage.erasing import erase
from app.storage.journal_tables import JournalRow
from app.storage.tables import FeedbackRow

SECRET = "Дим над Вишневою"
SAID = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def said(database: Database) -> str:
    with database.writing("feedback.said", author="u") as session:
        for one in ("a", "b"):
            row = FeedbackRow(id=one, screen="home", text=f"{SECRET} {one}", said_at=SAID)
            session.add(row)
    with database.writing("feedback.said", author="u") as session:
        session.get_one(FeedbackRow, "a").text = f"{SECRET} двічі"
    return "a"


def _erase(database: Database, record: str) -> None:
    with database.writing("file.erased", author="u") as session:
        erase(session, session.get_one(FeedbackRow, record), keep=("screen",))


@pytest.mark.covers("F110")
def test_nothing_said_is_left_and_the_chain_holds(database: Database, said: str) -> None:
    _erase(database, said)
    with database.reading() as session:
        row = session.get_one(FeedbackRow, said)
        assert (row.text, row.screen, row.deleted, row.said_at) == ("", "home", True, SAID)
        lines = session.query(JournalRow).filter_by(rid=said).order_by(JournalRow.lseq).all()
        assert [(one.kind, one.patch is None, one.salt is None) for one in lines] == [
            ("w", True, True),
            ("w", True, True),
            ("e", False, False),
        ]
        assert SECRET not in (lines[-1].patch or "")
        verified = journal.verify(session)
        assert verified.whole
        assert verified.entries == 4
        assert session.get_one(FeedbackRow, "b").text.startswith(SECRET)
        assert journal.lines_of(session, "feedback", said)[0].fields == {}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal SET patch = NULL, salt = NULL WHERE rid = 'b'",
        "UPDATE journal SET patch = NULL, salt = NULL, author = 'x' WHERE rid = 'a'",
        "UPDATE journal SET patch = '{}' WHERE rid = 'a'",
        "UPDATE journal SET patch = NULL, salt = NULL WHERE rid = 'a' AND kind = 'e'",
        "DELETE FROM journal WHERE rid = 'a'",
    ],
)
def test_the_guard_allows_nothing_else(database: Database, said: str, change: str) -> None:
    _erase(database, said)
    with (
        pytest.raises(Exception, match=r"journal guard|changed"),
        database.local_writing() as session,
    ):
        session.execute(text(change))


def test_a_line_that_somebody_blanked_is_a_break(database: Database, said: str) -> None:
    with database.local_writing() as session:
        driver = driver_of(session)
        driver.execute("DROP TRIGGER journal_no_update")
        driver.execute("UPDATE journal SET patch = NULL, salt = NULL WHERE rid = ?", (said,))
    with database.reading() as session:
        found = journal.verify(session).first_break
    assert found is not None
    assert (found.seq, found.reason) == (1, "content")
