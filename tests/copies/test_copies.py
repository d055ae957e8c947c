"""A backup is good only once it was restored and compared, and no damage is ever called good."""

import threading
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from app.accounts.model import SignerKind
from app.copies import container
from app.copies.model import Fault, Health
from app.core.errors import DeskError, InputError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.copies import Copies
from app.desk.restoring import Restoring
from app.desk.signers import Signers
from app.desk.vaults import Made
from app.storage import journal
from app.storage.engine import connect
from app.vault.device_secret import DeviceSecrets
from app.vault.pairs import Pair
from tests.conftest import StandingClock
from tests.copies.office import HEAD, PHRASE, damaged, made_office, register, vaults_of, written


@pytest.fixture
def made(home: Home, clock: StandingClock, ids: Ids, secrets_store: DeviceSecrets) -> Made:
    return made_office(home, clock, ids, secrets_store)


@pytest.fixture
def copies(made: Made, clock: StandingClock, ids: Ids) -> Copies:
    return Copies(made.opened, clock=clock, ids=ids)


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.covers("F135", "R-17")
def test_a_backup_is_made_proven_and_kept(copies: Copies, made: Made, home: Home) -> None:
    copy = copies.create()
    assert copy.fault is None
    assert left_in(home.copies) == [Path(copy.path).name], "nothing but the backup is left"
    proof = copies.prove(Path(copy.path))
    assert (proof.good, proof.size) == (True, Path(copy.path).stat().st_size)
    with made.opened.database.reading() as session:
        assert proof.lines == journal.verify(session).entries
    assert proof.records > proof.lines


def test_nothing_of_people_can_be_read_in_the_file_or_its_name(copies: Copies, made: Made) -> None:
    path = Path(copies.create().path)
    head = container.read(path)
    assert "Харків" not in path.name
    assert "Коваль" not in path.name
    assert head.head.vault_id[:8] in path.name
    raw = path.read_bytes()
    assert "Харківське бюро".encode() not in raw
    assert b"c1" not in head.signed.replace(head.head.facts.hex().encode(), b"")[:80]
    assert b'"counts"' not in raw, "how many clients there are stands in no plain line"
    assert made.opened.key.raw not in raw


def test_a_backup_sees_one_moment_while_others_save(
    copies: Copies, made: Made, clock: StandingClock
) -> None:
    stop, saved = threading.Event(), []

    def work() -> None:
        for number in range(2000):
            if stop.is_set():
                return
            register(made, clock, f"busy{number}")
            saved.append(number)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        results = [copies.create() for _ in range(4)]
    finally:
        stop.set()
        worker.join()
    assert saved, "somebody was saving meanwhile"
    assert [copy.fault for copy in results] == [None] * 4


@pytest.mark.covers("F135", "R-17")
def test_200_damaged_backups_are_all_called_bad(copies: Copies, made: Made, tmp_path: Path) -> None:
    whole = Path(copies.create().path).read_bytes()
    chance = Random(20261126)
    spoilt = [damaged(whole, chance) for _ in range(200)]
    assert whole not in spoilt
    bad = tmp_path / "bad.prcopy"
    called_good = [
        number
        for number, content in enumerate(spoilt)
        if copies.prove(written(bad, content)).fault is None
    ]
    assert not called_good


@pytest.mark.parametrize("swapped", ["keyslots", "vault"])
def test_a_part_of_an_older_backup_does_not_fit(
    copies: Copies, made: Made, clock: StandingClock, tmp_path: Path, swapped: str, home: Home
) -> None:
    old = Path(copies.create().path)
    register(made, clock, "later")
    vaults_of_head = home.keyslots.read_bytes()
    home.keyslots.write_bytes(vaults_of_head.replace(b'"slots": [', b'"slots":  ['))
    new = Path(copies.create().path)
    parts = {}
    for name, path in (("old", old), ("new", new)):
        found = container.read(path)
        places = {part.name: tmp_path / name / part.name for part in found.head.parts}
        container.unpack(path, found, places)
        parts[name] = places
    found = container.read(new)
    mixed = {**parts["new"], swapped: parts["old"][swapped]}
    raw = b"".join(mixed[part.name].read_bytes() for part in found.head.parts)
    proof = copies.prove(written(tmp_path / "mixed.prcopy", found.signed + found.signature + raw))
    assert proof.fault in (Fault.CHANGED, Fault.CUT)


def test_a_whole_file_that_another_key_signed_is_refused(
    copies: Copies, made: Made, tmp_path: Path
) -> None:
    path = Path(copies.create().path)
    found = container.read(path)
    rest = path.read_bytes()[found.start :]
    forged = found.signed + Pair.random().sign(found.signed) + rest
    assert copies.prove(written(tmp_path / "forged.prcopy", forged)).fault is Fault.SIGNATURE


def test_what_is_no_backup_at_all_is_bad(copies: Copies, tmp_path: Path) -> None:
    for content in (b"", b"PRCOPY", b"x" * 5000, container.MAGIC + b"\xff" * 100):
        assert not copies.prove(written(tmp_path / "x.prcopy", content)).good
    with pytest.raises(InputError):
        copies.prove(tmp_path / "missing.prcopy")


def test_a_backup_of_another_vault_is_told_apart(
    copies: Copies, tmp_path: Path, clock: StandingClock, ids: Ids, secrets_store: DeviceSecrets
) -> None:
    other = made_office(Home(tmp_path / "other"), clock, ids, secrets_store, clients=1)
    path = Path(Copies(other.opened, clock=clock, ids=ids).create().path)
    other.opened.database.close()
    assert copies.prove(path).fault is Fault.OTHER_VAULT


def test_a_vault_whose_history_was_altered_gives_no_good_backup(
    copies: Copies, made: Made, home: Home
) -> None:
    raw = connect(home.vault, made.opened.key.hex)
    raw.execute("DROP TRIGGER journal_no_update")
    raw.execute("UPDATE journal SET author = 'nobody' WHERE seq = 3")
    raw.close()
    copy = copies.create()
    assert copy.fault is Fault.JOURNAL
    assert left_in(home.copies) == []
    assert copies.look().copies == (copy,)


@pytest.mark.covers("F135", "R-17")
def test_a_new_machine_becomes_the_desk_with_the_recovery_code(
    copies: Copies, made: Made, tmp_path: Path, clock: StandingClock, ids: Ids,
    secrets_store: DeviceSecrets,
) -> None:  # fmt: skip
    path = Path(copies.create().path)
    register(made, clock, "after")
    there = Home(tmp_path / "new")
    restored = Restoring(there, clock=clock, ids=ids, secrets_store=secrets_store).with_code(
        path, code=made.recovery_code
    )
    assert restored.desk != restored.before == made.opened.database.replica
    vaults = vaults_of(there, clock, ids, secrets_store)
    opened = vaults.renew(restored.key, user=HEAD, passphrase="зовсім інша довга фраза")
    assert opened.database.replica == restored.desk
    with opened.database.reading() as session:
        known = session.connection().exec_driver_sql("SELECT id FROM client").scalars().all()
        assert journal.verify(session).whole
    assert len(known) == 30
    assert "after" not in known
    desks = [one for one in Signers(opened.database).all() if one.kind is SignerKind.DESK]
    assert {one.holder for one in desks} == {str(restored.desk), str(restored.before)}
    assert len({one.sign for one in desks}) == 2, "the new desk signs with a pair of its own"
    again = Copies(opened, clock=clock, ids=ids)
    assert again.look().copies == ()
    assert again.prove(path).good, "what the old desk signed is still believed"
    assert again.create().fault is None
    opened.database.close()
    assert left_in(there.folder) == [
        "backups", "keyslots-2.json", "keyslots.json", "vault.db", "vault.reserve",
    ]  # fmt: skip


def test_a_passphrase_restores_where_its_keyring_is(
    copies: Copies, made: Made, tmp_path: Path, clock: StandingClock, ids: Ids,
    secrets_store: DeviceSecrets,
) -> None:  # fmt: skip
    path = Path(copies.create().path)
    there = Home(tmp_path / "new")
    restoring = Restoring(there, clock=clock, ids=ids, secrets_store=secrets_store)
    with pytest.raises(DeskError):
        restoring.with_passphrase(path, user=HEAD, passphrase="не та довга парольна фраза")
    assert not there.exists
    restoring.with_passphrase(path, user=HEAD, passphrase=PHRASE)
    opened = vaults_of(there, clock, ids, secrets_store).open(HEAD, PHRASE)
    opened.database.close()


def test_a_home_that_exists_stays_and_a_bad_backup_makes_nothing(
    copies: Copies, made: Made, home: Home, tmp_path: Path, clock: StandingClock, ids: Ids,
    secrets_store: DeviceSecrets,
) -> None:  # fmt: skip
    path = Path(copies.create().path)
    before = home.keyslots.read_bytes()
    with pytest.raises(InputError) as told:
        Restoring(home, clock=clock, ids=ids, secrets_store=secrets_store).with_code(
            path, code=made.recovery_code
        )
    assert told.value.code == "home.taken"
    assert home.keyslots.read_bytes() == before
    there = Home(tmp_path / "new")
    raw = path.read_bytes()
    bad = written(tmp_path / "bad.prcopy", raw[:-4096] + bytes(4096))
    with pytest.raises(DeskError) as told_bad:
        Restoring(there, clock=clock, ids=ids, secrets_store=secrets_store).with_code(
            bad, code=made.recovery_code
        )
    assert told_bad.value.code == "copy.changed"
    assert left_in(there.folder) == []


def test_a_damaged_vault_is_moved_aside_never_thrown_away(
    copies: Copies, made: Made, home: Home, clock: StandingClock, ids: Ids,
    secrets_store: DeviceSecrets,
) -> None:  # fmt: skip
    path = Path(copies.create().path)
    made.opened.database.close()
    home.vault.write_bytes(b"spoilt" * 1000)
    restored = Restoring(home, clock=clock, ids=ids, secrets_store=secrets_store).with_code(
        path, code=made.recovery_code, replace=True
    )
    aside = Path(restored.aside)
    assert (aside / "vault.db").read_bytes() == b"spoilt" * 1000
    assert (aside / "keyslots.json").exists()
    opened = vaults_of(home, clock, ids, secrets_store).renew(
        restored.key, user=HEAD, passphrase=PHRASE
    )
    with opened.database.reading() as session:
        assert journal.verify(session).whole
    opened.database.close()


def test_a_backup_that_would_fill_the_disk_is_not_begun(
    small_disk: Path, clock: StandingClock, ids: Ids, secrets_store: DeviceSecrets
) -> None:
    home = Home(small_disk / "home")
    made = made_office(home, clock, ids, secrets_store, clients=1)
    copies = Copies(made.opened, clock=clock, ids=ids)
    with pytest.raises(DeskError) as told:
        copies.create()
    assert told.value.code == "copy.not_written"
    noted = copies.automatic()
    assert noted is not None
    assert noted.fault is Fault.NOT_WRITTEN
    assert copies.look().health(clock.now()) is Health.FAILED
    assert left_in(home.copies) == []
    register(made, clock, "later")
    made.opened.database.close()


def test_a_second_copy_lies_on_another_disk_and_a_disk_that_is_away_stops_nothing(
    copies: Copies, made: Made, clock: StandingClock, tmp_path: Path, home: Home
) -> None:
    stick = tmp_path / "stick"
    with pytest.raises(InputError):
        copies.choose_second(stick)
    with pytest.raises(InputError):
        copies.choose_second(home.folder / "logs")
    stick.mkdir()
    copies.choose_second(stick)
    first = copies.automatic()
    assert first is not None
    name = Path(first.path).name
    assert (stick / name).read_bytes() == Path(first.path).read_bytes()
    assert {one.path for one in copies.look().copies} == {first.path, str(stick / name)}
    stick.rename(tmp_path / "away")
    clock.forward(timedelta(minutes=20))
    register(made, clock, "later")
    second = copies.automatic()
    assert second is not None
    assert second.fault is None
    standing = copies.look()
    assert not standing.second_here
    assert standing.health(clock.now()) is Health.GOOD
    copies.choose_second(None)
    assert copies.look().second == ""
