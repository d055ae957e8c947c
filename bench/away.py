"""Nobody at the desk: an air raid, the lock, an evacuation, and what memory still knows."""

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.core.paths import Home
from app.demo import office
from app.desk.evacuating import Evacuating
from app.desk.office import Administration
from app.desk.vaults import Vaults
from app.ui.workplace import Session
from app.vault import recovery_code
from app.vault.device_secret import OsKeyring
from bench.everyday import _program, _settle
from bench.measure import Figure

PEOPLE, CANARIES = 10_000, 200
_LETTERS = "абвгґдежзиіїклмнопрстуфхцчшщюя"


def figures() -> Iterator[Figure]:
    """All figures of this part."""
    with tempfile.TemporaryDirectory() as place:
        home = Home(Path(place) / "demo")
        office.fill(home, clients=PEOPLE, seed=1, clock=SystemClock(), ids=SystemIds())
        yield from _window(home)
        yield _evacuation(home)


def _window(home: Home) -> Iterator[Figure]:
    program = _program(home)
    cast("Session", program.session).navigator.open("registration")  # kept alive by nobody here
    _settle(program)
    _type(program.shell.screen_now)
    _settle(program)
    before = _remembered()
    began = time.perf_counter()
    program.acts.run("app.raid")
    yield _seconds("F11: the card of the shelter painted", time.perf_counter() - began, 0.1)
    program.acts.run("app.raid")
    _settle(program)
    began = time.perf_counter()
    program.lock()
    program.shell.repaint()
    yield _seconds("lock: the door painted", time.perf_counter() - began, 0.5)
    _settle(program)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    _settle(program)
    gc.unfreeze()
    gc.collect()
    after = _remembered()
    yield Figure(
        name=f"typed strings still in memory after the lock, of {CANARIES}",
        ours=after,
        unit="strings",
        value=after / CANARIES,
        goal=0.05,
        note=f"{before} before the lock; a trend, no promise",
    )
    program.shell.close()
    program.stop()


def _evacuation(home: Home) -> Figure:
    clock, ids = SystemClock(), SystemIds()
    user = office.USERS[0]
    vaults = Vaults(home, clock=clock, ids=ids)
    opened = vaults.open(user.name, user.passphrase)
    assert recovery_code.read(vaults.renew_recovery(opened))
    Administration(opened.database, clock=clock, ids=ids, author=opened.user.id).confirm_recovery()
    megabytes = home.vault.stat().st_size / 1e6
    began = time.perf_counter()
    Evacuating(opened, clock=clock, ids=ids, secrets_store=OsKeyring(patience=2)).leave()
    name = f"evacuation, {PEOPLE:,} clients, {megabytes:.0f} MB"
    return _seconds(name, time.perf_counter() - began, 10)


def _seconds(name: str, seconds: float, goal: float) -> Figure:
    return Figure(name=name, ours=seconds, unit="s", value=seconds, goal=goal)


def _canary(number: int) -> str:
    size = len(_LETTERS)
    return f"Ющіґзвиїтудж{_LETTERS[number // size]}{_LETTERS[number % size]}яхґ"


def _type(screen: object) -> None:
    """One after the other through the lines of the form, as a person would correct herself."""
    from PySide6.QtWidgets import QLineEdit, QWidget

    lines = [line for line in cast("QWidget", screen).findChildren(QLineEdit) if line.isVisible()]
    for number in range(CANARIES):
        line = lines[number % len(lines)]
        line.setFocus()
        line.setText("")
        line.insert(_canary(number))
        QCoreApplication.processEvents()


def _remembered() -> int:
    """How many of them this process still holds, as Qt or as Python keep them.

    Looked for from another process: this one must not spell them to look.
    """
    asked = [sys.executable, "-m", "bench.away", str(os.getpid())]
    return int(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)


def scanned(process: int) -> int:
    """How many canaries stand in the memory of that process; it needs the right to read there."""
    left = {_canary(number).encode("utf-16-le") for number in range(CANARIES)}
    found: set[bytes] = set()
    folder = Path("/proc") / str(process)
    with (folder / "maps").open() as maps, (folder / "mem").open("rb", 0) as memory:
        for line in maps:
            span, access = line.split()[:2]
            start, end = (int(part, 16) for part in span.split("-"))
            if not access.startswith("rw") or start >= 1 << 63:
                continue
            memory.seek(start)
            try:
                raw = memory.read(end - start)
            except OSError:
                continue
            found |= {spelled for spelled in left - found if spelled in raw}
    return len(found)


if __name__ == "__main__":
    print(scanned(int(sys.argv[1])))
