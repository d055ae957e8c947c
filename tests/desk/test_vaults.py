"""The jobs around the door: make, open, recover, let somebody in."""

import os

import keyring
import pytest
from keyring.backends import fail

from app.accounts.model import Office, Role
from app.core.clock import Clock
from app.core.errors import DeskError, InputError, NotAllowedError, VaultError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.office import Administration
from app.desk.vaults import Made, Opened, Vaults
from app.storage.database import Database
from app.vault import door
from app.vault.device_secret import DeviceSecrets, OsKeyring
from tests.vault.keyrings import CHEAP, MemoryKeyring

PHRASE = "калина верба тополя явір"
OTHER = "зовсім інша довга фраза"


@pytest.fixture
def vaults(home: Home, clock: Clock, ids: Ids, secrets_store: DeviceSecrets) -> Vaults:
    return Vaults(home, clock=clock, ids=ids, secrets_store=secrets_store, cost=CHEAP)


def make(vaults: Vaults) -> Made:
    return vaults.make(Office(name="Харківське бюро"), user="Олена Коваль", passphrase=PHRASE)


@pytest.mark.covers("F109")
def test_a_new_vault_opens_with_the_passphrase_of_its_head(vaults: Vaults) -> None:
    made = make(vaults)
    made.opened.database.close()
    assert made.device == "present"
    opened = vaults.open("олена  коваль", PHRASE)
    assert (opened.user.name, opened.user.role) == ("Олена Коваль", Role.HEAD)
    assert opened.user == made.opened.user
    opened.database.close()


def test_an_existing_home_is_refused_and_stays(vaults: Vaults, home: Home) -> None:
    make(vaults).opened.database.close()
    before = home.keyslots.read_bytes()
    with pytest.raises(InputError) as told:
        make(vaults)
    assert told.value.code == "home.taken"
    assert home.keyslots.read_bytes() == before


def test_a_vault_that_could_not_be_made_leaves_nothing(
    vaults: Vaults, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise DeskError("vault.disk_full")

    monkeypatch.setattr(Database, "create", full)
    with pytest.raises(DeskError):
        make(vaults)
    assert not home.exists


def test_a_short_passphrase_makes_nothing(vaults: Vaults, home: Home) -> None:
    with pytest.raises(InputError):
        vaults.make(Office(), user="Олена", passphrase="коротка")
    assert not home.exists


def test_a_machine_that_stopped_on_the_first_day_goes_on_with_the_same_head(
    vaults: Vaults, home: Home, ids: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Vaults, "_found", stopped)
        with pytest.raises(KeyboardInterrupt):
            make(vaults)
    opened = vaults.open("Олена Коваль", PHRASE)
    assert (opened.user.name, opened.user.role) == ("Олена Коваль", Role.HEAD)
    opened.database.close()


@pytest.mark.covers("R-19")
def test_the_printed_code_brings_a_new_passphrase_when_the_keyring_was_emptied(
    vaults: Vaults, memory_keyring: MemoryKeyring
) -> None:
    made = make(vaults)
    made.opened.database.close()
    memory_keyring.kept.clear()
    with pytest.raises(VaultError) as told:
        vaults.open("Олена Коваль", PHRASE)
    assert told.value.code == "keyring.emptied"
    key = vaults.recover(made.recovery_code)
    vaults.renew(key, user="Олена Коваль", passphrase=OTHER).database.close()
    vaults.open("Олена Коваль", OTHER).database.close()


@pytest.mark.covers("R-19")
def test_a_code_counts_only_when_somebody_proved_to_have_it(
    vaults: Vaults, clock: Clock, ids: Ids
) -> None:
    made = make(vaults)
    office = office_of(made.opened, clock, ids)
    assert office.recovery_waits()
    office.confirm_recovery()
    assert not office.recovery_waits()
    code = vaults.renew_recovery(made.opened)
    assert office.recovery_waits(), "the new code is on nobody's paper yet"
    assert acts_of(made) == [
        "office.founded", "office.founded", "keys.told", "keys.told", "keys.told",
        "recovery.confirmed", "second.nobody",
        "recovery.renewed", "recovery.renewed", "recovery.renewed",
    ]  # fmt: skip
    assert office.verify_journal().whole
    with made.opened.database.reading() as session:
        lines = session.connection().exec_driver_sql("SELECT * FROM journal").fetchall()
    assert not any(group in str(lines) for group in code.split("-"))
    office.confirm_recovery()
    made.opened.database.close()
    with pytest.raises(VaultError) as told:
        vaults.recover(made.recovery_code)
    assert told.value.code == "vault.wrong_recovery"
    assert vaults.recover(code) == made.opened.key


def test_only_the_head_makes_a_new_recovery_code(vaults: Vaults, clock: Clock, ids: Ids) -> None:
    made = make(vaults)
    vaults.add_user(made.opened, name="Петро Клерк", role=Role.REGISTRAR, passphrase=OTHER)
    made.opened.database.close()
    clerk = vaults.open("Петро Клерк", OTHER)
    assert not office_of(clerk, clock, ids).recovery_waits(), "a clerk cannot help it"
    for wish in (
        lambda: vaults.renew_recovery(clerk),
        lambda: office_of(clerk, clock, ids).confirm_recovery(),
    ):
        with pytest.raises(NotAllowedError):
            wish()
    clerk.database.close()
    assert vaults.recover(made.recovery_code) == made.opened.key


def test_a_new_code_that_could_not_be_kept_leaves_the_old_one_open(
    vaults: Vaults, clock: Clock, ids: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(vaults)
    office_of(made.opened, clock, ids).confirm_recovery()

    def stop(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(door, "renew_recovery", stop)
        with pytest.raises(KeyboardInterrupt):
            vaults.renew_recovery(made.opened)
    assert office_of(made.opened, clock, ids).recovery_waits(), "no sheet is trusted blindly"
    made.opened.database.close()
    assert vaults.recover(made.recovery_code) == made.opened.key


def office_of(opened: Opened, clock: Clock, ids: Ids) -> Administration:
    return Administration(opened.database, clock=clock, ids=ids, author=opened.user.id)


def acts_of(made: Made) -> list[str]:
    with made.opened.database.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT act FROM journal ORDER BY lseq")
        return [str(act) for (act,) in rows]


def test_recovery_does_not_invent_users(vaults: Vaults) -> None:
    made = make(vaults)
    made.opened.database.close()
    key = vaults.recover(made.recovery_code)
    with pytest.raises(InputError) as told:
        vaults.renew(key, user="Петро", passphrase=OTHER)
    assert told.value.code == "user.unknown"
    with pytest.raises(InputError):
        vaults.renew(key, user="Олена Коваль", passphrase="коротка")


def test_the_head_lets_people_in_and_nobody_else_does(vaults: Vaults) -> None:
    made = make(vaults)
    added = vaults.add_user(
        made.opened, name=" Петро  Клерк ", role=Role.REGISTRAR, passphrase=OTHER
    )
    assert added.name == "Петро Клерк"
    assert vaults.users() == ("Олена Коваль", "Петро Клерк")
    made.opened.database.close()
    clerk = vaults.open("Петро Клерк", OTHER)
    assert clerk.user == added
    with pytest.raises(NotAllowedError):
        vaults.add_user(clerk, name="Ще хтось", role=Role.REGISTRAR, passphrase=OTHER)
    clerk.database.close()


def test_a_user_whose_slot_failed_leaves_no_record(vaults: Vaults) -> None:
    made = make(vaults)
    for name, phrase in (("Петро", "коротка"), ("ОЛЕНА КОВАЛЬ", OTHER), ("", OTHER)):
        with pytest.raises(InputError):
            vaults.add_user(made.opened, name=name, role=Role.REGISTRAR, passphrase=phrase)
    with made.opened.database.reading() as session:
        count = session.connection().exec_driver_sql("SELECT count(*) FROM user_").scalar()
    assert count == 1
    made.opened.database.close()


def test_a_home_without_a_vault_says_so(vaults: Vaults, home: Home) -> None:
    with pytest.raises(VaultError) as told:
        vaults.open("Олена", PHRASE)
    assert told.value.code == "vault.missing"
    made = make(vaults)
    made.opened.database.close()
    home.vault.unlink()
    with pytest.raises(VaultError) as told:
        vaults.open("Олена Коваль", PHRASE)
    assert told.value.code == "vault.missing"


def test_a_machine_without_a_keyring_says_so(home: Home, clock: Clock, ids: Ids) -> None:
    keyring.set_keyring(fail.Keyring())
    vaults = Vaults(home, clock=clock, ids=ids, cost=CHEAP)
    made = make(vaults)
    assert made.device == "absent"
    made.opened.database.close()
    vaults.open("Олена Коваль", PHRASE).database.close()


def test_a_folder_that_cannot_be_made_is_said(home: Home, clock: Clock, ids: Ids) -> None:
    home.folder.parent.mkdir(exist_ok=True)
    home.folder.write_text("a file lies where the folder should be")
    with pytest.raises(InputError) as told:
        make(Vaults(home, clock=clock, ids=ids, cost=CHEAP))
    assert told.value.code == "home.not_writable"


def test_a_slot_without_its_record_opens_nothing(vaults: Vaults, home: Home) -> None:
    made = make(vaults)
    made.opened.database.close()
    door.add_user(
        home, made.opened.key, user="Ніхто", passphrase=OTHER, secrets_store=OsKeyring(), cost=CHEAP
    )
    with pytest.raises(VaultError) as told:
        vaults.open("Ніхто", OTHER)
    assert told.value.code == "vault.user_unknown"


@pytest.mark.skipif(os.name != "posix", reason="needs the permissions of POSIX")
def test_nobody_else_on_the_machine_may_read_the_home(vaults: Vaults, home: Home) -> None:
    made = make(vaults)
    assert home.folder.stat().st_mode & 0o077 == 0
    for name in ("vault.db", "vault.db-wal", "vault.db-shm", "keyslots.json", "keyslots-2.json"):
        assert (home.folder / name).stat().st_mode & 0o077 == 0, name
    made.opened.database.close()
