"""The last run of each trial as a table: `python -m tests.trials.table`."""

import json
import sys
from typing import Any

from tests.trials.frame import REPORT

PLAIN = ("at", "name", "seed", "size", "result", "seconds", "python")


def newest(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The last line of each trial and size, in the order of their names."""
    last = {(line["name"], line["size"]): line for line in lines}
    return [last[key] for key in sorted(last)]


def rows(lines: list[dict[str, Any]]) -> list[str]:
    """One row a trial, as Markdown."""
    found = ["| trial | size | seed | result | seconds | measured |", "|---|---|---|---|---|---|"]
    for line in newest(lines):
        more = ", ".join(f"{name} {line[name]}" for name in line if name not in PLAIN)
        cells = (line["name"], line["size"], line["seed"], line["result"], line["seconds"], more)
        found.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return found


def main() -> int:
    """Print the table; 1 when a trial failed."""
    if not REPORT.exists():
        sys.stdout.write("no trial has run yet: make soak\n")
        return 1
    lines = [json.loads(line) for line in REPORT.read_text("utf-8").splitlines()]
    sys.stdout.write("\n".join(rows(lines)) + "\n")
    return int(any(line["result"] == "failed" for line in newest(lines)))


if __name__ == "__main__":
    raise SystemExit(main())
