"""Work away from the screen: plain functions go in, answers come back where the caller lives.

Work of more than a second is a `LongJob`: done in portions, told of, and taken back when asked.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import Enum
from typing import Generic, Protocol, TypeVar

Answer = TypeVar("Answer")
Told = TypeVar("Told", contravariant=True)


class Lane(Enum):
    """One thread each: the database never meets a second writer, the network never blocks it."""

    DATABASE = "database"
    NETWORK = "network"
    COPIES = "copies"
    """Backups read the database beside the work, through connections of their own."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job is; `total` is 0 while nobody knows it."""

    done: int
    total: int = 0

    @property
    def percent(self) -> int:
        """Whole per cent, 0 to 100."""
        return min(100, self.done * 100 // self.total) if self.total else 0


LongJob = Generator[Progress, None, Answer]
"""A job that yields after each portion (a tenth of a second at most) and returns its answer.

No transaction is open at a `yield`: other work of the lane goes in between. A cancelled job is
closed at its `yield`; what must be taken back stands in its `except GeneratorExit`.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener(Generic[Told]):
    """Who is told of a long job, always on the caller's thread; exactly one end is told."""

    progress: Callable[[Progress], None]
    then: Callable[[Told], None]
    cancelled: Callable[[], None]
    failed: Callable[[Exception], None]


class Runner(Protocol):
    """Runs work off the UI thread."""

    def run(
        self,
        work: Callable[[], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        lane: Lane = Lane.DATABASE,
    ) -> None:
        """Do `work` in its lane; call `then` or `failed` on the caller's thread.

        An error that nobody takes goes to the one handler of the program.
        """
        ...

    def run_long(self, job: LongJob[Answer], listener: Listener[Answer]) -> "LongRun[Answer]":
        """Do a job portion by portion on the database lane; other work gets its turn meanwhile."""
        ...


class LongRun(Generic[Answer]):
    """A long job on its way. The job is touched on its lane only, the rest by the caller only."""

    def __init__(self, runner: Runner, job: LongJob[Answer], listener: Listener[Answer]) -> None:
        """Begin at once."""
        self._runner, self._job, self._listener = runner, job, listener
        self._over = self._unwanted = self._handing_in = self._more = False
        self._go_on()

    @property
    def over(self) -> bool:
        """Whether it is finished, failed or taken back."""
        return self._over

    def cancel(self) -> None:
        """Stop after the portion that is being done; the job takes back what it did."""
        if not self._over and not self._unwanted:
            self._unwanted = True
            self._runner.run(self._job.close, self._closed, self._failed)

    def _go_on(self) -> None:
        """Hand in the next portion; a runner that answers at once is not followed into the deep."""
        self._more = True
        if self._handing_in:
            return
        self._handing_in = True
        while self._more:
            self._more = False
            self._runner.run(self._portion, self._told, self._failed)
        self._handing_in = False

    def _portion(self) -> "Progress | _Done[Answer]":
        try:
            return next(self._job)
        except StopIteration as end:
            return _Done(end.value)

    def _told(self, what: "Progress | _Done[Answer]") -> None:
        if isinstance(what, _Done):
            self._over = True
            self._listener.then(what.answer)
            return
        self._listener.progress(what)
        if not self._unwanted:
            self._go_on()

    def _closed(self, _: None) -> None:
        if not self._over:  # the last portion may have been done before the wish came
            self._over = True
            self._listener.cancelled()

    def _failed(self, problem: Exception) -> None:
        if not self._over:
            self._over = True
            self._listener.failed(problem)


@dataclass(frozen=True, slots=True)
class _Done(Generic[Answer]):
    answer: Answer


class InlineRunner:
    """Runs at once, in the caller's thread: for tests, scripts and screenshots."""

    def run(
        self,
        work: Callable[[], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        lane: Lane = Lane.DATABASE,  # noqa: ARG002  one thread has no lanes
    ) -> None:
        """Do the work now; errors that nobody takes are raised."""
        try:
            answer = work()
        except Exception as problem:
            if failed is None:
                raise
            failed(problem)
            return
        then(answer)

    def run_long(self, job: LongJob[Answer], listener: Listener[Answer]) -> LongRun[Answer]:
        """Do all portions now."""
        return LongRun(self, job, listener)
