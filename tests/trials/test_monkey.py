"""Random events over every screen, role, language and look: no error, no Qt warning, no freeze."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.accounts.model import Role
from app.content import words_catalogue
from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.core.paths import Home
from app.desk.vaults import Vaults
from tests.access.place import furnish
from tests.trials.frame import Trial
from tests.trials.monkey import begun, keep_out_of_the_world
from tests.ui.conftest import app, qapp_args
from tests.ui.doors import PASSPHRASE, PERSON, ways

__all__ = ["app", "qapp_args"]

LIFE = 1250
"""Events at one program; the next life begins with the same office."""


def staffed(home: Home) -> tuple[str, ...]:
    """The furnished office with one more person of each role; their names."""
    furnish(home)
    vaults = Vaults(home, clock=SystemClock(), ids=SystemIds(), **ways())
    opened = vaults.open(PERSON, PASSPHRASE)
    names = tuple(f"Особа {role.value}" for role in Role)
    for role, name in zip(Role, names, strict=True):
        vaults.add_user(opened, name=name, role=role, passphrase=PASSPHRASE)
    opened.database.close()
    return (PERSON, *names)


@pytest.mark.covers("R-23")
@pytest.mark.timeout(400)
def test_monkey(
    trial: Trial,
    tmp_path: Path,
    app: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = staffed(Home(tmp_path / "office"))
    crashes = keep_out_of_the_world(monkeypatch, tmp_path)
    catalogue = words_catalogue.load()
    seen: set[str] = set()
    slowest, events = 0.0, 0
    freezes: list[str] = []
    for turn, chance in trial.turns(ci=3, soak=800):
        home = Home(tmp_path / f"life{turn}")
        shutil.copytree(tmp_path / "office", home.folder)
        monkey = begun(home, chance, people=people, catalogue=catalogue, crashes=crashes)
        try:
            monkey.live(LIFE)
        finally:
            monkey.program.shell.close()
            monkey.program.stop()
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        shutil.rmtree(home.folder)
        seen |= monkey.seen
        events += LIFE
        slowest, freezes = max(slowest, monkey.slowest), [*freezes, *monkey.freezes]
        trial.tell(
            events=events, screens=len(seen), slowest_ms=round(slowest * 1000), freezes=len(freezes)
        )
    assert not freezes, freezes
