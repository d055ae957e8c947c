"""The catalogue of texts for people: `resources/words/*.yaml`, compiled like the packs."""

import json
from functools import cache

from app.content.freshness import is_fresh
from app.core.paths import resources
from app.core.words import Catalogue


@cache
def load() -> Catalogue:
    """All texts of the program, by key: the compiled ones, or the YAML when it is newer.

    Texts that are still good stay when their neighbours are broken; `content check` names those.
    """
    folder = resources()
    compiled = folder / "compiled" / "words.json"
    if is_fresh(compiled, tuple((folder / "words").glob("*.yaml"))):
        read: Catalogue = json.loads(compiled.read_text("utf-8"))
        return read
    from app.content.words_reading import read_words  # noqa: PLC0415  YAML costs two painted windows

    return read_words(folder / "words")[0]
