"""What a panic close throws away besides the lock: scraps in the home, papers on their way out."""

import shutil

from PySide6.QtCore import QProcess

from app.copies.workroom import sweep
from app.core.paths import Home


def throw_away_scraps(home: Home) -> None:
    """Files that are half-made: of backups, in the home and in its ring. Not on the UI thread."""
    for folder in (home.folder, home.copies):
        sweep(folder)


def stop_printing() -> None:
    """Take back every paper of this person that waits for a printer. CUPS only."""
    if shutil.which("lprm") is not None:
        QProcess.startDetached("lprm", ["-"])
