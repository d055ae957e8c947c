"""Where the program starts: without a word the window, and nothing of the command line with it."""

import sys

from app.cli.window import can_show, show_window
from app.core.paths import home


def run() -> int:
    """Open the window, or do what the arguments say; the exit code."""
    if len(sys.argv) == 1 and can_show():
        return show_window(home())
    from app.cli import program  # noqa: PLC0415  costs more than the window itself

    return program.run()
