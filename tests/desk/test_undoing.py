"""Saves taken back and done again: exactly the fields of the act, or nothing and a reason."""

import ast
import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from app.accounts import store as accounts
from app.accounts.model import Office, Role, User
from app.content import words_catalogue
from app.content.library import Library
from app.core.errors import DeskError
from app.core.ids import Ids
from app.desk import undoing as rules_of_undo
from app.desk.checks import Checks
from app.desk.intake import Intake
from app.desk.office import Administration
from app.desk.undoing import Histories, History, Undoing
from app.eligibility.model import Paper, PaperState
from app.registry.model import Card, Visit, VisitDraft
from app.storage import journal
from app.storage.database import Database
from tests.conftest import StandingClock
from tests.vaults import KEY

OLENA = Card(surname="Соняшник", given_name="Олена", phones=("+380501234567",))
DAY = date(2026, 11, 24)
STEPS = int(os.environ.get("UNDO_STEPS", "700"))
"""Random saves, undos and redos of the model test: 100,000 take a quarter of an hour."""

Register = dict[str, tuple[Card, dict[str, str]]]
"""The model: each client's card and the words of the visits."""


@pytest.fixture
def intake(database: Database, clock: StandingClock, ids: Ids) -> Intake:
    return Intake(database, clock=clock, ids=ids, author="marta")


@pytest.fixture
def colleague(database: Database, clock: StandingClock, ids: Ids) -> Intake:
    office = Administration(database, clock=clock, ids=ids, author="petro")
    office.found(Office(name="Бюро"), "Петро Ромашка")
    marta = User(id="marta", name="Марта", role=Role.SENIOR, added_at=clock.now())
    with database.writing("user.added", author="petro") as session:
        accounts.add_user(session, marta)
    return Intake(database, clock=clock, ids=ids, author="petro")


@pytest.fixture
def undoing(database: Database) -> Undoing:
    return Undoing(database, history=History("marta"))


def refused(undoing: Undoing) -> DeskError:
    with pytest.raises(DeskError) as told:
        undoing.undo()
    return told.value


@pytest.mark.covers("F10", "T13", "3-021")
def test_acts_are_taken_back_one_by_one_and_done_again(intake: Intake, undoing: Undoing) -> None:
    client = intake.register(OLENA, VisitDraft(essence="перше")).client
    changed = intake.change(
        client.id, replace(OLENA, surname="Мальва", phones=()), seen=client.versions
    )
    visit = intake.add_visit(Visit(id="", client_id=client.id, on_date=DAY, essence="друге"))
    intake.change_visit(replace(visit, essence="третє", deadline=date(2026, 12, 1)))

    assert [undoing.undo().act for _ in range(2)] == ["visit.changed", "visit.added"]
    assert [one.essence for one in intake.visits_of(client.id)] == ["перше"]
    assert undoing.undo().act == "client.changed"
    assert intake.client(client.id).card == OLENA
    assert [one.reference for one in intake.find("соняшник")] == [client.reference]
    assert undoing.undo().gone
    assert (intake.recent(), intake.find("соняшник")) == ((), ())

    assert [undoing.redo().act for _ in range(4)] == [
        "client.registered",
        "client.changed",
        "visit.added",
        "visit.changed",
    ]
    assert intake.client(client.id).card == changed.card
    assert intake.client(client.id).registered_at == client.registered_at
    assert intake.find("соняшник") == ()
    assert intake.find("мальва")[0].client_id == client.id
    again = intake.visit(visit.id)
    assert (again.essence, again.deadline) == ("третє", date(2026, 12, 1))


def test_an_undo_writes_new_lines_and_changes_none(
    intake: Intake, undoing: Undoing, database: Database
) -> None:
    intake.register(OLENA)
    undoing.undo()
    undoing.redo()
    with database.reading() as session:
        proof = journal.verify(session)
    assert (proof.whole, proof.entries) == (True, 3)


def test_what_a_colleague_changed_since_stands_in_the_way(
    intake: Intake, colleague: Intake, undoing: Undoing
) -> None:
    client = intake.register(OLENA).client
    mine = intake.change(client.id, replace(OLENA, email="mine@example.org"), seen=client.versions)
    theirs = colleague.change(
        client.id, replace(mine.card, email="theirs@example.org"), seen=mine.versions
    )
    problem = refused(undoing)
    assert problem.code == "undo.in_the_way"
    assert problem.values["who"] == "Петро Ромашка"
    assert intake.client(client.id) == theirs


def test_another_field_of_a_colleague_stays_as_it_is(
    intake: Intake, colleague: Intake, undoing: Undoing
) -> None:
    client = intake.register(OLENA).client
    mine = intake.change(client.id, replace(OLENA, email="mine@example.org"), seen=client.versions)
    colleague.change(client.id, replace(mine.card, note="обережно"), seen=mine.versions)
    undoing.undo()
    assert intake.client(client.id).card == replace(OLENA, note="обережно")


def test_a_registration_to_which_a_colleague_added_is_not_taken_back(
    intake: Intake, colleague: Intake, undoing: Undoing
) -> None:
    client = intake.register(OLENA).client
    colleague.add_visit(Visit(id="", client_id=client.id, on_date=DAY))
    assert refused(undoing).code == "undo.in_the_way"
    assert len(intake.visits_of(client.id)) == 1
    other = intake.register(Card(alias="Друга")).client
    colleague.change(other.id, Card(alias="Друга", note="н"), seen=other.versions)
    assert refused(undoing).code == "undo.in_the_way"
    assert intake.client(other.id).card.note == "н"


def test_a_colleagues_saves_are_not_mine_to_take_back(colleague: Intake, undoing: Undoing) -> None:
    colleague.register(OLENA)
    assert refused(undoing).code == "undo.nothing"
    with pytest.raises(DeskError) as told:
        undoing.redo()
    assert told.value.code == "undo.nothing_again"


def test_papers_checks_and_what_was_printed_from_them(
    intake: Intake, undoing: Undoing, database: Database, clock: StandingClock, ids: Ids
) -> None:
    from app.forms import store as prints
    from app.forms.model import PrintRecord

    checks = Checks(database, Library.load(), clock=clock, ids=ids, author="marta")
    client = intake.register(OLENA).client
    checks.keep_paper(client.id, Paper(item="id_card", state=PaperState.PROMISED))
    checks.keep_paper(client.id, Paper(item="id_card", state=PaperState.ORIGINAL_SEEN))
    facts = checks.facts({"birth_date": "1986-03-07", "idp_status": "registered"})
    first = checks.save(client.id, facts, (), DAY)
    undoing.undo()
    assert checks.of_client(client.id) == ()
    undoing.redo()
    assert checks.of_client(client.id) == (first,)
    with database.writing("form.printed", author="marta") as session:
        prints.add(
            session,
            PrintRecord(
                id="1" * 32,
                client_id=client.id,
                form="consent",
                edition="1",
                reference=client.reference,
                language="uk",
                large_print=False,
                copies=1,
                printed_at=clock.now(),
                reprint_of="",
                reason="",
                sha256="",
                values={},
                author="marta",
            ),
        )
    assert refused(undoing).code == "undo.printed"
    assert checks.of_client(client.id) == (first,)


def test_papers_go_back_step_by_step(
    intake: Intake, undoing: Undoing, database: Database, clock: StandingClock, ids: Ids
) -> None:
    checks = Checks(database, Library.load(), clock=clock, ids=ids, author="marta")
    client = intake.register(OLENA).client
    promised = Paper(item="id_card", state=PaperState.PROMISED, promised_by=date(2026, 12, 1))
    checks.keep_paper(client.id, promised)
    checks.keep_paper(client.id, Paper(item="id_card", state=PaperState.ORIGINAL_SEEN))
    checks.forget_paper(client.id, "id_card")
    undoing.undo()
    assert [one.state for one in checks.papers(client.id)] == [PaperState.ORIGINAL_SEEN]
    undoing.undo()
    assert [(one.state, one.promised_by) for one in checks.papers(client.id)] == [
        (PaperState.PROMISED, date(2026, 12, 1))
    ]
    undoing.undo()
    assert checks.papers(client.id) == ()


def test_the_list_names_acts_and_masks_people(
    intake: Intake, undoing: Undoing, clock: StandingClock
) -> None:
    client = intake.register(replace(OLENA, birth_date=date(1986, 3, 7))).client
    clock.forward(timedelta(minutes=5))
    intake.add_visit(Visit(id="", client_id=client.id, on_date=DAY))
    newest, oldest = undoing.steps()
    assert (newest.act, newest.person) == ("visit.added", "С-к О., 1986")
    assert (oldest.act, newest.at - oldest.at) == ("client.registered", timedelta(minutes=5))


def test_a_new_save_ends_the_redo(intake: Intake, undoing: Undoing) -> None:
    intake.register(OLENA)
    undoing.undo()
    intake.register(Card(alias="Друга"))
    with pytest.raises(DeskError):
        undoing.redo()


def test_only_the_save_that_was_meant_is_taken_back(intake: Intake, undoing: Undoing) -> None:
    intake.register(OLENA)
    meant = undoing.newest
    intake.register(Card(alias="Друга"))
    with pytest.raises(DeskError) as told:
        undoing.undo(meant)
    assert told.value.code == "undo.not_newest"
    assert len(intake.recent()) == 2


@pytest.mark.covers("T13")
def test_more_than_a_hundred_steps_survive_a_lock(
    database: Database, tmp_path: Path, clock: StandingClock, ids: Ids
) -> None:
    histories = Histories()
    Undoing(database, history=histories.of("marta"))
    intake = Intake(database, clock=clock, ids=ids, author="marta")
    client = intake.register(OLENA).client
    for number in range(120):
        now = intake.client(client.id)
        intake.change(client.id, replace(now.card, note=f"н{number}"), seen=now.versions)
    database.close()
    again = Database.open(tmp_path / "vault.db", KEY, clock=clock, ids=ids)
    undoing = Undoing(again, history=histories.of("marta"))
    for _ in range(120):
        undoing.undo()
    assert Intake(again, clock=clock, ids=ids, author="marta").client(client.id).card == OLENA
    with pytest.raises(DeskError):
        Undoing(again, history=histories.of("petro")).undo()
    again.close()


def test_every_act_of_the_desk_is_on_the_list_or_says_why_not() -> None:
    acts = set()
    for path in sorted((Path(__file__).parents[2] / "app" / "desk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("writing"):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    acts.add(first.value)
    decided = rules_of_undo.UNDOABLE | set(rules_of_undo.NEVER_UNDONE)
    assert len(acts) > 10
    assert not acts - decided, "put the act into UNDOABLE or NEVER_UNDONE of app/desk/undoing.py"
    assert not decided - acts - {"save.undone", "save.redone"}
    catalogue = words_catalogue.load()
    assert not [act for act in rules_of_undo.UNDOABLE if f"done.{act}" not in catalogue]


@pytest.mark.covers("X4")
def test_random_saves_undos_and_redos_equal_a_simple_model(
    intake: Intake, colleague: Intake, undoing: Undoing, clock: StandingClock
) -> None:
    """The model is a list of whole registers: an undo goes one back, a redo one forward."""
    chance = Random(20261126)
    now: Register = {}
    past: list[Register] = []
    future: list[Register] = []
    counted = {"save": 0, "undo": 0, "redo": 0}
    for step in range(STEPS):
        clock.forward(timedelta(seconds=1))
        choice = chance.random()
        if choice < 0.45 or not (past or future):
            past.append(now)
            future.clear()
            now = _save(intake, now, chance, step)
            counted["save"] += 1
        elif (choice < 0.75 and past) or not future:
            future.append(now)
            now = past.pop()
            undoing.undo()
            counted["undo"] += 1
        else:
            past.append(now)
            now = future.pop()
            undoing.redo()
            counted["redo"] += 1
        if step % 25 == 0:
            _equal(intake, now)
    _equal(intake, now)
    assert min(counted.values()) > STEPS // 10


def _save(intake: Intake, now: Register, chance: Random, step: int) -> Register:
    choice = chance.random()
    if not now or choice < 0.1:
        card = Card(surname=f"Соняшник{step}", phones=(f"+38050{step:07}",))
        return {**now, intake.register(card).client.id: (card, {})}
    client_id = chance.choice(list(now))
    card, visits = now[client_id]
    if choice < 0.6:
        known = intake.client(client_id)
        changes = {
            chance.choice(("surname", "email", "note", "alias", "patronymic")): f"т{step}",
            "birth_date": chance.choice((None, date(1986, 3, 1 + step % 28))),
            "phones": chance.choice(((), card.phones, (f"+38067{step:07}",))),
        }
        new = replace(card, **changes)  # type: ignore[arg-type]
        intake.change(client_id, new, seen=known.versions)
        return {**now, client_id: (new, visits)}
    if visits and choice < 0.8:
        visit_id = chance.choice(list(visits))
        intake.change_visit(replace(intake.visit(visit_id), essence=f"з{step}"))
        return {**now, client_id: (card, {**visits, visit_id: f"з{step}"})}
    visit = intake.add_visit(Visit(id="", client_id=client_id, on_date=DAY, essence=f"п{step}"))
    return {**now, client_id: (card, {**visits, visit.id: visit.essence})}


def _equal(intake: Intake, now: Register) -> None:
    standing = {client.id: client.card for client in intake.recent(limit=10_000)}
    assert standing == {client_id: card for client_id, (card, _) in now.items()}
    for client_id, (card, visits) in now.items():
        kept = {visit.id: visit.essence for visit in intake.visits_of(client_id)}
        assert kept == visits
        assert client_id in {one.client_id for one in intake.find(card.surname, limit=100)}
