"""`clients import` and `clients export` as the contract writes them, over a real vault."""

import csv
import io
import json
from pathlib import Path

import msoffcrypto
import pytest
from python_calamine import CalamineWorkbook

from tests.cli.test_clients import Run, answer, new_office, run

__all__ = ["new_office", "run"]
HEADER = "surname,given_name,birth_date,phones,actual_address\n"


def file_of(folder: Path, *rows: str, encoding: str = "utf-8") -> str:
    path = folder / "clients.csv"
    path.write_bytes((HEADER + "\n".join(rows) + "\n").encode(encoding))
    return str(path)


@pytest.mark.covers("F120")
def test_import_reports_each_bad_row_and_goes_on(run: Run, tmp_path: Path) -> None:
    file = file_of(
        tmp_path, "Осока,Олена,1986-03-07,+380501234567; 0671234567,", "Верба,Ганна,31.02.1990,,",
        "Ясен,Іван,1970-01-01,12,", "Мальва,Надія,,,\"вул. Садова, 1\"", encoding="cp1251",
    )  # fmt: skip
    faults = tmp_path / "faults.txt"
    code, out, err = run("clients", "import", file, "--dry-run", "--json")
    assert code == 1
    assert json.loads(out) == {
        "batch": None, "dry_run": True, "good": 2, "bad": 2, "skipped": 0, "alike": 0,
    }  # fmt: skip
    assert answer(run("clients", "find", "осока")) == []
    code, out, err = run("clients", "import", file, "--json", "--faults", str(faults))
    made = json.loads(out)
    assert (code, made["good"], made["bad"]) == (1, 2, 2)
    assert "cp1251" in err
    assert "Рядок 3: birth_date: такої дати немає. Наприклад: 1986-03-07." in err
    assert [line.partition(":")[0] for line in faults.read_text("utf-8").splitlines()] == [
        "Рядок 3",
        "Рядок 4",
    ]
    assert len(answer(run("clients", "find", "осока"))) == 1
    undone = answer(run("clients", "import", "--undo", made["batch"], "--json"))
    assert undone == {"struck_out": 2, "stays": []}
    assert answer(run("clients", "find", "осока")) == []


@pytest.mark.covers("F120")
def test_columns_are_mapped_by_hand(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("Хто;Коли\nОсока;07.03.1986\n", "utf-8")
    code, _, err = run("clients", "import", str(path))
    assert code == 2
    assert "імен" in err
    made = answer(
        run("clients", "import", str(path), "--map", "Хто=surname,Коли=birth_date", "--json")
    )
    assert made["good"] == 1
    (found,) = answer(run("clients", "find", "осока"))
    assert found["birth_date"] == "1986-03-07"


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "none.csv"),
        ("import",),
        ("import", "none.csv", "--map", "nonsense"),
        ("import", "--undo", "nobody"),
        ("export", "clients.pdf"),
    ],
)
def test_wrong_input_is_one_sentence(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run("clients", *arguments)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def test_a_huge_json_is_refused_at_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "client.json"
    with path.open("w", encoding="utf-8") as file:
        file.write('{"surname": "')
        for _ in range(100):
            file.write("Ґ" * 500_000)
    code, _, err = run("clients", "add", str(path))
    assert code == 2
    assert "МіБ" in err


@pytest.mark.covers("F94", "F113", "F120", "F66")
def test_what_is_exported_comes_back_whole(run: Run, tmp_path: Path) -> None:
    file = file_of(
        tmp_path, 'Осока,Олена,1986-03-07,+380501234567,"=HYPERLINK(""http://x"")"',
        "Верба,Ганна,1990-01-01,,-2+3",
    )  # fmt: skip
    answer(run("clients", "import", file, "--json"))
    out = tmp_path / "out.csv"
    code, said, err = run("clients", "export", str(out), "--json")
    assert (code, json.loads(said)["clients"]) == (0, 2)
    assert "без пароля" in err
    with out.open(encoding="utf-8-sig", newline="") as written:
        rows = list(csv.DictReader(written))
    assert sorted(row["actual_address"] for row in rows) == [
        "'-2+3",
        '\'=HYPERLINK("http://x")',
    ]
    assert answer(run("journal", "verify", "--json"))["first_break"] is None
    code, _, err = run("clients", "import", str(out), "--all", "--dry-run", "--json")
    assert code == 0, err
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


@pytest.mark.covers("F113")
def test_a_workbook_is_locked_and_its_phrase_is_shown_once(run: Run, tmp_path: Path) -> None:
    answer(run("clients", "import", file_of(tmp_path, "Осока,Олена,,,"), "--json"))
    out = tmp_path / "out.xlsx"
    made = answer(run("clients", "export", str(out), "--json", "--columns", "surname,given_name"))
    assert len(made["passphrase"].split()) == 6
    assert out.read_bytes()[:4] == b"\xd0\xcf\x11\xe0", "a locked workbook is no ZIP archive"
    book, plain = msoffcrypto.OfficeFile(io.BytesIO(out.read_bytes())), io.BytesIO()
    book.load_key(password=made["passphrase"], verify_password=True)
    book.decrypt(plain)
    plain.seek(0)
    rows = CalamineWorkbook.from_filelike(plain).get_sheet_by_index(0).to_python()
    assert rows[0] == ["reference", "surname", "given_name"]
    assert rows[1][1:] == ["Осока", "Олена"]

    code, _, err = run("clients", "import", str(out), "--dry-run")
    assert (code, "паролем" in err) == (2, True)
    phrase = tmp_path / "phrase"
    phrase.write_text("не той пароль зовсім", "utf-8")
    locked = ("clients", "import", str(out), "--dry-run", "--file-passphrase-file", str(phrase))
    assert run(*locked)[0] == 2
    phrase.write_text(made["passphrase"], "utf-8")
    code, out_text, _ = run(*locked, "--all", "--json")
    assert (code, json.loads(out_text)["good"]) == (0, 1)
