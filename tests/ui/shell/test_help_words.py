"""Help is short, in both languages, and there is a topic for every screen."""

import ast
from pathlib import Path

import pytest

from app.content import words_catalogue
from app.core.words import LANGUAGES, Words
from app.ui import screens

UI = Path(screens.__file__).parent
MOST_WORDS = 150


def names_of_screens() -> list[str]:
    """The `name = "…"` of every class in a view that is shown with the rail beside it."""
    found = []
    for path in UI.glob("*/view.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.ClassDef) or "Screen" not in map(ast.unparse, node.bases):
                continue
            plain = {
                ast.unparse(line.targets[0]): line.value
                for line in node.body
                if isinstance(line, ast.Assign)
            }
            name = plain.get("name")
            if isinstance(name, ast.Constant) and "alone" not in plain:
                found.append(str(name.value))
    return found


@pytest.mark.parametrize("name", names_of_screens())
def test_every_screen_has_short_help(name: str) -> None:
    words = Words(words_catalogue.load())
    for language in LANGUAGES:
        topic = words.in_language(language, f"help.{name}")
        assert 10 < len(topic.split()) <= MOST_WORDS
