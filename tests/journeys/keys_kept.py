"""The keys that each journey took when it was last agreed: `journeys.csv` beside this file.

A journey may take five per cent more before its test fails; who makes one shorter writes the new
number down. Seconds are those of the keystroke-level model (Card, Moran, Newell): 0.28 s a key and
1.35 s to think before each part of the job.
"""

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

KEPT = Path(__file__).with_name("journeys.csv")
KEY_SECONDS, THINK_SECONDS, GROWTH = 0.28, 1.35, 1.05


@dataclass(frozen=True)
class Journey:
    """One line: the keys that were agreed, and the most that the job may ever take."""

    keys: int
    limit: int


def kept() -> dict[str, Journey]:
    with KEPT.open(encoding="utf-8", newline="") as lines:
        return {
            line["journey"]: Journey(int(line["keys"]), int(line["limit"]))
            for line in csv.DictReader(lines)
        }


def seconds(keys: int, parts: int) -> float:
    """How long an expert needs, talking not counted."""
    return keys * KEY_SECONDS + parts * THINK_SECONDS


def judge(name: str, keys: int, *, parts: int) -> None:
    """Fail when the journey takes more keys than allowed or clearly more than agreed."""
    journey = kept()[name]
    sys.stdout.write(f"{name}: {keys} keys, {seconds(keys, parts):.1f} s\n")
    assert keys <= journey.limit, f"{name} takes {keys} keys, the limit is {journey.limit}"
    most = journey.keys * GROWTH
    assert keys <= most, f"{name} grew from {journey.keys} to {keys} keys"
    assert keys >= journey.keys, f"{name} takes only {keys} keys now: write it into {KEPT.name}"
