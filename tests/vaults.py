"""Real encrypted databases for tests: the fixture `database`, and a key that is no secret."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.core.ids import Ids
from app.storage.database import Database

KEY = "0123456789abcdef" * 4


@pytest.fixture
def database(tmp_path: Path, clock: Clock, ids: Ids) -> Iterator[Database]:
    """An empty encrypted database in its own folder."""
    path = tmp_path / "vault.db"
    Database.create(path, KEY, ids=ids)
    database = Database.open(path, KEY, clock=clock, ids=ids)
    yield database
    database.close()
