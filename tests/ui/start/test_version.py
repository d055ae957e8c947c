"""The number of the program in the settings: of what is installed, else of the sources."""

import tomllib

import pytest

from app import main
from app.core.paths import resources


def test_a_program_run_from_its_folder_knows_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    project = tomllib.loads((resources().parent / "pyproject.toml").read_text("utf-8"))
    number = project["project"]["version"]
    assert main._version() == number
    monkeypatch.setattr(main, "resources", lambda: resources() / "none")
    assert main._version_of_sources() == "0"
    monkeypatch.undo()
    assert main._version_of_sources() == number
