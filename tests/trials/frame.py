"""What every trial shares: its seed, its size, and the line it leaves in `build/trials.jsonl`.

A trial is a test that asks for the fixture `trial`. It takes its chance and its number of turns
from there, so a run is made again by `TRIAL_SEED` and made long by `TRIAL_SIZE=soak`:

    TRIAL_SEED=7 .venv/bin/pytest tests/trials/test_monkey.py
    make soak
"""

import json
import os
import sys
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from app.core.clock import SystemClock

REPORT = Path(__file__).parents[2] / "build" / "trials.jsonl"
USUAL_SEED = 20261126
LONGEST = 12 * 60 * 60
"""Seconds that a trial may take at soak size."""


@dataclass(kw_only=True)
class Trial:
    """One run of a trial: where its chance comes from, how long it is, what it measured."""

    name: str
    seed: int
    soak: bool
    figures: dict[str, object] = field(default_factory=dict)

    def times(self, *, ci: int, soak: int) -> int:
        """How many turns this run has; the number stands in its report."""
        self.figures["turns"] = soak if self.soak else ci
        return soak if self.soak else ci

    def chance(self, turn: object = "") -> Random:
        """The chance of one turn: the same for the same seed, whatever ran before it."""
        return Random(f"{self.seed}/{self.name}/{turn}")

    def turns(self, *, ci: int, soak: int) -> Iterator[tuple[int, Random]]:
        """Each turn with its own chance; the turn reached stands in the report of a failure."""
        for turn in range(self.times(ci=ci, soak=soak)):
            self.figures["reached"] = turn
            yield turn, self.chance(turn)
        self.figures.pop("reached", None)

    def tell(self, **figures: object) -> None:
        """Put what was measured into the report: counts, bytes, milliseconds."""
        self.figures.update(figures)

    def again(self) -> str:
        """How this very run is made again."""
        size = "TRIAL_SIZE=soak " if self.soak else ""
        return f"TRIAL_SEED={self.seed} {size}pytest -k '{self.name}'"


def soaking() -> bool:
    """Whether trials run long."""
    return os.environ.get("TRIAL_SIZE") == "soak"


_KEPT = pytest.StashKey[Trial]()


@pytest.fixture
def trial(request: pytest.FixtureRequest) -> Trial:
    """The frame of this trial."""
    made = Trial(
        name=request.node.name,
        seed=int(os.environ.get("TRIAL_SEED", USUAL_SEED)),
        soak=soaking(),
    )
    request.node.stash[_KEPT] = made
    return made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`-m trial` finds every trial; a soak is not cut short by the limits of a test."""
    for item in items:
        if "trial" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.trial)
            if soaking():
                item.add_marker(pytest.mark.timeout(LONGEST), append=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Write the line of a trial that ended, and say how a failed one is run again."""
    report = yield
    made = item.stash.get(_KEPT, None)
    if made is None or not (report.when == "call" or report.skipped or report.failed):
        return report
    if report.failed:
        report.sections.append(("trial", f"{made.again()}\n{made.figures}"))
    _write(made, report)
    return report


def _write(made: Trial, report: pytest.TestReport) -> None:
    why = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    line = {
        "at": SystemClock().now().isoformat(timespec="seconds"),
        "name": made.name,
        "seed": made.seed,
        "size": "soak" if made.soak else "ci",
        "result": report.outcome,
        "seconds": round(report.duration, 1),
        "python": sys.version.split()[0],
        **({"why": why} if why else {}),
        **made.figures,
    }
    REPORT.parent.mkdir(exist_ok=True)
    # One write to a file opened for appending: lines of two workers never mix.
    with REPORT.open("ab", buffering=0) as report_file:
        report_file.write(json.dumps(line, ensure_ascii=False, default=str).encode() + b"\n")
