"""An older vault is brought up to date whole, or stays exactly as it was."""

import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, Text

from app.accounts import store as accounts
from app.accounts.model import Role
from app.content.library import Library
from app.core.clock import Clock, SystemClock, today
from app.core.errors import DeskError, VaultError
from app.core.ids import Ids
from app.desk.desk import assemble
from app.registry import store
from app.storage import journal, migrate
from app.storage.database import Database
from app.storage.engine import connect
from app.storage.guards import guards
from app.storage.schema import Base
from app.storage.tables import HEAD, ClientRow, VisitRow
from tests.vaults import KEY

HERE = Path(__file__).parent


def plan(folder: str) -> migrate.Plan:
    """To the invented next revision, whose schema has one column more."""
    metadata = MetaData(naming_convention=Base.metadata.naming_convention)
    for table in Base.metadata.tables.values():
        table.to_metadata(metadata)
    metadata.tables["client"].append_column(
        Column("nickname", Text(), nullable=False, server_default="")
    )
    first = migrate.to_head()
    return replace(
        first, head="m0004", versions=(*first.versions, HERE / folder), metadata=metadata
    )


@pytest.fixture
def filled(tmp_path: Path, clock: Clock, ids: Ids) -> Path:
    """A vault with clients and their visits, closed."""
    path = tmp_path / "vault.db"
    Database.create(path, KEY, ids=ids)
    database = Database.open(path, KEY, clock=clock, ids=ids)
    for number in range(5):
        with database.writing("client.registered", author="olena") as session:
            session.add(
                ClientRow(id=f"c{number}", reference=f"A-{number}", registered_at=clock.now())
            )
            session.add(VisitRow(id=f"v{number}", client_id=f"c{number}", on_date=today(clock)))
    database.close()
    return path


def content(path: Path) -> dict[str, list[object]]:
    """The schema and every row of the vault."""
    raw = connect(path, KEY)
    try:
        schema = raw.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        tables = [name for kind, name, _ in schema if kind == "table"]
        rows = {name: raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
        return {"sqlite_master": schema, **rows}
    finally:
        raw.close()


def test_the_migrations_make_the_schema_of_the_program(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    connect(path, KEY).close()
    migrate.upgrade(path, KEY)
    made = connect(path, KEY)
    names = {
        name for (name,) in made.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
    }
    made.close()
    assert names == set(guards())


LANDED = sorted((HERE / "vaults").glob("m*.db"))
"""One vault as each landed version made it: invented people, key `tests.vaults.KEY`."""


@pytest.mark.covers("R-09", "F134")
@pytest.mark.parametrize("vault", LANDED, ids=lambda path: path.stem)
def test_a_vault_made_by_a_landed_version_opens_with_everything_in_it(
    tmp_path: Path, ids: Ids, vault: Path
) -> None:
    clock = SystemClock()  # the people in it came after the standing clock of the tests
    path = tmp_path / "vault.db"
    path.write_bytes(vault.read_bytes())
    before = content(path)
    Database.open(path, KEY, clock=clock, ids=ids).close()
    after = content(path)
    for table in ("client", "visit", "eligibility_check", "client_paper", "paper_print", "draft"):
        assert len(after[table]) == len(before[table]) > 0
    assert after["journal"] == before["journal"]
    database = Database.open(path, KEY, clock=clock, ids=ids)
    with database.reading() as session:
        assert journal.verify(session).whole
    desk = assemble(database, Library.load(), clock=clock, ids=ids, author=head_of(database))
    for client in desk.intake.recent(limit=50):
        found = desk.intake.find(client.card.full_name)
        assert client.id in {hit.client_id for hit in found}
        desk.intake.change(client.id, replace(client.card, note="перевірено"), seen=client.versions)
    database.close()


def head_of(database: Database) -> str:
    """The id of the head in a vault of before."""
    with database.reading() as session:
        return next(one.id for one in accounts.users(session) if one.role is Role.HEAD)


@pytest.mark.covers("R-01", "R-09", "F84")
def test_the_search_of_an_upgraded_vault_is_made_whole_or_not_at_all(
    tmp_path: Path, ids: Ids
) -> None:
    path = tmp_path / "vault.db"
    path.write_bytes((HERE / "vaults" / "m0001.db").read_bytes())
    database = Database.open(path, KEY, clock=SystemClock(), ids=ids)
    with (  # noqa: PT012  the power goes when the work is nearly done
        pytest.raises(KeyboardInterrupt),
        database.local_writing() as session,
    ):
        assert store.rebuild_search(session) > 0
        raise KeyboardInterrupt
    with database.reading() as session:
        assert not store.search_is_made(session)
    desk = assemble(
        database, Library.load(), clock=SystemClock(), ids=ids, author=head_of(database)
    )
    people = desk.intake.recent(limit=50)
    for client in people:
        found = desk.intake.find(f"{client.card.surname} {client.card.given_name}")
        assert client.id in {hit.client_id for hit in found}
    with database.reading() as session:
        assert store.search_is_made(session)
    database.close()


@pytest.mark.covers("R-09")
def test_an_upgrade_keeps_every_child_row_and_puts_the_guards_back(
    filled: Path, clock: Clock, ids: Ids
) -> None:
    migrate.upgrade(filled, KEY, plan=plan("synthetic"))
    raw = connect(filled, KEY)
    assert raw.execute("SELECT count(*) FROM visit").fetchone() == (5,)
    assert raw.execute("SELECT DISTINCT nickname FROM client").fetchall() == [("none yet",)]
    assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("m0004",)
    with pytest.raises(Exception, match="without its line"):
        raw.execute("UPDATE client SET surname = 'x'")
    raw.close()


def test_a_copy_from_before_lies_beside_it_encrypted(filled: Path) -> None:
    before = content(filled)
    migrate.upgrade(filled, KEY, plan=plan("synthetic"))
    copy = migrate.copy_path(filled, "m0004")
    assert content(copy) == before
    assert not copy.read_bytes().startswith(b"SQLite")


@pytest.mark.parametrize("fault", ["synthetic_loses_rows", "synthetic_wrong_schema"])
def test_an_upgrade_that_proves_wrong_leaves_everything_as_it_was(
    filled: Path, clock: Clock, ids: Ids, fault: str
) -> None:
    before = content(filled)
    with pytest.raises(VaultError) as told:
        migrate.upgrade(filled, KEY, plan=plan(fault))
    assert told.value.code == "vault.upgrade_failed"
    assert content(filled) == before
    database = Database.open(filled, KEY, clock=clock, ids=ids)
    with database.reading() as session:
        assert journal.verify(session).whole
    database.close()


def test_an_upgrade_waits_for_nobody_silently(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.engine.BUSY_SECONDS", 0.05)
    before = content(filled)
    other = connect(filled, KEY)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DeskError) as told:
        migrate.upgrade(filled, KEY, plan=plan("synthetic"))
    other.execute("ROLLBACK")
    other.close()
    assert told.value.code == "vault.busy"
    assert content(filled) == before


@pytest.mark.covers("R-09")
def test_a_newer_vault_is_refused_kindly_and_untouched(
    filled: Path, clock: Clock, ids: Ids
) -> None:
    raw = connect(filled, KEY)
    raw.execute("UPDATE alembic_version SET version_num = 'm0999'")
    raw.close()
    before = sha256(filled.read_bytes()).hexdigest()
    with pytest.raises(VaultError) as told:
        Database.open(filled, KEY, clock=clock, ids=ids)
    assert told.value.code == "vault.newer"
    assert sha256(filled.read_bytes()).hexdigest() == before
    assert not migrate.copy_path(filled, HEAD).exists()


def test_opening_an_up_to_date_vault_does_not_load_alembic(filled: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from app.core.clock import SystemClock;"
        "from app.core.ids import SystemIds; from app.storage.database import Database;"
        f"Database.open(Path({str(filled)!r}), {KEY!r}, clock=SystemClock(), ids=SystemIds())"
        ".close();"
        "sys.exit('alembic' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", script], cwd=Path.cwd(), check=False).returncode == 0
    )


def test_the_head_is_the_newest_known_revision() -> None:
    assert migrate.to_head().head == HEAD


@pytest.mark.covers("R-09")
def test_pages_found_damaged_after_the_upgrade_bring_the_copy_back(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(filled)
    monkeypatch.setattr(migrate, "_pages_are_whole", lambda *_: False)
    with pytest.raises(VaultError) as told:
        migrate.upgrade(filled, KEY, plan=plan("synthetic"))
    assert told.value.code == "vault.upgrade_failed"
    assert content(filled) == before
