"""The packs that the program works with: the compiled ones, or the YAML when it is newer."""

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from app.content.loader import Fault, Pack, Sheet, check, digest, read_sheet
from app.core.errors import DeskError
from app.core.paths import resources

Model = TypeVar("Model", bound=BaseModel)
KINDS = ("rules", "forms")
"""The folders of `resources` whose files are packs."""


@dataclass(slots=True)
class Library:
    """Packs by kind, as plain values; each room turns its own kind into its models, once."""

    sheets: dict[str, tuple[Sheet, ...]]
    faults: tuple[Fault, ...]
    """What could not be read; the good packs work on."""
    kept: dict[type[BaseModel], tuple[Any, ...]] = field(default_factory=dict, repr=False)

    @staticmethod
    def load(folder: Path | None = None) -> "Library":
        """The packs of `folder`, or the program's own.

        The compiled file is read when it is newer than every source; else the YAML itself.
        """
        if folder is None:
            folder = resources()
            compiled = folder / "compiled" / "content.json"
            if is_fresh(compiled, sources(folder)):
                return _from_json(json.loads(compiled.read_text("utf-8")))
        return from_yaml(folder)

    def packs(self, kind: str, model: type[Model]) -> tuple[Pack[Model], ...]:
        """All packs of one kind. A pack that does not fit its schema is a DeskError `pack.faulty`.

        The program's own packs are proven by the tests; `content check` names every fault.
        """
        if model not in self.kept:
            read = [check(sheet, model) for sheet in self.sheets.get(kind, ())]
            faulty = [one[0] for one in read if isinstance(one, list)]
            if faulty:
                raise DeskError("pack.faulty", file=faulty[0].file, line=faulty[0].line)
            self.kept[model] = tuple(one for one in read if isinstance(one, Pack))
        return self.kept[model]


def sources(folder: Path) -> tuple[Path, ...]:
    """Every YAML file that the compiled file is made of."""
    return tuple(path for kind in KINDS for path in sorted((folder / kind).rglob("*.yaml")))


def is_fresh(compiled: Path, made_of: tuple[Path, ...]) -> bool:
    """Whether a compiled file stands and is newer than everything that it is made of."""
    if not compiled.is_file():
        return False
    age = compiled.stat().st_mtime_ns
    return all(path.stat().st_mtime_ns <= age for path in made_of)


def from_yaml(folder: Path) -> Library:
    """Read the YAML files themselves."""
    sheets: dict[str, tuple[Sheet, ...]] = {}
    faults: list[Fault] = []
    for kind in KINDS:
        read = [
            read_sheet(path, file=f"{kind}/{path.relative_to(folder / kind).as_posix()}")
            for path in sorted((folder / kind).rglob("*.yaml"))
        ]
        sheets[kind] = tuple(one for one in read if isinstance(one, Sheet))
        faults += [one for one in read if isinstance(one, Fault)]
    return Library(sheets=sheets, faults=tuple(faults))


def to_json(library: Library) -> dict[str, Any]:
    """What the compiled file holds: each pack with the hash of its content."""
    return {
        kind: [
            {"file": one.file, "sha256": digest(one.plain), "content": one.plain} for one in sheets
        ]
        for kind, sheets in library.sheets.items()
    }


def _from_json(compiled: dict[str, Any]) -> Library:
    return Library(
        sheets={
            kind: tuple(Sheet(file=one["file"], plain=one["content"], lines={}) for one in packs)
            for kind, packs in compiled.items()
        },
        faults=(),
    )


def in_force(begin: date, until: date | None, on: date) -> bool:
    """Whether a window from `begin` (with it) until `until` (with it) holds that day."""
    return begin <= on and (until is None or on <= until)
