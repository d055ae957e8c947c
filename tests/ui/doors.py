"""Vaults for tests of the window: real ones, with cheap guesses and a key store in memory."""

import threading
from dataclasses import dataclass, field
from typing import Any

from app.accounts.model import Office
from app.core.clock import Clock
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.office import Administration
from app.desk.vaults import Made, Vaults
from app.vault.device_secret import DeviceState, Fetched
from app.vault.wrapping import Cost

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
PERSON = "Марта Гілка"
PASSPHRASE = "липа садить теплий вечір"


@dataclass
class Drawer:
    """A key store in memory; `state` can change, as a desktop's can."""

    state: DeviceState = DeviceState.PRESENT
    kept: dict[str, bytes] = field(default_factory=dict)

    def make(self, name: str) -> Fetched:
        if self.state is DeviceState.PRESENT:
            self.kept[name] = b"7" * 32
        return self.fetch(name)

    def fetch(self, name: str) -> Fetched:
        secret = self.kept.get(name) if self.state is DeviceState.PRESENT else None
        return Fetched(state=self.state, secret=secret)

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)


@dataclass
class Silent(Drawer):
    """A key store that answers only when the test lets it: an unlock dialog that nobody sees."""

    gate: threading.Event = field(default_factory=threading.Event)

    def make(self, name: str) -> Fetched:
        self.kept[name] = b"7" * 32
        return super().fetch(name)

    def fetch(self, name: str) -> Fetched:
        self.gate.wait(20)
        return super().fetch(name)


def ways(drawer: Drawer | None = None) -> dict[str, Any]:
    """How the vaults of a test are opened."""
    return {"secrets_store": drawer or Drawer(DeviceState.ABSENT), "cost": CHEAP}


def new_office(
    home: Home, *, clock: Clock, ids: Ids, drawer: Drawer | None = None, confirmed: bool = True
) -> Made:
    """A vault with its first head, still open; its recovery code is on paper."""
    vaults = Vaults(home, clock=clock, ids=ids, **ways(drawer))
    office = Office(name="Бюро «Липове»", address="с. Липове, вул. Садова, 1")
    made = vaults.make(office, user=PERSON, passphrase=PASSPHRASE)
    if confirmed:
        author = made.opened.user.id
        Administration(made.opened.database, clock=clock, ids=ids, author=author).confirm_recovery()
    return made
