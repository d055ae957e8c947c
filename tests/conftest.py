"""What every test may ask for: a standing clock, ids that repeat, the catalogue of words."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from app.content import words_catalogue
from app.core.paths import Home
from app.core.words import Words

pytest_plugins = [
    "tests.vaults",
    "tests.trials.frame",
    "tests.trials.plug",
    "pytester",
    "tests.doctor.office",
]


@dataclass
class StandingClock:
    """A clock that moves only when told."""

    moment: datetime = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def forward(self, step: timedelta) -> None:
        self.moment += step


@dataclass
class RepeatingIds:
    """Ids that are the same in every run."""

    chance: Random = field(default_factory=lambda: Random(7))

    def record(self) -> str:
        return f"{self.chance.getrandbits(128):032x}"

    def below(self, limit: int) -> int:
        return self.chance.randrange(limit)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def ids() -> RepeatingIds:
    return RepeatingIds()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def words() -> Words:
    return Words(words_catalogue.load(), "uk")


@pytest.fixture(scope="session", autouse=True)
def garbage_on_the_main_thread() -> Iterator[None]:
    """PySide6 dies when a worker thread collects widgets: collect between tests only."""
    gc.disable()
    yield
    gc.enable()
