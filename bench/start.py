"""Start to first paint: the program on a home with a vault, against a bare window, in turns.

Quote the ratio: it holds on machines of any speed. Runs offscreen unless a display is there.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.core.paths import Home
from app.demo import office

ROUNDS = 7
BARE = """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from bench.paint_watch import tell_when_painted
app = QApplication([])
tell_when_painted()
window = QMainWindow()
window.setCentralWidget(QLabel("Приймальня"))
window.resize(1366, 768)
window.show()
app.exec()
"""
OURS = """
import sys
from PySide6.QtWidgets import QApplication
from bench.paint_watch import tell_when_painted
app = QApplication([])
tell_when_painted()
from app.core.paths import home
from app.main import open_window
open_window(home(sys.argv[1]))
"""


def seconds(code: str, *given: str) -> float:
    """From the start of a process to its first paint, by the wall clock."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *given], check=True, capture_output=True, text=True
    )
    return float(done.stdout.split()[0]) - begun


def main() -> int:
    if not os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        office.fill(home, clients=20, seed=1, clock=SystemClock(), ids=SystemIds())
        seconds(BARE)
        seconds(OURS, str(home.folder))
        bare, ours = [], []
        for _ in range(ROUNDS):
            bare.append(seconds(BARE))
            ours.append(seconds(OURS, str(home.folder)))
    ratios = [mine / limit for mine, limit in zip(ours, bare, strict=True)]
    print(f"bare window  median {statistics.median(bare) * 1000:6.0f} ms")
    print(f"sign-in      median {statistics.median(ours) * 1000:6.0f} ms")
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    print(f"ratio        median {statistics.median(ratios):6.2f}      {spread}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
