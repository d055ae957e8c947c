"""The command line as a whole: help, exit codes, one sentence for each error, the pictures."""

import io
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from app.cli import program
from app.core.errors import Exit
from app.ui.places import SCREENS


def run(*arguments: str, typed: str = "") -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = program.run(arguments, inp=io.StringIO(typed), out=out, err=err)
    return code, out.getvalue(), err.getvalue()


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help")[0] == Exit.DONE
    said = capsys.readouterr().out
    commands = "demo screenshots init eligibility content clients forms journal"
    assert not [name for name in commands.split() if name not in said]


@pytest.mark.parametrize("arguments", [["nothing"], ["--lang", "fr"], ["clients"], ["demo", "--x"]])
def test_what_is_not_understood_is_wrong_input(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments)[0] == Exit.WRONG_INPUT
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("language", ["uk", "en"])
def test_an_error_is_one_sentence_in_the_language_asked_for(tmp_path: Path, language: str) -> None:
    code, out, err = run("--home", str(tmp_path), "--lang", language, "demo", "--clients", "-1")
    assert (code, out) == (Exit.WRONG_INPUT, "")
    assert ("ціле число" if language == "uk" else "whole number") in err
    assert len(err.strip().splitlines()) == 1


def test_every_fault_stands_under_its_sentence(tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text('{"agee": 3, "birth_date": "2026-02-30"}', "utf-8")
    code, _, err = run("eligibility", "check", str(facts))
    assert code == Exit.WRONG_INPUT
    assert "agee" in err
    assert "birth_date" in err


class BrokenClock:
    """A part of the program with a bug."""

    def now(self) -> datetime:
        raise RuntimeError("Марія Коваль")


def test_a_bug_is_told_as_one_and_names_nobody() -> None:
    out, err = io.StringIO(), io.StringIO()
    arguments = ["--lang", "en", "eligibility", "categories"]
    code = program.run(arguments, clock=BrokenClock(), out=out, err=err)
    assert (code, out.getvalue()) == (Exit.NO, "")
    said = err.getvalue()
    assert "Something went wrong in the program" in said
    assert "RuntimeError" in said
    assert "tests/cli/test_program.py" in said
    assert "Traceback" not in said
    assert "Марія" not in said


def test_a_reader_that_went_away_is_no_error() -> None:
    """`pryimalnia eligibility categories | head -1` ends quietly."""
    command = [sys.executable, "-m", "app", "eligibility", "categories"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read().decode()
    assert "Traceback" not in said


@pytest.mark.timeout(180)
@pytest.mark.covers("F133")
def test_every_screen_is_drawn(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app", "screenshots", str(tmp_path), "--lang", "en"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=170)
    assert done.returncode == 0, done.stderr
    drawn = {path.stem for path in tmp_path.glob("*.png")}
    around = {"setup", "trouble", "sign_in", "palette", "keys", "check_saved", "client_facing"}
    assert drawn >= {*SCREENS, *around}
    assert all(path.stat().st_size > 10_000 for path in tmp_path.glob("*.png"))
