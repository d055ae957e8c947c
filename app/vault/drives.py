"""On which kind of drive a folder lies: a network drive is no place for a vault.

SQLite's WAL needs memory that everybody who opens the file shares. Over a network there is none:
two machines would overwrite each other's saves without any error.
"""

import re
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

from app.core.errors import VaultError

MOUNTS = Path("/proc/self/mounts")
"""The system's own table of what is mounted where."""

_NETWORK = (
    *("nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "ncp", "ncpfs", "afs", "ceph", "coda"),
    *("davfs", "davfs2", "glusterfs", "lustre", "sshfs", "gvfsd-fuse", "rclone", "s3fs"),
)
_SHARE = "share"
_REMOTE = 4
"""What Windows answers about a drive letter that stands for a folder of another machine."""


def network_mount(folder: PurePosixPath, table: str) -> str:
    """The kind of network drive that the folder lies on, by a table like `/proc/mounts`; or ""."""
    depth, found = 0, ""
    for line in table.splitlines():
        _device, point, kind, *_rest = (*line.split(), "", "", "")
        under = PurePosixPath(_plain(point))
        # of two mounted on one place the later one is seen
        if point and folder.is_relative_to(under) and len(under.parts) >= depth:
            depth, found = len(under.parts), kind
    return found if found.removeprefix("fuse.") in _NETWORK else ""


def network_share(folder: PureWindowsPath) -> str:
    r"""Whether a path of Windows names another machine: `\\server\share`; or ""."""
    drive = folder.drive.replace("/", "\\").casefold()
    local = drive.startswith(("\\\\?\\", "\\\\.\\")) and not drive.startswith("\\\\?\\unc")
    return _SHARE if drive.startswith("\\\\") and not local else ""


def expect_own_disk(folder: Path) -> None:
    """Refuse a folder on a network drive. A drive that is away may keep this waiting."""
    kind = _network_drive(folder)
    if kind:
        raise VaultError("vault.network_drive", kind=kind)


def _network_drive(folder: Path) -> str:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  Windows only

        root = folder.drive + "\\"
        mapped = ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOTE
        return network_share(PureWindowsPath(folder)) or (_SHARE if mapped else "")
    if not MOUNTS.exists():
        return ""
    table = MOUNTS.read_text("utf-8", errors="surrogateescape")
    return network_mount(PurePosixPath(folder.resolve()), table)


def _plain(point: str) -> str:
    """A place as the table writes it: a space in it is a backslash and 040."""
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), point)
