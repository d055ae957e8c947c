"""History rewritten by somebody who holds the key of the database: found, outside the window."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from app.accounts.model import Office
from app.anchors.model import Anchor, Held
from app.core.errors import VaultError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.opinions import Opinions
from app.desk.proving import Proof, Proving
from app.desk.vaults import Opened, Vaults
from app.storage import journal
from app.storage.database import Database
from app.storage.engine import connect, of_invented_people
from app.storage.guards import SETTLED
from app.storage.tables import ExportRow
from app.vault.device_secret import DeviceSecrets
from app.vault.pairs import Pair
from tests.conftest import StandingClock
from tests.intruder import Intruder
from tests.trials.frame import Trial
from tests.vault.keyrings import CHEAP

PHRASE = "калина верба тополя явір"
DONE_BEFORE, DONE_AFTER = 24, 6
"""Acts before the last anchor, and acts that nobody else holds yet."""
FORGED = Pair(bytes(range(64)))
PAGE = 4096


@dataclass(frozen=True, kw_only=True)
class Stolen:
    """A vault as the intruder finds it, what it was once, and what lies outside."""

    folder: Path
    older: Path
    """The same file from before the last anchor."""
    key: str
    desk: Pair
    anchor: Anchor
    lines: int


def work(opened: Opened, clock: StandingClock, ids: Ids, acts: int) -> None:
    """What an office saves: opinions, exports, checks."""
    opinions = Opinions(opened.database, clock=clock, ids=ids, author=opened.user.id)
    for number in range(acts):
        opinions.say(f"думка {ids.below(10**9)}", screen="home", program="0")
        with opened.database.writing("export.made", author=opened.user.id) as session:
            row = ExportRow(id=ids.record(), made_at=clock.now(), clients=number)
            session.add(row)


@pytest.fixture
def stolen(tmp_path: Path, clock: StandingClock, ids: Ids, secrets_store: DeviceSecrets) -> Stolen:
    """Nobody is at the desk: the vault is closed."""
    home = Home(tmp_path / "home")
    vaults = Vaults(home, clock=clock, ids=ids, secrets_store=secrets_store, cost=CHEAP)
    opened = vaults.make(Office(name="Бюро"), user="Олена Коваль", passphrase=PHRASE).opened
    thief, database = Intruder.at(opened.database, opened.key.hex), opened.database
    work(opened, clock, ids, DONE_BEFORE // 2)
    database.close()
    older = tmp_path / "older.db"
    shutil.copyfile(home.vault, older)
    opened = vaults.open("Олена Коваль", PHRASE)
    work(opened, clock, ids, DONE_BEFORE // 2)
    with opened.database.reading() as session:
        number, head = journal.head_of(session, opened.database.replica)
    anchor = Anchor(
        kind=Held.COPY, at=clock.now(), desk=opened.database.replica, number=number, head=head
    )
    work(opened, clock, ids, DONE_AFTER)
    with opened.database.reading() as session:
        lines, _ = journal.head_of(session, opened.database.replica)
    opened.database.close()
    return Stolen(
        folder=home.folder, older=older, key=opened.key.hex, desk=thief.desk, anchor=anchor,
        lines=lines,
    )  # fmt: skip


# ---- what the intruder does: each gives the first line that it touches --------------------------


def edit(thief: Intruder, chance: Random, at: int) -> int:
    column = chance.choice(("author", "act", "rid", "salt", "patch"))
    value = {"patch": '{"text":["інше",[]]}'}.get(column, f"{chance.getrandbits(60):x}")
    thief.run((f"UPDATE journal SET {column} = ? WHERE seq = ?", (value, at)))
    return at


def delete(thief: Intruder, _: Random, at: int) -> int:
    thief.run(("DELETE FROM journal WHERE seq = ?", (at,)))
    return at


def insert(thief: Intruder, _: Random, at: int) -> int:
    columns = "office, vis, replica, hlc, tbl, rid, kind, patch, salt, sv, author, act, hb, h"
    thief.run(
        ("UPDATE journal SET seq = seq + 100000, lseq = lseq + 100000 WHERE seq > ?", (at,)),
        (
            f"INSERT INTO journal (lseq, seq, {columns}) "
            f"SELECT lseq + 1, seq + 1, {columns} FROM journal WHERE seq = ?",
            (at,),
        ),
        "UPDATE journal SET seq = seq - 99999, lseq = lseq - 99999 WHERE seq > 100000",
    )
    return at + 1


def swap(thief: Intruder, chance: Random, at: int) -> int:
    other = chance.randrange(1, at + 1) - 1 or at + 1
    thief.run(
        ("UPDATE journal SET seq = -1 WHERE seq = ?", (at,)),
        ("UPDATE journal SET seq = ? WHERE seq = ?", (at, other)),
        ("UPDATE journal SET seq = ? WHERE seq = -1", (other,)),
        "UPDATE journal SET lseq = -seq",
        "UPDATE journal SET lseq = -lseq",
    )
    return min(at, other)


def truncate(thief: Intruder, _: Random, at: int) -> int:
    thief.run(
        ("DELETE FROM journal WHERE seq >= ?", (at,)),
        ("DELETE FROM journal_signature WHERE last >= ?", (at,)),
        ("UPDATE vector SET seq = ?", (at - 1,)),
        ("UPDATE vector SET h = (SELECT h FROM journal WHERE seq = ?)", (at - 1,)),
    )
    return at


def renumber(thief: Intruder, _: Random, at: int) -> int:
    thief.run(
        ("DELETE FROM journal WHERE seq = ?", (at,)),
        ("UPDATE journal SET seq = -seq WHERE seq > ?", (at,)),
        "UPDATE journal SET seq = -seq - 1 WHERE seq < 0",
    )
    return at


def unsign(thief: Intruder, chance: Random, at: int) -> int:
    (row,) = thief.ask("SELECT last, first FROM journal_signature WHERE last >= ? LIMIT 1", at)
    what = chance.choice(
        ("DELETE FROM journal_signature", "UPDATE journal_signature SET by_person=NULL")
    )
    thief.run((f"{what} WHERE last = ?", (row[0],)))
    return int(row[1])


def settled_row(thief: Intruder, chance: Random, _: int) -> int:
    (row,) = thief.ask("SELECT id, op_seq FROM export ORDER BY random() LIMIT 1")
    what = chance.choice(
        ("UPDATE export SET clients = 999", "DELETE FROM export", "UPDATE export SET deleted = 1")
    )
    thief.run((f"{what} WHERE id = ?", (row[0],)))
    return 1  # a row is compared with its lines wherever they are


PLAIN: tuple[Callable[[Intruder, Random, int], int], ...] = (
    *(edit, delete, insert, swap, truncate, renumber, unsign, settled_row),
)


def as_if_nothing(_: Intruder) -> None:
    """Nothing is covered up."""


def chained(thief: Intruder) -> None:
    thief.chain_anew(sign=False)


def signed_by_the_desk(thief: Intruder) -> None:
    thief.sign_anew(None)


def signed_by_false_keys(thief: Intruder) -> None:
    thief.sign_anew(FORGED)


def older_pages(stolen: Stolen, chance: Random) -> None:
    """Some pages, or all, are those of before the last anchor."""
    vault = stolen.folder / "vault.db"
    if chance.random() < 0.5:
        shutil.copyfile(stolen.older, vault)
        return
    old, new = stolen.older.read_bytes(), bytearray(vault.read_bytes())
    places = [
        place
        for place in range(PAGE, len(old), PAGE)
        if old[place : place + PAGE] != new[place : place + PAGE]
    ]
    for place in chance.sample(places, chance.randrange(1, len(places) + 1)):
        new[place : place + PAGE] = old[place : place + PAGE]
    vault.write_bytes(new)


def history(stolen: Stolen) -> list[object]:
    """The journal, its signatures, and every settled record."""
    with closing(connect(stolen.folder / "vault.db", stolen.key)) as raw:
        return [
            raw.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
            for table in ("journal", "journal_signature", *sorted(SETTLED))
        ]


def proven(stolen: Stolen, clock: StandingClock, ids: Ids) -> Proof | None:
    """What the next start says; None when the vault does not even open."""
    try:
        path = stolen.folder / "vault.db"
        database = Database.open(path, stolen.key, clock=clock, ids=ids)
        with closing(database):
            return Proving(
                database, clock=clock, ids=ids, witnesses=lambda: (stolen.anchor,)
            ).prove()
    except VaultError:
        return None


@pytest.mark.covers("R-16", "F108")
@pytest.mark.timeout(600)
def test_whoever_holds_the_key_changes_no_history_unseen(
    trial: Trial, stolen: Stolen, clock: StandingClock, ids: Ids, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.db"
    shutil.copyfile(stolen.folder / "vault.db", whole)
    honest = proven(stolen, clock, ids)
    assert honest is not None
    assert honest.first_break is None
    assert honest.window.lines == stolen.lines - stolen.anchor.number
    untouched = history(stolen)
    outside = found = inside = aside = 0
    unseen: list[str] = []
    for turn, chance in trial.turns(ci=150, soak=1_000):
        for end in ("", "-wal", "-shm"):
            (stolen.folder / f"vault.db{end}").unlink(missing_ok=True)
        shutil.copyfile(whole, stolen.folder / "vault.db")
        with of_invented_people():
            said, first = manipulated(stolen, chance)
            proof = proven(stolen, clock, ids)
        seen = proof is None or proof.first_break is not None
        if not seen and history(stolen) == untouched:
            aside += 1  # only pages of what is derived and of the desk's own notes
            continue
        if first > stolen.anchor.number:
            inside += 1
            continue
        outside, found = outside + 1, found + seen
        if not seen:
            unseen.append(f"{turn}: {said} at {first}")
    trial.tell(outside=outside, found=found, inside=inside, aside=aside)
    trial.tell(window_lines=honest.window.lines)
    assert not unseen
    assert outside > inside > 0


def manipulated(stolen: Stolen, chance: Random) -> tuple[str, int]:
    """One manipulation: what it was, and the first line that it touches."""
    kind = chance.randrange(len(PLAIN) + 1)
    if kind == len(PLAIN):
        older_pages(stolen, chance)
        return "older pages", 1
    thief = Intruder(path=stolen.folder / "vault.db", key=stolen.key, desk=stolen.desk)
    plain = PLAIN[kind]
    first = plain(thief, chance, chance.randrange(2, stolen.lines + 1))
    covers = (as_if_nothing, chained, signed_by_the_desk, signed_by_false_keys)
    cover = as_if_nothing if plain in (unsign, settled_row) else chance.choice(covers)
    cover(thief)
    touched = 1 if cover is signed_by_false_keys else first  # keys are told near the beginning
    with closing(connect(thief.path, thief.key)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return f"{plain.__name__}, {cover.__name__}", touched
