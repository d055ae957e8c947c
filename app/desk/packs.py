"""Packs as a lawyer hands them in: every fault of every kind, and what editions there are."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.content import sentences, words_catalogue
from app.content.library import Kind, Library, edition_of, from_yaml, windows
from app.content.loader import Fault, Pack, Sheet, check
from app.content.words_reading import read_words
from app.core.paths import resources
from app.core.words import Words
from app.eligibility import acceptance, proof
from app.eligibility.pack import CATEGORIES
from app.eligibility.pack import KINDS as RULES
from app.forms import shelf
from app.forms.pack import FORMS

ALL_KINDS: tuple[Kind[Any], ...] = (*RULES, FORMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What came of reading packs."""

    packs: int
    faults: tuple[Fault, ...]
    rows: int = 0
    """Rows of acceptance tables that were tried."""


def prove(folder: Path | None, words: Words) -> Proof:
    """Read every pack under `folder` (or the program's own) and run their examples."""
    place = folder or resources()
    texts = place if place.name == "words" else place / "words"
    library = Library(sheets=()) if texts == place else from_yaml(place)
    found = [*library.faults, *(read_words(texts)[1] if texts.is_dir() else ())]
    good = []
    for sheet in library.sheets:
        wrong = _of_sheet(sheet)
        found += wrong
        good += [] if wrong else [sheet]
    whole = Library(sheets=(*good, *_borrowed(good)))
    mine = {sheet.file for sheet in good}
    found += [one for one in proof.faults(whole) if one.file in mine]
    found += _of_forms(Library(sheets=tuple(good)), words)
    # What broken packs would answer says nothing of the rows.
    tables = () if found else acceptance.tables_in(place)
    tried = acceptance.try_tables(tables, place, _judging(good, whole))
    found += tried.faults
    found.sort(key=lambda one: (one.file, one.line))
    packs = len(library.sheets) + len(library.faults)
    return Proof(packs=packs, faults=tuple(found), rows=tried.rows)


def faults_of(library: Library) -> tuple[Fault, ...]:
    """Everything that speaks against packs which are to work together; their examples are run."""
    words = Words(words_catalogue.load(), "uk")
    found = [fault for sheet in library.sheets for fault in _of_sheet(sheet)]
    found = found or [*proof.faults(library), *_of_forms(library, words)]
    return tuple(sorted(found, key=lambda one: (one.file, one.line)))


def _judging(good: Iterable[Sheet], whole: Library) -> Library:
    """The rules that tables are tried under: a folder without grounds uses the program's own."""
    return whole if any(CATEGORIES.knows(one) for one in good) else Library.load()


def _of_sheet(sheet: Sheet) -> list[Fault]:
    kind = next((one for one in ALL_KINDS if one.knows(sheet)), None)
    if kind is None:
        keys = ", ".join(sheet.plain) if isinstance(sheet.plain, dict) else "—"
        return [Fault(file=sheet.file, line=1, words=sentences.no_kind(keys))]
    read = check(sheet, kind.model)
    return [] if isinstance(read, Pack) else read


def _borrowed(good: Iterable[Sheet]) -> Iterator[Sheet]:
    """The program's own packs of each kind that the folder has none of (a folder of categories)."""
    there = tuple(good)
    wanted = [kind for kind in RULES[1:] if not any(kind.knows(one) for one in there)]
    if wanted:
        yield from (
            sheet for sheet in Library.load().sheets if any(kind.knows(sheet) for kind in wanted)
        )


def _of_forms(library: Library, words: Words) -> Iterator[Fault]:
    yield from windows(library.of(FORMS))
    for pack in library.of(FORMS):
        for said in shelf.failing(pack.content, words):
            yield Fault(file=pack.file, line=pack.sheet.line(("examples",)), words=said)


def schemas() -> dict[str, str]:
    """A JSON Schema for each kind of packs, for editors that help while one writes."""
    return {
        f"{kind.name}.schema.json": json.dumps(
            kind.model.model_json_schema(by_alias=True), ensure_ascii=False, indent=1
        )
        + "\n"
        for kind in ALL_KINDS
    }


def editions(library: Library) -> list[dict[str, object]]:
    """Every pack with its edition and dates, kind by kind."""
    return [
        {
            "kind": kind.name,
            "id": edition_of(pack).id,
            "edition": edition_of(pack).edition,
            "from": edition_of(pack).in_force.begin.isoformat(),
            "until": (until := edition_of(pack).in_force.until) and until.isoformat(),
            "file": pack.file,
            "sha256": pack.sha256,
        }
        for kind in ALL_KINDS
        for pack in library.of(kind)
    ]
