"""The plug is pulled while somebody types at the real window: nothing is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.core.paths import Home
from app.desk.drafts import Drafts
from app.desk.vaults import Vaults
from tests.ui.doors import PASSPHRASE, PERSON, new_office, ways

ROOT = Path(__file__).parents[2]
DURABLE_WITHIN = 3.0
"""Seconds. The window keeps a draft half a second after a letter; a machine that is busy
with other tests gets more."""


@pytest.mark.timeout(90)
@pytest.mark.covers("F10", "F101")
def test_what_was_typed_before_the_kill_comes_back(home: Home) -> None:
    clock, ids = SystemClock(), SystemIds()
    new_office(home, clock=clock, ids=ids).opened.database.close()
    command = [sys.executable, "-m", "tests.journeys.typing_child", str(home.folder)]
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=ROOT, env=around, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == b"typed"
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(DURABLE_WITHIN)
        child.kill()
    opened = Vaults(home, clock=clock, ids=ids, **ways()).open(PERSON, PASSPHRASE)
    try:
        (draft,) = Drafts(opened.database, clock=clock, ids=ids).waiting()
    finally:
        opened.database.close()
    assert draft.screen == "registration"
    assert "Соняшникова" in json.dumps(draft.values, ensure_ascii=False)
    assert (clock.now() - draft.saved_at).total_seconds() < 60
