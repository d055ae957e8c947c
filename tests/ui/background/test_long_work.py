"""Work of more than a second: portions, progress, a way out that leaves things as before."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.errors import DeskError
from app.core.runner import InlineRunner, Listener, LongJob, LongRun, Progress
from app.core.words import Words
from app.ui.background import QtRunner, SessionRunner
from app.ui.widgets.progress import ProgressStrip
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.stage import shown


@dataclass
class Story:
    """What a caller was told, in order, and a job that puts stones on a heap."""

    told: list[object] = field(default_factory=list)
    heap: list[int] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    at_portion: Callable[[int], object] = int

    def job(self, stones: int) -> LongJob[str]:
        try:
            for stone in range(1, stones + 1):
                self.threads.add(threading.current_thread().name)
                self.heap.append(stone)
                self.at_portion(stone)
                yield Progress(stone, stones)
        except GeneratorExit:
            self.threads.add(threading.current_thread().name)
            self.heap.clear()
            raise
        return "done"

    def listener(self) -> Listener[str]:
        return Listener(
            progress=lambda progress: self.told.append(progress.percent),
            then=self.told.append,
            cancelled=lambda: self.told.append("cancelled"),
            failed=lambda problem: self.told.append(str(problem)),
        )


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[QtRunner]:
    def raised(problem: Exception) -> None:
        raise problem

    made = QtRunner(raised)
    yield made
    made.stop()


def test_a_thousand_portions_at_once_need_no_deep_stack() -> None:
    story = Story()
    run = InlineRunner().run_long(story.job(5_000), story.listener())
    assert run.over
    assert story.told[-1] == "done"
    assert len(story.heap) == 5_000
    run.cancel()
    assert story.told[-1] == "done", "what is finished is not taken back"


def test_portions_run_on_the_lane_and_leave_room_for_others(qtbot: QtBot, runner: QtRunner) -> None:
    story, order = Story(), []
    gate = threading.Event()
    story.at_portion = lambda stone: gate.wait(10) if stone == 1 else None
    runner.run_long(story.job(3), story.listener())
    runner.run(lambda: order.append(tuple(story.heap)), lambda _: None)
    gate.set()
    qtbot.waitUntil(lambda: runner.idle)
    assert story.told == [33, 66, 100, "done"]
    assert order == [(1,)], "a letter typed meanwhile is kept between two portions"
    assert {name.split("_")[0] for name in story.threads} == {"database"}


def test_cancelling_takes_back_on_the_lane(qtbot: QtBot, runner: QtRunner) -> None:
    story, gate = Story(), threading.Event()
    story.at_portion = lambda stone: gate.wait(10) if stone == 5 else None
    run = runner.run_long(story.job(1_000_000), story.listener())
    qtbot.waitUntil(lambda: story.heap == [1, 2, 3, 4, 5])
    run.cancel()
    run.cancel()
    gate.set()
    qtbot.waitUntil(lambda: run.over)
    assert story.heap == []
    assert story.told[-1] == "cancelled"
    assert story.told.count("cancelled") == 1
    assert {name.split("_")[0] for name in story.threads} == {"database"}


def test_a_fault_in_a_portion_ends_it(qtbot: QtBot, runner: QtRunner) -> None:
    def trips(stone: int) -> None:
        if stone == 2:
            raise DeskError("disk.full")

    story = Story(at_portion=trips)
    run: LongRun[str] = runner.run_long(story.job(4), story.listener())
    qtbot.waitUntil(lambda: run.over)
    assert story.told == [25, "disk.full"]


def test_a_lock_cancels_what_still_runs(qtbot: QtBot, runner: QtRunner) -> None:
    story, gate = Story(), threading.Event()
    story.at_portion = lambda stone: gate.wait(10) if stone == 2 else None
    session = SessionRunner(runner)
    session.run_long(story.job(1_000_000), story.listener())
    qtbot.waitUntil(lambda: story.heap == [1, 2])
    session.end()
    gate.set()
    qtbot.waitUntil(lambda: runner.idle)
    assert story.heap == []
    assert story.told == [0], "the screens are gone: nobody is told"


@pytest.mark.covers("A13")
def test_the_strip_shows_what_takes_long_only(
    app: QApplication, words: Words, qtbot: QtBot, heard: list[str]
) -> None:
    strip = ProgressStrip()
    window = shown(strip, width=700, height=200)
    strip.show_work("Записуємо картки", Progress(0, 2_000))
    assert not strip.isVisible(), "nothing flashes for work of a moment"
    strip.show_work("")
    strip.show_work("Записуємо картки", Progress(0, 2_000))
    qtbot.waitUntil(strip.isVisible)
    assert not strip.cancel.isVisible()
    qtbot.waitUntil(strip.cancel.isVisible)
    for done in (0, 700, 1_000, 1_400, 2_000):
        strip.show_work("Записуємо картки", Progress(done, 2_000))
    settle()
    assert strip.count.text() == "2\xa0000 з 2\xa0000"
    assert strip.bar.value() == 100
    assert [sentence.split(" картки ")[1] for sentence in heard] == [
        "0 з 2\xa0000",
        "1\xa0000 з 2\xa0000",
        "2\xa0000 з 2\xa0000",
    ]
    assert faults_of(window) == []
    assert cut_text(window) == []
    with qtbot.waitSignal(strip.cancel_wanted):
        strip.cancel.click()
    assert not strip.cancel.isEnabled()
    strip.show_work("")
    assert not strip.isVisible()
