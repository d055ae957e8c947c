"""A second start raises the first window; a killed one leaves nothing in the way."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QElapsedTimer
from pytestqt.qtbot import QtBot

from app.core.paths import Home
from app.ui.instance import Instance, Standing, bell_name

SECOND = textwrap.dedent("""
    import sys
    from pathlib import Path
    from PySide6.QtCore import QCoreApplication
    from app.core.paths import Home
    from app.ui.instance import Instance
    app = QCoreApplication([])
    instance = Instance(Home(Path(sys.argv[1])))
    print(instance.claim().value, flush=True)
    if len(sys.argv) > 2:
        app.exec()
""")


def start(home: Home, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, str(home.folder), *more],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "office")


@pytest.fixture
def instance(qapp: QCoreApplication, home: Home) -> Iterator[Instance]:
    made = Instance(home)
    yield made
    made.release()


def test_a_second_start_raises_the_first_window(
    qtbot: QtBot, instance: Instance, home: Home
) -> None:
    assert instance.claim() is Standing.FIRST
    instance.listen()
    with qtbot.waitSignal(instance.asked_to_raise, timeout=10_000):
        second = start(home)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=10_000)
    assert second.communicate()[0].strip() == "second"


def test_other_homes_have_their_own_window(instance: Instance, home: Home, tmp_path: Path) -> None:
    assert instance.claim() is Standing.FIRST
    other = start(Home(tmp_path / "another office"))
    assert other.communicate(timeout=20)[0].strip() == "first"


def test_a_killed_window_does_not_block_the_next_start(instance: Instance, home: Home) -> None:
    killed = start(home, "stay")
    assert killed.stdout is not None
    assert killed.stdout.readline().strip() == "first"
    killed.send_signal(signal.SIGKILL)
    killed.wait(10)
    killed.stdout.close()
    clock = QElapsedTimer()
    clock.start()
    assert instance.claim() is Standing.FIRST
    assert clock.elapsed() < 2_000
    second = start(home)
    assert second.poll() is None or second.returncode == 0
    second.kill()
    second.communicate()


def test_a_window_that_does_not_answer_is_named_as_such(instance: Instance, home: Home) -> None:
    held = start(home, "stay")
    assert held.stdout is not None
    held.stdout.readline()
    held.send_signal(signal.SIGSTOP)
    try:
        assert instance.claim() is Standing.SILENT
    finally:
        held.kill()
        held.communicate()


def test_one_home_has_one_bell_however_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert bell_name(tmp_path / "a") == bell_name(tmp_path / "a" / ".." / "a")
    assert bell_name(tmp_path / "a") != bell_name(tmp_path / "b")
