"""Files of clients taken out: who hides stays hidden, every file has its line, none is half."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.accounts.model import Office
from app.core.errors import DeskError, InputError
from app.core.ids import Ids
from app.desk.exporting import Exporting, Wish
from app.desk.intake import Intake
from app.desk.office import Administration
from app.exchange.files import opened
from app.exchange.model import Layout
from app.registry.columns import COLUMNS, CONTACTS
from app.registry.model import Card, SafeContact
from app.registry.past import PreWarAddress
from app.registry.relations import HouseholdMember, Kinship, Representative, RepresentativeKind
from app.storage.database import Database
from app.storage.tables import ExportRow
from tests.conftest import StandingClock
from tests.desk.test_importing import done

CANARY = "СХОВАНО"
HIDDEN = Card(
    surname="Осока",
    given_name="Олена",
    birth_date=date(1986, 3, 7),
    phones=("+380501112233",),
    email=f"{CANARY}@example.org",
    actual_address=CANARY,
    registered_address=CANARY,
    postal_address=CANARY,
    pre_war_address=PreWarAddress(address=CANARY),
    representative=Representative(
        kind=RepresentativeKind.RELATIVE, full_name="Верба Ганна", phone="+380501112233"
    ),
    household=(HouseholdMember(kinship=Kinship.CHILD, note=CANARY),),
    safe_contact=SafeContact(on=True),
)


@pytest.fixture
def desk(database: Database, clock: StandingClock, ids: Ids) -> Exporting:
    office = Administration(database, clock=clock, ids=ids, author="head")
    office.found(Office(name="Бюро"), "Марта")
    intake = Intake(database, clock=clock, ids=ids, author="head")
    intake.register(HIDDEN)
    intake.register(replace(HIDDEN, surname="Ясен", safe_contact=SafeContact()))
    return Exporting(database, clock=clock, ids=ids, author="head")


def cells(path: Path, surname: str) -> dict[str, str]:
    table = opened(path, Layout())
    rows = [dict(zip(table.header, row.cells, strict=True)) for row in table.rows()]
    return next(row for row in rows if row["surname"] == surname)


@pytest.mark.covers("F6", "F113")
def test_who_is_in_safe_contact_cannot_be_found_by_the_file(
    desk: Exporting, tmp_path: Path
) -> None:
    path = tmp_path / "out.csv"
    done(desk.take_out(Wish(path=path, plain=True)))
    hidden, open_card = cells(path, "Осока"), cells(path, "Ясен")
    assert CANARY not in str(hidden)
    assert "1112233" not in str(hidden)
    assert {name for name in CONTACTS if hidden[name]} == set()
    assert open_card["actual_address"] == CANARY
    done(desk.take_out(Wish(path=path, plain=True, safe_contacts=True)))
    assert cells(path, "Осока")["actual_address"] == CANARY


@pytest.mark.covers("F113", "F66")
def test_every_export_leaves_its_line(desk: Exporting, database: Database, tmp_path: Path) -> None:
    done(desk.take_out(Wish(path=tmp_path / "out.xlsx", columns=("surname",))))
    done(desk.take_out(Wish(path=tmp_path / "out.csv", plain=True, safe_contacts=True)))
    with database.reading() as session:
        locked, bare = session.scalars(select(ExportRow).order_by(ExportRow.op_seq))
    assert (locked.author, locked.clients, locked.columns) == ("head", 2, ["surname"])
    assert (locked.file_kind, locked.protected, locked.safe_contacts) == ("xlsx", True, False)
    assert (bare.file_kind, bare.protected, bare.safe_contacts) == ("csv", False, True)
    assert bare.columns == list(COLUMNS)


def test_a_called_off_export_leaves_no_file_and_no_line(
    desk: Exporting, database: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("out.csv", "out.xlsx"):
        job = desk.take_out(Wish(path=folder / name, plain=True))
        next(job)
        job.close()
    assert list(folder.iterdir()) == []
    with database.reading() as session:
        assert session.scalars(select(ExportRow)).all() == []


@pytest.mark.parametrize(
    ("name", "more", "code"),
    [
        ("out.pdf", {}, "export.which_kind"),
        ("out.csv", {}, "export.csv_is_plain"),
        ("out.xlsx", {"columns": ("nonsense",)}, "import.unknown_field"),
        ("out.xlsx", {"passphrase": "коротко"}, "export.short_passphrase"),
    ],
)
def test_a_senseless_wish_is_refused(
    desk: Exporting, tmp_path: Path, name: str, more: dict[str, object], code: str
) -> None:
    with pytest.raises(InputError) as told:
        done(desk.take_out(replace(Wish(path=tmp_path / name), **more)))  # type: ignore[arg-type]
    assert told.value.code == code


def test_a_folder_that_is_not_there_is_told(desk: Exporting, tmp_path: Path) -> None:
    with pytest.raises(DeskError) as told:
        done(desk.take_out(Wish(path=tmp_path / "none" / "out.xlsx")))
    assert told.value.code == "export.not_written"
