"""The runner of the window: work goes to one of two threads, answers come back to the UI thread."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.core.errors import in_words
from app.core.runner import Lane, Listener, LongJob, LongRun, Runner
from app.ui.imports import spare_sources

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Caller:
    """Who waits for an answer: it never leaves the UI thread."""

    then: Callable[[Any], None]
    failed: Callable[[Exception], None] | None


class QtRunner(QObject):
    """Two lanes of one thread each; callers are called back on the thread that made the runner.

    The callbacks stay here and only a number travels with the work: a worker thread that dropped
    the last reference to a widget would destroy it away from the UI thread.
    """

    _answered = Signal(int, object, object)
    became_idle = Signal()

    def __init__(self, unhandled: Callable[[Exception], None]) -> None:
        """Errors that nobody takes go to `unhandled`, on the UI thread."""
        super().__init__()
        spare_sources()
        self._unhandled = unhandled
        self._callers: dict[int, _Caller] = {}
        self._count = 0
        self._stopped = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def _lanes(self) -> "dict[Lane, ThreadPoolExecutor]":
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  after the first paint

        return {
            lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=lane.value) for lane in Lane
        }

    @property
    def idle(self) -> bool:
        """Whether nobody waits for an answer."""
        return not self._callers

    def run(
        self,
        work: Callable[[], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        lane: Lane = Lane.DATABASE,
    ) -> None:
        """Do `work` in its lane; call `then` or `failed` here, in the order of clicks."""
        if self._stopped:
            return
        self._count += 1
        number = self._count
        self._callers[number] = _Caller(then, failed)
        self._lanes[lane].submit(self._work, number, work)

    def run_long(self, job: LongJob[Answer], listener: Listener[Answer]) -> LongRun[Answer]:
        """Do a job portion by portion on the database lane; tell the listener here."""
        return LongRun(self, job, listener)

    def stop(self) -> None:
        """Finish what was handed in, wait for it, and deliver nothing more."""
        self._stopped = True
        self._callers.clear()
        for lane in self._lanes.values():
            lane.shutdown(wait=True)

    def _work(self, number: int, work: Callable[[], object]) -> None:
        try:
            answer = work()
        except Exception as problem:  # noqa: BLE001  every error is delivered, none is lost
            self._answered.emit(number, None, in_words(problem))
        else:
            self._answered.emit(number, answer, None)

    def _deliver(self, number: int, answer: object, problem: Exception | None) -> None:
        caller = self._callers.pop(number, None)
        if caller is None:
            return
        try:
            self._hand_over(caller, answer, problem)
        finally:
            if self.idle:
                self.became_idle.emit()

    def _hand_over(self, caller: _Caller, answer: object, problem: Exception | None) -> None:
        if problem is None:
            caller.then(answer)
        elif caller.failed is not None:
            caller.failed(problem)
        else:
            self._unhandled(problem)


class SessionRunner:
    """The runner of one signed-in person: after `end` work is still done, but nobody is called."""

    def __init__(self, runner: Runner) -> None:
        """Hand all work to `runner`."""
        self._runner = runner
        self._over = False
        self._long: list[LongRun[Any]] = []

    def end(self) -> None:
        """The screens that waited for answers are gone; long jobs take back what they did."""
        for run in self._long:
            run.cancel()
        self._over = True

    def run(
        self,
        work: Callable[[], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        lane: Lane = Lane.DATABASE,
    ) -> None:
        """Do `work`; call back only while the person is signed in."""

        def answered(answer: Answer) -> None:
            if not self._over:
                then(answer)

        def refused(problem: Exception) -> None:
            if failed is not None and not self._over:
                failed(problem)

        self._runner.run(work, answered, refused if failed is not None else None, lane=lane)

    def run_long(self, job: LongJob[Answer], listener: Listener[Answer]) -> LongRun[Answer]:
        """Do a job portion by portion, as long as the person is signed in."""
        self._long = [run for run in self._long if not run.over]
        started = LongRun(self, job, listener)
        self._long.append(started)
        return started
