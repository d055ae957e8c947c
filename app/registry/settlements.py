"""The settlements of Ukraine by the state codifier (КАТОТТГ), offline: typed letters find places.

A settlement is a help, never a must: an address may be any text. Old names find the place of now.
The files are made by `installer/settlements.py`; their README says where they come from.
"""

import csv
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.core.paths import resources
from app.registry.names import fold, from_latin, other_layout, twins_of

_SETTLEMENTS = frozenset("KMXC")
_SIZES = {"K": 500_000, "M": 5_000, "X": 1_000, "C": 0}
"""How big a place counts when its inhabitants are not known."""
_SHORT = {"K": "м.", "M": "м.", "X": "с-ще", "C": "с."}
_TYPES = frozenset(("м", "місто", "с", "село", "смт", "селище", "сщ", "г", "город", "пгт", "обл"))
_PLAIN = frozenset(("область", "обл", "район", "рн", "р", "н", "громада", "україна"))
_STREETS = ("вул", "просп", "пров", "бул", "площ", "пл ", "буд", "кв ", "мікрор", "шосе", "узвіз")
_SHORTEST = 2
_TYPO_FROM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class OldName:
    """What a place or a district was called before, by which act, and how sure that is."""

    old: str
    code: str
    now: str
    act: str
    date: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """One place of the codifier and where it lies; `was` is the old name that was asked for."""

    code: str
    kind: str
    """K city with special status, M city, X settlement, C village."""
    name: str
    region: str
    district: str
    community: str
    inhabitants: int
    was: str = ""

    @property
    def address(self) -> str:
        """The beginning of an address as papers write it: region, district, place."""
        place = f"{_SHORT[self.kind]} {self.name}"
        if not self.region:
            return place
        region = self.region if " " in self.region else f"{self.region} обл."
        return f"{region}, {self.district} р-н, {place}"


class _Place(NamedTuple):
    code: str
    kind: str
    name: str
    size: int
    above: tuple[str, str, str]
    """Region, district, community."""


class Directory:
    """All places in memory, by the folded words of their names."""

    def __init__(self, settlements: Path, old_names: Path) -> None:
        """Read both files."""
        self._places: dict[str, _Place] = {}
        self._read(settlements)
        self._was: dict[str, list[OldName]] = defaultdict(list)
        for old in read_old_names(old_names):
            self._was[old.code].append(old)
        keys = sorted(self._keys())
        self._words = [word for word, _, _ in keys]
        self._codes = [code for _, code, _ in keys]
        self._olds = {at: was for at, (_, _, was) in enumerate(keys) if was}
        self._known = sorted(set(self._words))

    def find(self, typed: str, *, limit: int = 8) -> tuple[Settlement, ...]:
        """Places whose name begins like what was typed, the biggest first; then misspelt ones.

        Words of the region, district or community narrow it down; a wrong keyboard layout and Latin
        letters are read too. Empty while less than two letters are typed.
        """
        asked = _asked(typed)
        if not asked:
            return ()
        readings = tuple(dict.fromkeys((asked, *_other_readings(typed))))
        for look in (self._begun, self._misspelt, self._begun_misspelt):
            for reading in readings:
                if found := look(reading, limit):
                    return found
        return ()

    def settlement(self, code: str) -> Settlement | None:
        """The place of that code."""
        place = self._places.get(code)
        return self._told(place, "") if place else None

    # ---- inside ---------------------------------------------------------------------------------

    def _read(self, file: Path) -> None:
        region = district = ""
        above = ("", "", "")
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("#"):
                    continue
                kind, code, name, *size = line.rstrip("\n").split("\t")
                if kind == "O":
                    region, above = name, (name, "", "")
                elif kind == "P":
                    district, above = name, (region, name, "")
                elif kind == "H":
                    above = (region, district, name)
                elif kind in _SETTLEMENTS:
                    where = ("", "", "") if kind == "K" else above
                    inhabitants = int(size[0]) if size else 0
                    self._places[code] = _Place(code, sys.intern(kind), name, inhabitants, where)

    def _keys(self) -> Iterator[tuple[str, str, str]]:
        for code, place in self._places.items():
            for word in _ways(place.name):
                yield word, code, ""
            for old in self._was.get(code, ()):
                for word in _ways(old.old):
                    yield word, code, old.old

    def _begun(self, asked: tuple[str, ...], limit: int) -> tuple[Settlement, ...]:
        """Places that begin with the first words; the words after them say where."""
        for taken in range(len(asked), 0, -1):
            name, where = " ".join(asked[:taken]), asked[taken:]
            hits = [
                (name == fold(was or self._places[code].name), code, was)
                for _, code, was in self._range(name)
                if self._lies(code, where)
            ]
            if hits:
                return self._best(hits, limit)
        return ()

    def _range(self, name: str) -> Iterator[tuple[str, str, str]]:
        at = bisect_left(self._words, name)
        while at < len(self._words) and self._words[at].startswith(name):
            yield self._words[at], self._codes[at], self._olds.get(at, "")
            at += 1

    def _lies(self, code: str, where: Sequence[str]) -> bool:
        if not where:
            return True
        around = fold(" ".join(self._places[code].above)).split()
        return all(any(have.startswith(word) for have in around) for word in where)

    def _misspelt(self, asked: tuple[str, ...], limit: int) -> tuple[Settlement, ...]:
        return self._near(" ".join(asked), self._known, limit)

    def _begun_misspelt(self, asked: tuple[str, ...], limit: int) -> tuple[Settlement, ...]:
        name = " ".join(asked)
        begun = tuple(dict.fromkeys(word[: len(name)] for word in self._known))
        return self._near(name, begun, limit)

    def _near(self, name: str, words: Sequence[str], limit: int) -> tuple[Settlement, ...]:
        if len(name) < _TYPO_FROM:
            return ()
        mistakes = 2 if len(name) > 6 else 1
        near = process.extract(
            name, words, scorer=OSA.distance, score_cutoff=mistakes, limit=4 * limit
        )
        best = min((distance for _, distance, _ in near), default=0)
        hits = [
            (have == word, code, was)
            for word, distance, _ in near
            if distance == best
            for have, code, was in self._range(word)
        ]
        return self._best(hits, limit)

    def _best(self, hits: Sequence[tuple[bool, str, str]], limit: int) -> tuple[Settlement, ...]:
        chosen: dict[str, tuple[bool, str]] = {}
        for exact, code, was in hits:
            before = chosen.get(code)
            if before is None or (exact, not was) > (before[0], not before[1]):
                chosen[code] = (exact, was)
        ranked = sorted(
            ((exact, self._places[code], was) for code, (exact, was) in chosen.items()),
            key=lambda one: (-_weight(one[1], exact=one[0]), one[1].name, one[1].code),
        )
        return tuple(self._told(place, was) for _, place, was in ranked[:limit])

    def _told(self, place: _Place, was: str) -> Settlement:
        region, district, community = place.above
        return Settlement(
            code=place.code,
            kind=place.kind,
            name=place.name,
            region=region,
            district=district,
            community=community,
            inhabitants=place.size,
            was=was,
        )


@cache
def directory() -> Directory:
    """The directory that came with the program; read at the first letter, then kept."""
    folder = resources() / "directory"
    return Directory(folder / "settlements.tsv", folder / "old_names.tsv")


def other_names(word: str) -> frozenset[str]:
    """Folded names that a place of this name had before or has now: «артемівськ» and «бахмут»."""
    return _renamed().get(fold(word), frozenset())


@cache
def _renamed() -> Mapping[str, frozenset[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for row in read_old_names(resources() / "directory" / "old_names.tsv"):
        groups[row.code] |= {fold(row.old), fold(row.now)}
    for group in groups.values():
        for name in group:
            names[name] |= group - {name}
    return {name: frozenset(others) for name, others in names.items()}


def read_old_names(file: Path) -> Iterator[OldName]:
    """The rows of `old_names.tsv`."""
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield OldName(**row)


def place_part(address: str) -> str:
    """The part of an address that names its place: up to «м. Бахмут», else up to the comma."""
    parts = [part.strip() for part in address.split(",")]
    for at, part in enumerate(parts):
        if part.startswith(tuple(f"{short} " for short in _SHORT.values())):
            return ", ".join(parts[: at + 1])
    return parts[0]


def _ways(name: str) -> Iterator[str]:
    """A name is found from each of its words on: «Нова Збур’ївка» and «Збур’ївка»."""
    words = fold(name).split()
    for place in range(len(words)):
        yield " ".join(words[place:])


def _weight(place: _Place, *, exact: bool) -> int:
    size = place.size or _SIZES[place.kind]
    # A whole name outweighs bigger places that only begin so, but not the biggest ones.
    return size * 10 + 20_000 if exact else size


def _asked(typed: str) -> tuple[str, ...]:
    """The words that name a place in a half-typed address; none where a street is being typed."""
    parts = [part.strip() for part in typed.split(",")]
    if any(fold(part).startswith(_STREETS) or part[:1].isdigit() for part in parts):
        return ()
    name = _words(parts[-1])
    before = [word for part in parts[:-1] for word in _words(part)]
    return (*name, *before) if len("".join(name)) >= _SHORTEST else ()


def _words(text: str) -> list[str]:
    words = fold(text).split()
    if len(words) > 1 and words[0] in _TYPES:
        words = words[1:]
    return [word for word in words if word not in _PLAIN]


def _other_readings(typed: str) -> Iterator[tuple[str, ...]]:
    for text in (from_latin(typed), other_layout(typed), twins_of(typed)):
        if text != typed and (asked := _asked(text)):
            yield asked
