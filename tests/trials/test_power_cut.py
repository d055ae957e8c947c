"""The power of the disk is cut at random moments: nothing acknowledged is lost.

Killing a process cannot show what this shows: the machine still writes what the process left in
its cache. Here the disk loses it (with `synchronous=NORMAL` 27 of 60 cuts lost rows).
"""

import os
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event

import pytest

from tests.trials.frame import Trial
from tests.trials.plug import PowerCut
from tests.trials.plugged import JOBS, Job, pull_again_and_again


@pytest.mark.covers("R-01", "R-02", "F101")
@pytest.mark.timeout(240)
@pytest.mark.parametrize("job", JOBS)
def test_power_cut(trial: Trial, power: PowerCut, job: type[Job]) -> None:
    pull_again_and_again(trial, job, power, power.folder, ci=8, soak=1000)


def test_the_cut_loses_what_was_not_forced_onto_the_disk(power: PowerCut) -> None:
    """Without this the trial above could not fail."""
    power.pulled(write_both, power.folder, None, words=1, wait=0.0)
    assert (power.folder / "forced").read_text() == "kept"
    loose = power.folder / "loose"
    assert not loose.exists() or loose.read_text() == ""


def write_both(pipe: Connection, folder: Path, _more: object) -> None:
    """Two files, one of them forced onto the disk."""
    with (folder / "forced").open("w") as forced:
        forced.write("kept")
        forced.flush()
        os.fsync(forced.fileno())
    (folder / "loose").write_text("lost")
    pipe.send({"written": True})
    Event().wait()
