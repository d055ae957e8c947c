"""Two cards merged and the merge undone: nothing lost, the timeline whole, colleagues safe."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.content.library import Library
from app.core.errors import DeskError
from app.core.ids import Ids
from app.desk.checks import Checks
from app.desk.intake import Intake
from app.desk.merging import Merging
from app.desk.undoing import History, Undoing
from app.eligibility.model import Paper, PaperState
from app.registry.merging import Side
from app.registry.model import Card, Client, Happening, Versions, Visit, VisitDraft
from app.storage import journal
from app.storage.database import Database
from tests.conftest import StandingClock

DAY = date(2026, 11, 24)
OLENA = Card(
    surname="Соняшник",
    given_name="Олена",
    patronymic="Іванівна",
    birth_date=date(1986, 3, 7),
    phones=("+380501234567",),
)
AGAIN = Card(
    surname="Сонячник",
    given_name="Олена",
    birth_date=date(1986, 3, 7),
    phones=("+380671112233",),
    email="olena@example.org",
)


@pytest.fixture
def intake(database: Database, clock: StandingClock, ids: Ids) -> Intake:
    return Intake(database, clock=clock, ids=ids, author="marta")


@pytest.fixture
def checks(database: Database, clock: StandingClock, ids: Ids) -> Checks:
    return Checks(database, Library.load(), clock=clock, ids=ids, author="marta")


@pytest.fixture
def merging(database: Database, clock: StandingClock, ids: Ids) -> Merging:
    return Merging(database, clock=clock, ids=ids, author="marta")


@pytest.fixture
def undoing(database: Database) -> Undoing:
    return Undoing(database, history=History("marta"))


@pytest.fixture
def kept(intake: Intake, clock: StandingClock) -> Client:
    first = intake.register(OLENA, VisitDraft(essence="перше")).client
    clock.forward(timedelta(minutes=1))
    return first


@pytest.fixture
def merged(intake: Intake, kept: Client, clock: StandingClock) -> Client:
    second = intake.register(AGAIN, VisitDraft(essence="друге")).client
    clock.forward(timedelta(minutes=1))
    assert second.id != kept.id
    return second


def seen(*clients: Client) -> dict[str, Versions]:
    return {client.id: client.versions for client in clients}


@pytest.mark.covers("F87", "F2")
def test_the_kept_card_gathers_everything_and_every_way_leads_to_it(
    intake: Intake, merging: Merging, kept: Client, merged: Client
) -> None:
    one = merging.merge(kept.id, merged.id, seen=seen(kept, merged), reason="той самий паспорт")
    assert one.card == replace(
        OLENA, phones=("+380501234567", "+380671112233"), email="olena@example.org"
    )
    assert [visit.essence for visit in intake.visits_of(kept.id)] == ["друге", "перше"]
    for words in ("сонячник", "0671112233", merged.reference, "соняшник", "0501234567"):
        assert [found.client_id for found in intake.find(words)] == [kept.id]
    assert intake.by_reference(merged.reference).id == kept.id
    assert intake.client(merged.id).id == kept.id
    assert [client.id for client in intake.recent()] == [kept.id]
    assert {client.id for _, client in intake.today()} == {kept.id}
    assert len(intake.today()) == 2
    happened = [entry.kind for entry in intake.timeline(kept.id)]
    assert happened.count(Happening.REGISTERED) == happened.count(Happening.VISIT) == 2
    assert happened[0] is Happening.MERGED
    assert intake.timeline(kept.id)[0].detail == "той самий паспорт"


@pytest.mark.covers("F87")
def test_an_undo_gives_both_cards_back_exactly(
    intake: Intake, merging: Merging, kept: Client, merged: Client, clock: StandingClock
) -> None:
    choices = {"surname": Side.MERGED, "phones": Side.BOTH}
    merging.merge(kept.id, merged.id, choices, seen=seen(kept, merged))
    clock.forward(timedelta(days=2))
    undone = merging.undo(merging.merged_into(kept.id)[0].merge.id)
    assert (undone.kept.card, undone.merged.card, undone.left) == (OLENA, AGAIN, ())
    assert [visit.essence for visit in intake.visits_of(kept.id)] == ["перше"]
    assert [visit.essence for visit in intake.visits_of(merged.id)] == ["друге"]
    assert {found.client_id for found in intake.find("олена")} == {kept.id, merged.id}
    assert [found.client_id for found in intake.find("0671112233")] == [merged.id]
    assert intake.by_reference(merged.reference).id == merged.id
    assert [entry.kind for entry in intake.timeline(kept.id)][:2] == [
        Happening.UNMERGED,
        Happening.MERGED,
    ]
    assert merging.merged_into(kept.id) == ()


def test_what_was_changed_after_the_merge_is_kept_and_told(
    intake: Intake, merging: Merging, kept: Client, merged: Client
) -> None:
    one = merging.merge(kept.id, merged.id, seen=seen(kept, merged))
    intake.change(kept.id, replace(one.card, email="new@example.org"), seen=one.versions)
    intake.add_visit(Visit(id="", client_id=kept.id, on_date=DAY, essence="третє"))
    undone = merging.undo(merging.merged_into(kept.id)[0].merge.id)
    assert undone.left == ("email",)
    assert undone.kept.card == replace(OLENA, email="new@example.org")
    assert undone.merged.card == AGAIN
    assert {visit.essence for visit in intake.visits_of(kept.id)} == {"перше", "третє"}


@pytest.mark.covers("F87")
def test_checks_and_papers_of_both_stand_under_the_kept_card(
    intake: Intake,
    merging: Merging,
    checks: Checks,
    kept: Client,
    merged: Client,
    clock: StandingClock,
) -> None:
    facts = checks.facts({"birth_date": "1986-03-07", "idp_status": "registered"})
    checks.keep_paper(kept.id, Paper(item="id_card", state=PaperState.PROMISED))
    clock.forward(timedelta(minutes=1))
    checks.keep_paper(merged.id, Paper(item="id_card", state=PaperState.ORIGINAL_SEEN))
    checks.keep_paper(merged.id, Paper(item="idp_certificate", state=PaperState.COPY))
    saved = checks.save(merged.id, facts, (), DAY)
    merging.merge(kept.id, merged.id, seen=seen(kept, merged))
    assert checks.of_client(kept.id) == (saved,)
    assert {paper.item: paper.state for paper in checks.papers(kept.id)} == {
        "id_card": PaperState.ORIGINAL_SEEN,
        "idp_certificate": PaperState.COPY,
    }
    happened = [entry.kind for entry in intake.timeline(kept.id)]
    assert happened.count(Happening.PAPER) == 3
    checks.forget_paper(kept.id, "id_card")
    assert [paper.item for paper in checks.papers(kept.id)] == ["idp_certificate"]


def test_a_colleague_who_edits_meanwhile_stops_the_merge(
    intake: Intake, merging: Merging, kept: Client, merged: Client
) -> None:
    intake.change(merged.id, replace(AGAIN, note="тихо"), seen=merged.versions)
    with pytest.raises(DeskError) as told:
        merging.merge(kept.id, merged.id, seen=seen(kept, merged))
    assert told.value.code == "merge.changed_meanwhile"
    assert len(intake.recent()) == 2


def test_a_save_of_the_merged_card_is_refused_and_told(
    intake: Intake, merging: Merging, kept: Client, merged: Client
) -> None:
    one = merging.merge(kept.id, merged.id, seen=seen(kept, merged))
    with pytest.raises(DeskError) as told:
        intake.change(merged.id, replace(AGAIN, note="тихо"), seen=merged.versions)
    assert told.value.code == "client.merged_away"
    assert intake.client(kept.id) == one
    visit = intake.add_visit(Visit(id="", client_id=merged.id, on_date=DAY, essence="пізнє"))
    assert visit.essence in {one.essence for one in intake.visits_of(kept.id)}


def test_double_and_circular_merges_are_refused(
    merging: Merging, kept: Client, merged: Client
) -> None:
    one = merging.merge(kept.id, merged.id, seen=seen(kept, merged))
    for pair in ((kept.id, merged.id), (merged.id, kept.id), (kept.id, kept.id)):
        with pytest.raises(DeskError) as told:
            merging.merge(*pair, seen=seen(one, merged))
        assert told.value.code == "merge.already"
    with pytest.raises(DeskError):
        merging.compare(kept.id, merged.id)


@pytest.mark.covers("F87")
def test_a_chain_leads_to_its_end_and_is_undone_from_there(
    intake: Intake, merging: Merging, undoing: Undoing, kept: Client, merged: Client
) -> None:
    third = intake.register(replace(OLENA, surname="Мальва", phones=("+380931112233",))).client
    middle = merging.merge(kept.id, merged.id, seen=seen(kept, merged))
    last = merging.merge(third.id, kept.id, seen=seen(third, middle))
    assert intake.client(merged.id).id == third.id
    assert [found.client_id for found in intake.find("сонячник")] == [third.id]
    assert len(intake.visits_of(third.id)) == 2
    second_merge, first_merge = (one.merge for one in merging.merged_into(third.id))
    with pytest.raises(DeskError) as told:
        merging.undo(first_merge.id)
    assert told.value.code == "merge.undo_later_first"
    assert intake.client(third.id) == last
    merging.undo(second_merge.id)
    merging.undo(first_merge.id)
    assert [intake.client(one.id).card for one in (kept, merged, third)] == [
        OLENA,
        AGAIN,
        third.card,
    ]
    with pytest.raises(DeskError) as told:
        merging.undo(first_merge.id)
    assert told.value.code == "merge.undone_already"


def test_ctrl_z_takes_a_merge_back_and_its_undo_too(
    intake: Intake, merging: Merging, undoing: Undoing, kept: Client, merged: Client
) -> None:
    one = merging.merge(kept.id, merged.id, seen=seen(kept, merged))
    assert undoing.undo().act == "client.merged"
    assert {client.id: client.card for client in intake.recent()} == {
        kept.id: OLENA,
        merged.id: AGAIN,
    }
    assert intake.find("сонячник")[0].client_id == merged.id
    undoing.redo()
    assert intake.client(merged.id).card == one.card
    assert [found.client_id for found in intake.find("сонячник")] == [kept.id]
    merging.undo(merging.merged_into(kept.id)[0].merge.id)
    assert undoing.undo().act == "client.merge_undone"
    assert intake.client(merged.id).card == one.card
    third = intake.register(replace(OLENA, phones=())).client
    now = intake.client(kept.id)
    merging.merge(third.id, kept.id, seen=seen(third, now))
    for act in ("client.merged", "client.registered", "client.merged"):
        assert undoing.undo().act == act
    assert intake.client(merged.id).card == AGAIN


@pytest.mark.covers("F86", "F87")
def test_two_people_are_never_offered_again_until_it_is_taken_back(
    intake: Intake, merging: Merging, undoing: Undoing, kept: Client, merged: Client
) -> None:
    def offered() -> list[str]:
        return [one.client_id for one in intake.likely_duplicates(OLENA, but=kept.id)]

    assert offered() == [merged.id]
    merging.tell_apart(merged.id, kept.id, reason="двоюрідні сестри")
    merging.tell_apart(kept.id, merged.id)
    assert offered() == []
    assert merging.compare(kept.id, merged.id).told_apart
    merging.take_back_apart(kept.id, merged.id)
    assert offered() == [merged.id]
    undoing.undo()
    assert offered() == []


def test_side_by_side_keeps_the_fuller_card(merging: Merging, kept: Client, merged: Client) -> None:
    compared = merging.compare(merged.id, kept.id)
    assert (compared.kept.id, compared.merged.id) == (kept.id, merged.id)
    assert compared.records == (2, 2)
    assert "likeness.same_birth_date" in compared.weighed.speaks_for
    other = merging.compare(merged.id, kept.id, keep=merged.id)
    assert (other.kept.id, other.merged.id) == (merged.id, kept.id)
    assert merging.preview(other, {}).surname == "Сонячник"


def test_a_merge_leaves_a_whole_journal(
    merging: Merging, database: Database, kept: Client, merged: Client
) -> None:
    merging.merge(kept.id, merged.id, seen=seen(kept, merged))
    with database.reading() as session:
        proof = journal.verify(session)
    assert (proof.whole, proof.entries) == (True, 7)
