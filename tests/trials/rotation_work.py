"""Somebody is taken out, the vault gets another key: until the plug is pulled on the child."""

from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event

from app.core.paths import Home
from app.desk.removing import Removing
from app.desk.vaults import Vaults
from tests.trials.plug_work import CLOCK, IDS
from tests.ui.doors import PASSPHRASE, PERSON, ways

LEAVING, STAYING = "Остап Жолудь", "Дарина Роса"


def vaults_of(home: Home) -> Vaults:
    return Vaults(home, clock=CLOCK, ids=IDS, **ways())


def take_out(home: Home) -> None:
    """The head signs in and takes the person out."""
    opened = vaults_of(home).open(PERSON, PASSPHRASE)
    removing = Removing(home, clock=CLOCK, ids=IDS, secrets_store=ways()["secrets_store"])
    removing.remove(opened.database, opened.key, author=opened.user.id, name=LEAVING)


def rotating(pipe: Connection, vault: Path, _more: object) -> None:
    """Take the person out, once."""
    pipe.send({"ready": True})
    take_out(Home(vault.parent))
    pipe.send({"removed": LEAVING})
    Event().wait()
