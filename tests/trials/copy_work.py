"""Backups and restorings that a child process works at until the plug is pulled."""

from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event

from app.core.paths import Home
from app.desk.copies import Copies
from app.desk.intake import Intake
from app.desk.restoring import Restoring
from app.registry.model import Card
from app.vault.device_secret import DeviceState
from tests.copies.office import HEAD, PHRASE, vaults_of
from tests.trials.plug_work import CLOCK, IDS
from tests.ui.doors import Drawer


@dataclass(frozen=True)
class Wish:
    """What is to be restored, and whether something lies in its place."""

    copy: Path
    code: str
    replace: bool


def copying(pipe: Connection, vault: Path, turn: int) -> None:
    """Somebody is registered, a backup is made, again and again."""
    home = Home(vault.parent)
    opened = vaults_of(home, CLOCK, IDS, Drawer(DeviceState.ABSENT)).open(HEAD, PHRASE)
    copies = Copies(opened, clock=CLOCK, ids=IDS)
    copies.sweep()
    intake = Intake(opened.database, clock=CLOCK, ids=IDS, author=opened.user.id)
    pipe.send({"ready": True})
    number = 0
    while True:
        number += 1
        client = intake.register(Card(surname=f"Осока{turn}", given_name=f"Олена{number}")).client
        pipe.send({"client": client.id})
        pipe.send({"copy": copies.create().path})


def restoring(pipe: Connection, vault: Path, wish: Wish) -> None:
    """A desk comes out of a backup."""
    pipe.send({"ready": True})
    job = Restoring(
        Home(vault.parent), clock=CLOCK, ids=IDS, secrets_store=Drawer(DeviceState.ABSENT)
    )
    restored = job.with_code(wish.copy, code=wish.code, replace=wish.replace)
    pipe.send({"desk": restored.desk})
    Event().wait()
