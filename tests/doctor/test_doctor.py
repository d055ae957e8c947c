"""Seeded damage of every kind: all of it is found, and most of it repaired after a copy."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import DeskError, NotAllowedError
from app.core.words import Words
from app.desk.doctor.doctor import Doctor, Report, Why
from app.desk.doctor.kinds import KINDS
from app.desk.doctor.telling import sentences
from app.registry import store
from app.storage import journal
from app.storage.database import Database
from app.storage.soundness.records import change
from app.storage.tables import SignerRow
from app.vault import keyslots
from tests.cli.test_vault_and_journal import call
from tests.doctor.office import SickOffice, done
from tests.vaults import KEY

FIXTURES = Path(__file__).parents[1] / "migrations" / "vaults"


def raw(*statements: str) -> Callable[[SickOffice], None]:
    """Written past the guards by somebody who holds the key."""

    def damage(sick: SickOffice) -> None:
        with sick.past_the_guards() as driver:
            for statement in statements:
                before = driver.total_changes
                driver.execute(statement)
                assert driver.total_changes != before or statement.startswith(("DROP", "CREATE"))

    return damage


def unguarded(*statements: str) -> Callable[[SickOffice], None]:
    """Damage to the frame itself."""

    def damage(sick: SickOffice) -> None:
        with sick.raw() as driver:
            for statement in statements:
                driver.execute(statement)

    return damage


def said(table: str, which: str, **changed: Any) -> Callable[[SickOffice], None]:
    """A bug of the program: wrong, and journalled as if it were right."""

    def damage(sick: SickOffice) -> None:
        with sick.unchecked() as database, database.writing("bug.made", author="x") as session:
            sql = f"SELECT id FROM {table} WHERE {which} ORDER BY id LIMIT 1"
            (record,) = session.driver.execute(sql).fetchone()
            change(session, table, record, **changed)

    return damage


def a_circle(sick: SickOffice) -> None:
    with sick.database() as database, database.writing("bug.made", author="x") as session:
        run = session.driver.execute
        merged, kept = run("SELECT merged_id, kept_id FROM merge").fetchone()
        assert run("SELECT merged_into FROM client WHERE id = ?", (merged,)).fetchone()[0] == kept
        change(session, "client", kept, merged_into=merged)


def a_second_number(sick: SickOffice) -> None:
    with sick.database() as database, database.writing("bug.made", author="x") as session:
        rows = session.driver.execute("SELECT id, reference FROM client ORDER BY id LIMIT 2")
        (_, reference), (other, _) = rows.fetchall()
        change(session, "client", other, reference=reference.replace("-", ""))


def pair_of_pairs(sick: SickOffice) -> None:
    with sick.database() as database, database.writing("bug.made", author="x") as session:
        columns = "id, kind, holder, sign_key, seal_key"
        row = session.driver.execute(f"SELECT {columns} FROM signer LIMIT 1").fetchone()
        made = dict(zip(columns.split(", "), row, strict=True))
        session.add(SignerRow(**{**made, "id": "twin", "made_at": sick.clock.now()}))


def a_strange_slot(sick: SickOffice) -> None:
    file = keyslots.load(sick.home.keyslots)
    slot = file.of_user("Лука Камінець")
    assert slot is not None
    keyslots.save(sick.home.keyslots, file.with_slot(replace(slot, id="1" * 32, user="Хтось")))


def no_slot(sick: SickOffice) -> None:
    file = keyslots.load(sick.home.keyslots)
    left = tuple(slot for slot in file.slots if slot.user != "Лука Камінець")
    keyslots.save(sick.home.keyslots, replace(file, slots=left))


def an_index_out_of_step(sick: SickOffice) -> None:
    """A row that was written while its index was not looking."""
    with sick.past_the_guards() as driver:
        run, mine = driver.execute, "name = 'ix_visit_on_date'"
        row = run(f"SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master WHERE {mine}")
        kept = row.fetchone()
        run("PRAGMA writable_schema=ON")
        run(f"DELETE FROM sqlite_master WHERE {mine}")
        run("PRAGMA writable_schema=RESET")
        run("UPDATE visit SET on_date = '1999-01-01'")
        run("PRAGMA writable_schema=ON")
        run("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", kept)
        run("PRAGMA writable_schema=RESET")


def a_damaged_page(sick: SickOffice) -> None:
    with sick.raw() as driver:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = driver.execute("SELECT rootpage FROM sqlite_master WHERE name = 'name_word'"
                                 ).fetchone()  # fmt: skip
    with sick.home.vault.open("r+b") as file:
        file.seek((page - 1) * 4096 + 700)
        file.write(b"\x00\x01\x02\x03")


def a_line(what: str) -> Callable[[SickOffice], None]:
    return raw(f"UPDATE journal SET {what} WHERE lseq = (SELECT max(lseq) / 2 FROM journal)")


@dataclass(frozen=True)
class Seed:
    kind: str
    damage: Callable[[SickOffice], None]
    mended: bool = True


SEEDS = (
    Seed("pages", a_damaged_page, mended=False),
    Seed("strangers", unguarded("CREATE TRIGGER spy AFTER INSERT ON visit BEGIN "
         "UPDATE draft SET subject = NEW.id; END", "CREATE VIEW all_of_them AS SELECT 1")),
    Seed("tables", unguarded("DROP TABLE name_word")),
    Seed("tables", unguarded("PRAGMA foreign_keys=OFF", "DROP TABLE client_paper")),
    Seed("indexes", unguarded("DROP INDEX ix_visit_on_date")),
    Seed("structure", an_index_out_of_step),
    Seed("guards", unguarded("DROP TRIGGER visit_delete", "DROP TRIGGER journal_no_update",
         "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT 1; END")),
    Seed("gaps", raw("DELETE FROM journal WHERE lseq = (SELECT max(lseq) / 2 FROM journal)"),
         mended=False),
    Seed("contents", a_line("author = 'nobody'"), mended=False),
    Seed("chains", a_line("h = x'00'"), mended=False),
    Seed("signatures", raw("UPDATE journal_signature SET by_desk = zeroblob(64) "
         "WHERE last = (SELECT max(last) FROM journal_signature)"), mended=False),
    Seed("signatures", raw("DELETE FROM journal_signature "
         "WHERE last = (SELECT max(last) FROM journal_signature)"), mended=False),
    Seed("ends", raw("DELETE FROM journal WHERE lseq = (SELECT max(lseq) FROM journal)"),
         mended=False),
    Seed("heads", raw("UPDATE vector SET seq = seq - 1")),
    Seed("heads", raw("UPDATE vector SET h = x'0102'")),
    Seed("heads", raw("DELETE FROM vector")),
    Seed("missing", raw("DELETE FROM visit")),
    Seed("missing", raw("DELETE FROM client", "DELETE FROM eligibility_check")),
    Seed("unjournalled", raw("INSERT INTO feedback SELECT 'ghost', screen, text, said_at, author, "
         "program, versions, op_replica, op_seq, changed_at, deleted FROM (SELECT '' AS screen, "
         "'х' AS text, '2026-01-01T00:00:00.000000Z' AS said_at, 'u' AS author, '1' AS program, "
         "'{}' AS versions, 1 AS op_replica, 1 AS op_seq, '2026-01-01T00:00:00.000000Z' AS "
         "changed_at, 0 AS deleted)"), mended=False),
    Seed("differing", raw("UPDATE client SET surname = 'Підмінена', birth_date = '1900-01-01'")),
    Seed("differing", raw("UPDATE eligibility_check SET verdict = 'z2:AAAA', deleted = 1")),
    Seed("stamps", raw("UPDATE client SET versions = '{}'")),
    Seed("stamps", raw("UPDATE visit SET op_seq = 1")),
    Seed("orphans", said("visit", "NOT deleted", client_id="f" * 32)),
    Seed("words", said("visit", "NOT deleted", channel="pigeon", kind="")),
    Seed("words", said("user_", "role = 'frontline'", role="tsar"), mended=False),
    Seed("cards", said("client", "surname = 'Перевозник'", sex="other", phones={"a": 1})),
    Seed("circles", a_circle),
    Seed("lost_merges", said("client", "surname = 'Перевозник'", merged_into="f" * 32)),
    Seed("untold_merges", said("client", "merged_into <> ''", merged_into="")),
    Seed("references", a_second_number),
    Seed("moments", said("client", "surname LIKE 'Пере%'", registered_at="2036-01-01T00:00:00Z")),
    Seed("days", said("client", "surname = 'Перевозник'", birth_date="2036-01-01"), mended=False),
    Seed("pairs", pair_of_pairs),
    Seed("desk_pair", raw("UPDATE meta SET value = 'xyz' WHERE name = 'desk_pair'")),
    Seed("people", no_slot, mended=False),
    Seed("slots", a_strange_slot),
    Seed("drafts", raw("UPDATE draft SET \"values\" = '{broken'")),
    Seed("scans", raw("DELETE FROM scan_content"), mended=False),
    Seed("scan_bytes", raw("UPDATE scan_content SET content = x'00'"), mended=False),
    Seed("spare_bytes", raw("INSERT INTO scan_content VALUES ('"
         "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae', 'foo')")),
    Seed("imports", raw("INSERT INTO imported_row VALUES ('nowhere', 1, '')")),
    Seed("clock", raw("INSERT OR REPLACE INTO meta VALUES ('clock', 'half past two')")),
    Seed("counters", raw("INSERT INTO counter VALUES ('number', 'seven')")),
    Seed("search", raw("DELETE FROM client_key WHERE kind = 's'")),
    Seed("search", raw("INSERT INTO client_key SELECT kind, key || 'я', client_id, what, "
         "reference, full_name, born, safe FROM client_key WHERE kind = 's' LIMIT 1")),
    Seed("blocks", raw("UPDATE client_block SET brief = 'x'")),
    Seed("names", raw("DELETE FROM name_word WHERE word LIKE 'ж%'")),
    Seed("names", raw("INSERT INTO name_word VALUES ('=ъ', 'ъъ')")),
    Seed("ties", raw("DELETE FROM client_link")),
    Seed("parties", raw("DELETE FROM party_key", "INSERT INTO party_key VALUES ('nx', 'v', 'c')")),
)  # fmt: skip


def of_kind(report: Report, kind: str) -> Any:
    return next((one for one in report.findings if one.kind == kind), None)


def test_twenty_kinds_are_seeded_and_sixteen_of_them_mended() -> None:
    assert {seed.kind for seed in SEEDS} == {kind.id for kind in KINDS}
    assert len(KINDS) >= 20
    assert len({seed.kind for seed in SEEDS if seed.mended}) >= 16


@pytest.mark.covers("R-32")
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.kind}-{SEEDS.index(seed)}")
def test_damage_is_found_and_repaired_or_explained(
    sick: SickOffice, seed: Seed, words: Words
) -> None:
    seed.damage(sick)
    found = of_kind(sick.examined(), seed.kind)
    assert found is not None
    assert (found.count > 0, found.unsure) == (True, False)
    repaired = sick.repaired()
    told = of_kind(repaired, seed.kind)
    assert (told.left == 0) is seed.mended, told
    assert all(sentences(repaired, words))
    if seed.mended:
        assert repaired.sound, repaired.findings
        assert repaired.copy is not None
        assert not sick.examined().findings
    else:
        assert told.why is Why.NOTHING_KNOWN
        assert of_kind(sick.examined(), seed.kind) is not None


def test_nothing_is_found_in_a_sound_office_and_nothing_is_repaired(sick: SickOffice) -> None:
    before = sick.home.vault.read_bytes()
    report = sick.repaired()
    assert (report.findings, report.copy, report.sound) == ((), None, True)
    assert report.kinds == len(KINDS)
    with sick.raw() as driver:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert sick.home.vault.read_bytes() == before


@pytest.mark.parametrize("name", ["m0001", "m0002"])
def test_nothing_is_found_in_vaults_of_earlier_releases(
    tmp_path: Path, sick: SickOffice, name: str
) -> None:
    sick.clock.forward(timedelta(days=300))
    shutil.copyfile(FIXTURES / f"{name}.db", tmp_path / "vault.db")
    with closing(Database.open(tmp_path / "vault.db", KEY, clock=sick.clock, ids=sick.ids)) as old:
        with old.local_writing() as session:
            store.rebuild_search(session)
        report = done(Doctor(old, sick.home, clock=sick.clock, ids=sick.ids, author="").examine())
    odd = {one.kind for one in report.findings} - {"people", "slots"}  # the keyslots are another's
    assert not odd, report.findings


def test_the_copy_is_the_vault_as_it_was_and_the_journal_tells_of_the_repair(
    sick: SickOffice,
) -> None:
    raw("UPDATE client SET surname = 'Підмінена'")(sick)
    with sick.raw() as driver:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = sick.home.vault.read_bytes()
    doors = sick.home.keyslots.read_bytes()
    copy = sick.repaired().copy
    assert copy is not None
    assert (copy / "vault.db").read_bytes() == before
    assert (copy / "keyslots.json").read_bytes() == doors
    with sick.database() as database, database.reading() as session:
        assert journal.verify(session).whole
        (acts,) = session.connection().exec_driver_sql(
            "SELECT count(*) FROM journal WHERE act = 'vault.repaired' AND author = ?",
            (sick.author,),
        ).one()  # fmt: skip
    assert acts > 1


def test_without_room_for_the_copy_nothing_is_repaired(
    sick: SickOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw("UPDATE client SET surname = 'Підмінена'")(sick)
    monkeypatch.setattr(type(sick.doctor(None)), "_name", lambda _self: "a/folder/that/is/not")  # type: ignore[arg-type]
    with pytest.raises(DeskError) as problem:
        sick.repaired()
    assert problem.value.code == "doctor.no_copy"
    assert of_kind(sick.examined(), "differing") is not None


def test_a_broken_journal_proves_nothing(sick: SickOffice) -> None:
    a_line("author = 'nobody'")(sick)
    raw("UPDATE client SET surname = 'Підмінена'")(sick)
    told = of_kind(sick.repaired(), "differing")
    assert (told.left > 0, told.why) == (True, Why.JOURNAL)


def test_only_the_head_repairs(sick: SickOffice) -> None:
    with sick.raw() as driver:
        (lawyer,) = driver.execute(
            "SELECT id FROM user_ WHERE role = 'frontline' LIMIT 1"
        ).fetchone()
    sick.author = lawyer
    assert sick.examined().sound
    with pytest.raises(NotAllowedError):
        sick.repaired()


def test_the_command_line_looks_and_repairs(sick: SickOffice) -> None:
    signed = ("--user", "Марта Гілка", "--passphrase-stdin")
    inp = "липа садить теплий вечір"
    code, out, _ = call(sick.home, "doctor", *signed, inp=inp, clock=sick.clock)
    assert (code, "база ціла" in out) == (0, True)
    raw("INSERT OR REPLACE INTO meta VALUES ('clock', 'x')", "DELETE FROM client_key")(sick)
    raw("UPDATE user_ SET role = 'tsar'")(sick)
    code, out, _ = call(sick.home, "doctor", *signed, "--json", inp=inp, clock=sick.clock)
    found = json.loads(out)
    assert (code, found["sound"], found["copy"]) == (1, False, None)
    assert {one["kind"] for one in found["findings"]} >= {"clock", "search", "differing"}
    code, out, _ = call(sick.home, "doctor", *signed, "--repair", inp=inp, clock=sick.clock)
    assert (code, "Усе знайдене виправлено" in out) == (0, True), out
    code, _, _ = call(sick.home, "doctor", *signed, inp=inp, clock=sick.clock)
    assert code == 0
    code, out, _ = call(sick.home, "journal", "verify", *signed, inp=inp, clock=sick.clock)
    assert code == 0, out


def test_without_the_keys_of_the_desk_no_record_is_changed(sick: SickOffice) -> None:
    """What cannot be signed would break the journal: first a sign-in makes new keys."""
    raw("UPDATE meta SET value = 'xyz' WHERE name = 'desk_pair'")(sick)
    raw("UPDATE client SET surname = 'Підмінена'")(sick)
    signed = ("--user", "Марта Гілка", "--passphrase-stdin")
    inp = "липа садить теплий вечір"
    again = ("doctor", *signed, "--repair")
    code, out, _ = call(sick.home, *again, inp=inp, clock=sick.clock)
    assert (code, "Увійдіть ще раз" in out) == (1, True), out
    for command in (("journal", "verify", *signed), again, ("journal", "verify", *signed)):
        code, out, _ = call(sick.home, *command, inp=inp, clock=sick.clock)
        assert code == 0, out
