"""`kill -9` at random moments of each kind of work: nothing acknowledged is lost."""

from pathlib import Path

import pytest

from tests.trials.frame import Trial
from tests.trials.plug import Killing
from tests.trials.plugged import JOBS, Job, pull_again_and_again


@pytest.mark.covers("R-01", "R-09", "F10", "F87", "F101", "F120")
@pytest.mark.timeout(240)
@pytest.mark.parametrize("job", JOBS)
def test_killed(trial: Trial, tmp_path: Path, job: type[Job]) -> None:
    pull_again_and_again(trial, job, Killing(), tmp_path, ci=10, soak=1000)
