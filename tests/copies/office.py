"""A small office whose backups are tried, and the ways in which a backup is damaged."""

from pathlib import Path
from random import Random

from app.accounts.model import Office
from app.core.clock import Clock
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.vaults import Made, Vaults
from app.storage.tables import ClientRow
from app.vault.device_secret import DeviceSecrets
from tests.vault.keyrings import CHEAP

PHRASE = "калина верба тополя явір"
HEAD = "Олена Коваль"


def vaults_of(home: Home, clock: Clock, ids: Ids, store: DeviceSecrets) -> Vaults:
    return Vaults(home, clock=clock, ids=ids, secrets_store=store, cost=CHEAP)


def made_office(
    home: Home, clock: Clock, ids: Ids, store: DeviceSecrets, *, clients: int = 30
) -> Made:
    made = vaults_of(home, clock, ids, store).make(
        Office(name="Харківське бюро"), user=HEAD, passphrase=PHRASE
    )
    for number in range(clients):
        register(made, clock, f"c{number}")
    return made


def register(made: Made, clock: Clock, record: str) -> None:
    with made.opened.database.writing("client.registered", author=made.opened.user.id) as session:
        session.add(ClientRow(id=record, reference=record, registered_at=clock.now()))


def damaged(whole: bytes, chance: Random) -> bytes:
    """One of the ways in which a stick, a cable or a person spoils a file."""
    at = chance.randrange(len(whole))
    more = chance.randrange(1, 5000)
    way = chance.randrange(6)
    if way == 0:  # one bit
        flipped = whole[at] ^ (1 << chance.randrange(8))
        return whole[:at] + bytes([flipped]) + whole[at + 1 :]
    if way == 1:
        return whole[:at]
    if way == 2:
        return whole + chance.randbytes(more)
    page = at // 4096 * 4096
    if way == 3:  # a page of noughts
        return whole[:page] + bytes(len(whole[page : page + 4096])) + whole[page + 4096 :]
    if way == 4:  # a piece is missing in the middle
        return whole[:at] + whole[at + more :]
    one, two = whole[page : page + 4096], whole[page + 4096 : page + 8192]
    swapped = whole[:page] + two + one + whole[page + 8192 :]
    return swapped if swapped != whole else whole[:-1]


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
