"""The bundles that lie in a home, and which of them is in force: `packs/000007.pack`, `in-force`.

A bundle is checked anew each time it is read: whoever can write into the folder cannot change a
rule. Without a good bundle the program's own packs are in force.
"""

from dataclasses import dataclass
from pathlib import Path

from app.content import bundle
from app.content.bundle import Bundle, Publishers
from app.content.library import Library
from app.content.loader import Sheet
from app.core.disk import put_in_place
from app.core.errors import InputError
from app.core.paths import Home

OWN = 0
"""The number of the packs that came with the program."""


@dataclass(frozen=True, slots=True)
class Installed:
    """The bundles of one home."""

    home: Home
    trusted: Publishers

    def path(self, number: int) -> Path:
        """Where the bundle of that number lies."""
        return self.home.packs / f"{number:06d}.pack"

    def get(self, number: int) -> Bundle | None:
        """The bundle of that number, if it lies here and its signatures hold."""
        try:
            found = bundle.opened(bundle.read(self.path(number)), self.trusted)
        except InputError:
            return None
        return found if found.number == number else None

    def in_force(self) -> int:
        """The number of the bundle that was put in force last; `OWN` when none was."""
        try:
            text = (self.home.packs / "in-force").read_text("ascii").strip()
        except (OSError, ValueError):
            return OWN
        return int(text) if text.isdecimal() and len(text) <= len("999999") else OWN

    def keep(self, raw: bytes, number: int) -> None:
        """Put a bundle into the home, whole or not at all; it is not in force yet."""
        self._write(self.path(number), raw)

    def put_in_force(self, number: int) -> None:
        """From the next reading on these packs are used."""
        self._write(self.home.packs / "in-force", str(number).encode())

    def _write(self, path: Path, raw: bytes) -> None:
        self.home.packs.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(path.name + ".new")
        draft.write_bytes(raw)
        put_in_place(draft, path)


def library_of(home: Home, trusted: Publishers | None = None) -> Library:
    """The packs in force in that home: the program's own, and a good bundle's over them."""
    own = Library.load()
    if not home.packs.is_dir():
        return own
    here = Installed(home, trusted or bundle.publishers())
    found = here.get(here.in_force())
    return overlaid(own, found) if found else own


def overlaid(own: Library, found: Bundle) -> Library:
    """The program's packs with those of a bundle in their places."""
    sheets = merged(own.sheets, found.sheets)
    return Library(
        sheets=sheets, faults=own.faults, last_good=dict(own.last_good), bundle=found.number
    )


def merged(own: tuple[Sheet, ...], new: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The new sheets in the places of the old of the same file; others after them."""
    by_file = {one.file: one for one in (*own, *new)}
    return tuple(by_file.values())
