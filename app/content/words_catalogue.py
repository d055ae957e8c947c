"""The catalogue of texts for people, read from `resources/words/*.yaml`."""

from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from app.core.paths import resources
from app.core.words import Catalogue


def load(folder: Path | None = None) -> Catalogue:
    """All texts of all places, by key."""
    return _read(folder or resources() / "words")


@cache
def _read(folder: Path) -> Catalogue:
    texts = {}
    for path in sorted(folder.glob("*.yaml")):
        texts.update(YAML(typ="safe", pure=True).load(path.read_text("utf-8")) or {})
    return texts
