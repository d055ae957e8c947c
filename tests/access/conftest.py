"""The programs that the checks look at: over an empty home, an empty office, an office at work."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.content import words_catalogue
from app.content.pseudo import pseudo
from app.core.paths import Home
from tests.access.place import Place, furnish
from tests.access.windows import EMPTY_HOME, EMPTY_OFFICE, OFFICE
from tests.conftest import RepeatingIds, StandingClock
from tests.ui.conftest import app, clean_desk, heard, qapp_cls
from tests.ui.doors import new_office

__all__ = ["app", "clean_desk", "heard", "qapp_cls"]

Start = Callable[..., Place]


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Homes that were furnished once; a test works in its own copy."""
    folder = tmp_path_factory.mktemp("homes")
    empty, full = folder / "empty", folder / "full"
    new_office(Home(empty), clock=StandingClock(), ids=RepeatingIds()).opened.database.close()
    furnish(Home(full))
    return {EMPTY_OFFICE: empty, OFFICE: full}


@pytest.fixture
def start(
    qapp: QApplication, qtbot: QtBot, homes: dict[str, Path], tmp_path: Path
) -> Iterator[Start]:
    """Start a program over such a home; everybody is signed in where there is an office."""
    started: list[Place] = []

    def begin(kind: str, *, longer: bool = False, signed_in: bool = True) -> Place:
        home = tmp_path / f"home{len(started)}"
        if kind != EMPTY_HOME:
            shutil.copytree(homes[kind], home)
        catalogue = words_catalogue.load()
        place = Place(Home(home), qtbot, pseudo(catalogue) if longer else catalogue)
        started.append(place)
        if kind != EMPTY_HOME and signed_in:
            place.sign_in()
        return place

    yield begin
    for place in started:
        place.stop()
