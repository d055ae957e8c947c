"""Every screen with invented people as a picture, offscreen: for the docs and for looking at."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.content import words_catalogue
from app.content.pseudo import pseudo
from app.core.clock import SystemClock
from app.core.errors import InputError, VaultError
from app.core.ids import SystemIds
from app.core.paths import Home
from app.core.settings import Settings, Theme
from app.core.words import Catalogue, Language
from app.demo import office
from app.home_door import HomeDoor
from app.main import Program
from app.registry.model import AidKind
from app.ui.theme import look
from app.ui.workplace import Session

SIZE = (1366, 768)
_CALM = 150
"""Milliseconds between two looks."""
_LOOKS = 60
_PEOPLE = 24


def draw(folder: Path, *, theme: Theme, language: Language, longer: bool = False) -> Iterator[Path]:
    """Draw every screen into `folder`, one PNG each; gives the paths as they are written.

    `longer` stretches all texts by 40 %, as another language might.
    """
    catalogue = pseudo(words_catalogue.load()) if longer else words_catalogue.load()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise InputError("pictures.folder", folder=folder.name) from problem
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = cast("QApplication", QApplication.instance() or look.application("pryimalnia"))
    app.setApplicationName("pryimalnia")
    app.setCursorFlashTime(0)  # a blinking cursor never looks the same twice
    settings = replace(Settings(), theme=theme, language=language)
    with tempfile.TemporaryDirectory() as place:
        new, demo = Home(Path(place) / "new"), Home(Path(place) / "demo")
        office.fill(demo, clients=_PEOPLE, seed=1, clock=SystemClock(), ids=SystemIds())
        yield from _doors(new, folder, settings, catalogue)
        yield from _desk(demo, folder, settings, catalogue)


def _program(home: Home, settings: Settings, catalogue: Catalogue) -> Program:
    clock, ids = SystemClock(), SystemIds()
    look.apply(cast("QApplication", QApplication.instance()), settings)
    door = HomeDoor(home, clock=clock, ids=ids)
    program = Program(home, settings, door=door, clock=clock, ids=ids, catalogue=catalogue)
    program.shell.resize(*SIZE)
    program.shell.show()
    program.begin()
    _calm(program)
    return program


def _doors(home: Home, folder: Path, settings: Settings, catalogue: Catalogue) -> Iterator[Path]:
    program = _program(home, settings, catalogue)
    yield _grab(program.shell, folder / "setup.png")
    program.trouble(VaultError("vault.damaged"))
    _calm(program)
    yield _grab(program.shell, folder / "trouble.png")
    program.restore()
    _calm(program)
    yield _grab(program.shell, folder / "restoring.png")
    _end(program)


def _desk(home: Home, folder: Path, settings: Settings, catalogue: Catalogue) -> Iterator[Path]:
    program = _program(home, settings, catalogue)
    yield _grab(program.shell, folder / "sign_in.png")
    user = office.USERS[1]
    program.enter(
        HomeDoor(home, clock=SystemClock(), ids=SystemIds()).unlock(user.name, user.passphrase)
    )
    session = cast("Session", program.session)
    _calm(program)
    desk = session.desk
    asked = [
        (visit, client)
        for visit, client in desk.intake.today()
        if visit.kind is AidKind.SECONDARY_AID
    ]
    displaced = next(client for _, client in asked if client.card.statuses)
    check = desk.checks.of_client(displaced.id)[0]
    again = desk.intake.register(replace(displaced.card, phones=(), household=())).client
    for name, screen, subject in (
        ("home", "home", {}),
        ("people", "people", {"query": displaced.card.surname}),
        ("registration", "registration", {"client_id": displaced.id}),
        ("client", "client", {"client_id": displaced.id}),
        ("visit", "visit", {"client_id": displaced.id}),
        ("check", "check", {"client_id": displaced.id}),
        ("check_saved", "check", {"client_id": displaced.id, "check_id": check.id}),
        ("papers", "papers", {"client_id": displaced.id}),
        ("printing", "printing", {"client_id": displaced.id}),
        ("merge", "merge", {"client_id": displaced.id, "other_id": again.id}),
        ("duplicates", "duplicates", {}),
        ("editions", "editions", {}),
        ("settings", "settings", {}),
        ("exchange", "exchange", {}),
        ("copies", "copies", {}),
        ("proof", "proof", {}),
        ("upkeep", "upkeep", {}),
        ("rights", "rights", {}),
        ("colleagues", "colleagues", {}),
        ("law", "law", {"norm": "ground.idp"}),
        ("access", "access", {}),
        ("feedback", "feedback", {"about": "client"}),
    ):
        session.navigator.open(screen, **subject)
        _calm(program)
        if name in ("duplicates", "editions", "copies", "upkeep"):
            program.acts.run("screen.main")
            _calm(program)
        yield _grab(program.shell, folder / f"{name}.png")
        if name in ("registration", "check"):
            program.acts.run("view.guided")
            _calm(program)
            yield _grab(program.shell, folder / f"{name}_guided.png")
            program.acts.run("view.guided")
        if name == "client":
            program.acts.run("view.facing")
            _calm(program)
            yield _grab(program.shell, folder / "client_facing.png")
            program.acts.run("view.facing")
        if name == "registration":
            program.acts.run("form.answers")
            _calm(program)
            yield _grab(program.shell, folder / "registration_answers.png")
    session.navigator.open("home")
    for act, name in (("app.palette", "palette"), ("app.keys", "keys")):
        program.acts.run(act)
        _calm(program)
        yield _grab(program.shell, folder / f"{name}.png")
        program.shell.palette_sheet.close_over()
    _end(program)


def _end(program: Program) -> None:
    program.shell.close()
    program.stop()


def _calm(program: Program) -> None:
    """Let the window work until its answers have come and it looks the same twice."""
    before = QImage()
    for _ in range(_LOOKS):
        loop = QEventLoop()
        QTimer.singleShot(_CALM, loop.quit)
        loop.exec()
        now = program.shell.grab().toImage()
        if program.runner.idle and now == before:
            return
        before = now


def _grab(window: QWidget, path: Path) -> Path:
    if not window.grab().save(str(path)):
        raise InputError("pictures.folder", folder=path.parent.name)
    return path
