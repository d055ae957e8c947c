"""`clients import` and `clients export` as the contract writes them, over a real vault."""

import csv
import io
import json
import os
import sys
import tracemalloc
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


def sentences(err: str) -> list[str]:
    """What was said of the files: the clock of these tests stands still, which is told too."""
    return [line for line in err.strip().splitlines() if "Компʼютер показує" not in line]


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
    assert len(sentences(err)) == 1


def test_a_huge_json_is_refused_at_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "client.json"
    with path.open("w", encoding="utf-8") as file:
        file.write('{"surname": "')
        for _ in range(100):
            file.write("Ґ" * 500_000)
    tracemalloc.start()
    code, _, err = run("clients", "add", str(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (code, len(sentences(err))) == (2, 1)
    assert "МіБ" in err
    assert peak < 16_000_000, "of 100 MB one is read"


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


@pytest.mark.covers("F120", "R-10")
@pytest.mark.parametrize(
    ("content", "arguments", "said"),
    [
        ("Колір,Розмір\nсиній,5\n".encode(), (), "імен"),
        (b"surname\x00,given_name\n" + bytes(4000), (), "не таблиця"),
        ("surname\nОсока\n".encode("cp1251"), ("--encoding", "utf-8"), "utf-8"),
        ("surname\nОсока\n".encode(), ("--encoding", "nonsense"), "nonsense"),
        (b"\xff\xfe\x00", (), "utf-16"),
    ],
    ids=["no column of names", "NUL", "wrong encoding", "no encoding", "half a sign"],
)
def test_a_hostile_file_is_one_sentence_and_writes_nothing(
    run: Run, tmp_path: Path, content: bytes, arguments: tuple[str, ...], said: str
) -> None:
    path = tmp_path / "clients.csv"
    path.write_bytes(content)
    code, out, err = run("clients", "import", str(path), *arguments)
    assert (code, out) == (2, "")
    assert said in err.strip().splitlines()[-1]
    assert answer(run("journal", "verify", "--json"))["entries"] == 5


@pytest.mark.covers("F120", "F94", "R-10")
def test_formulas_nul_and_missing_cells_in_rows_cost_no_other_row(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    rows = ['=HYPERLINK("http://x"),Олена', "Оси\x00ка,Ганна", "Верба", "@Ясен,Іван", "+1,Лука"]
    path.write_text("\n".join(["surname,given_name", *rows, "Мак,Надія"]), "utf-8")
    code, out, err = run("clients", "import", str(path), "--json")
    made = json.loads(out)
    assert made["good"] + made["bad"] == 6
    assert code == (1 if made["bad"] else 0)
    assert "Traceback" not in err
    for name in ("верба", "мак", "осика"):
        assert len(answer(run("clients", "find", name))) == 1
    taken = tmp_path / "out.csv"
    answer(run("clients", "export", str(taken), "--json"))
    with taken.open(encoding="utf-8-sig", newline="") as file:
        surnames = {row["surname"] for row in csv.DictReader(file)}
    assert not [one for one in surnames if one.startswith(("=", "+", "@"))]


def memory_of_a_trial(office: Path, file: Path) -> int:
    """The most memory that a process of its own took, KiB."""
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "app", "--home", str(office / "home"), "clients", "import",
         str(file), "--dry-run", "--user", "Ірина",
         "--passphrase-file", str(office / "passphrase")],
        {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
        file_actions=[(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)],
    )  # fmt: skip
    _, status, used = os.wait4(child, 0)
    assert status == 0
    return used.ru_maxrss


@pytest.mark.covers("F120")
@pytest.mark.timeout(120)
@pytest.mark.skipif(not hasattr(os, "wait4"), reason="only POSIX tells what a child took")
def test_twenty_thousand_rows_are_tried_out_in_the_memory_of_a_few(
    new_office: Path, tmp_path: Path
) -> None:
    """`bench/hostile.py` does it with a million."""
    path, took = tmp_path / "clients.csv", []
    for count in (500, 20_000):
        path.write_text(HEADER + "".join(f"Осока{one},О,,,\n" for one in range(count)), "utf-8")
        took.append(memory_of_a_trial(new_office, path))
    assert took[1] < took[0] + 12 * 1024, took
