"""The texts of the product: none missing or unused, alike in both languages, promising nothing."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.content import words_catalogue
from app.core.words import Forms
from app.ui.places import SCREENS

ROOT = Path(__file__).parents[2]
CATALOGUE = words_catalogue.load()
KEY = re.compile(r"^[a-z0-9_]+(\.[a-zA-Z0-9_]+)+$")
PROMISES = re.compile(
    r"(?i)право на (бвпд|допомогу) надано|вам (буде )?надано|адвоката (вам )?(призначено|нададуть)"
    r"|допомогу надамо|ви отримаєте адвоката|aid is granted|you will (get|receive) (a lawyer|aid)"
)


def forms_of(forms: Forms) -> list[str]:
    return [forms] if isinstance(forms, str) else list(forms.values())


def strings_in_code() -> tuple[set[str], set[str]]:
    """Whole strings and the literal beginnings of f-strings in the program."""
    whole, beginnings = set(), set()
    for path in sorted((ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
    return whole, {start for start in beginnings if re.match(r"^[a-z_]+\.", start)}


WHOLE, BEGINNINGS = strings_in_code()


def test_no_text_is_unused() -> None:
    in_data = "\n".join(
        path.read_text("utf-8")
        for folder in ("forms", "rules", "directory")
        for path in (ROOT / "resources" / folder).rglob("*.yaml")
    )
    unused = [
        key
        for key in CATALOGUE
        if key not in WHOLE
        and not (key.startswith("error.") and key.removeprefix("error.") in WHOLE)
        and not any(key.startswith(start) for start in BEGINNINGS)
        and key not in in_data
    ]
    assert not unused


def calls_of_words() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (
                isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
            ):
                continue
            key = node.args[0].value
            called = ast.unparse(node.func)
            if isinstance(key, str) and KEY.match(key) and re.search(r"(^|[._])words$", called):
                yield key, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_no_text_is_missing() -> None:
    assert not [f"{where}: {key}" for key, where in calls_of_words() if key not in CATALOGUE]


@pytest.mark.parametrize("key", sorted(CATALOGUE))
def test_a_text_is_plain_and_alike_in_both_languages(key: str) -> None:
    ukrainian, english = (forms_of(CATALOGUE[key][language]) for language in ("uk", "en"))
    for text in ukrainian + english:
        assert text.strip(), "an empty text"
        assert not PROMISES.search(text), "nobody but the centre grants aid"
    for text in ukrainian:
        assert not re.search(r"(?<=[А-Яа-яҐґЄєІіЇї])['’`](?=[А-Яа-яҐґЄєІіЇї])", text), (
            "the apostrophe is ʼ"
        )
        assert not re.search(
            r"[А-Яа-яҐґЄєІіЇї][A-Za-z]|[A-Za-z][А-Яа-яҐґЄєІіЇї]", text.replace("\\n", " ")
        ), "Latin look-alike"
    if key.startswith("error."):
        assert all(len(text.split()) <= 20 for text in ukrainian + english), "at most twenty words"


def test_every_screen_has_a_name_and_a_topic_of_help() -> None:
    known = [place for screen in SCREENS for place in (f"screen.{screen}", f"help.{screen}")]
    assert not [key for key in known if key not in CATALOGUE]
