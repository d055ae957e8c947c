"""A home on a network drive is refused with the reason: in the window, on the command line."""

import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app.core.clock import Clock
from app.core.errors import VaultError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.vaults import Vaults
from app.home_door import HomeDoor
from app.vault import drives
from app.vault.drives import network_mount, network_share
from tests.ui.doors import PASSPHRASE, PERSON, new_office, ways

TABLE = r"""
/dev/sda2 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/export /srv/office nfs4 rw,vers=4.2 0 0
//nas/aid /mnt/nas cifs rw,uid=1000 0 0
//nas/aid /mnt/two\040words smb3 rw 0 0
olena@host: /media/olena/host fuse.sshfs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdb1 /media/olena/stick fuseblk rw 0 0
/dev/sdc1 /srv/office/local ext4 rw 0 0
server:/home /data nfs rw 0 0
/dev/sdd1 /data xfs rw 0 0
half-a-line
"""


@pytest.mark.covers("R-12")
@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/opt/olena/pryimalnia", ""),
        ("/srv/office", "nfs4"),
        ("/srv/office/home/vault", "nfs4"),
        ("/srv/officer", ""),
        ("/srv/office/local/vault", ""),
        ("/mnt/nas/бюро", "cifs"),
        ("/mnt/two words/бюро", "smb3"),
        ("/media/olena/host/home", "fuse.sshfs"),
        ("/media/olena/stick", ""),
        ("/run/user/1000/gvfs/smb-share:server=nas", "fuse.gvfsd-fuse"),
        ("/data/home", ""),
    ],
)
def test_a_network_drive_is_known_by_the_table_of_mounts(folder: str, kind: str) -> None:
    assert network_mount(PurePosixPath(folder), TABLE) == kind


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        (r"C:\Users\olena\pryimalnia", ""),
        (r"\\server\share\pryimalnia", "share"),
        ("//server/share/pryimalnia", "share"),
        (r"\\?\UNC\server\share\pryimalnia", "share"),
        (r"\\?\C:\Users\olena", ""),
    ],
)
def test_a_share_of_another_machine_is_known_by_its_path(folder: str, kind: str) -> None:
    assert network_share(PureWindowsPath(folder)) == kind


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of mounts that says: the home of this test lies on a network drive."""
    table = tmp_path / "mounts"
    place = str(tmp_path / "home").replace(" ", "\\040")
    table.write_text(f"/dev/sda2 / ext4 rw 0 0\n//nas/aid {place} cifs rw 0 0\n", "utf-8")
    monkeypatch.setattr(drives, "MOUNTS", table)
    return table


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no table of mounts")
@pytest.mark.covers("R-12")
def test_no_vault_is_made_on_a_network_drive(
    home: Home, network: Path, clock: Clock, ids: Ids
) -> None:
    with pytest.raises(VaultError) as told:
        new_office(home, clock=clock, ids=ids)
    assert (told.value.code, told.value.values) == ("vault.network_drive", {"kind": "cifs"})
    assert not home.folder.exists()
    door = HomeDoor(home, clock=clock, ids=ids, **ways())
    with pytest.raises(VaultError):
        door.expect_own_disk()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no table of mounts")
@pytest.mark.covers("R-12")
def test_a_vault_that_was_put_on_a_network_drive_is_not_opened(
    home: Home, clock: Clock, ids: Ids, request: pytest.FixtureRequest
) -> None:
    new_office(home, clock=clock, ids=ids).opened.database.close()
    before = {path.name: path.read_bytes() for path in home.folder.iterdir()}
    table: Path = request.getfixturevalue("network")
    door = HomeDoor(home, clock=clock, ids=ids, **ways())
    vaults = Vaults(home, clock=clock, ids=ids, **ways())
    for way in (door.users, lambda: vaults.open(PERSON, PASSPHRASE), lambda: vaults.recover("x")):
        with pytest.raises(VaultError) as told:
            way()
        assert told.value.code == "vault.network_drive"
    assert {path.name: path.read_bytes() for path in home.folder.iterdir()} == before
    table.unlink()
    vaults.open(PERSON, PASSPHRASE).database.close()
