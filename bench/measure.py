"""What a measurement says: our figure, the limit measured beside it in the same run, the goal.

Single milliseconds do not travel between machines; ratios do. So a part measures ours and the limit
in turns and quotes the median of the ratios taken inside each round.
"""

import gc
import math
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

Work = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table."""

    name: str
    """What was measured, with its size: «prefix search p99, 1,000,000 clients»."""
    ours: float
    unit: str
    value: float
    """What is compared with the goal: most often the ratio ours / limit."""
    goal: float
    at_least: bool = False
    """Whether the value must reach the goal; else it must stay under it."""
    limit: float | None = None
    limit_name: str = ""
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def as_json(self) -> dict[str, Any]:
        """For the kept results."""
        return {**asdict(self), "met": self.met}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Ours and the limit, measured in turns: seconds, and the median of the ratios."""

    ours: float
    limit: float
    ratio: float


def in_turns(
    ours: Work, limit: Work, *, rounds: int = 7, timer: Callable[[], float] = time.process_time
) -> Pair:
    """Time both in turns; the ratio is taken inside each round, so that a busy neighbour hits both.

    `timer` is CPU time by default; give `time.perf_counter` for what waits on the disk.
    """
    ours()
    limit()
    mine: list[float] = []
    bare: list[float] = []
    for turn in range(rounds):
        pair = ((ours, mine), (limit, bare))
        for work, kept in pair if turn % 2 else reversed(pair):
            gc.collect()
            begun = timer()
            work()
            kept.append(timer() - begun)
    ratios = [one / other for one, other in zip(mine, bare, strict=True) if other]
    return Pair(
        ours=statistics.median(mine), limit=statistics.median(bare), ratio=statistics.median(ratios)
    )


def each(work: Callable[[Any], object], given: Sequence[Any]) -> list[float]:
    """Seconds of CPU time of each call, sorted: for percentiles."""
    taken = []
    for one in given:
        begun = time.process_time_ns()
        work(one)
        taken.append((time.process_time_ns() - begun) / 1e9)
    return sorted(taken)


def percentile(sorted_values: Sequence[float], share: float) -> float:
    """The value that `share` of the sorted ones do not exceed: 0.99 is p99."""
    return sorted_values[min(len(sorted_values) - 1, math.ceil(share * len(sorted_values)) - 1)]


Part = Callable[[], Iterator[Figure]]
"""Each part of the bench is a module with `figures() -> Iterator[Figure]`."""
