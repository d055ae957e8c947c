"""How fast the machine is that the tests run on, for limits that people feel."""

import sys
import time

TRACED = 2.5
"""Under coverage every line costs more: the limit is stretched by as much."""


def traced() -> float:
    """How much coverage stretches every limit."""
    return TRACED if sys.gettrace() is not None else 1.0


_WORK_SECONDS = 0.0036
"""What the fixed work of `slowness` takes on the machine that the limits were set on."""


def slowness() -> float:
    """How much slower this machine is just now than that one, at least 1.

    Shared machines change their speed by half within minutes; the limit is meant for people.
    """
    taken = []
    for _ in range(5):
        begun, kept = time.thread_time(), {}
        for number in range(20_000):
            kept[number % 97] = str(number) + "x"
        taken.append(time.thread_time() - begun)
    return max(1.0, sorted(taken)[2] / _WORK_SECONDS / traced())
