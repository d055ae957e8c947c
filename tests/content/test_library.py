"""Packs by kind and by date; the compiled file when it is fresh, the last good one when not."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, Field

from app.content import compile as compiling
from app.content import library as libraries
from app.content.library import Kind, Library, from_yaml, on_day, the_one, windows
from app.core.errors import DeskError, InputError


class Window(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    begin: date = Field(alias="from")
    until: date | None = None


class Law(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    edition: str
    in_force: Window
    limit: int


LAWS = Kind("law", Law, frozenset({"limit"}))


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like the program's own, with two editions of one pack."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "words").mkdir()
    law(tmp_path, "old", "{from: 2020-01-01, until: 2023-08-01}", 1)
    law(tmp_path, "new", "{from: 2023-08-01}", 2)
    (tmp_path / "words" / "a.yaml").write_text("a.b: {uk: я, en: I}\n", "utf-8")
    monkeypatch.setattr(libraries, "resources", lambda: tmp_path)
    monkeypatch.setattr(compiling, "resources", lambda: tmp_path)
    return tmp_path


def law(folder: Path, name: str, window: str, limit: object) -> Path:
    path = folder / "rules" / f"{name}.yaml"
    path.write_text(f"id: law\nedition: {name}\nin_force: {window}\nlimit: {limit}\n", "utf-8")
    return path


def later(path: Path, than: Path) -> None:
    stamp = than.stat().st_mtime_ns + 10_000_000
    os.utime(path, ns=(stamp, stamp))


@pytest.mark.covers("F17", "3-031")
@pytest.mark.parametrize(
    ("day", "limit"),
    [("2020-01-01", 1), ("2023-07-31", 1), ("2023-08-01", 2), ("2030-01-01", 2)],
)
def test_the_edition_of_the_day_is_used(resources: Path, day: str, limit: int) -> None:
    packs = Library.load().of(LAWS)
    assert the_one(packs, date.fromisoformat(day)).content.limit == limit
    assert len(on_day(packs, date.fromisoformat(day))) == 1


@pytest.mark.covers("F17")
def test_a_day_before_the_first_edition_is_an_error_never_the_nearest(resources: Path) -> None:
    with pytest.raises(InputError) as problem:
        the_one(Library.load().of(LAWS), date(2019, 12, 31))
    assert problem.value.code == "pack.none_on_day"


@pytest.mark.covers("F17")
@pytest.mark.parametrize(
    ("until", "said"),
    [("2023-07-01", "прогалина"), ("2023-09-01", "перекриваються"), (None, "перекриваються")],
)
def test_gap_and_overlap_are_faults(resources: Path, until: str | None, said: str) -> None:
    end = f", until: {until}" if until else ""
    law(resources, "old", f"{{from: 2020-01-01{end}}}", 1)
    (fault,) = windows(Library.load().of(LAWS))
    assert said in fault.words.uk
    assert (fault.file, fault.line) == ("rules/new.yaml", 3)


def test_editions_that_fit_are_no_fault(resources: Path) -> None:
    assert windows(Library.load().of(LAWS)) == []


def test_the_compiled_file_is_read_when_it_is_fresh(resources: Path) -> None:
    assert compiling.main() == 0
    compiled = resources / "compiled" / "content.json"
    kept = json.loads(compiled.read_text("utf-8"))
    kept[0]["content"]["limit"] = 77
    compiled.write_text(json.dumps(kept), "utf-8")
    assert 77 in {pack.content.limit for pack in Library.load().of(LAWS)}
    later(resources / "rules" / "old.yaml", compiled)
    assert {pack.content.limit for pack in Library.load().of(LAWS)} == {1, 2}


def test_the_hash_is_the_same_compiled_or_not(resources: Path) -> None:
    plain = {pack.file: pack.sha256 for pack in Library.load().of(LAWS)}
    compiling.main()
    assert {pack.file: pack.sha256 for pack in Library.load().of(LAWS)} == plain


def test_a_broken_pack_gives_way_to_the_last_good_one(resources: Path) -> None:
    compiling.main()
    later(law(resources, "new", "{from: 2023-08-01}", "many"), resources / "compiled/content.json")
    library = Library.load()
    assert {pack.content.limit for pack in library.of(LAWS)} == {1, 2}
    (fault,) = library.faults
    assert (fault.file, fault.line) == ("rules/new.yaml", 4)


def test_a_pack_that_is_no_yaml_gives_way_too(resources: Path) -> None:
    compiling.main()
    path = law(resources, "new", "{from: [", 2)
    later(path, resources / "compiled/content.json")
    library = Library.load()
    assert {pack.content.limit for pack in library.of(LAWS)} == {1, 2}
    assert [fault.file for fault in library.faults] == ["rules/new.yaml"]


def test_without_a_good_one_a_broken_pack_is_an_error_with_its_place(resources: Path) -> None:
    law(resources, "new", "{from: 2023-08-01}", "many")
    with pytest.raises(DeskError) as problem:
        Library.load().of(LAWS)
    assert problem.value.code == "pack.faulty"
    assert problem.value.values == {"file": "rules/new.yaml", "line": 4}


def test_any_folder_of_packs_can_be_read(resources: Path) -> None:
    library = from_yaml(resources / "rules")
    assert {sheet.file for sheet in library.sheets} == {"old.yaml", "new.yaml"}
    assert len(Library.load(resources / "rules").of(LAWS)) == 2


def test_faults_stop_the_compiling(resources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    law(resources, "new", "{from: [", 2)
    (resources / "words" / "b.yaml").write_text("a.b: {uk: ще, en: more}\n", "utf-8")
    assert compiling.main() == 1
    said = capsys.readouterr().err
    assert "rules/new.yaml:" in said
    assert "words/b.yaml:1: the key `a.b` stands in another file too" in said
    assert not (resources / "compiled").exists()
