"""The rules of the house that a machine can hold."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from app.content import words_catalogue
from tests import covers

ROOT = Path(__file__).parents[2]
APP = sorted((ROOT / "app").rglob("*.py"))
TEXTUAL = {".py", ".md", ".toml", ".yaml", ".yml", ".sh", ".txt", ".cfg", ".spec", ".nsi", ""}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: the list of the project's files is not known")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


@pytest.mark.parametrize("path", APP, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_starts_with_one_sentence_and_stays_readable(path: Path) -> None:
    source = path.read_text("utf-8")
    if path.name == "__init__.py":
        assert source == "", "an __init__ with code pulls Qt into plain modules"
        return
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "say in one plain sentence what this module is"
    assert len(source.splitlines()) <= 400
    assert path.stem not in {"utils", "helpers", "manager", "common", "misc", "base"}


def test_error_codes_and_journal_kinds_are_spelt_as_the_house_spells_them() -> None:
    codes, acts = set(), set()
    for path in APP:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            first = node.args[0]
            if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                continue
            name = ast.unparse(node.func)
            if name.endswith(("DeskError", "InputError", "NotAllowedError", "VaultError")):
                codes.add(first.value)
            if name.endswith(".writing"):
                acts.add(first.value)
    assert codes
    assert acts
    assert not [code for code in codes if not re.fullmatch(r"[a-z]+(_[a-z]+)*\.[a-z_]+", code)]
    assert not [act for act in acts if not re.fullmatch(r"[a-z]+(_[a-z]+)*\.[a-z_]+", act)]
    catalogue = words_catalogue.load()
    assert not [code for code in sorted(codes) if f"error.{code}" not in catalogue]


def test_colours_and_letters_have_one_home() -> None:
    loose = []
    for path in sorted((ROOT / "app" / "ui").rglob("*.py")):
        if "theme" in path.parts:
            continue
        source = path.read_text("utf-8")
        if re.search(r"""["']#[0-9A-Fa-f]{6}["']""", source):
            loose.append(f"{path.name}: a colour literal")
        if re.search(r"setStyleSheet\([^)]*font", source):
            loose.append(f"{path.name}: letters set in a style sheet")
    assert not loose


def test_the_project_names_no_machine_and_no_registry() -> None:
    shape = re.compile(
        r"(^|[^A-Za-z0-9_.])/(home|root|work|farm)/[A-Za-z0-9_]|://(files|registry|deb|p[y]pi)\.[a-z]+"
    )
    named = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        if path.suffix in TEXTUAL and path.name != "test_rules.py"
        for number, line in enumerate(path.read_text("utf-8", errors="ignore").splitlines(), 1)
        if shape.search(line)
    ]
    assert not named


def test_every_covers_mark_names_a_number() -> None:
    assert not [number for number in covers.covered() if not covers.SHAPE.match(number)]
