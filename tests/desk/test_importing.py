"""Files of clients brought in and taken back over a real vault: nothing twice, nothing silent."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.accounts.model import Office
from app.core.errors import DeskError, InputError, NotAllowedError
from app.core.ids import Ids
from app.core.runner import LongJob
from app.core.words import Words
from app.desk.importing import Importing, Outcome, Plan, RowTold
from app.desk.intake import Intake
from app.desk.office import Administration
from app.exchange.model import Layout
from app.registry.model import Card
from app.storage import journal
from app.storage.database import Database
from app.storage.engine import connect
from tests.conftest import StandingClock
from tests.vaults import KEY


@pytest.fixture
def desk(database: Database, clock: StandingClock, ids: Ids) -> Importing:
    Administration(database, clock=clock, ids=ids, author="head").found(
        Office(name="Бюро"), "Марта"
    )
    return Importing(database, clock=clock, ids=ids, author="head")


@pytest.fixture
def intake(desk: Importing, database: Database, clock: StandingClock, ids: Ids) -> Intake:
    return Intake(database, clock=clock, ids=ids, author="head")


def rnokpp(number: int) -> str:
    head = f"31474{number:04d}"
    total = sum(w * int(d) for w, d in zip((-1, 5, 7, 9, 4, 6, 10, 5, 7), head, strict=True))
    return f"{head}{total % 11 % 10}"


def file_of(folder: Path, count: int, *more: str) -> Path:
    path = folder / "clients.csv"
    rows = [f"Осока{number},Олена,{rnokpp(number)}" for number in range(count)]
    path.write_text("\n".join(["Прізвище,Імʼя,ІПН", *rows, *more]) + "\n", "utf-8")
    return path


def done(job: LongJob[Any]) -> Any:
    try:
        while True:
            next(job)
    except StopIteration as end:
        return end.value


def plan_of(desk: Importing, path: Path, **more: Any) -> Plan:
    looked = desk.look(path, Layout())
    return Plan(path=path, layout=looked.table.layout, mapping=looked.mapping, **more)


def brought(
    desk: Importing, path: Path, words: Words, *, resume: bool = False
) -> tuple[Outcome, list[RowTold]]:
    told: list[RowTold] = []
    job = desk.bring_in(plan_of(desk, path), words, told.append, resume=resume)
    return done(job), told


def surnames(database: Database) -> list[str]:
    with database.asking() as driver:
        rows = driver.execute("SELECT surname FROM client WHERE NOT deleted ORDER BY surname")
        return [row[0] for row in rows]


@pytest.mark.covers("F120", "F66")
def test_a_file_is_brought_in_found_and_journalled(
    desk: Importing, intake: Intake, database: Database, words: Words, tmp_path: Path
) -> None:
    outcome, told = brought(desk, file_of(tmp_path, 230, "Верба,Ганна,12", ",,"), words)
    assert (outcome.good, outcome.bad, outcome.skipped) == (231, 0, 0)
    assert {row.words for row in told} <= {"row.may_be_there"}
    assert outcome.batch is not None
    assert outcome.batch.finished_at is not None
    assert intake.find("осока229")[0].full_name == "Осока229 Олена"
    with database.reading() as session:
        assert journal.verify(session).whole
        (line,) = journal.lines_of(session, "client", intake.find("осока7 олена")[0].client_id)
    assert (line.act, line.fields["batch"]) == ("client.imported", outcome.batch.id)


@pytest.mark.covers("F120")
def test_a_trial_writes_nothing_and_says_what_would_happen(
    desk: Importing, database: Database, words: Words, tmp_path: Path
) -> None:
    path = file_of(tmp_path, 5, "Верба,Ганна,зайве,ще", f"Осока1,Олена,{rnokpp(1)}", ",Іван,")
    told: list[RowTold] = []
    with database.reading() as session:
        before = journal.verify(session).entries
    outcome = done(desk.try_out(plan_of(desk, path), words, told.append))
    assert (outcome.good, outcome.bad, outcome.skipped) == (6, 1, 1)
    assert [row.sentence(words) for row in told] == [
        "Рядок 7: клітинок більше, ніж заголовків, рядок пропущено.",
        "Рядок 8: та сама людина, що в рядку 3, рядок пропущено.",
    ]
    with database.reading() as session:
        assert journal.verify(session).entries == before
    assert surnames(database) == []


@pytest.mark.covers("F120")
def test_people_who_are_there_are_listed_and_never_merged(
    desk: Importing, intake: Intake, database: Database, words: Words, tmp_path: Path
) -> None:
    intake.register(Card(surname="Осока1", given_name="Олена", rnokpp=rnokpp(1)))
    intake.register(Card(surname="Верба", given_name="Ганна", birth_date=date(1986, 3, 7)))
    path = tmp_path / "clients.csv"
    path.write_text(
        "surname,given_name,rnokpp,birth_date\n"
        f"Осока1,Олена,{rnokpp(1)},\nВерба,Ганна,,1986-03-07\nЯсен,Іван,,\n",
        "utf-8",
    )
    outcome, told = brought(desk, path, words)
    assert (outcome.good, outcome.skipped, outcome.alike) == (2, 1, 1)
    assert [(row.line, row.words) for row in told] == [
        (2, "row.certainly_there"),
        (3, "row.may_be_there"),
    ]
    assert surnames(database) == ["Верба", "Верба", "Осока1", "Ясен"]


@pytest.mark.covers("F120", "F101")
def test_a_stopped_import_goes_on_and_brings_nothing_twice(
    desk: Importing, database: Database, words: Words, tmp_path: Path
) -> None:
    path = file_of(tmp_path, 350)
    job = desk.bring_in(plan_of(desk, path), words, lambda _: None)
    next(job)
    next(job)
    job.close()
    assert len(surnames(database)) == 200
    with pytest.raises(InputError) as told:
        brought(desk, path, words)
    assert told.value.code == "import.unfinished"
    outcome, _ = brought(desk, path, words, resume=True)
    assert outcome.good == 150
    assert len(set(surnames(database))) == len(surnames(database)) == 350
    for again in (True, False):
        with pytest.raises(InputError) as told:
            brought(desk, path, words, resume=again)
        assert told.value.code == "import.already"


@pytest.mark.covers("F120")
def test_an_import_is_taken_back_but_for_cards_that_somebody_wrote_to(
    desk: Importing, intake: Intake, database: Database, words: Words, tmp_path: Path
) -> None:
    path = file_of(tmp_path, 130)
    outcome, _ = brought(desk, path, words)
    assert outcome.batch is not None
    changed = intake.client(intake.find("осока5 олена")[0].client_id)
    card = replace(changed.card, note="дзвонили")
    intake.change(changed.id, card, seen=changed.versions)
    back = done(desk.take_back(outcome.batch.id[:8]))
    assert (back.struck_out, back.stays) == (129, (changed.reference,))
    assert surnames(database) == ["Осока5"]
    assert "Осока7 Олена" not in [found.full_name for found in intake.find("осока7")]
    assert desk.batch(outcome.batch.id).undone_at is not None
    again = done(desk.take_back(outcome.batch.id))
    assert again.struck_out == 0
    outcome, _ = brought(desk, path, words)
    assert (outcome.good, outcome.skipped) == (129, 1)
    with database.reading() as session:
        assert journal.verify(session).whole


@pytest.mark.parametrize(
    ("text", "mapping", "code"),
    [
        ("a,b\n1,2\n", {}, "import.no_names"),
        ("surname\nОсока\n", {"surname": "nonsense"}, "import.unknown_field"),
        ("surname\nОсока\n", {"name": "surname"}, "import.no_column"),
        ("a,b\n1,2\n", {"a": "surname", "b": "surname"}, "import.field_twice"),
    ],
)
def test_a_senseless_mapping_is_refused(
    desk: Importing, words: Words, tmp_path: Path, text: str, mapping: dict[str, str], code: str
) -> None:
    path = tmp_path / "clients.csv"
    path.write_text(text, "utf-8")
    plan = Plan(path=path, layout=Layout(), mapping=mapping)
    with pytest.raises(InputError) as told:
        done(desk.bring_in(plan, words, lambda _: None))
    assert told.value.code == code


def test_only_the_head_brings_files_in(
    desk: Importing, database: Database, clock: StandingClock, ids: Ids, tmp_path: Path
) -> None:
    from app.accounts import store
    from app.accounts.model import Role, User

    with database.writing("user.added", author="head") as session:
        store.add_user(
            session, User(id="clerk", name="Лука", role=Role.REGISTRAR, added_at=clock.now())
        )
    clerk = Importing(database, clock=clock, ids=ids, author="clerk")
    with pytest.raises(NotAllowedError):
        clerk.look(file_of(tmp_path, 1), Layout())


@pytest.mark.covers("R-05")
def test_a_vault_that_another_program_holds_is_told_and_nothing_is_lost(
    desk: Importing,
    database: Database,
    words: Words,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = file_of(tmp_path, 150)
    job = desk.bring_in(plan_of(desk, path), words, lambda _: None)
    next(job)
    other = connect(tmp_path / "vault.db", KEY)
    other.execute("BEGIN IMMEDIATE")
    with database.reading() as session:
        session.connection()
    with pytest.raises(DeskError) as told:
        next(job)
    assert told.value.code == "vault.busy"
    other.execute("ROLLBACK")
    other.close()
    outcome, _ = brought(desk, path, words, resume=True)
    assert outcome.good == 50
    assert len(set(surnames(database))) == 150
