"""The forms of the program and their examples, for parametrised tests."""

from datetime import date

from app.content.library import Library
from app.forms import shelf
from app.forms.model import Form

LIBRARY = Library.load()
DAY = date(2026, 11, 24)
FORMS = shelf.forms(LIBRARY, DAY)
PACKS = {pack.id: pack for pack in shelf.packs(LIBRARY)}
IDS = tuple(FORMS)
EXAMPLES = tuple((name, example) for name, pack in PACKS.items() for example in pack.examples)


def shipped(name: str) -> Form:
    return FORMS[name]


def example_of(name: str) -> dict[str, object]:
    """The values of the form's first example: everything known."""
    return dict(PACKS[name].examples[0].values)
