"""Backups before and after the key of the vault was changed, because somebody left."""

from pathlib import Path

import pytest

from app.core.clock import Clock
from app.core.errors import VaultError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.copies import Copies
from app.desk.removing import Removing
from app.desk.restoring import Restoring
from app.storage import journal
from app.vault.device_secret import DeviceSecrets
from tests.copies.office import vaults_of
from tests.desk.test_removing import HEAD, PHRASES, STAYING, office_of_three, removed


@pytest.mark.covers("F135", "F109")
def test_a_backup_under_the_new_key_is_proven_and_restored_by_the_same_sheet(
    home: Home, tmp_path: Path, clock: Clock, ids: Ids, secrets_store: DeviceSecrets
) -> None:
    vaults = vaults_of(home, clock, ids, secrets_store)
    sheet = office_of_three(vaults)
    head = vaults.open(HEAD, PHRASES[HEAD])
    older = Path(Copies(head, clock=clock, ids=ids).create().path)
    new = removed(Removing(home, clock=clock, ids=ids, secrets_store=secrets_store), head)
    head = vaults.open(HEAD, PHRASES[HEAD])
    copies = Copies(head, clock=clock, ids=ids)
    copy = copies.create()
    assert copy.fault is None
    assert copies.prove(Path(copy.path)).good
    with pytest.raises(VaultError) as told:
        copies.prove(older)
    assert told.value.code == "copy.other_key"
    head.database.close()
    for number, path in enumerate((Path(copy.path), older)):
        there = Home(tmp_path / f"new{number}")
        restored = Restoring(there, clock=clock, ids=ids, secrets_store=secrets_store).with_code(
            path, code=sheet
        )
        assert (restored.key == new) is (path != older)
        opened = vaults_of(there, clock, ids, secrets_store).renew(
            restored.key, user=STAYING, passphrase="вишня груша слива айва", elsewhere=True
        )
        with opened.database.reading() as session:
            assert journal.verify(session).whole
        opened.database.close()
