"""Set-up is killed at any moment: the next start opens the office or begins anew, never neither."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from app.accounts.model import Office, Role
from app.core.clock import SystemClock
from app.core.errors import VaultError
from app.core.ids import SystemIds
from app.core.paths import Home
from app.desk.office import Administration
from app.desk.vaults import Vaults
from app.home_door import HomeDoor
from app.storage.database import Database
from app.storage.engine import discard
from app.vault import door, keyslots
from tests.ui.doors import PASSPHRASE, PERSON, new_office, ways

TIMES = 20
WORKER = """
import sys
from pathlib import Path
from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.core.paths import Home
from app.ui import workplace
from tests.ui.doors import new_office

print("ready", flush=True)
made = new_office(
    Home(Path(sys.argv[1])), clock=SystemClock(), ids=SystemIds(), confirmed=False
)
print("made", flush=True)
sys.stdin.read()
"""
MOMENTS = ("nothing", "drafted", "database", "one_copy", "keyslots", "named", "founded")


def vaults_of(home: Home) -> Vaults:
    return Vaults(home, clock=SystemClock(), ids=SystemIds(), **ways())


def next_start(home: Home) -> str:
    """What the next start finds; whatever it is, work goes on from it."""
    if not home.exists:
        vaults = vaults_of(home)
        vaults.make(Office(name="Бюро"), user=PERSON, passphrase=PASSPHRASE).opened.database.close()
        vaults.open(PERSON, PASSPHRASE).database.close()
        assert not home.unfinished_vault.exists(), "leftovers go with the next set-up"
        return "anew"
    asked = HomeDoor(home, clock=SystemClock(), ids=SystemIds(), **ways())
    assert asked.users() == (PERSON,)
    opened = vaults_of(home).open(PERSON, PASSPHRASE)
    assert (opened.user.name, opened.user.role) == (PERSON, Role.HEAD)
    office = Administration(
        opened.database, clock=SystemClock(), ids=SystemIds(), author=opened.user.id
    )
    assert office.recovery_waits(), "nobody has seen the code: a new one is asked for"
    opened.database.close()
    assert not home.unfinished_vault.exists()
    return "sign-in"


def killed_set_up(home: Home, moment: float) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(home.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline() == b"ready\n"
    deadline = time.monotonic() + moment
    while time.monotonic() < deadline:
        pass  # the moment matters to the millisecond
    child.kill()
    child.wait()
    child.stdout.close()
    child.stdin.close()


@pytest.mark.covers("R-01", "F1")
@pytest.mark.timeout(180)
def test_a_killed_set_up_is_finished_or_begun_anew(tmp_path: Path) -> None:
    chance = Random(20261124)
    ends = []
    started = time.monotonic()
    new_office(
        Home(tmp_path / "whole"), clock=SystemClock(), ids=SystemIds()
    ).opened.database.close()
    takes = time.monotonic() - started
    for turn in range(TIMES):
        home = Home(tmp_path / f"home{turn}")
        killed_set_up(home, chance.uniform(0.0, 1.2 * takes))
        ends.append(next_start(home))
    assert set(ends) == {"anew", "sign-in"}, f"the kills missed a side: {ends}"


@pytest.mark.covers("R-01", "F1")
@pytest.mark.parametrize("moment", MOMENTS)
def test_set_up_cut_short_between_any_two_steps(
    home: Home, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C is not taken by anybody here, so what lies there is what a kill leaves."""

    def stop(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    place: dict[str, tuple[object, str]] = {
        "nothing": (Database, "create"),
        "drafted": (Path, "replace"),
        "database": (door, "create"),
        "one_copy": (keyslots, "_write_whole"),
        "keyslots": (door, "finish"),
        "named": (Database, "open"),
        "founded": (Vaults, "_found"),
    }
    with monkeypatch.context() as patched:
        owner, name = place[moment]
        if moment == "one_copy":
            patched.setattr(owner, name, _second_time(stop, keyslots._write_whole))
        else:
            patched.setattr(owner, name, stop)
        with pytest.raises(KeyboardInterrupt):
            new_office(home, clock=SystemClock(), ids=SystemIds())
    anew = moment in ("nothing", "drafted", "database")
    assert next_start(home) == ("anew" if anew else "sign-in")


def _second_time(stop: Callable[..., None], first: Callable[..., None]) -> Callable[..., None]:
    """Do it once, stop the second time."""
    steps = iter((first, stop))

    def step(*given: object) -> None:
        next(steps)(*given)

    return step


@pytest.mark.covers("R-01")
def test_keyslots_of_a_vault_that_is_only_away_are_never_thrown_away(home: Home) -> None:
    new_office(home, clock=SystemClock(), ids=SystemIds()).opened.database.close()
    kept = home.keyslots.read_bytes()
    away = home.vault.with_suffix(".away")
    home.vault.rename(away)
    discard(home.unfinished_vault)
    asked = HomeDoor(home, clock=SystemClock(), ids=SystemIds(), **ways())
    with pytest.raises(VaultError) as told:
        asked.users()
    assert told.value.code == "vault.missing"
    home.keyslots.unlink()
    with pytest.raises(VaultError):
        new_office(home, clock=SystemClock(), ids=SystemIds())
    assert keyslots.second_copy(home.keyslots).read_bytes() == kept
    away.rename(home.vault)
    vaults_of(home).open(PERSON, PASSPHRASE).database.close()


@pytest.mark.covers("R-01")
def test_a_vault_in_place_is_never_replaced_by_a_leftover(home: Home) -> None:
    new_office(home, clock=SystemClock(), ids=SystemIds()).opened.database.close()
    home.unfinished_vault.write_bytes(b"a leftover of an older day")
    vaults_of(home).open(PERSON, PASSPHRASE).database.close()
    assert home.unfinished_vault.exists()
