"""Streams that are closed, full or spoilt: one sentence, an exit code, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "app"]
ROOT = Path(__file__).parents[2]


def shell(command: str, **values: str) -> tuple[int, str, str]:
    """Run `$P …` in a shell, which alone can close a stream before the program starts."""
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "P": " ".join(PROGRAM), **values},
        timeout=60,
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    assert "Exception ignored" not in err
    return done.returncode, out, err


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes streams")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("$P eligibility check - <&-", 2),
        ("$P eligibility categories >&-", 0),
        ("$P eligibility check /nowhere 2>&-", 2),
        ("echo '{}' | $P eligibility check - | head -c 1 >/dev/null", 0),
        ("$P --home /nowhere clients find x --user A --passphrase-stdin <&-", 4),
        ("printf '{\"age\": \\377}' | $P eligibility check -", 2),
        ("printf '\\377' > $T/f; $P eligibility check $T/f", 2),
        ("$P eligibility check $(printf '/nowhere\\377')", 2),
    ],
)
def test_a_stream_that_is_closed_or_spoilt(command: str, code: int, tmp_path: Path) -> None:
    assert shell(command, T=str(tmp_path))[0] == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_disk_that_is_full_is_named() -> None:
    code, _, err = shell("$P --lang en eligibility categories > /dev/full")
    assert code == 1
    assert "The system refused: No space left on device" in err


def test_a_passphrase_in_another_encoding_is_wrong_input(tmp_path: Path) -> None:
    home = tmp_path / "home"
    made = (
        "echo 'калина верба тополя явір' | $P --home $H init --office A --user B --passphrase-stdin"
    )
    assert shell(made, H=str(home))[0] == 0
    asked = (
        "printf '\\377\\376\\n' | $P --lang en --home $H clients find x --user B --passphrase-stdin"
    )
    code, _, err = shell(asked, H=str(home))
    assert code == 2
    assert "not UTF-8" in err
    closed = "$P --lang en --home $H clients find x --user B --passphrase-stdin <&-"
    assert shell(closed, H=str(home))[0] == 4


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux names its display")
def test_no_window_opens_without_a_display(tmp_path: Path) -> None:
    command = "unset DISPLAY WAYLAND_DISPLAY QT_QPA_PLATFORM; $P --lang en --home $H"
    code, _, err = shell(command, H=str(tmp_path / "home"))
    assert code == 2
    assert "there is no display" in err


def test_common_options_stand_before_and_after_the_command(tmp_path: Path) -> None:
    after = shell("$P eligibility check /nowhere --lang en --home $H --json", H=str(tmp_path))
    before = shell("$P --lang en --home $H eligibility check /nowhere", H=str(tmp_path))
    assert after == before
    assert "cannot be read" in after[2]


def test_json_is_the_answer_where_it_is_asked_for(tmp_path: Path) -> None:
    code, out, err = shell("$P content check --json")
    assert (code, err, json.loads(out)["faults"]) == (0, "", [])
    (tmp_path / "spoilt.yaml").write_text("a: 1\na: 2\n", "utf-8")
    code, out, _ = shell("$P content check $T --json", T=str(tmp_path))
    fault = json.loads(out)["faults"][0]
    assert (code, fault["file"], fault["line"]) == (1, "spoilt.yaml", 2)
    code, out, _ = shell("$P forms blank consent --out $T/a.pdf --json", T=str(tmp_path))
    assert (code, json.loads(out)) == (0, {"file": str(tmp_path / "a.pdf")})


def test_a_folder_without_packs_is_no_good_folder(tmp_path: Path) -> None:
    code, _, err = shell("$P --lang en content check $T", T=str(tmp_path))
    assert code == 2
    assert "There are no packs" in err


@pytest.mark.parametrize(("office", "user"), [("", "A"), ("  ", "A"), ("B", " "), ("B" * 301, "A")])
def test_an_office_and_its_head_have_names(office: str, user: str, tmp_path: Path) -> None:
    command = 'echo \'калина верба тополя явір\' | $P --home $H init --office "$O" --user "$U"'
    code, out, _ = shell(
        f"{command} --passphrase-stdin", H=str(tmp_path / "home"), O=office, U=user
    )
    assert (code, out) == (2, "")
    assert not (tmp_path / "home").exists()
