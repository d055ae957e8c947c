"""Work that the plug is pulled on, and what must be true afterwards.

What was acknowledged is there, nothing is half done, every vault opens. Each job is made for a
lap of so many turns with a plug; `cut_short` ends a child in the middle, `expect` looks.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from app.accounts import store as accounts
from app.accounts.model import Office
from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.desk.checks import digest
from app.desk.drafts import Drafts
from app.desk.intake import Intake
from app.desk.office import Administration
from app.registry import store
from app.storage import journal
from app.storage.database import Database
from app.storage.engine import connect
from app.storage.tables import (
    HEAD,
    ClientPaperRow,
    ClientRow,
    EligibilityCheckRow,
    ImportBatchRow,
    MergeRow,
    VisitRow,
)
from tests.trials import plug_work
from tests.trials.frame import Trial
from tests.trials.plug import Killing, Plug, Said
from tests.vaults import KEY

OLDER = Path(__file__).parents[1] / "migrations" / "vaults" / "m0001.db"
ROWS = 210
DERIVED = ("client_key", "client_block", "name_word", "client_link", "party_key")
CLOCK, IDS = SystemClock(), SystemIds()


@contextmanager
def opened(vault: Path) -> Iterator[Database]:
    database = Database.open(vault, KEY, clock=CLOCK, ids=IDS)
    try:
        yield database
    finally:
        database.close()


class AwayWithItError(Exception):
    """What was made for comparison is not kept."""


def derived(session: Session) -> dict[str, list[Any]]:
    run = session.connection().exec_driver_sql
    return {name: list(run(f"SELECT * FROM {name}").fetchall()) for name in DERIVED}


def expect_whole(database: Database) -> int:
    """Pages, keys, journal, and what is derived from the cards; how many lines the journal has."""
    with database.reading() as session:
        proof = journal.verify(session)
        run = session.connection().exec_driver_sql
        for check in ("foreign_key_check", "cipher_integrity_check"):
            assert run(f"PRAGMA {check}").fetchall() == []
    assert proof.whole
    with suppress(AwayWithItError), database.local_writing() as session:
        kept = derived(session)
        store.rebuild_search(session)
        made = derived(session)
        for name in DERIVED:
            assert sorted(kept[name]) == sorted(made[name]), f"{name} knows another truth"
        raise AwayWithItError
    return proof.entries


@dataclass
class Registering:
    """People registered and checked: drafts, cards, visits, ties, papers, checks."""

    vault: Path
    plug: Plug
    turns: int
    clients: set[str] = field(default_factory=set)
    checks: dict[str, str] = field(default_factory=dict)
    papers: set[str] = field(default_factory=set)
    ties: set[tuple[str, str]] = field(default_factory=set)
    before: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        Database.create(self.vault, KEY, ids=IDS)

    def cut_short(self, turn: int, chance: Random) -> Said:
        words, wait = chance.randrange(2, 16), chance.uniform(0.0, 0.03)
        return self.plug.pulled(plug_work.registering, self.vault, turn, words=words, wait=wait)

    def expect(self, said: Said) -> None:
        self.clients |= {line["client"] for line in said if "client" in line}
        self.checks |= {line["check"]: line["sha256"] for line in said if "check" in line}
        self.papers |= {line["paper"] for line in said if "paper" in line}
        self.ties |= {line["tied"] for line in said if "tied" in line}
        drafts = {line["draft"]: int(line["number"]) for line in said if "draft" in line}
        for line in said:
            drafts.pop(line.get("dropped", ""), None)
        with opened(self.vault) as database:
            expect_whole(database)
            with database.reading() as session:
                stored = {row.id for row in session.query(ClientRow)}
                visited = {row.client_id for row in session.query(VisitRow)}
                noted = {row.id for row in session.query(ClientPaperRow)}
                tied = {(row[1], row[0]) for row in derived(session)["client_link"]}
                decided = {
                    row.id: digest(
                        {"facts": row.facts, "presented": row.documents, "verdict": row.verdict}
                    )
                    for row in session.query(EligibilityCheckRow)
                }
            waiting = {draft.id for draft in Drafts(database, clock=CLOCK, ids=IDS).waiting()}
        assert self.clients <= stored, "an acknowledged client is gone"
        assert stored == visited, "half a registration stayed"
        assert self.papers <= noted, "an acknowledged paper is gone"
        assert self.ties <= tied, "an acknowledged tie is gone"
        assert all((other, one) in tied for one, other in tied), "half a tie stayed"
        assert self.checks.items() <= decided.items(), "an acknowledged check is not whole"
        for draft, number in drafts.items():
            # Gone without word only when its client is there: the dropping was not heard any more.
            assert draft in waiting or len(stored - self.before) >= number
        self.before = stored

    def expect_work_done(self) -> None:
        assert min(len(self.clients), len(self.checks), len(self.papers)) > self.turns // 2
        assert self.ties
        with opened(self.vault) as database:
            assert Intake(database, clock=CLOCK, ids=IDS, author="olena").find("Коваль1")


@dataclass
class Merging:
    """Cards merged and merges undone: whole before or whole after."""

    vault: Path
    plug: Plug
    turns: int
    merged: set[str] = field(default_factory=set)
    undone: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        Database.create(self.vault, KEY, ids=IDS)

    def cut_short(self, turn: int, chance: Random) -> Said:
        words, wait = chance.randrange(2, 8), chance.uniform(0.0, 0.05)
        return self.plug.pulled(plug_work.merging, self.vault, turn, words=words, wait=wait)

    def expect(self, said: Said) -> None:
        self.merged |= {line["merged"] for line in said if "merged" in line}
        self.undone |= {line["undone"] for line in said if "undone" in line}
        with opened(self.vault) as database:
            expect_whole(database)
            with database.reading() as session:
                merges = {row.id: row for row in session.query(MergeRow)}
                clients = {row.id: row for row in session.query(ClientRow)}
        assert self.merged <= set(merges), "an acknowledged merge is gone"
        assert self.undone <= {one for one, row in merges.items() if row.undone_at}
        leads = {one: row.merged_into for one, row in clients.items() if row.merged_into}
        standing = {row.merged_id: row.kept_id for row in merges.values() if not row.undone_at}
        assert leads == standing, "half a merge stayed"
        for row in merges.values():
            email = clients[row.kept_id].email
            assert email == ("" if row.undone_at else "mak@example.org")

    def expect_work_done(self) -> None:
        assert min(len(self.merged), len(self.undone)) > self.turns // 2


@dataclass
class Importing:
    """Files brought in and gone on with: each row once, each portion whole."""

    vault: Path
    plug: Plug
    turns: int
    lines: dict[str, int] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)
    gone_on: int = 0
    files: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        Database.create(self.vault, KEY, ids=IDS)
        with opened(self.vault) as database:
            office = Administration(database, clock=CLOCK, ids=IDS, author="olena")
            office.found(Office(name="Бюро"), "Олена")
        for number in range(3 * self.turns):
            file = self.vault.parent.with_name(f"{self.vault.parent.name}-{number:03}.csv")
            rows = [f"Осока{number * ROWS + row},Олена" for row in range(ROWS)]
            file.write_text("\n".join(["surname,given_name", *rows]), "utf-8")
            self.files.append(file)

    def cut_short(self, _turn: int, chance: Random) -> Said:
        words, wait = chance.randrange(1, 4), chance.uniform(0.0, 0.1)
        return self.plug.pulled(plug_work.importing, self.vault, self.files, words=words, wait=wait)

    def expect(self, said: Said) -> None:
        self.lines |= {line["file"]: line["line"] for line in said if "line" in line}
        self.gone_on += sum("again" in line for line in said)
        self.finished |= {line["finished"] for line in said if "finished" in line}
        with opened(self.vault) as database:
            expect_whole(database)
            with database.reading() as session:
                batches = {row.file_name: row for row in session.query(ImportBatchRow)}
                surnames = [row.surname for row in session.query(ClientRow)]
        for name, line in self.lines.items():
            assert batches[name].rows_done >= line, "an acknowledged portion is gone"
        assert self.finished <= {name for name, row in batches.items() if row.finished_at}
        brought = [max(0, row.rows_done - 1) for row in batches.values()]
        assert len(surnames) == len(set(surnames)) == sum(brought), "half a portion stayed"

    def expect_work_done(self) -> None:
        assert self.finished
        assert self.gone_on > self.turns // 4


@dataclass
class Migrating:
    """A vault of the first version becomes one of today: entirely old or entirely new."""

    vault: Path
    plug: Plug
    turns: int
    ends: set[str] = field(default_factory=set)
    old: dict[str, list[Any]] = field(default_factory=dict)
    takes: float = 0.0

    def __post_init__(self) -> None:
        self._begin_anew()
        self.old = _content(self.vault)
        started = time.monotonic()
        Killing().pulled(plug_work.migrating, self.vault, 0, words=2, wait=0.0)
        self.takes = time.monotonic() - started

    def _begin_anew(self) -> None:
        for left in self.vault.parent.glob(f"{self.vault.stem}*"):
            left.unlink()
        self.vault.write_bytes(OLDER.read_bytes())

    def cut_short(self, turn: int, chance: Random) -> Said:
        self._begin_anew()
        wait = self.takes * (turn + chance.random()) / self.turns
        return self.plug.pulled(plug_work.migrating, self.vault, turn, words=1, wait=wait)

    def expect(self, said: Said) -> None:
        found = _content(self.vault)
        (revision,) = found["alembic_version"][0]
        self.ends.add(revision)
        assert revision == HEAD or found == self.old, "half an upgrade stayed"
        assert revision == HEAD or {"upgraded": True} not in said
        with opened(self.vault) as database:
            with database.reading() as session:
                somebody = accounts.users(session)[0].id
            intake = Intake(database, clock=CLOCK, ids=IDS, author=somebody)
            intake.prepare_search()
            assert expect_whole(database) == len(self.old["journal"])
            assert len(intake.recent(limit=100)) == len(self.old["client"])

    def expect_work_done(self) -> None:
        assert "m0001" in self.ends, "no kill came before the end"


def _content(vault: Path) -> dict[str, list[Any]]:
    """Every row of a vault, read without bringing it up to date."""
    raw = connect(vault, KEY)
    try:
        names = [
            name
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_")
        ]
        return {name: raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    finally:
        raw.close()


Job = Registering | Merging | Importing | Migrating
JOBS: tuple[type[Job], ...] = (Registering, Merging, Importing, Migrating)
LAP = 50
"""Turns in one vault: what was registered before must not make each look at the end longer."""


def pull_again_and_again(
    trial: Trial, job: type[Job], plug: Plug, folder: Path, *, ci: int, soak: int
) -> None:
    """Pull the plug so many times, and look each time."""
    turns = trial.times(ci=ci, soak=soak)
    heard = 0
    for first in range(0, turns, LAP):
        lap = folder / f"lap{first}"
        lap.mkdir()
        work = job(lap / "vault.db", plug, min(LAP, turns - first))
        for turn in range(work.turns):
            trial.tell(reached=first + turn)
            said = work.cut_short(turn, trial.chance(first + turn))
            work.expect(said)
            heard += len(said)
        work.expect_work_done()
        shutil.rmtree(lap)
    trial.tell(reached=turns, acknowledged=heard, lost=0)
