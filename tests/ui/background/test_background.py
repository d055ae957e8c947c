"""The runner of the window and the collector of garbage."""

import gc
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QThread
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import DeskError
from app.core.runner import Lane
from app.ui.background import QtRunner
from app.ui.tidy import Tidy


@pytest.fixture
def unhandled() -> list[Exception]:
    return []


@pytest.fixture
def runner(qapp: QCoreApplication, unhandled: list[Exception]) -> Iterator[QtRunner]:
    made = QtRunner(unhandled.append)
    yield made
    made.stop()


def test_work_is_done_elsewhere_and_answered_here(qtbot: QtBot, runner: QtRunner) -> None:
    threads: list[str] = []
    answers: list[tuple[int, bool]] = []

    def work() -> int:
        threads.append(threading.current_thread().name)
        return 42

    main = QThread.currentThread()
    with qtbot.waitSignal(runner.became_idle):
        runner.run(work, lambda n: answers.append((n, QThread.currentThread() is main)))
    assert answers == [(42, True)]
    assert threads[0].startswith("database")


def test_order_is_the_order_of_clicks(qtbot: QtBot, runner: QtRunner) -> None:
    answers: list[int] = []
    with qtbot.waitSignal(runner.became_idle):
        for number in range(50):
            runner.run(lambda n=number: n, answers.append)  # type: ignore[misc]
    assert answers == list(range(50))


def test_the_network_never_blocks_the_database(qtbot: QtBot, runner: QtRunner) -> None:
    gate = threading.Event()
    answers: list[str] = []
    runner.run(lambda: gate.wait(10), lambda _: answers.append("network"), lane=Lane.NETWORK)
    runner.run(lambda: None, lambda _: answers.append("database"))
    qtbot.waitUntil(lambda: answers == ["database"])
    gate.set()
    qtbot.waitUntil(lambda: runner.idle)
    assert answers == ["database", "network"]


def test_an_error_goes_to_its_caller_or_to_the_one_handler(
    qtbot: QtBot, runner: QtRunner, unhandled: list[Exception]
) -> None:
    taken: list[Exception] = []

    def fails() -> None:
        raise DeskError("vault.damaged")

    with qtbot.waitSignal(runner.became_idle):
        runner.run(fails, lambda _: None, taken.append)
        runner.run(fails, lambda _: None)
    assert [str(problem) for problem in taken] == ["vault.damaged"]
    assert [str(problem) for problem in unhandled] == ["vault.damaged"]


def test_memory_that_runs_out_is_told_in_words_and_is_no_bug(
    qtbot: QtBot, runner: QtRunner
) -> None:
    failed: list[Exception] = []

    def work() -> None:
        raise MemoryError

    runner.run(work, print, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    (told,) = failed
    assert isinstance(told, DeskError)
    assert told.code == "memory.short"


def test_stop_finishes_the_work_and_delivers_nothing_more(
    qapp: QCoreApplication, qtbot: QtBot
) -> None:
    runner = QtRunner(lambda _: None)
    done: list[int] = []
    answers: list[int] = []
    for number in range(5):
        runner.run(lambda n=number: done.append(n), lambda _: answers.append(1))  # type: ignore[misc]
    runner.stop()
    assert done == [0, 1, 2, 3, 4]
    runner.run(lambda: done.append(9), lambda _: answers.append(1))
    qtbot.wait(20)
    assert answers == []
    assert done == [0, 1, 2, 3, 4]


def test_a_worker_never_holds_the_widgets_of_its_caller(qtbot: QtBot, runner: QtRunner) -> None:
    gate = threading.Event()
    widget = QWidget()
    watched = weakref.ref(widget)
    runner.run(lambda: gate.wait(10), lambda _, kept=widget: None)  # type: ignore[misc]
    del widget
    assert watched() is not None
    gate.set()
    qtbot.waitUntil(lambda: runner.idle)
    assert watched() is None


def test_garbage_is_collected_by_the_timer_only(qapp: QCoreApplication) -> None:
    class Knot:
        def __init__(self) -> None:
            self.me = self

    before = gc.isenabled()
    tidy = Tidy()
    try:
        assert not gc.isenabled()
        watched = [weakref.ref(Knot()) for _ in range(2_000)]
        assert all(ref() is not None for ref in watched)
        assert tidy.collect() >= 0
        assert all(ref() is None for ref in watched)
        tidy.settle()
        assert gc.get_freeze_count() > 0
    finally:
        tidy.stop()
    assert gc.isenabled() is before


def test_pydantic_can_be_imported_beside_a_busy_window() -> None:
    """Qt takes its hook on imports out for moments; a thread may import pydantic just then."""
    code = "\n".join(
        (
            "import builtins, importlib",
            "from PySide6.QtCore import QCoreApplication",
            "app = QCoreApplication([])",
            "from app.ui.background import QtRunner",
            "runner = QtRunner(print)",
            "hook, builtins.__import__ = builtins.__import__, importlib.__import__",
            "import pydantic._migration",
            "builtins.__import__ = hook",
            "import pydantic.fields",
            "runner.stop()",
        )
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
