"""The plug is pulled while backups are made and restored: whole and proven, or not there at all."""

import shutil
import time
from pathlib import Path

import pytest

from app.core.paths import Home
from app.desk.copies import Copies
from app.desk.restoring import Restoring
from app.desk.vaults import Made
from app.storage import journal
from app.storage.database import Database
from app.vault import door
from app.vault.device_secret import DeviceState
from tests.copies.office import HEAD, PHRASE, made_office, vaults_of
from tests.trials import copy_work
from tests.trials.copy_work import Wish
from tests.trials.frame import Trial
from tests.trials.plug import Killing, Plug, PowerCut
from tests.trials.plugged import CLOCK, IDS
from tests.ui.doors import Drawer

CLIENTS = 20
SPOILT = b"spoilt" * 4096


def office(home: Home) -> Made:
    made = made_office(home, CLOCK, IDS, Drawer(DeviceState.ABSENT), clients=CLIENTS)
    made.opened.database.close()
    return made


def pull_while_copying(trial: Trial, plug: Plug, home: Home, *, ci: int, soak: int) -> None:
    """Backups that were acknowledged are there; every file with a name is proven again."""
    made = office(home)
    clients: set[str] = set()
    acknowledged = proven = 0
    for turn, chance in trial.turns(ci=ci, soak=soak):
        words, wait = chance.randrange(1, 4), chance.uniform(0.0, 0.6)
        said = plug.pulled(copy_work.copying, home.vault, turn, words=words, wait=wait)
        clients |= {line["client"] for line in said if "client" in line}
        heard = [Path(line["copy"]) for line in said if "copy" in line]
        opened = vaults_of(home, CLOCK, IDS, Drawer(DeviceState.ABSENT)).open(HEAD, PHRASE)
        copies = Copies(opened, clock=CLOCK, ids=IDS)
        copies.sweep()
        for path in heard:
            assert path.exists(), "an acknowledged backup is gone"
        for path in home.copies.iterdir():
            assert path.suffix == ".prcopy", "what was half made stayed"
            assert copies.prove(path).good, "half a backup has a name"
            proven += 1
            path.unlink()
        acknowledged += len(heard)
        with opened.database.reading() as session:
            stored = session.connection().exec_driver_sql("SELECT id FROM client").scalars().all()
            assert journal.verify(session).whole
        opened.database.close()
        assert clients <= set(stored), "an acknowledged client is gone"
    assert made.recovery_code
    assert acknowledged, "no backup was ever finished: the trial proves nothing"
    trial.tell(acknowledged=acknowledged, proven=proven, lost=0)


def pull_while_restoring(
    trial: Trial, plug: Plug, home: Home, wish: Wish, *, ci: int, soak: int
) -> None:
    """The home is as it was or wholly restored; another try always succeeds."""
    takes = min(_time_of_one(plug, home, wish) for _ in range(3))  # the first starts the server
    ends: dict[bool, int] = {False: 0, True: 0}
    turns = trial.times(ci=ci, soak=soak)
    for turn in range(turns):
        _begin_anew(home, spoilt=wish.replace)
        trial.tell(reached=turn)
        wait = takes * (turn + trial.chance(turn).random()) / turns
        said = plug.pulled(copy_work.restoring, home.vault, wish, words=1, wait=wait)
        door.finish(home)
        whole = home.vault.exists() and home.vault.read_bytes()[:6] != SPOILT[:6]
        ends[whole] += 1
        assert whole or not any("desk" in line for line in said), "acknowledged, and not there"
        if not whole:
            assert wish.replace or not home.exists, "half a home stands in the way of another try"
            job = Restoring(home, clock=CLOCK, ids=IDS, secrets_store=Drawer(DeviceState.ABSENT))
            job.with_code(wish.copy, code=wish.code, replace=home.exists)
        key = door.unlock_with_recovery(home, code=wish.code, clock=CLOCK)
        database = Database.open(home.vault, key.hex, clock=CLOCK, ids=IDS)
        with database.reading() as session:
            count = session.connection().exec_driver_sql("SELECT count(*) FROM client").scalar()
            assert journal.verify(session).whole
        database.close()
        assert count == CLIENTS
        if wish.replace:
            aside = [path.read_bytes() for path in home.folder.glob("aside-*/vault.db")]
            assert SPOILT in aside, "the damaged vault was thrown away"
    assert ends[False], "no kill came before the end"
    trial.tell(reached=turns, before=ends[False], after=ends[True], lost=0)


def _time_of_one(plug: Plug, home: Home, wish: Wish) -> float:
    _begin_anew(home, spoilt=wish.replace)
    started = time.monotonic()
    plug.pulled(copy_work.restoring, home.vault, wish, words=2, wait=0.0)
    return time.monotonic() - started


def _begin_anew(home: Home, *, spoilt: bool) -> None:
    shutil.rmtree(home.folder, ignore_errors=True)
    if spoilt:
        home.folder.mkdir(parents=True)
        home.vault.write_bytes(SPOILT)
        for name in ("keyslots.json", "keyslots-2.json"):
            (home.folder / name).write_text("{}")


@pytest.mark.covers("R-01", "R-17", "F135")
@pytest.mark.timeout(400)
def test_killed_while_copying(trial: Trial, home: Home) -> None:
    pull_while_copying(trial, Killing(), home, ci=15, soak=1000)


@pytest.mark.covers("R-01", "R-17", "F135")
@pytest.mark.timeout(400)
@pytest.mark.parametrize("replace", [False, True], ids=["new_home", "damaged_home"])
def test_killed_while_restoring(trial: Trial, tmp_path: Path, replace: bool) -> None:
    made = office(Home(tmp_path / "old"))
    opened = vaults_of(Home(tmp_path / "old"), CLOCK, IDS, Drawer(DeviceState.ABSENT)).open(
        HEAD, PHRASE
    )
    copy = Copies(opened, clock=CLOCK, ids=IDS).create()
    opened.database.close()
    wish = Wish(copy=Path(copy.path), code=made.recovery_code, replace=replace)
    pull_while_restoring(trial, Killing(), Home(tmp_path / "new"), wish, ci=20, soak=1000)


@pytest.mark.covers("R-02", "R-17", "F135")
@pytest.mark.timeout(400)
def test_power_cut_while_copying(trial: Trial, power: PowerCut) -> None:
    pull_while_copying(trial, power, Home(power.folder / "home"), ci=8, soak=1000)
