"""Packs are read with every fault named: file, line, and how to mend it."""

from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from app.content.loader import Fault, Pack, Sheet, check, digest, read_packs, read_sheet
from app.core.words import Text


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    documents: tuple[str, ...]
    name: Text


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    day: date | None = None
    colour: Literal["red", "green"] = "red"
    parts: tuple[Inner, ...] = ()
    begin: int = Field(default=0, alias="from")


def write(folder: Path, text: str, name: str = "veterans.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def sheet_of(folder: Path, text: str) -> Sheet:
    sheet = read_sheet(write(folder, text), file="rules/veterans.yaml")
    assert isinstance(sheet, Sheet)
    return sheet


def faults_of(folder: Path, text: str) -> list[str]:
    sheet = read_sheet(write(folder, text), file="rules/veterans.yaml")
    found = sheet if isinstance(sheet, list) else check(sheet, Outer)
    assert isinstance(found, list)
    return [f"{one.line}: {one.words.uk}" for one in found]


def test_a_good_pack_is_frozen_values_with_their_lines_and_a_hash(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, "id: a\nday: 2026-11-24\nfrom: 3\nparts: []\n")
    pack = check(sheet, Outer)
    assert isinstance(pack, Pack)
    assert pack.content == Outer.model_validate({"id": "a", "day": date(2026, 11, 24), "from": 3})
    assert pack.sha256 == digest(sheet.plain)
    assert sheet.line(("day",)) == 2
    assert sheet.line(("nowhere",)) == 1


@pytest.mark.covers("F16", "3-030")
def test_an_unknown_field_is_named_with_the_nearest_name_that_is_known(tmp_path: Path) -> None:
    text = "id: a\nparts:\n  - documnets: [x]\n    name: {uk: я, en: I}\n"
    assert faults_of(tmp_path, text) == [
        "3: бракує поля «documents»",
        "3: поля «documnets» немає; може, «documents»?",
    ]
    assert faults_of(tmp_path, "id: a\nqqqq: 1\n") == ["2: поля «qqqq» немає"]


def test_every_duplicate_key_is_named_at_once(tmp_path: Path) -> None:
    text = "id: a\nid: b\nparts: []\nday: null\nparts: []\n"
    assert faults_of(tmp_path, text) == [
        "2: ключ «id» стоїть двічі; лишіть один",
        "5: ключ «parts» стоїть двічі; лишіть один",
    ]


@pytest.mark.parametrize("name", ["{uk: я}", "{en: I}", "{uk: я, en: ''}", "{uk: я, en: I, ru: x}"])
def test_a_text_stands_in_both_languages_and_in_no_third(tmp_path: Path, name: str) -> None:
    text = f"id: a\nparts:\n  - documents: []\n    name: {name}\n"
    (fault,) = faults_of(tmp_path, text)
    assert fault.startswith("4: ")


def test_wrong_values_are_shown(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "id: a\nday: 2026-02-30\ncolour: blue\n") == [
        "2: значення «2026-02-30» не підходить до поля «day»",
        "3: значення «blue» не підходить до поля «colour»",
    ]
    assert faults_of(tmp_path, f"id: a\nday: {'ж' * 60}\n") == [
        f"2: значення «{'ж' * 40}…» не підходить до поля «day»"
    ]


def test_what_is_no_yaml_is_a_fault_with_a_line(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "id: a\nparts: [\n")[0].endswith(
        "це не YAML: перевірте відступи, двокрапки й лапки біля цього рядка"
    )
    assert faults_of(tmp_path, "id: \x00a\n")[0].startswith("1: це не YAML")


def test_another_encoding_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("назва: ї".encode("cp1251"))
    (fault,) = read_sheet(path)  # type: ignore[misc]
    assert isinstance(fault, Fault)
    assert fault.words.uk == "збережіть файл у кодуванні UTF-8"
    assert str(fault) == "a.yaml:1: save the file as UTF-8"


def test_values_are_those_of_yaml_1_2(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, "a: no\nb: true\nc: 0x10\nd: 1.5\ne: ~\nf: 012\ng: 2026-11-24\n")
    assert sheet.plain == {
        "a": "no",
        "b": True,
        "c": 16,
        "d": 1.5,
        "e": None,
        "f": 12,
        "g": "2026-11-24",
    }


def test_an_empty_file_is_an_empty_pack(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "# nothing\n") == ["1: бракує поля «id»"]


def test_all_packs_of_a_folder_are_read_and_all_faults_collected(tmp_path: Path) -> None:
    write(tmp_path, "id: good\n", "a.yaml")
    write(tmp_path, "id: [\n", "b.yaml")
    write(tmp_path, "idd: x\n", "c.yaml")
    packs, faults = read_packs(tmp_path, Outer)
    assert [pack.content.id for pack in packs] == ["good"]
    assert {fault.file for fault in faults} == {
        f"{tmp_path.name}/b.yaml",
        f"{tmp_path.name}/c.yaml",
    }


def test_the_hash_is_the_same_however_the_yaml_is_laid_out(tmp_path: Path) -> None:
    one = sheet_of(tmp_path, "id: a\nparts: []\n")
    other = sheet_of(tmp_path, "# words\nparts: []\nid: 'a'\n")
    assert digest(one.plain) == digest(other.plain)
