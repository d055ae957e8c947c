"""The forms of the program and their examples, for parametrised tests."""

from app.forms import shelf

IDS = tuple(shelf.forms())
EXAMPLES = tuple(
    (name, example) for name, pack in shelf.packs().items() for example in pack.examples
)
