"""Half-typed forms: durable at once, back with their time."""

import time
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.errors import DeskError
from app.core.ids import Ids
from app.desk.drafts import Drafts
from app.storage.database import Database
from tests.conftest import StandingClock
from tests.vaults import KEY


@pytest.fixture
def drafts(database: Database, clock: StandingClock, ids: Ids) -> Drafts:
    return Drafts(database, clock=clock, ids=ids)


@pytest.mark.covers("F10")
def test_a_draft_comes_back_with_its_time_in_another_process(
    drafts: Drafts, tmp_path: Path, clock: StandingClock, ids: Ids
) -> None:
    kept = drafts.keep("registration", "", {"surname": "Ґалаґан", "phones": ["050"]})
    # Nothing is closed: what another connection sees was durable when `keep` returned.
    other = Database.open(tmp_path / "vault.db", KEY, clock=clock, ids=ids)
    assert Drafts(other, clock=clock, ids=ids).waiting() == (kept,)
    assert kept.saved_at == clock.now()
    other.close()


@pytest.mark.covers("F10")
def test_each_keep_replaces_the_one_before(drafts: Drafts, clock: StandingClock) -> None:
    first = drafts.keep("registration", "", {"surname": "Ґ"})
    clock.forward(timedelta(seconds=1))
    second = drafts.keep("registration", "", {"surname": "Ґа"}, draft_id=first.id)
    assert drafts.waiting() == (second,)


def test_two_half_typed_cards_wait_side_by_side_the_newest_first(
    drafts: Drafts, clock: StandingClock
) -> None:
    older = drafts.keep("registration", "", {"surname": "Ґалаґан"})
    clock.forward(timedelta(seconds=1))
    newer = drafts.keep("registration", "", {"surname": "Коваль"})
    about = drafts.keep("client", "c1", {"note": "…"})
    assert drafts.waiting()[-1] == older
    assert {draft.id for draft in drafts.waiting()} == {older.id, newer.id, about.id}
    assert drafts.find("registration", "") == newer
    assert drafts.find("client", "c1") == about
    assert drafts.find("client", "c2") is None


def test_a_saved_form_leaves_no_draft(drafts: Drafts) -> None:
    kept = drafts.keep("registration", "", {"surname": "Ґалаґан"})
    drafts.drop(kept.id)
    drafts.drop("never was")
    assert drafts.waiting() == ()


def test_drafts_leave_no_journal_lines(drafts: Drafts, database: Database) -> None:
    drafts.keep("registration", "", {"surname": "Ґалаґан"})
    with database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM journal").scalar() == 0


@pytest.mark.covers("F10")
def test_keeping_a_draft_is_quick_enough_for_every_field(drafts: Drafts) -> None:
    values = {f"field_{number}": "довгий текст " * 20 for number in range(40)}
    kept = drafts.keep("registration", "", values)
    times = []
    for _ in range(20):
        before = time.perf_counter()
        drafts.keep("registration", "", values, draft_id=kept.id)
        times.append(time.perf_counter() - before)
    assert sorted(times)[len(times) // 2] < 0.02


def test_whatever_can_be_typed_can_be_kept(drafts: Drafts) -> None:
    typed = {"surname": "Ґа\x00ла\ud800ґан 😀 \u202e", "essence": "ї" * 20_000, "empty": None}
    drafts.keep("registration", "", typed)
    (back,) = drafts.waiting()
    assert back.values == {**typed, "surname": "Ґа\x00лаґан 😀 \u202e"}


def test_a_full_disk_without_a_reserve_is_said(
    drafts: Drafts, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database.release_reserve()
    assert not database.release_reserve()

    def full(*_given: object) -> None:
        raise DeskError("vault.disk_full")

    monkeypatch.setattr(Drafts, "_put", full)
    with pytest.raises(DeskError) as told:
        drafts.keep("registration", "", {})
    assert told.value.code == "vault.disk_full"
