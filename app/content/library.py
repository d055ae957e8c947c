"""The packs that the program works with: the compiled ones, or the YAML when it is newer.

The library knows no room. A room describes each kind of its packs once (`Kind`: model, and the
top-level fields by which such a file is recognised) and asks for it: `library.of(CATEGORIES)`.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from pydantic_core import from_json

from app.content import sentences
from app.content.freshness import is_fresh
from app.content.loader import Fault, Model, Pack, Sheet, check, digest, read_sheet
from app.core.errors import DeskError, InputError
from app.core.paths import resources

FOLDERS = ("rules", "forms")
"""The folders of `resources` whose files are packs."""


class HasWindow(Protocol):
    """From which day, and the first day on which no more."""

    @property
    def begin(self) -> date: ...
    @property
    def until(self) -> date | None: ...


class HasEdition(Protocol):
    """What every pack begins with: whose edition it is, and when it is in force."""

    @property
    def id(self) -> str: ...
    @property
    def edition(self) -> str: ...
    @property
    def in_force(self) -> HasWindow: ...


Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Kind(Generic[Model]):
    """One kind of packs: what it is called, its schema, the fields that only this kind has."""

    name: str
    model: type[Model]
    marks: frozenset[str]

    def knows(self, sheet: Sheet) -> bool:
        """Whether the file is a pack of this kind."""
        return isinstance(sheet.plain, dict) and not self.marks.isdisjoint(sheet.plain)


@dataclass(slots=True)
class Library:
    """All pack files as plain values; each room turns its own kinds into its models, once."""

    sheets: tuple[Sheet, ...]
    faults: tuple[Fault, ...] = ()
    """What could not be read; the good packs work on."""
    last_good: dict[str, Sheet] = field(default_factory=dict, repr=False)
    """The compiled packs by file: they stay when the YAML beside them is broken."""
    kept: dict[Any, Any] = field(default_factory=dict, repr=False)
    """What rooms have made of the packs, so that they make it once."""
    bundle: int = 0
    """The number of the signed bundle that lies over the program's own packs; 0: none does."""

    @staticmethod
    def load(folder: Path | None = None) -> "Library":
        """The packs of `folder`, or the program's own.

        The compiled file is read when it is newer than every source; else the YAML itself.
        """
        if folder is not None:
            return from_yaml(folder)
        compiled = resources() / "compiled" / "content.json"
        made_of = sources(resources())
        if is_fresh(compiled, made_of):
            return Library(sheets=compiled_sheets(compiled))
        library = from_yaml(resources())
        if compiled.is_file():
            library.last_good = {one.file: one for one in compiled_sheets(compiled)}
            unread = {fault.file for fault in library.faults}
            kept = (one for file, one in library.last_good.items() if file in unread)
            library.sheets = (*library.sheets, *kept)
        return library

    def become(self, other: "Library") -> None:
        """Work with other packs from now on: everybody who holds this library does."""
        self.sheets, self.faults = other.sheets, other.faults
        self.last_good, self.bundle = other.last_good, other.bundle
        self.kept.clear()

    def of(self, kind: Kind[Model]) -> tuple[Pack[Model], ...]:
        """All packs of one kind in the order of their files.

        A pack that does not fit its schema gives way to the last good one; without any it is a
        DeskError `pack.faulty`. `content check` names every fault.
        """
        if kind.name not in self.kept:
            self.kept[kind.name] = tuple(
                self._good(sheet, kind) for sheet in self.sheets if kind.knows(sheet)
            )
        packs: tuple[Pack[Model], ...] = self.kept[kind.name]
        return packs

    def _good(self, sheet: Sheet, kind: Kind[Model]) -> Pack[Model]:
        found = check(sheet, kind.model)
        if isinstance(found, Pack):
            return found
        self.faults = (*self.faults, *found)
        before = self.last_good.get(sheet.file)
        good = check(before, kind.model) if before else found
        if isinstance(good, Pack):
            return good
        raise DeskError("pack.faulty", file=found[0].file, line=found[0].line)


def on_day(packs: tuple[Pack[Model], ...], on: date) -> tuple[Pack[Model], ...]:
    """The editions in force that day. A gap between editions is a fault of the packs."""
    return tuple(pack for pack in packs if holds(edition_of(pack).in_force, on))


def the_one(packs: tuple[Pack[Model], ...], on: date) -> Pack[Model]:
    """The one edition in force that day; a day that no edition covers is an InputError."""
    found = on_day(packs, on)
    if not found:
        raise InputError("pack.none_on_day", date=on.isoformat())
    return found[0]


def edition_of(pack: Pack[Model]) -> HasEdition:
    """A pack seen as an edition; every kind of pack begins alike."""
    content: Any = pack.content
    seen: HasEdition = content
    return seen


def holds(window: HasWindow, on: date) -> bool:
    """Whether a half-open window holds that day."""
    return window.begin <= on and (window.until is None or on < window.until)


def windows(packs: tuple[Pack[Model], ...]) -> list[Fault]:
    """Editions of one id whose windows leave a gap or lie upon each other."""
    found = []
    by_id: dict[str, list[Pack[Model]]] = {}
    for pack in sorted(packs, key=lambda one: edition_of(one).in_force.begin):
        by_id.setdefault(edition_of(pack).id, []).append(pack)
    for editions in by_id.values():
        for before, after in pairwise(editions):
            words = sentences.window(
                before.file,
                edition_of(before).in_force.until,
                edition_of(after).in_force.begin,
            )
            if words:
                line = after.sheet.line(("in_force",))
                found.append(Fault(file=after.file, line=line, words=words))
    return found


def sources(folder: Path) -> tuple[Path, ...]:
    """Every YAML file that the compiled file is made of."""
    return tuple(path for one in FOLDERS for path in sorted((folder / one).rglob("*.yaml")))


def from_yaml(folder: Path) -> Library:
    """Read the YAML files themselves: rules and forms of `folder`, or any packs lying in it."""
    paths = sources(folder) or tuple(sorted(folder.rglob("*.yaml")))
    read = [read_sheet(path, file=path.relative_to(folder).as_posix()) for path in paths]
    return Library(
        sheets=tuple(one for one in read if isinstance(one, Sheet)),
        faults=tuple(fault for one in read if not isinstance(one, Sheet) for fault in one),
    )


def to_json(library: Library) -> list[dict[str, Any]]:
    """What the compiled file holds: each pack with the hash of its content."""
    return [
        {"file": one.file, "sha256": digest(one.plain), "content": one.plain}
        for one in library.sheets
    ]


def compiled_sheets(compiled: Path) -> tuple[Sheet, ...]:
    """The packs of the compiled file."""
    return tuple(
        Sheet(file=one["file"], plain=one["content"], lines={}, sha256=one["sha256"])
        for one in from_json(compiled.read_bytes())
    )
