"""Work away from the screen: plain functions go in, answers come back where the caller lives."""

from collections.abc import Callable
from enum import Enum
from typing import Protocol, TypeVar

Answer = TypeVar("Answer")


class Lane(Enum):
    """One thread each: the database never meets a second writer, the network never blocks it."""

    DATABASE = "database"
    NETWORK = "network"


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
