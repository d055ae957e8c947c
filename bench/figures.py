"""`make bench`: every figure with its limit beside it; a table, a JSON file, what got worse.

    python -m bench.figures [PART …] [--keep]

Each part runs in a process of its own. `--keep` makes this run the baseline, `bench/baseline.json`.
A value that is a fifth worse than the kept one is shown; single milliseconds are not compared.
"""

import argparse
import importlib
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS = HERE.parent / "build" / "bench.json"
BASELINE = HERE / "baseline.json"
PARTS = (
    "start",
    "search",
    "duplicates",
    "forms",
    "eligibility",
    "saves",
    "proving",
    "everyday",
    "imports",
    "hostile",
    "away",
)
WORSE = 0.2


def measured(part: str) -> list[dict[str, Any]]:
    """The figures of one part, from a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.figures", "--in-process", part],
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode:
        print(f"!! {part} ended with {done.returncode}", flush=True)
    return [{"part": part, **line} for line in lines]


def in_process(part: str) -> int:
    """Measure one part here; one JSON line a figure."""
    for figure in importlib.import_module(f"bench.{part}").figures():
        print(json.dumps(figure.as_json(), ensure_ascii=False), flush=True)
    return 0


def line(row: dict[str, Any]) -> str:
    """One line of the table."""
    limit = f"{row['limit']:.4g} {row['limit_name']}" if row["limit"] is not None else ""
    sign = "≥" if row["at_least"] else "≤"
    verdict = "met" if row["met"] else "NOT MET"
    return (
        f"{row['name']:<66} {row['ours']:>10.4g} {row['unit']:<5} {limit:<34} "
        f"{row['value']:>9.4g} {sign} {row['goal']:<8.4g} {verdict}  {row['note']}"
    )


def worse(now: list[dict[str, Any]], kept: list[dict[str, Any]]) -> list[str]:
    """What dropped by a fifth against the kept baseline."""
    before = {row["name"]: row["value"] for row in kept}
    told = []
    for row in now:
        old = before.get(row["name"])
        if not old:
            continue
        change = row["value"] / old - 1
        if (-change if row["at_least"] else change) > WORSE:
            told.append(f"{row['name']}: {old:.4g} -> {row['value']:.4g}")
    return told


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("parts", nargs="*", default=list(PARTS))
    asked.add_argument("--keep", action="store_true")
    asked.add_argument("--in-process", action="store_true")
    given = asked.parse_args()
    if not os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if given.in_process:
        return in_process(given.parts[0])
    rows = []
    for part in given.parts:
        print(f"== {part}", flush=True)
        for row in measured(part):
            print(line(row), flush=True)
            rows.append(row)
    kept = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {"figures": []}
    result = {"machine": platform.machine(), "python": platform.python_version(), "figures": rows}
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(text, "utf-8")
    if given.keep:
        names = {row["name"] for row in rows}
        rest = [row for row in kept["figures"] if row["name"] not in names]
        BASELINE.write_text(
            json.dumps({**result, "figures": rest + rows}, ensure_ascii=False, indent=1) + "\n"
        )
    for told in worse(rows, kept["figures"]):
        print(f"WORSE {told}")
    print(
        f"{sum(row['met'] for row in rows)} of {len(rows)} goals met; written to build/bench.json"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
