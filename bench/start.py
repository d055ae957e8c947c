"""Start to the sign-in box, sign-in to the home of the day, memory after a scripted day.

Each against a bare PySide6 window in turns; processor time of the whole process, so that a busy
neighbour blurs little. `BENCH_CLIENTS=10000,1000000` names the sizes of the office.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.core.paths import Home
from app.demo import office
from app.vault.wrapping import Cost, stretched
from bench.measure import Figure

ROUNDS, DAYS = 9, 3
SIZES = tuple(int(each) for each in os.environ.get("BENCH_CLIENTS", "100,10000").split(","))


def watched(*what: str) -> dict[str, Any]:
    """What one process told."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.watched", *what], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def home_of(folder: Path, clients: int) -> tuple[Home, str, str]:
    """An office with so many invented clients, and who may sign in."""
    home = Home(folder / str(clients))
    who = office.fill(home, clients=clients, seed=1, clock=SystemClock(), ids=SystemIds())[0]
    return home, who.name, who.passphrase


def kdf() -> float:
    """Seconds that the passphrase alone costs."""
    cost = Cost()
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        stretched("липа садить теплий вечір", salt=b"0" * 16, cost=cost)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        homes = [home_of(Path(folder), size) for size in SIZES]
        yield from _door(str(homes[0][0].folder))
        yield from _days(homes)


def _door(home: str) -> Iterator[Figure]:
    watched("bare")
    watched("door", home)
    pairs = [(watched("door", home), watched("bare")) for _ in range(ROUNDS)]
    ours = statistics.median(mine["cpu"] for mine, _ in pairs)
    bare = statistics.median(limit["cpu"] for _, limit in pairs)
    ratio = statistics.median(mine["cpu"] / limit["cpu"] for mine, limit in pairs)
    yield Figure(
        name="start to the sign-in box painted", ours=ours * 1000, unit="ms", limit=bare * 1000,
        limit_name="bare window", value=ratio, goal=1.25, note="processor time",
    )  # fmt: skip


def _days(homes: list[tuple[Home, str, str]]) -> Iterator[Figure]:
    rounds = [
        [watched("day", str(home.folder), name, phrase) for home, name, phrase in homes]
        for _ in range(DAYS)
    ]
    bare = [watched("bare") for _ in range(DAYS)]
    window = statistics.median(one["cpu"] for one in bare)
    limit = kdf() + 3 * window
    small = [days[0] for days in rounds]
    shown = statistics.median(day["home"] for day in small)
    yield Figure(
        name="sign-in to home painted", ours=shown * 1000, unit="ms", limit=limit * 1000,
        limit_name="KDF + 3 bare windows", value=shown / limit, goal=1.0,
    )  # fmt: skip
    stall = max(day["stall"] for days in rounds for day in days) * 1000
    yield Figure(
        name="longest stall of the event loop meanwhile", ours=stall, unit="ms", value=stall,
        goal=50, note="processor time of the UI thread",
    )  # fmt: skip
    large = statistics.median(days[-1]["home"] / days[0]["home"] for days in rounds)
    yield Figure(
        name=f"sign-in to home, {SIZES[-1]:,} clients against {SIZES[0]:,}",
        ours=statistics.median(days[-1]["home"] for days in rounds) * 1000, unit="ms",
        limit=shown * 1000, limit_name=f"{SIZES[0]:,} clients", value=large, goal=1.1,
    )  # fmt: skip
    ours = statistics.median(day["pss"] for day in small)
    least = statistics.median(one["pss"] for one in bare)
    yield Figure(
        name="memory after a scripted day (PSS)", ours=ours, unit="MiB", limit=least,
        limit_name="bare window", value=ours / least, goal=2.5,
    )  # fmt: skip
