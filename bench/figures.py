"""`make bench`: the figures of this machine, one table: start, search, forms, eligibility, saves.

Each measurement is a module of its own that prints its rows; ratios travel between machines, single
milliseconds do not.
"""

import subprocess
import sys

PARTS = ("bench.start", "bench.search", "bench.forms", "bench.eligibility", "bench.saves")


def main() -> int:
    bad = 0
    for part in PARTS:
        print(f"== {part}", flush=True)
        bad += bool(subprocess.run([sys.executable, "-m", part], check=False).returncode)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
