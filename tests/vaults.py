"""Real encrypted databases and working keyrings for tests, and a key that is no secret."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from app.core.clock import Clock
from app.core.ids import Ids
from app.storage.database import Database
from app.vault.device_secret import DeviceSecrets, OsKeyring
from tests.vault.keyrings import MemoryKeyring

KEY = "0123456789abcdef" * 4


@pytest.fixture(scope="session", autouse=True)
def nobodys_keyring() -> None:
    """No test touches the keyring of whoever runs it."""
    keyring.set_keyring(fail.Keyring())


@pytest.fixture
def database(tmp_path: Path, clock: Clock, ids: Ids) -> Iterator[Database]:
    """An empty encrypted database in its own folder."""
    path = tmp_path / "vault.db"
    Database.create(path, KEY, ids=ids)
    database = Database.open(path, KEY, clock=clock, ids=ids)
    yield database
    database.close()


@pytest.fixture
def memory_keyring() -> Iterator[MemoryKeyring]:
    """The keyring of this process for one test."""
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(fail.Keyring())


@pytest.fixture
def secrets_store(memory_keyring: MemoryKeyring) -> DeviceSecrets:
    """The machine's secrets, in a keyring that works."""
    return OsKeyring(patience=5)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four mebibytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = hasattr(os, "geteuid") and os.geteuid() == 0 and (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)],
            capture_output=True, check=False,
        ).returncode == 0
    )  # fmt: skip
    if not mounted:
        pytest.skip("needs the right to mount a small disk (root)")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
