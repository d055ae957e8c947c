"""Anchors and sheets: what others hold of the journal is compared; what nobody holds is counted."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

import pypdfium2
import pytest

from app.accounts.model import Office
from app.anchors.model import Anchor, Held, Window, control_words, same_words
from app.content.library import Library
from app.core.errors import InputError
from app.core.ids import Ids
from app.core.paths import Home
from app.core.words import Words
from app.desk.copies import Copies
from app.desk.opinions import Opinions
from app.desk.proving import Proof, Proving
from app.desk.vaults import Opened, Vaults
from app.storage.engine import connect
from app.storage.tables import ExportRow
from app.vault.device_secret import DeviceSecrets
from app.vault.passphrases import plain_words
from tests.conftest import StandingClock
from tests.intruder import Intruder
from tests.vault.keyrings import CHEAP

PHRASE = "калина верба тополя явір"


@pytest.fixture
def opened(
    home: Home, clock: StandingClock, ids: Ids, secrets_store: DeviceSecrets
) -> Iterator[Opened]:
    vaults = Vaults(home, clock=clock, ids=ids, secrets_store=secrets_store, cost=CHEAP)
    opened = vaults.make(Office(name="Бюро"), user="Олена Коваль", passphrase=PHRASE).opened
    yield opened
    opened.database.close()


@pytest.fixture
def proving(opened: Opened, clock: StandingClock, ids: Ids) -> Proving:
    return Proving(opened.database, clock=clock, ids=ids)


def say(opened: Opened, clock: StandingClock, ids: Ids) -> None:
    opinions = Opinions(opened.database, clock=clock, ids=ids, author=opened.user.id)
    opinions.say("думка", screen="home", program="0")


def reason(proof: Proof) -> str:
    return proof.first_break.reason if proof.first_break else ""


# ---- the sheet ----------------------------------------------------------------------------------


@pytest.mark.covers("F108")
def test_the_words_of_a_sheet_match_until_a_line_before_it_is_altered(
    opened: Opened, proving: Proving, clock: StandingClock, ids: Ids, words: Words, tmp_path: Path
) -> None:
    before = proving.prove()
    assert (before.last, before.window.lines) == (None, before.entries)
    pdf, anchor = proving.print_sheet(Library.load(), words, officer="Олена КОВАЛЬ")
    proving.save_sheet(tmp_path / "sheet.pdf", pdf)
    typed = control_words(anchor.desk, anchor.number, anchor.head, plain_words())
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert all(word in text for word in typed)
    assert f"PRYIMALNIA {anchor.desk} {anchor.number}" in " ".join(text.split())
    assert proving.matches(anchor.number, " ".join(typed).upper())
    assert proving.matches(anchor.number, ", ".join(typed))
    assert not proving.matches(anchor.number, " ".join(reversed(typed)))
    assert not proving.matches(anchor.number + 999, " ".join(typed)), "that line is gone"
    with pytest.raises(InputError, match="no_words"):
        proving.matches(anchor.number, "  ")
    say(opened, clock, ids)
    after = proving.prove()
    assert (after.whole, after.last, after.window.lines) == (True, anchor, 1)
    thief = Intruder.at(opened.database, opened.key.hex)
    thief.run("UPDATE journal SET act = 'x.made' WHERE seq = 2")
    thief.chain_anew()
    assert not proving.matches(anchor.number, " ".join(typed))
    with pytest.raises(InputError, match="sheet_broken"):
        proving.print_sheet(Library.load(), words, officer="Олена КОВАЛЬ")


def test_words_are_compared_as_people_type_them() -> None:
    right = ("памʼять", "абзац")
    assert same_words("Пам'ять  АБЗАЦ", right)
    assert same_words("памʼять, абзац.", right)
    assert not same_words("абзац памʼять", right)
    assert not same_words("памʼять", right)


def test_a_window_is_told_in_whole_days(clock: StandingClock) -> None:
    now = clock.now()
    assert Window(lines=0, since=now - timedelta(days=9)).days(now) == 0
    assert Window(lines=3, since=now - timedelta(hours=23)).days(now) == 0
    assert Window(lines=3, since=now - timedelta(days=2, hours=1)).days(now) == 2


# ---- anchors ------------------------------------------------------------------------------------


@pytest.mark.covers("F108", "R-16")
def test_a_good_backup_anchors_the_journal_and_tells_when_it_was_cut_short(
    opened: Opened, clock: StandingClock, ids: Ids
) -> None:
    copies = Copies(opened, clock=clock, ids=ids)
    proving = Proving(opened.database, clock=clock, ids=ids, witnesses=copies.witnesses)
    say(opened, clock, ids)
    copies.create()
    proof = proving.prove()
    assert (reason(proof), proof.window.lines) == ("", 0)
    assert proof.last is not None
    assert proof.last.kind is Held.COPY
    thief = Intruder.at(opened.database, opened.key.hex)
    last = proof.last.number
    thief.run(
        "DELETE FROM anchor",
        ("DELETE FROM journal WHERE seq = ?", (last,)),
        ("DELETE FROM journal_signature WHERE last = ?", (last,)),
        "DELETE FROM feedback",
    )
    thief.chain_anew()
    assert reason(Proving(opened.database, clock=clock, ids=ids).prove()) == ""
    proof = proving.prove()
    assert (reason(proof), proof.last) == ("anchor", None)


def test_what_another_desk_lost_at_a_restoring_is_no_break(
    opened: Opened, clock: StandingClock, ids: Ids
) -> None:
    desk = opened.database.replica
    gone = Anchor(kind=Held.COPY, at=clock.now(), desk=desk + 1, number=5, head="00" * 16)
    wrong = Anchor(kind=Held.COPY, at=clock.now(), desk=desk, number=1, head="00" * 16)
    for anchor, expected in ((gone, ""), (wrong, "anchor")):
        told = partial(iter, (anchor,))
        proving = Proving(opened.database, clock=clock, ids=ids, witnesses=told)
        assert reason(proving.prove()) == expected


# ---- what is settled ----------------------------------------------------------------------------


@pytest.fixture
def export(opened: Opened, clock: StandingClock) -> str:
    with opened.database.writing("export.made", author=opened.user.id) as session:
        session.add(ExportRow(id="e1", made_at=clock.now(), clients=7))
    return "e1"


@pytest.mark.covers("F108")
@pytest.mark.parametrize(
    "statement",
    ["UPDATE export SET clients = 1", "UPDATE export SET deleted = 1", "DELETE FROM export"],
)
def test_a_settled_record_is_not_changed_and_found_when_its_guard_was_taken_away(
    opened: Opened, proving: Proving, export: str, statement: str
) -> None:
    with (
        closing(connect(opened.database.folder / "vault.db", opened.key.hex)) as raw,
        pytest.raises(Exception, match="journal guard"),
    ):
        raw.execute(statement)
    assert reason(proving.prove()) == ""
    Intruder.at(opened.database, opened.key.hex).run(statement)
    broken = proving.prove().first_break
    assert broken is not None
    assert (broken.reason, broken.table) == ("row", "export")


def test_even_the_program_changes_no_settled_field(opened: Opened, export: str) -> None:
    with (
        pytest.raises(Exception, match="journal guard"),
        opened.database.writing("export.altered", author=opened.user.id) as session,
    ):
        session.get_one(ExportRow, export).clients = 1


def test_striking_out_is_a_line_of_its_own(opened: Opened, proving: Proving, export: str) -> None:
    with opened.database.writing("export.voided", author=opened.user.id) as session:
        session.get_one(ExportRow, export).deleted = True
    assert reason(proving.prove()) == ""
