"""The plug is pulled while the vault gets another key: it always opens, for those who stay."""

import shutil
import time
from pathlib import Path

import pytest

from app.accounts.model import Role
from app.core.errors import VaultError
from app.core.paths import Home
from app.desk.intake import Intake
from app.registry.model import Card
from app.storage.tables import ClientRow
from app.vault import keyslots
from tests.trials import rotation_work
from tests.trials.frame import Trial
from tests.trials.plug import Killing, Plug, PowerCut
from tests.trials.plugged import CLOCK, IDS, expect_whole
from tests.trials.rotation_work import LEAVING, STAYING, take_out, vaults_of
from tests.ui.doors import PASSPHRASE, PERSON, new_office

CLIENTS = 12


def office(home: Home) -> None:
    """An office of three that has clients; each has signed in once."""
    opened = new_office(home, clock=CLOCK, ids=IDS).opened
    intake = Intake(opened.database, clock=CLOCK, ids=IDS, author=opened.user.id)
    for number in range(CLIENTS):
        intake.register(Card(surname=f"Осока{number}", given_name="Олена"))
    for name in (LEAVING, STAYING):
        vaults_of(home).add_user(opened, name=name, role=Role.FRONTLINE, passphrase=PASSPHRASE)
    opened.database.close()
    for name in (LEAVING, STAYING):
        vaults_of(home).open(name, PASSPHRASE).database.close()


def expect_open(home: Home, person: str) -> None:
    """That person signs in and everybody's card is there."""
    opened = vaults_of(home).open(person, PASSPHRASE)
    expect_whole(opened.database)
    with opened.database.reading() as session:
        assert session.query(ClientRow).count() == CLIENTS
    opened.database.close()


def pull_while_rotating(
    trial: Trial, plug: Plug, base: Home, home: Home, *, ci: int, soak: int
) -> None:
    office(base)
    ends: dict[bool, int] = {True: 0, False: 0}
    turns = trial.times(ci=ci, soak=soak)
    takes = 0.0
    for turn in range(-1, turns):
        shutil.rmtree(home.folder, ignore_errors=True)
        shutil.copytree(base.folder, home.folder)
        if turn < 0:  # how long it takes, and that it works
            since = time.monotonic()
            Killing().pulled(rotation_work.rotating, home.vault, None, words=2, wait=0.0)
            takes = time.monotonic() - since
            continue
        trial.tell(reached=turn)
        wait = takes * (turn + trial.chance(turn).random()) / turns
        said = plug.pulled(rotation_work.rotating, home.vault, None, words=1, wait=wait)
        expect_open(home, PERSON)
        expect_open(home, STAYING)
        gone = keyslots.load(home.keyslots).of_user(LEAVING) is None
        assert gone or {"removed": LEAVING} not in said, "a removal that was acknowledged is undone"
        ends[gone] += 1
        if not gone:
            take_out(home)
            expect_open(home, PERSON)
        with pytest.raises(VaultError):
            vaults_of(home).open(LEAVING, PASSPHRASE)
        assert not list(home.rekeyed_vaults()), "the half-made vault stayed"
    trial.tell(reached=turns, done=ends[True], begun_anew=ends[False], lost=0)
    assert min(ends.values()) > 0, f"the cuts missed a side: {ends}"


@pytest.mark.covers("R-01")
@pytest.mark.timeout(240)
def test_rotation_killed(trial: Trial, tmp_path: Path) -> None:
    homes = Home(tmp_path / "base"), Home(tmp_path / "home")
    pull_while_rotating(trial, Killing(), *homes, ci=6, soak=1000)


@pytest.mark.covers("R-02")
@pytest.mark.timeout(240)
def test_rotation_power_cut(trial: Trial, tmp_path: Path, power: PowerCut) -> None:
    homes = Home(tmp_path / "base"), Home(power.folder / "home")
    pull_while_rotating(trial, power, *homes, ci=4, soak=1000)
