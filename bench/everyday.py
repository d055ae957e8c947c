"""What is felt at every press: hiding, switching, turning the screen, the law, the PIN."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from rapidfuzz import fuzz, process

from app.core.clock import SystemClock, today
from app.core.ids import SystemIds
from app.core.paths import Home
from app.core.settings import Settings
from app.demo import office
from app.eligibility.lookup import norms
from app.home_door import HomeDoor
from app.main import Program
from app.ui.law import book
from app.ui.palette import search
from app.ui.people.view import PeopleView
from app.ui.theme import look
from app.ui.workplace import Session
from app.vault.keys import DatabaseKey
from app.vault.pairs import Pair as KeyPair
from app.vault.quick import QuickKey
from app.vault.slots import Entered
from app.vault.wrapping import STANDARD, stretched
from bench.measure import Figure, Pair, in_turns

PEOPLE = 1_000
PIN = "304172"
QUERIES = ("впо", "довідка", "ст 14", "dgj", "рішення за зверненням", "тримання")


def figures() -> Iterator[Figure]:
    """All figures of this part."""
    with tempfile.TemporaryDirectory() as place:
        home, clock = Home(Path(place) / "demo"), SystemClock()
        office.fill(home, clients=PEOPLE, seed=1, clock=clock, ids=SystemIds())
        program = _program(home)
        session = cast("Session", program.session)
        yield from _keys(program, session)
        yield from _presses(program, session)
        yield _law(session)
        program.shell.close()
        program.stop()
    yield _pin()


def _program(home: Home) -> Program:
    app = cast("QApplication", QApplication.instance() or QApplication(["pryimalnia"]))
    look.apply(app, Settings())
    door = HomeDoor(home, clock=SystemClock(), ids=SystemIds())
    program = Program(home, Settings(), door=door, clock=SystemClock(), ids=SystemIds())
    program.shell.resize(1366, 768)
    program.shell.show()
    program.shell.complete()
    user = office.USERS[1]
    program.enter(door.unlock(user.name, user.passphrase))
    _settle(program)
    return program


def _settle(program: Program) -> None:
    while not program.runner.idle:
        time.sleep(0.0001)  # a loop without a breath would keep the interpreter from the answer
        QCoreApplication.processEvents()
    for _ in range(3):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()


def _presses(program: Program, session: Session) -> Iterator[Figure]:
    client = session.desk.intake.recent()[0]
    session.navigator.open("registration", client_id=client.id)
    _settle(program)

    def repaint() -> None:
        program.shell.repaint()

    def hide() -> None:
        program.acts.run("app.hide")
        program.shell.uncover()

    def turn() -> None:
        program.acts.run("view.guided")
        program.shell.repaint()

    def face() -> None:
        program.acts.run("view.facing")
        program.shell.repaint()
        program.shell.turn_back()

    for _ in range(2):
        turn()
    for name, work in (
        ("F12: hidden and back", hide),
        ("F7: the other way of asking, painted", turn),
        ("F9: the screen turned to the client and back, painted", face),
    ):
        yield _within(name, in_turns(work, repaint), 100, "a repaint of the same window")


def _keys(program: Program, session: Session) -> Iterator[Figure]:
    """From a key in the search to its rows painted, the chosen person beside them included."""
    session.navigator.open("people")
    _settle(program)
    screen = cast("PeopleView", program.shell.screen_now)

    def press(query: str) -> float:
        begun = time.perf_counter()
        screen.presenter.ask(query)
        asked = screen.presenter.state
        while screen.presenter.state is asked:
            time.sleep(0.0001)
            QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        return time.perf_counter() - begun

    def repaint() -> float:
        begun = time.perf_counter()
        screen.repaint()
        return time.perf_counter() - begun

    for name, queries, goal in (
        ("a key of the search to its rows painted", ("ко", "кор", "ма", "мар"), 1.1),
        ("the same for one letter, two words, the wrong layout", ("к", "ко ма", "rj"), 1.5),
    ):
        pairs = []
        for query in queries * 8:
            pairs.append((press(query), repaint()))
            _settle(program)
        yield Figure(
            name=name, ours=median(key for key, _ in pairs) * 1e3, unit="ms",
            limit=median(rows for _, rows in pairs) * 1e3,
            limit_name="a repaint of unchanged rows",
            value=median(key / rows for key, rows in pairs), goal=goal,
            note="the chosen person beside them comes after",
        )  # fmt: skip


def _law(session: Session) -> Figure:
    found = norms(session.desk.checks.rules(today(SystemClock())))
    known = [book.findable(norm) for norm in found]
    names = [name for one in known for name in one.names]

    def ours() -> None:
        for query in QUERIES:
            search.find(query, known)

    def limit() -> None:
        for query in QUERIES:
            process.extract(query, names, scorer=fuzz.WRatio, limit=8)

    pair = in_turns(ours, limit)
    each = Pair(ours=pair.ours / len(QUERIES), limit=pair.limit / len(QUERIES), ratio=pair.ratio)
    return _within(f"the law by letters, {len(found)} pages", each, 100, "rapidfuzz, names only")


def _pin() -> Figure:
    now = SystemClock().now()
    quick = QuickKey(
        Entered(key=DatabaseKey.random(), pair=KeyPair.random()), PIN, user="bench", now=now
    )
    pair = in_turns(
        lambda: quick.open(PIN, now=now),
        lambda: stretched(PIN, salt=b"0" * 16, cost=STANDARD),
        rounds=3,
    )
    return _within("the PIN gives the key", pair, 500, "Argon2id alone")


def _within(name: str, pair: Pair, goal: float, limit: str) -> Figure:
    """A wait that a person feels: milliseconds against what may be felt, the limit beside it."""
    ours = pair.ours * 1_000
    return Figure(
        name=name,
        ours=ours,
        unit="ms",
        value=ours,
        goal=goal,
        limit=pair.limit * 1_000,
        limit_name=limit,
        note=f"{pair.ratio:.1f} x the limit",
    )
