"""Evacuation: whoever is present can open nothing, whoever has the sheet gets everything back."""

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from app.accounts.model import Office
from app.alarms.model import Kind
from app.copies import sealed_file
from app.copies.container import SpoiltError
from app.core.errors import DeskError, VaultError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.alarms import Alarms
from app.desk.copies import Copies
from app.desk.evacuating import Evacuating
from app.desk.office import Administration
from app.desk.restoring import Restoring
from app.desk.vaults import Made, Vaults
from app.storage import journal
from app.storage.engine import connect
from app.storage.tables import ClientRow
from app.vault import keyslots
from app.vault.device_secret import DeviceSecrets, DeviceState
from app.vault.pairs import Pair
from tests.conftest import StandingClock
from tests.copies.office import HEAD, PHRASE, made_office, vaults_of
from tests.trials.frame import Trial
from tests.ui.doors import Drawer
from tests.vault.keyrings import CHEAP

NEW_PHRASE = "інша тиха довга фраза"
SECONDS = 10
"""Without a network, from the second step to an empty desk."""


def sure(made: Made, clock: StandingClock, ids: Ids) -> Made:
    """The code is on paper."""
    opened = made.opened
    Administration(opened.database, clock=clock, ids=ids, author=opened.user.id).confirm_recovery()
    return made


def evacuating(made: Made, clock: StandingClock, ids: Ids, store: DeviceSecrets) -> Evacuating:
    return Evacuating(made.opened, clock=clock, ids=ids, secrets_store=store)


def ciphertexts(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def opens_with(key_hex: str, folder: Path) -> list[str]:
    """Every file here that the old database key still opens."""
    found = []
    for path in ciphertexts(folder):
        with suppress(Exception):  # whatever a stranger's file does, it does not open
            connection = connect(path, key_hex, read_only=True)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            found.append(path.name)
            connection.close()
    return found


def key_slots_in(folder: Path, hidden: list[bytes]) -> list[str]:
    """Every file that still has one of the wrapped keys in it, as bytes or as hexadecimal."""
    return [
        path.name
        for path in ciphertexts(folder)
        for secret in hidden
        if secret and (secret in (raw := path.read_bytes()) or secret.hex().encode() in raw)
    ]


@pytest.fixture
def made(home: Home, clock: StandingClock, ids: Ids, secrets_store: DeviceSecrets) -> Made:
    return sure(made_office(home, clock, ids, secrets_store), clock, ids)


@pytest.mark.covers("F115", "R-20")
def test_who_is_present_opens_nothing_and_the_sheet_everything(
    trial: Trial, tmp_path: Path, clock: StandingClock, ids: Ids
) -> None:
    slowest, left = 0.0, 0
    for turn, chance in trial.turns(ci=3, soak=100):
        home = Home(tmp_path / f"home{turn}")
        drawer = Drawer(chance.choice((DeviceState.PRESENT, DeviceState.ABSENT)))
        made = sure(
            made_office(home, clock, ids, drawer, clients=chance.randrange(1, 60)), clock, ids
        )
        database, key = made.opened.database, made.opened.key
        if chance.random() < 0.5:
            Copies(made.opened, clock=clock, ids=ids).create()
        with database.reading() as session:
            clients = sorted(session.scalars(select(ClientRow.id)))
        before = keyslots.load(home.keyslots)
        hidden = [part for slot in before.slots for part in (slot.wrapped, slot.pair)]
        stick = tmp_path / f"stick{turn}" if chance.random() < 0.5 else None
        if stick is not None:
            stick.mkdir()
        began = time.monotonic()
        done = evacuating(made, clock, ids, drawer).leave(stick)
        slowest = max(slowest, time.monotonic() - began)

        assert home.was_evacuated
        assert not drawer.kept
        here = opens_with(key.hex, home.folder) + key_slots_in(home.folder, hidden)
        left += len(here)
        assert not here
        vaults = vaults_of(home, clock, ids, drawer)
        with pytest.raises(VaultError, match=r"vault\.evacuated"):
            vaults.open(HEAD, PHRASE)
        if stick is not None:
            assert done.taken is not None
            assert done.taken.read_bytes() == done.kept.read_bytes()

        another = Home(tmp_path / f"another{turn}")
        place = home if done.taken is None else another
        returned = vaults_of(place, clock, ids, drawer)
        if done.taken is not None:
            restoring = Restoring(another, clock=clock, ids=ids, secrets_store=drawer)
            found = restoring.from_sealed(done.taken, code=made.recovery_code).key
        else:
            found = returned.recover(made.recovery_code)
        opened = returned.renew(found, user=HEAD, passphrase=NEW_PHRASE)
        with opened.database.reading() as session:
            assert sorted(session.scalars(select(ClientRow.id))) == clients
        alarms = Alarms(opened.database, clock=clock, ids=ids, author=opened.user.id)
        assert alarms.lasting(Kind.EVACUATION) is None
        assert [one.kind for one in alarms.between(clock.now(), clock.now())] == [Kind.EVACUATION]
        opened.database.close()
    trial.tell(slowest_seconds=round(slowest, 2), keyslots_left=left)
    assert slowest < SECONDS


def test_without_a_sheet_nobody_can_evacuate_and_nothing_changes(
    home: Home, clock: StandingClock, ids: Ids, secrets_store: DeviceSecrets
) -> None:
    made = made_office(home, clock, ids, secrets_store)
    with pytest.raises(DeskError, match=r"evacuation\.no_sheet"):
        evacuating(made, clock, ids, secrets_store).leave()
    made.opened.database.close()
    assert not home.was_evacuated
    vaults_of(home, clock, ids, secrets_store).open(HEAD, PHRASE).database.close()


def test_a_stick_that_takes_nothing_destroys_nothing(
    made: Made, home: Home, tmp_path: Path, clock: StandingClock, ids: Ids,
    secrets_store: DeviceSecrets,
) -> None:  # fmt: skip
    gone = tmp_path / "file"
    gone.write_text("no folder")
    with pytest.raises(DeskError, match=r"evacuation\.not_written"):
        evacuating(made, clock, ids, secrets_store).leave(gone)
    made.opened.database.close()
    opened = vaults_of(home, clock, ids, secrets_store).open(HEAD, PHRASE)
    alarms = Alarms(opened.database, clock=clock, ids=ids, author=opened.user.id)
    assert alarms.lasting(Kind.EVACUATION) is None
    opened.database.close()


def test_backups_on_the_second_disk_give_way_to_the_sealed_file(
    made: Made, home: Home, tmp_path: Path, clock: StandingClock, ids: Ids,
    secrets_store: DeviceSecrets,
) -> None:  # fmt: skip
    disk = tmp_path / "disk"
    disk.mkdir()
    stranger = disk / "2026-01-01_10-00-00Z_00000000.prcopy"
    stranger.write_bytes(b"of another office")
    copies = Copies(made.opened, clock=clock, ids=ids)
    copies.choose_second(disk)
    copies.create()
    assert len(list(disk.glob("*.prcopy"))) == 2
    done = evacuating(made, clock, ids, secrets_store).leave()
    assert {path.name for path in disk.iterdir()} == {stranger.name, done.kept.name}
    assert (disk / done.kept.name).read_bytes() == done.kept.read_bytes()


def test_a_vault_with_a_fault_comes_back_as_it_was(
    made: Made, home: Home, clock: StandingClock, ids: Ids, secrets_store: DeviceSecrets
) -> None:
    """What is evacuated is the only copy: no proof is asked for that was not made before."""
    connection = connect(home.vault, made.opened.key.hex)
    connection.execute("UPDATE vector SET seq = seq + 1")
    connection.close()
    with made.opened.database.reading() as session:
        assert not journal.verify(session).whole
    evacuating(made, clock, ids, secrets_store).leave()
    vaults = vaults_of(home, clock, ids, secrets_store)
    opened = vaults.renew(vaults.recover(made.recovery_code), user=HEAD, passphrase=NEW_PHRASE)
    opened.database.close()


def test_what_was_destroyed_half_way_does_not_stand_in_the_way(
    made: Made, home: Home, clock: StandingClock, ids: Ids, secrets_store: DeviceSecrets
) -> None:
    evacuating(made, clock, ids, secrets_store).leave()
    home.vault.write_bytes(b"written over, and then the power went")
    vaults = vaults_of(home, clock, ids, secrets_store)
    opened = vaults.renew(vaults.recover(made.recovery_code), user=HEAD, passphrase=NEW_PHRASE)
    opened.database.close()


def test_one_file_that_stays_keeps_no_other_and_is_told(
    made: Made, home: Home, clock: StandingClock, ids: Ids, secrets_store: DeviceSecrets
) -> None:
    (home.folder / "tries.json").mkdir()
    with pytest.raises(DeskError, match=r"evacuation\.incomplete"):
        evacuating(made, clock, ids, secrets_store).leave()
    assert home.was_evacuated
    assert not home.vault.exists()


def test_a_wrong_code_touches_nothing(
    made: Made, home: Home, clock: StandingClock, ids: Ids, secrets_store: DeviceSecrets
) -> None:
    done = evacuating(made, clock, ids, secrets_store).leave()
    vaults = vaults_of(home, clock, ids, secrets_store)
    other = Vaults(
        Home(home.folder / "other"), clock=clock, ids=ids, secrets_store=secrets_store, cost=CHEAP
    ).make(Office(name="Інше"), user=HEAD, passphrase=PHRASE)
    other.opened.database.close()
    with pytest.raises(VaultError, match=r"vault\.wrong_recovery"):
        vaults.recover(other.recovery_code)
    assert done.kept.exists()
    assert home.was_evacuated
    opened = vaults.renew(vaults.recover(made.recovery_code), user=HEAD, passphrase=NEW_PHRASE)
    opened.database.close()


def test_a_sealed_file_with_any_byte_changed_does_not_open(tmp_path: Path, trial: Trial) -> None:
    pair, plain = Pair.random(), tmp_path / "plain"
    plain.write_bytes(Random(1).randbytes((2 << 20) + 77))
    sealed, back = tmp_path / "sealed", tmp_path / "back"
    sealed_file.close(plain, sealed, [pair.public().seal])
    sealed_file.unclose(sealed, back, pair)
    assert back.read_bytes() == plain.read_bytes()
    whole = sealed.read_bytes()
    piece = (1 << 20) + 16
    for _, chance in trial.turns(ci=40, soak=2_000):
        at = chance.randrange(len(whole))
        spoilt = [
            whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :],
            whole[:at],
            whole[:-piece] + whole[-2 * piece : -piece] + whole[-piece:],
        ][chance.randrange(3)]
        sealed.write_bytes(spoilt)
        with pytest.raises((SpoiltError, VaultError)):
            sealed_file.unclose(sealed, back, pair)
    sealed.write_bytes(whole)
    with pytest.raises(VaultError, match=r"seal\.not_for_you"):
        sealed_file.unclose(sealed, back, Pair.random())
