"""Before the first paint nothing heavy is imported: that is what the start consists of."""

import subprocess
import sys
from pathlib import Path

import pytest

LATER = (
    *("sqlalchemy", "alembic", "pydantic", "reportlab", "keyring", "ruamel"),
    *("concurrent.futures", "zoneinfo", "PySide6.QtNetwork", "cryptography", "rapidfuzz"),
    *("app.desk.desk", "app.cli.program", "app.ui.palette.view", "app.ui.help.view"),
)
PAINT = """
import sys
from app.ui.imports import spare_sources
spare_sources()
import app.main as main
from app.core.paths import home
def painted(program, instance, standing):
    program.shell.close()
    print(*(name for name in sys.argv[2:] if name in sys.modules))
main._after_the_paint = painted
main.open_window(home(sys.argv[1]))
"""


@pytest.mark.parametrize("office", ["new", "known"])
def test_the_door_is_painted_before_anything_heavy_is_imported(tmp_path: Path, office: str) -> None:
    if office == "known":
        (tmp_path / "keyslots.json").write_text("{}")
    done = subprocess.run(
        [sys.executable, "-c", PAINT, str(tmp_path), *LATER],
        check=True,
        capture_output=True,
        text=True,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "", "HOME": str(tmp_path)},
        timeout=50,
    )
    assert done.stdout.strip() == ""
