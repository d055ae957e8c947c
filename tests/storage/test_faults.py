"""What happens to the file: damaged, locked, full, read-only, not a database, another key."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from app.core.clock import Clock
from app.core.errors import DeskError, VaultError
from app.core.ids import Ids
from app.desk.drafts import Drafts
from app.storage import engine, journal, reserve
from app.storage.database import Database
from app.storage.engine import connect
from app.storage.tables import ClientRow
from tests.vaults import KEY

MUTATIONS = 200


def fill(path: Path, clock: Clock, ids: Ids, clients: int = 60) -> None:
    Database.create(path, KEY, ids=ids)
    database = Database.open(path, KEY, clock=clock, ids=ids)
    for number in range(clients):
        with database.writing("client.registered", author="olena") as session:
            session.add(
                ClientRow(
                    id=f"c{number}",
                    reference=f"A-{number}",
                    registered_at=clock.now(),
                    surname=f"Коваль {number}",
                    note="примітка " * 40,
                )
            )
    database.close()


def read_all(path: Path, clock: Clock, ids: Ids) -> list[tuple[str, str]]:
    """Open the vault and read every client; the proof of the journal must hold."""
    database = Database.open(path, KEY, clock=clock, ids=ids)
    try:
        with database.reading() as session:
            proof = journal.verify(session)
            rows = [
                (row.id, row.surname)
                for row in session.query(ClientRow).order_by(ClientRow.reference)
            ]
        if not proof.whole:
            raise VaultError("vault.damaged")
        return rows
    finally:
        database.close()


def mutated(whole: bytes, chance: Random) -> bytes:
    """One of the ways in which a file gets damaged."""
    kind = chance.choice(("bit", "bytes", "page", "header", "cut", "grown", "zeros", "swap"))
    place = chance.randrange(len(whole))
    page = 4096
    number = chance.randrange(len(whole) // page)
    start = number * page
    if kind == "bit":
        return (
            whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :]
        )
    if kind == "bytes":
        return whole[:place] + chance.randbytes(64) + whole[place + 64 :]
    if kind == "page":
        return whole[:start] + chance.randbytes(page) + whole[start + page :]
    if kind == "header":
        return chance.randbytes(chance.randrange(1, 100)) + whole[100:]
    if kind == "cut":
        return whole[:place]
    if kind == "grown":
        return whole + chance.randbytes(chance.randrange(1, 9000))
    if kind == "zeros":
        return whole[:start] + bytes(page) + whole[start + page :]
    other = chance.randrange(len(whole) // page) * page
    first, second = whole[start : start + page], whole[other : other + page]
    swapped = bytearray(whole)
    swapped[start : start + page], swapped[other : other + page] = second, first
    return bytes(swapped)


@pytest.mark.covers("R-06")
def test_a_damaged_vault_is_said_to_be_damaged_or_is_read_right(
    tmp_path: Path, clock: Clock, ids: Ids
) -> None:
    path = tmp_path / "vault.db"
    fill(path, clock, ids)
    right, whole = read_all(path, clock, ids), path.read_bytes()
    path.unlink()
    codes = []
    for seed in range(MUTATIONS):
        victim = tmp_path / f"{seed}.db"
        victim.write_bytes(mutated(whole, Random(seed)))
        try:
            assert read_all(victim, clock, ids) == right, f"seed {seed}: wrong data were shown"
        except DeskError as told:
            codes.append(told.code)
        for left in tmp_path.glob(f"{seed}.*"):
            left.unlink()
    assert set(codes) <= {"vault.damaged", "vault.disk_error"}
    assert len(codes) > MUTATIONS // 2


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 8192, b"SQLite format 3\x00" + bytes(4080), b"%PDF-1.7\n" * 900]
)
def test_what_is_no_vault_is_not_taken_for_one(
    tmp_path: Path, clock: Clock, ids: Ids, content: bytes
) -> None:
    path = tmp_path / "vault.db"
    path.write_bytes(content)
    with pytest.raises(VaultError) as told:
        Database.open(path, KEY, clock=clock, ids=ids)
    assert told.value.code == "vault.damaged"
    assert path.read_bytes() == content


def test_another_key_does_not_open_it(tmp_path: Path, clock: Clock, ids: Ids) -> None:
    path = tmp_path / "vault.db"
    fill(path, clock, ids, 1)
    before = path.read_bytes()
    with pytest.raises(VaultError) as told:
        Database.open(path, "ff" * 32, clock=clock, ids=ids)
    assert told.value.code == "vault.damaged"
    assert path.read_bytes() == before


@pytest.mark.parametrize("key", ["", "abcd", "g" * 64, "AB" * 32, "ab" * 33])
def test_a_key_of_the_wrong_shape_is_a_bug(tmp_path: Path, ids: Ids, key: str) -> None:
    with pytest.raises(ValueError, match="64"):
        Database.create(tmp_path / "vault.db", key, ids=ids)


def test_a_missing_vault_is_said(tmp_path: Path, clock: Clock, ids: Ids) -> None:
    with pytest.raises(VaultError) as told:
        Database.open(tmp_path / "vault.db", KEY, clock=clock, ids=ids)
    assert told.value.code == "vault.missing"
    assert list(tmp_path.iterdir()) == []


def test_a_vault_is_never_made_over_another(tmp_path: Path, clock: Clock, ids: Ids) -> None:
    path = tmp_path / "vault.db"
    fill(path, clock, ids, 1)
    before = path.read_bytes()
    with pytest.raises(VaultError) as told:
        Database.create(path, KEY, ids=ids)
    assert told.value.code == "vault.exists"
    assert path.read_bytes() == before


def test_the_file_shows_no_plain_text(tmp_path: Path, clock: Clock, ids: Ids) -> None:
    path = tmp_path / "vault.db"
    fill(path, clock, ids)
    content = path.read_bytes()
    for plain in ("Коваль", "примітка", "client"):
        assert plain.encode() not in content
    assert not content.startswith(b"SQLite format 3")


# ---- another process ----------------------------------------------------------------------------

HOLDER = """
import sys
from app.storage.engine import connect
from pathlib import Path
raw = connect(Path(sys.argv[1]), sys.argv[2])
raw.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def held(tmp_path: Path, clock: Clock, ids: Ids) -> Iterator[Path]:
    """A vault that another process is writing to."""
    path = tmp_path / "vault.db"
    fill(path, clock, ids, 1)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), KEY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    yield path
    holder.communicate("")


@pytest.mark.covers("R-12")
def test_a_vault_that_another_process_writes_to_can_be_read_and_says_busy(
    held: Path, clock: Clock, ids: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.2)
    database = Database.open(held, KEY, clock=clock, ids=ids)
    with database.reading() as session:
        assert session.get_one(ClientRow, "c0").surname == "Коваль 0"
    with (
        pytest.raises(DeskError) as told,
        database.writing("client.changed", author="olena") as session,
    ):
        session.get_one(ClientRow, "c0").surname = "Мельник"
    assert told.value.code == "vault.busy"
    database.close()


@pytest.mark.covers("R-12")
def test_four_processes_write_at_once_and_nothing_is_lost(
    tmp_path: Path, clock: Clock, ids: Ids
) -> None:
    path = tmp_path / "vault.db"
    Database.create(path, KEY, ids=ids)
    writer = """
import sys
from pathlib import Path
from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.storage.database import Database
from app.storage.engine import connect
from app.storage.tables import OfficeRow
database = Database.open(Path(sys.argv[1]), sys.argv[2], clock=SystemClock(), ids=SystemIds())
for number in range(40):
    with database.writing("office.founded", author="olena") as session:
        session.add(OfficeRow(id=f"{sys.argv[3]}-{number}"))
database.close()
"""
    writers = [
        subprocess.Popen([sys.executable, "-c", writer, str(path), KEY, str(number)])
        for number in range(4)
    ]
    assert [process.wait(50) for process in writers] == [0, 0, 0, 0]
    database = Database.open(path, KEY, clock=clock, ids=ids)
    with database.reading() as session:
        proof = journal.verify(session)
    database.close()
    assert (proof.entries, proof.whole) == (160, True)


def test_a_second_writer_of_the_same_process_waits_for_the_first(
    database: Database, clock: Clock
) -> None:
    """Deferred transactions lost updates without any error; immediate ones cannot."""
    with database.reading() as reader:
        reader.get(ClientRow, "c1")
        with database.writing("client.registered", author="olena") as session:
            session.add(ClientRow(id="c1", reference="A", registered_at=clock.now()))
        assert reader.get(ClientRow, "c1") is None, "a view stays as it was"


# ---- the disk -----------------------------------------------------------------------------------


@pytest.mark.covers("R-05")
def test_a_full_disk_stops_the_save_loses_nothing_and_still_keeps_a_draft(
    small_disk: Path, clock: Clock, ids: Ids
) -> None:
    path = small_disk / "vault.db"
    Database.create(path, KEY, ids=ids)
    database = Database.open(path, KEY, clock=clock, ids=ids)
    drafts = Drafts(database, clock=clock, ids=ids)
    saved = 0
    code = ""
    while not code:
        try:
            with database.writing("client.registered", author="olena") as session:
                row = ClientRow(id=f"c{saved}", reference=f"A-{saved}", registered_at=clock.now())
                row.note = "примітка " * 2000
                session.add(row)
            saved += 1
        except DeskError as problem:
            code = problem.code
    assert code == "vault.disk_full"
    assert saved > 3

    with (small_disk / "filler").open("wb", buffering=0) as filler, suppress(OSError):
        while True:  # not one more page
            filler.write(bytes(4096))
    draft = drafts.keep("registration", "", {"surname": "Ґалаґан", "note": "довга " * 30_000})
    assert drafts.waiting() == (draft,)
    assert not reserve.path_of(path).exists(), "the reserve was used up for the draft"

    with database.reading() as session:
        proof = journal.verify(session)
        assert session.query(ClientRow).count() == saved
    assert (proof.entries, proof.whole) == (saved, True)
    database.close()
    again = Database.open(path, KEY, clock=clock, ids=ids)
    assert Drafts(again, clock=clock, ids=ids).waiting() == (draft,)
    again.close()


@pytest.mark.covers("R-05")
def test_a_vault_is_not_half_made_on_a_full_disk(small_disk: Path, ids: Ids) -> None:
    (small_disk / "filler").write_bytes(bytes(4 * 1024 * 1024 - 40_000))
    with pytest.raises(DeskError) as told:
        Database.create(small_disk / "vault.db", KEY, ids=ids)
    assert told.value.code == "vault.disk_full"
    assert not (small_disk / "vault.db").exists()


def test_a_disk_that_may_only_be_read_is_said(small_disk: Path, clock: Clock, ids: Ids) -> None:
    path = small_disk / "vault.db"
    fill(path, clock, ids, 1)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(VaultError) as told:
        Database.open(path, KEY, clock=clock, ids=ids)
    assert told.value.code in ("vault.read_only", "vault.unreachable")


@pytest.mark.parametrize(
    "loss", ["DELETE FROM alembic_version", "DROP TABLE alembic_version", "DELETE FROM meta"]
)
def test_a_vault_without_its_own_marks_is_damaged(
    tmp_path: Path, clock: Clock, ids: Ids, loss: str
) -> None:
    path = tmp_path / "vault.db"
    fill(path, clock, ids, 1)
    raw = connect(path, KEY)
    raw.execute(loss)
    raw.close()
    with pytest.raises(VaultError) as told:
        Database.open(path, KEY, clock=clock, ids=ids)
    assert told.value.code == "vault.damaged"
