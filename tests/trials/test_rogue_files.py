"""Rogue files: JSON, tables and workbooks that somebody made to make the program fall or obey.

Each target reads what an attack made of a sound file. It may refuse in words or read data; it may
not fall, run anything, take long, or take a changed keyslot file for a good one.
"""

import csv
import io
import json
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.core import settings
from app.core.errors import DeskError, InputError
from app.core.paths import Home
from app.core.settings import Settings
from app.desk.vaults import Vaults
from app.exchange.files import opened
from app.exchange.model import Layout
from app.exchange.workbook import CsvFile, WorkbookFile
from app.registry.card_json import card_from_json, card_to_json
from app.registry.model import Card
from app.vault import keyslots
from tests.conftest import RepeatingIds, StandingClock
from tests.trials.frame import Trial
from tests.ui.doors import PASSPHRASE, PERSON, new_office, ways

LONGEST_SECONDS = 10.0
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "  =1", "'=1")
FORBIDDEN = ("exec", "compile", "os.system", "subprocess.Popen", "pickle.find_class")
VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 1e308, 10**30, "", "x" * 100_000, "\x00", "\u202e", "\ud800", [], {}, [[]],
    {"__class__": "os"}, "!!python/object/apply:os.system ['true']", "__import__('os')",
    "{0.__class__}",
    "2026-02-30", ["a"] * 5_000, {"a": {"a": {"a": {}}}}, "'; DROP TABLE client; --", "=1+1", 9e999,
)  # fmt: skip
RAW = (
    b"", b"null", b"[" * 100_000, b'{"a":' * 100_000, b"\xff\xfe\x00", b"\x80\x04\x95.", b"{}" * 2,
    b"NaN", b'{"a":1,"a":2}', b"1" * 10_000, b'"\\ud800"', b"PK\x03\x04", b"\xef\xbb\xbf{}",
    b"{\x00}",
)  # fmt: skip


def read_card(path: Path) -> object:
    try:
        plain = json.loads(path.read_bytes())
    except (ValueError, RecursionError):  # told by the command line, which reads the file
        raise InputError("card.not_json", file="", line=1) from None
    return card_from_json(plain)


def read_settings(path: Path) -> object:
    found = settings.load(path)
    assert found.language in ("uk", "en")
    assert 90 <= found.letters <= 200
    return found


def read_keyslots(path: Path) -> object:
    keyslots.second_copy(path).unlink(missing_ok=True)
    return keyslots.load(path)


def read_table(path: Path) -> object:
    return list(opened(path, Layout()).rows())


TARGETS: dict[str, Callable[[Path], object]] = {
    "card.json": read_card,
    "settings.json": read_settings,
    "keyslots.json": read_keyslots,
    "table.csv": read_table,
}


def sound_files(folder: Path) -> dict[str, bytes]:
    """A sound file for each target."""
    home = Home(folder / "office")
    new_office(home, clock=StandingClock(), ids=RepeatingIds()).opened.database.close()
    return {
        "card.json": json.dumps(card_to_json(Card(surname="Осока", given_name="Ґанна"))).encode(),
        "settings.json": json.dumps(asdict(Settings())).encode(),
        "keyslots.json": home.keyslots.read_bytes(),
        "table.csv": "surname,given_name\nОсока,Ґанна\nВерба,Олена\n".encode(),
    }


def places(plain: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value of a JSON document."""
    yield way
    pairs = (
        plain.items()
        if isinstance(plain, dict)
        else enumerate(plain if isinstance(plain, list) else ())
    )
    for name, value in pairs:
        yield from places(value, (*way, name))


def put(plain: Any, way: tuple[Any, ...], value: Any) -> Any:
    """The document with another value there."""
    if not way:
        return value
    copied = json.loads(json.dumps(plain))
    inner = copied
    for name in way[:-1]:
        inner = inner[name]
    inner[way[-1]] = value
    return copied


def hand_made(sound: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The table of attacks and targets."""
    for target, whole in sound.items():
        for raw in RAW:
            yield target, raw
        if not target.endswith(".json"):
            continue
        plain = json.loads(whole)
        for way in places(plain):
            for value in VALUES:
                yield target, json.dumps(put(plain, way, value)).encode()
        yield target, json.dumps({**plain, "__class__": "os.system"}).encode()


def mutated(whole: bytes, chance: Random) -> bytes:
    raw = bytearray(whole)
    for _ in range(chance.choice((1, 1, 2, 5))):
        place = chance.randrange(len(raw) or 1)
        match chance.randrange(4):
            case 0:
                raw[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del raw[place : place + chance.randrange(1, 40)]
            case 2:
                raw[place:place] = chance.randbytes(chance.randrange(1, 9))
            case _:
                raw[place:place] = chance.choice(RAW)[:200]
    return bytes(raw)


class Reader:
    """Reads one file after another; what was refused, what fell, what ran, the slowest of them."""

    def __init__(self, folder: Path, sound: dict[str, bytes]) -> None:
        self.folder, self.sound = folder, sound
        self.refused = self.read = 0
        self.taken: list[bytes] = []
        self.slowest = 0.0

    def look(self, target: str, raw: bytes) -> None:
        path = self.folder / target
        path.write_bytes(raw)
        since = time.thread_time()
        try:
            TARGETS[target](path)
            self.read += 1
            if target == "keyslots.json" and raw != self.sound[target]:
                self.taken.append(raw)
        except DeskError:
            self.refused += 1
        self.slowest = max(self.slowest, time.thread_time() - since)


@pytest.fixture
def ran() -> Iterator[list[str]]:
    """What was run or compiled while files were read."""
    started: list[str] = []
    watching = True

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if watching and event in FORBIDDEN and not str(arguments).startswith("(<code o"):
            started.append(event)

    sys.addaudithook(hook)
    yield started
    watching = False


@pytest.mark.covers("R-10")
@pytest.mark.timeout(200)
def test_rogue_json_and_tables(trial: Trial, tmp_path: Path, ran: list[str]) -> None:
    sound = sound_files(tmp_path)
    reader = Reader(tmp_path, sound)
    for target, whole in sound.items():
        reader.look(target, whole)
    assert reader.refused == 0
    ran.clear()
    made = list(hand_made(sound))
    assert len(made) >= 300
    for target, raw in made:
        reader.look(target, raw)
    names = sorted(sound)
    for _, chance in trial.turns(ci=5_000, soak=100_000):
        target = chance.choice(names)
        reader.look(target, mutated(sound[target], chance))
    same = [raw for raw in reader.taken if _meaning(raw) != _meaning(sound["keyslots.json"])]
    trial.tell(
        hand_made=len(made), refused=reader.refused, taken=len(same), code_run=len(ran),
        slowest_ms=round(reader.slowest * 1000),
    )  # fmt: skip
    assert (same, ran) == ([], [])
    assert reader.slowest < LONGEST_SECONDS


def _meaning(raw: bytes) -> Any:
    return json.loads(raw)


@pytest.mark.covers("R-10")
@pytest.mark.parametrize(
    ("memory", "rounds", "lanes"),
    [(2**40, 1, 1), (64, 2**31, 1), (64, 1, 2**24), (0, 0, 0), (-1, 1, 1), ("64", 1, 1)],
)
def test_a_price_that_nobody_could_pay_is_refused_in_words(
    tmp_path: Path, memory: Any, rounds: int, lanes: int
) -> None:
    """The check sum of keyslots is no secret: whoever can write the file can make it fit."""
    home, clock, ids = Home(tmp_path / "home"), StandingClock(), RepeatingIds()
    new_office(home, clock=clock, ids=ids).opened.database.close()
    body = json.loads(home.keyslots.read_bytes())
    del body["check"]
    for slot in body["slots"]:
        slot["cost"] = {"memory_kib": memory, "iterations": rounds, "lanes": lanes}
    raw = json.dumps({"check": keyslots._check(body), **body})
    for copy in (home.keyslots, keyslots.second_copy(home.keyslots)):
        copy.write_text(raw, "utf-8")
    since = time.monotonic()
    with pytest.raises(DeskError):
        Vaults(home, clock=clock, ids=ids, **ways()).open(PERSON, PASSPHRASE)
    assert time.monotonic() - since < 5 * LONGEST_SECONDS


# ---- workbooks ----------------------------------------------------------------------------------

SHEET = (
    '<?xml version="1.0"?>{dtd}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>surname</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row></sheetData></worksheet>'
)  # fmt: skip
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
) + "]>"  # fmt: skip


def with_sheet(path: Path, sheet: str) -> None:
    """A workbook whose only sheet is this XML."""
    sound = WorkbookFile(path, ("surname",), passphrase="")
    sound.add([("Осока",)])
    sound.finish()
    whole = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            inside = before.read(name)
            after.writestr(name, sheet if name.endswith("sheet1.xml") else inside)


@pytest.mark.covers("R-10")
def test_a_workbook_brings_in_no_entity_of_its_own(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("таємне", "utf-8")
    outside = f"<!DOCTYPE x [<!ENTITY out SYSTEM '{secret.as_uri()}'>]>"
    for dtd, text in ((outside, "&out;"), (LAUGHS, "&a9;")):
        path = tmp_path / "table.xlsx"
        with_sheet(path, SHEET.format(dtd=dtd, text=text))
        since = time.thread_time()
        try:
            rows = str(list(opened(path, Layout()).rows()))
        except DeskError:
            rows = ""
        assert "таємне" not in rows
        assert len(rows) < 10_000
        assert time.thread_time() - since < LONGEST_SECONDS


@pytest.mark.covers("R-10")
def test_no_cell_that_leaves_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    file = CsvFile(path, ("surname",))
    file.add([(text,) for text in FORMULAS])
    file.finish()
    with path.open(encoding="utf-8-sig", newline="") as written:
        cells = [row[0] for row in csv.reader(written)][1:]
    assert len(cells) == len(FORMULAS)
    assert all(cell.startswith("'") for cell in cells)
    book = tmp_path / "out.xlsx"
    made = WorkbookFile(book, ("surname",), passphrase="")
    made.add([(text,) for text in FORMULAS])
    made.finish()
    with zipfile.ZipFile(book) as inside:
        assert b"<f>" not in inside.read("xl/worksheets/sheet1.xml")


def test_a_card_that_is_no_card_is_refused_with_its_place() -> None:
    with pytest.raises(InputError):
        card_from_json({"surname": ["Осока"]})
