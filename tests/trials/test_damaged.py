"""Damaged vaults: each opens, is repaired, or is refused in words; nothing wrong is shown as right.

What is damaged: bytes, pages, the end of the file, its head, its WAL, the keyslots; or an older
page is put back, which its own seal does not tell. Damage to history is always found by the chain.
"""

import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import keyring
import pytest
import sqlcipher3.dbapi2 as sqlcipher
from keyring.backends import fail

from app.content import words_catalogue
from app.content.library import Library
from app.core.errors import DeskError
from app.core.paths import Home
from app.demo import office as demo
from app.desk.desk import assemble
from app.desk.doctor.doctor import Doctor, Report
from app.desk.signing import signing_of
from app.desk.vaults import Vaults
from app.registry.model import AidKind, Card, VisitDraft
from app.storage import journal
from app.storage.database import Database
from app.storage.engine import connect
from app.storage.signatures import Sign
from app.storage.tables import synced_tables
from app.vault import keyslots
from tests.conftest import RepeatingIds, StandingClock
from tests.trials.frame import Trial

PAGE = 4096
BOOKKEEPING = ("versions", "op_replica", "op_seq", "changed_at")
LIBRARY = Library.load()


@dataclass(frozen=True)
class Truth:
    """A sound office: its files of now and of an hour ago, and what they say."""

    folder: Path
    older: Path
    key: str
    author: str
    sign: Sign
    rows: Any
    lines: Any


# ---- the sound office ---------------------------------------------------------------------------


def _content(path: Path, key: str) -> tuple[Any, Any]:
    """Every record without its bookkeeping, and every line of the journal with the heads."""
    with closing(connect(path, key)) as driver:
        rows = {}
        for table in synced_tables():
            names = [name for _, name, *_ in driver.execute(f'PRAGMA table_info("{table}")')]
            listed = ", ".join(f'"{name}"' for name in names if name not in BOOKKEEPING)
            rows[table] = driver.execute(f'SELECT {listed} FROM "{table}" ORDER BY id').fetchall()
        lines = driver.execute("SELECT * FROM journal ORDER BY lseq").fetchall()
        return rows, lines


def _checkpoint(path: Path, key: str) -> None:
    with closing(connect(path, key)) as driver:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    keyring.set_keyring(fail.Keyring())
    home = Home(tmp_path_factory.mktemp("truth") / "home")
    clock, ids = StandingClock(), RepeatingIds()
    demo.fill(home, clients=12, seed=4, clock=clock, ids=ids)
    head = demo.USERS[0]
    opened = Vaults(home, clock=clock, ids=ids).open(head.name, head.passphrase)
    key, author, keys = opened.key.hex, opened.user.id, opened.keys
    sign = signing_of(author, person=keys.person, desk=keys.desk)
    older = home.folder.with_name("older.db")
    with closing(opened.database):
        desk = assemble(opened.database, LIBRARY, clock=clock, ids=ids, author=author)
        _checkpoint(home.vault, key)
        shutil.copyfile(home.vault, older)
        for number in range(6):
            desk.intake.register(
                Card(surname=f"Пізня-{'абвгде'[number]}", given_name="Ніна"),
                VisitDraft(kind=AidKind.CONSULTATION, essence="прийшла пізніше"),
            )
        desk.drafts.keep("registration", "", {"surname": "Недописана"})
    _checkpoint(home.vault, key)
    rows, lines = _content(home.vault, key)
    return Truth(home.folder, older, key, author, sign, rows, lines)


# ---- damage -------------------------------------------------------------------------------------


def _pages(path: Path) -> int:
    return path.stat().st_size // PAGE


def _write(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


def _read(path: Path, at: int, size: int = PAGE) -> bytes:
    with path.open("rb") as file:
        file.seek(at)
        return file.read(size)


def flipped(home: Home, _truth: Truth, chance: Random) -> None:
    """Up to eight bytes that differ."""
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(home.vault.stat().st_size)
        _write(home.vault, at, bytes([_read(home.vault, at, 1)[0] ^ chance.randint(1, 255)]))


def truncated(home: Home, _truth: Truth, chance: Random) -> None:
    with home.vault.open("r+b") as file:
        file.truncate(chance.randrange(home.vault.stat().st_size))


def zeroed(home: Home, _truth: Truth, chance: Random) -> None:
    for _ in range(chance.randint(1, 3)):
        _write(home.vault, chance.randrange(_pages(home.vault)) * PAGE, bytes(PAGE))


def swapped(home: Home, _truth: Truth, chance: Random) -> None:
    one, other = (at * PAGE for at in chance.sample(range(_pages(home.vault)), 2))
    first, second = _read(home.vault, one), _read(home.vault, other)
    _write(home.vault, one, second)
    _write(home.vault, other, first)


def replayed(home: Home, truth: Truth, chance: Random) -> None:
    """A page of an hour ago, sealed under the same key at the same place."""
    changed = [
        at
        for at in range(0, truth.older.stat().st_size, PAGE)
        if _read(truth.older, at) != _read(home.vault, at)
    ]
    at = chance.choice(changed)
    _write(home.vault, at, _read(truth.older, at))


def beheaded(home: Home, _truth: Truth, chance: Random) -> None:
    _write(home.vault, chance.randrange(100), chance.randbytes(chance.randint(1, 32)))


def wal(home: Home, truth: Truth, chance: Random) -> None:
    """Something saved that is not in the file yet, and a WAL that is damaged."""
    aside = home.folder / "aside"
    with closing(connect(home.vault, truth.key)) as driver:
        driver.execute("PRAGMA wal_autocheckpoint=0")
        driver.execute("INSERT INTO draft VALUES ('w', 'home', '', '{}', ?)", ("2026-01-01",))
        shutil.copyfile(f"{home.vault}-wal", aside)
    log = home.vault.with_name("vault.db-wal")
    shutil.copyfile(aside, log)
    for _ in range(chance.randint(1, 8)):
        _write(log, chance.randrange(log.stat().st_size), chance.randbytes(1))


def one_keyslot(home: Home, _truth: Truth, chance: Random) -> None:
    _spoil(chance.choice((home.keyslots, keyslots.second_copy(home.keyslots))), chance)


def both_keyslots(home: Home, _truth: Truth, chance: Random) -> None:
    for copy in (home.keyslots, keyslots.second_copy(home.keyslots)):
        _spoil(copy, chance)


def _spoil(path: Path, chance: Random) -> None:
    size = path.stat().st_size
    if chance.random() < 0.3:
        path.write_bytes(path.read_bytes()[: chance.randrange(size)])
    else:
        _write(path, chance.randrange(size), chance.randbytes(8))


DAMAGES: tuple[Callable[[Home, Truth, Random], None], ...] = (
    flipped, truncated, zeroed, swapped, replayed, replayed, beheaded, wal,
    one_keyslot, both_keyslots,
)  # fmt: skip
DOORS = (one_keyslot, both_keyslots)


# ---- what comes of it ---------------------------------------------------------------------------

CATALOGUE = words_catalogue.load()


def _worded(problem: DeskError) -> None:
    assert problem.words_key in CATALOGUE, problem.words_key


def _through_the_door(home: Home, clock: StandingClock, ids: RepeatingIds) -> str:
    """A sign-in as people do it."""
    user = demo.USERS[0]
    try:
        Vaults(home, clock=clock, ids=ids).open(user.name, user.passphrase).database.close()
    except DeskError as problem:
        _worded(problem)
        return "refused"
    return "opened"


def _at_the_desk(database: Database, truth: Truth, clock: StandingClock, ids: Any) -> bool:
    """A morning at the desk; whether it went without a word of trouble."""
    try:
        desk = assemble(database, LIBRARY, clock=clock, ids=ids, author=truth.author)
        for one in desk.intake.find("пізня"):
            desk.intake.timeline(one.client_id)
        desk.drafts.waiting()
        desk.intake.register(Card(surname="Нова"))
    except DeskError as problem:
        _worded(problem)
        return False
    return True


def _done(job: Any) -> Report:
    while True:
        try:
            next(job)
        except StopIteration as end:
            report: Report = end.value
            return report


def _outcome(home: Home, truth: Truth, *, clock: StandingClock, ids: RepeatingIds) -> str:
    """Open it without the door, look, repair. Fails when something wrong passes for right."""
    try:
        database = Database.open(home.vault, truth.key, clock=clock, ids=ids)
    except DeskError as problem:
        _worded(problem)
        return "refused"
    database.sign_with(truth.sign)
    with closing(database):
        doctor = Doctor(database, home, clock=clock, ids=ids, author=truth.author)
        seen = _done(doctor.examine())
        if seen.sound:
            assert _content(home.vault, truth.key) == (truth.rows, truth.lines)
            assert _at_the_desk(database, truth, clock, ids)
            return "harmless"
        _history_is_found(database, home, truth)
        try:
            repaired = _done(doctor.repair())
        except DeskError as problem:
            _worded(problem)
            return "told"
        if not repaired.sound:
            _at_the_desk(database, truth, clock, ids)
            return "told"
        rows, lines = _content(home.vault, truth.key)
        assert rows == truth.rows
        assert lines[: len(truth.lines)] == truth.lines
        assert _at_the_desk(database, truth, clock, ids)
        return "repaired"


def _history_is_found(database: Database, home: Home, truth: Truth) -> None:
    """Where the lines are not what they were, the chain says so, or they cannot be read."""
    try:
        _, lines = _content(home.vault, truth.key)
    except sqlcipher.Error:
        return
    if lines == truth.lines:
        return
    try:
        with database.reading() as session:
            assert not journal.verify(session).whole
    except DeskError as problem:
        _worded(problem)


@pytest.mark.covers("R-06", "F105")
@pytest.mark.timeout(400)
def test_damaged_vaults(trial: Trial, truth: Truth, tmp_path: Path) -> None:
    outcomes: Counter[str] = Counter()
    for turn, chance in trial.turns(ci=150, soak=2000):
        damage = DAMAGES[turn % len(DAMAGES)]
        home = Home(tmp_path / str(turn))
        shutil.copytree(truth.folder, home.folder)
        clock, ids = StandingClock(), RepeatingIds()
        damage(home, truth, chance)
        if damage in DOORS:
            came = _through_the_door(home, clock, ids)
            assert came == ("opened" if damage is one_keyslot else "refused")
        else:
            came = _outcome(home, truth, clock=clock, ids=ids)
        outcomes[f"{damage.__name__}: {came}"] += 1
        shutil.rmtree(home.folder)
    trial.tell(outcomes=dict(sorted(outcomes.items())))
    assert any(name.endswith("refused") for name in outcomes)
    assert any(name.endswith("repaired") for name in outcomes)
