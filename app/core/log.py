"""The log: what happened in the program, never to whom. Ids and codes only, no personal data."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path


def start(folder: Path) -> None:
    """Write warnings and worse into `folder`, at most five files of 512 KiB."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "pryimalnia.log", maxBytes=512 * 1024, backupCount=4, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("app")
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    root.propagate = False
