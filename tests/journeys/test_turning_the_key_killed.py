"""A change of the key that is killed at any moment leaves a vault that everybody opens."""

import random
import select
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.accounts.model import Office, Role
from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.core.paths import Home
from app.desk.vaults import Vaults
from app.storage import rekeying
from app.vault import keyslots
from tests.vault.keyrings import CHEAP

PHRASE, OTHER = "калина верба тополя явір", "зовсім інша довга фраза"
SEEDS, ROUNDS = (1, 2, 3, 4), 5
ROOT = Path(__file__).parents[2]


def office(folder: Path) -> tuple[Vaults, str]:
    """An office of two, with enough pages that a kill can fall between them."""
    vaults = Vaults(Home(folder), clock=SystemClock(), ids=SystemIds(), cost=CHEAP)
    made = vaults.make(Office(name="Бюро"), user="Олена", passphrase=PHRASE)
    invitation = vaults.people(made.opened).invite("Петро", Role.REGISTRAR)
    with made.opened.database.local_writing() as session:
        for number in range(300):
            session.connection().exec_driver_sql(
                "INSERT INTO scan_content (sha256, content) VALUES (?, randomblob(16000))",
                (str(number),),
            )
    made.opened.database.close()
    invited = vaults.invited(invitation.code)
    vaults.renew(invited.key, user=invited.user, passphrase=OTHER).database.close()
    return vaults, made.recovery_code


def turn_and_kill(folder: Path, after: float) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.turning_child", str(folder), PHRASE],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    select.select([child.stdout], [], [], after)
    child.kill()
    child.wait()
    child.stdout.close()


@pytest.mark.covers("F105")
@pytest.mark.timeout(120)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_kill_leaves_the_old_key_or_the_new_one(tmp_path: Path, seed: int) -> None:
    chance, whole = random.Random(seed), tmp_path / "whole"
    _, code = office(whole)
    left = set()
    for number in range(ROUNDS):
        folder = tmp_path / str(number)
        shutil.copytree(whole, folder)
        turn_and_kill(folder, chance.uniform(0, 0.25))
        home = Home(folder)
        left.add(keyslots.load(home.keyslots).turning)
        vaults = Vaults(home, clock=SystemClock(), ids=SystemIds(), cost=CHEAP)
        ways = [("Петро", OTHER), ("Олена", PHRASE)]
        for name, phrase in chance.sample(ways, 2) * 2:
            with closing(vaults.open(name, phrase).database) as it, it.reading() as session:
                run = session.connection().exec_driver_sql
                assert run("SELECT count(*) FROM scan_content").scalar() == 300
                assert run("PRAGMA cipher_integrity_check").fetchall() == []
        assert keyslots.load(home.keyslots).turning is False
        assert rekeying.fits(home.vault, vaults.recover(code).hex)
        vaults.people(vaults.open("Олена", PHRASE)).turn_key()  # and it can be done again
        vaults.open("Петро", OTHER).database.close()
        shutil.rmtree(folder)
    assert left >= {True}, "no kill fell between the slots and the vault: the test proves nothing"
