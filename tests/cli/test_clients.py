"""Clients from the command line, as the contract writes it, over a real vault."""

import io
import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.cli import program
from app.core.clock import Clock
from app.core.ids import SystemIds
from tests.conftest import StandingClock

OLENA = {
    "surname": "Шевченко",
    "given_name": "Олена",
    "patronymic": "Іванівна",
    "birth_date": "1986-03-07",
    "sex": "female",
    "phones": ["+380501234567"],
    "document": {"kind": "id_card", "number": "000123456", "issuer": "", "issued_on": "2019-05-04"},
    "language": "uk",
}
PASSPHRASE = "сім синіх слонів співають"
Run = Callable[..., tuple[int, str, str]]


def called(
    folder: Path, phrase: Path, *arguments: str, inp: str = "", clock: Clock | None = None
) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    signed = ("--user", "Ірина", "--passphrase-file", str(phrase))
    code = program.run(
        ("--home", str(folder), "--lang", "uk", *arguments, *signed),
        clock=clock or StandingClock(),
        ids=SystemIds(),
        inp=io.StringIO(inp),
        out=out,
        err=err,
    )
    return code, out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def new_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault that nobody has written to: making one costs a second, copying it nothing."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "passphrase").write_text(PASSPHRASE + "\n", "utf-8")
    code, _, err = called(folder / "home", folder / "passphrase", "init", "--office", "Бюро")
    assert code == 0, err
    return folder


@pytest.fixture
def run(new_office: Path, tmp_path: Path) -> Run:
    shutil.copytree(new_office, tmp_path / "office")
    office = tmp_path / "office"
    return partial(called, office / "home", office / "passphrase")


def file_of(tmp_path: Path, raw: object) -> str:
    path = tmp_path / "client.json"
    path.write_text(raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False), "utf-8")
    return str(path)


def answer(result: tuple[int, str, str]) -> Any:
    assert result[0] == 0, result
    return json.loads(result[1])


@pytest.mark.covers("3-020", "3-021")
def test_add_find_show_and_duplicates(run: Run, tmp_path: Path) -> None:
    file = file_of(tmp_path, OLENA)
    dry = answer(run("clients", "add", file, "--dry-run"))
    assert (dry["id"], dry["reference"], dry["possible_duplicates"]) == (None, None, [])
    made = answer(run("clients", "add", file))
    assert made["possible_duplicates"] == []
    found = answer(run("clients", "find", "шевч о 86"))
    assert [one["id"] for one in found] == [made["id"]]
    assert set(found[0]) == {"id", "reference", "full_name", "birth_date", "score", "why"}
    assert found[0]["birth_date"] == "1986-03-07"
    assert "surname" in found[0]["why"]
    assert answer(run("clients", "find", "нікого")) == []
    likely = answer(
        run("clients", "duplicates", file_of(tmp_path, {**OLENA, "surname": "Шевчинко"}))
    )
    assert likely[0]["id"] == made["id"]
    assert "same_birth_date" in likely[0]["for"]
    assert likely[0]["against"] == []
    again = answer(run("clients", "add", file))
    assert [one["id"] for one in again["possible_duplicates"]] == [made["id"]]
    code, told, _ = run("clients", "show", made["reference"].lower().replace("-", ""))
    assert code == 0
    assert made["reference"] in told
    shown = answer(run("clients", "show", made["reference"], "--json"))
    assert shown["card"]["surname"] == "Шевченко"
    assert [entry["kind"] for entry in shown["timeline"]] == ["registered"]


def test_a_card_from_standard_input(run: Run) -> None:
    made = answer(run("clients", "add", "-", inp=json.dumps({"alias": "Пані в синьому"})))
    assert answer(run("clients", "find", "синьому"))[0]["reference"] == made["reference"]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ({}, "імені"),
        ({"note": "x"}, "імені"),
        ({"surname": "Ш", "birth_date": "2030-01-01"}, "birth_date"),
        ({"surname": "Ш", "birth_date": "1986-02-31"}, "birth_date"),
        ({"surnme": "Ш"}, "surname"),
        ({"surname": 5}, "surname"),
        ({"surname": "Ш", "phones": ["нема"]}, "phones[0]"),
        ([], "JSON"),
        ("{", "JSON"),
        ('{"surname": "А", "surname": "Б"}', "JSON"),
        ('{"age": NaN}', "JSON"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_wrong_input_is_told_in_words(run: Run, tmp_path: Path, raw: object, told: str) -> None:
    code, out, err = run("clients", "add", file_of(tmp_path, raw))
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


def test_what_is_not_there(run: Run, tmp_path: Path) -> None:
    assert run("clients", "add", str(tmp_path / "нема.json"))[0] == 2
    assert run("clients", "add", str(tmp_path))[0] == 2
    assert run("clients", "show", "95R-F7N-D63")[0] == 1
    assert run("clients", "show", "95R-F7N-D64")[0] == 2
    assert run("clients", "find", "а", "--limit", "0")[0] == 2


@pytest.mark.parametrize("name", ["Ш" * 300, "😀👩‍⚖️", "\u202eолена\u202c", "\ud800а"])
def test_strange_names_do_no_harm(run: Run, tmp_path: Path, name: str) -> None:
    file = file_of(tmp_path, json.dumps({"surname": name, "alias": "знак"}))
    made = answer(run("clients", "add", file))
    code, out, _ = run("clients", "show", made["reference"])
    assert code == 0
    assert not set(out) & {"\u202e", "\u202c", "\ud800"}


@pytest.mark.covers("F87")
def test_the_report_of_likely_duplicates(run: Run, tmp_path: Path) -> None:
    made = answer(run("clients", "add", file_of(tmp_path, OLENA)))
    again = answer(run("clients", "add", file_of(tmp_path, OLENA)))
    run("clients", "add", file_of(tmp_path, {"alias": "Хтось"}))
    (pair,) = answer(run("clients", "duplicates", "--report"))
    assert {pair["first"]["id"], pair["second"]["id"]} == {made["id"], again["id"]}
    assert pair["score"] > 50
    assert "same_birth_date" in pair["for"]
    assert (pair["against"], pair["kin"]) == ([], None)
