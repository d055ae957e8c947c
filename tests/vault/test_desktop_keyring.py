"""A real keyring of a desktop, in a session of its own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
from app.vault.device_secret import DeviceState, OsKeyring
ring = OsKeyring()
made = ring.make("test/one")
assert made.state is DeviceState.PRESENT, made.state
assert ring.fetch("test/one") == made
ring.forget("test/one")
assert ring.fetch("test/one").secret is None
print("kept, found and forgotten")
"""


@pytest.mark.covers("R-19")
@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus-run-session and gnome-keyring-daemon",
)
def test_a_secret_goes_round_through_the_secret_service(tmp_path: Path) -> None:
    unlock = "printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
    job = f"{unlock}; exec {sys.executable} {tmp_path}/work.py"
    (tmp_path / "work.py").write_text(SCRIPT, "utf-8")
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", job],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
        env={
            "HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path.cwd()),
            "XDG_RUNTIME_DIR": str(tmp_path),
        },
    )  # fmt: skip
    assert "kept, found and forgotten" in done.stdout, done.stderr
