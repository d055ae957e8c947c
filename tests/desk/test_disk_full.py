"""The disk fills up at any step of an import or of a paper: what was there stays; it is told."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import pytest

from app.accounts.model import Office
from app.content.library import Library
from app.core.clock import Clock
from app.core.errors import DeskError
from app.core.ids import Ids
from app.core.words import Words
from app.desk.desk import Desk, assemble
from app.registry.model import Card
from app.storage import journal
from app.storage.database import Database
from tests.desk.test_importing import brought, file_of, surnames
from tests.vaults import KEY

STEP = 128 * 1024
PDF = b"%PDF-1.7 " + bytes(300_000)


@pytest.fixture
def disk(small_disk: Path) -> Path:
    """Room for a vault, its reserve and one import, and not for much more."""
    subprocess.run(["mount", "-o", "remount,size=16m", str(small_disk)], check=True)
    return small_disk


def fill_up(disk: Path, *, but: int) -> Path:
    """Take all room of the disk but so many bytes."""
    filler = disk / "filler"
    room = os.statvfs(disk)
    filler.write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - but)))
    return filler


def desk_of(database: Database, clock: Clock, ids: Ids) -> Desk:
    return assemble(database, Library.load(), clock=clock, ids=ids, author="head")


@pytest.mark.covers("R-05", "F101", "F120")
@pytest.mark.timeout(180)
def test_a_disk_that_fills_up_at_any_step_of_an_import_costs_nothing_that_was_there(
    disk: Path, tmp_path: Path, clock: Clock, ids: Ids, words: Words
) -> None:
    first, file, ends = disk / "vault.db", file_of(tmp_path, 230), set()
    Database.create(first, KEY, ids=ids)
    database = Database.open(first, KEY, clock=clock, ids=ids)
    desk = desk_of(database, clock, ids)
    desk.office.found(Office(name="Бюро"), "Марта")
    desk.intake.register(Card(surname="Верба"))
    draft = desk.drafts.keep("registration", "", {"surname": "Ґалаґан"})
    database.close()
    kept = first.read_bytes()
    for but in range(0, 120 * STEP, STEP):
        for left in disk.iterdir():
            left.unlink()
        first.write_bytes(kept)
        database = Database.open(first, KEY, clock=clock, ids=ids)
        desk = desk_of(database, clock, ids)
        filler = fill_up(disk, but=but)
        try:
            brought(desk.importing, file, words)
            code = ""
        except DeskError as problem:
            code = problem.code
        ends.add(code)
        there = surnames(database)
        begun = desk.importing.batches()
        assert "Верба" in there
        assert len(there) - 1 == (max(0, begun[0].rows_done - 1) if begun else 0)
        waiting = {one.id for one in desk.drafts.waiting()}
        second = desk.drafts.keep("client", "c1", {"note": "довга " * 3000})
        assert {draft.id, second.id} <= waiting | {one.id for one in desk.drafts.waiting()}
        with database.reading() as session:
            assert journal.verify(session).whole
        filler.unlink()
        if code:
            brought(desk.importing, file, words, resume=bool(begun))
        assert len(set(surnames(database))) == len(surnames(database)) == 231
        database.close()
        if not code:
            break
    assert ends == {"", "vault.disk_full"}, "the room never ran out, or never was enough"
    assert "звільніть місце" in words("error.vault.disk_full")


def print_again_and_again(
    desk: Desk, client_id: str, form: str, values: Mapping[str, object]
) -> NoReturn:
    """Until the room that the file has in itself is used up."""
    while True:
        desk.papers.record_print(client_id, form, values, 1, reason="ще раз " * 500)


@pytest.mark.covers("R-05")
def test_a_disk_that_fills_up_while_a_paper_is_saved_keeps_the_paper_that_was_there(
    disk: Path, clock: Clock, ids: Ids, words: Words
) -> None:
    vault, target = disk / "vault.db", disk / "заява.pdf"
    Database.create(vault, KEY, ids=ids)
    database = Database.open(vault, KEY, clock=clock, ids=ids)
    desk = desk_of(database, clock, ids)
    desk.office.found(Office(name="Бюро"), "Марта")
    client = desk.intake.register(Card(surname="Верба")).client
    form = desk.papers.forms()[0].id
    values = desk.papers.values_for(form, client.id)
    draft = desk.drafts.keep("printing", client.id, {form: {"note": "від руки"}})
    target.write_bytes(b"first")
    for but in range(0, len(PDF), 64 * 1024):
        filler = fill_up(disk, but=but)
        with pytest.raises(DeskError) as told:
            desk.papers.save_pdf(target, PDF)
        assert told.value.code == "paper.not_saved"
        assert "оберіть іншу теку" in words(told.value.words_key, **told.value.values)
        assert target.read_bytes() == b"first"
        assert {path.name for path in disk.glob("*заява*")} == {"заява.pdf"}
        filler.unlink()
    filler = fill_up(disk, but=0)
    with pytest.raises(DeskError) as told:
        print_again_and_again(desk, client.id, form, values)
    assert told.value.code == "vault.disk_full"
    printed = len(desk.papers.prints_of(client.id))
    assert draft.id in {one.id for one in desk.drafts.waiting()}
    filler.unlink()
    desk.papers.save_pdf(target, PDF)
    desk.papers.record_print(client.id, form, values, 1, reason="ще раз")
    assert target.read_bytes() == PDF
    assert len(desk.papers.prints_of(client.id)) == printed + 1
    with database.reading() as session:
        assert journal.verify(session).whole
    database.close()
