"""Files of a table, honest and hostile: read whole, or refused in one sentence."""

import tracemalloc
from itertools import islice
from pathlib import Path

import pytest
import xlsxwriter

from app.core.errors import InputError
from app.exchange.files import MOST_CELL, opened
from app.exchange.model import Layout, Row

ROWS = [["Прізвище", "Імʼя", "Дата народження"], ["Їжакевич", "Ґалина", "07.03.1986"]]


def saved(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "clients.csv"
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path, layout: Layout | None = None) -> tuple[tuple[str, ...], list[Row]]:
    table = opened(path, layout or Layout())
    return table.header, list(table.rows())


@pytest.mark.covers("F120")
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-u", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_the_encoding_and_the_delimiter_are_guessed(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    lines = [delimiter.join(row).replace("ʼ", "'") for row in (*ROWS, *ROWS[1:] * 5)]
    header, rows = read(saved(tmp_path, "\r\n".join(lines), encoding))
    assert header == ("Прізвище", "Ім'я", "Дата народження")
    assert rows[0] == Row(2, ("Їжакевич", "Ґалина", "07.03.1986"))
    assert [row.line for row in rows] == [2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import.empty"),
        (b"\n\n", "import.no_header"),
        (b",,,\n1,2,3,4\n", "import.no_header"),
        ("Ім'я,Ім'я\nОлена,Ганна\n".encode(), "import.same_headers"),
        (bytes(range(256)) * 40, "import.not_a_table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), "import.not_a_table"),
        (b"PK\x03\x04" + b"x" * 500, "import.not_a_table"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 500, "import.not_a_table"),
        (b"a" * 2_000_000, "import.not_a_table"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "clients.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as told:
        opened(path, Layout())
    assert told.value.code == code


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(InputError) as told:
            opened(path, Layout())
        assert told.value.code == "import.no_file"


def test_a_chosen_encoding_that_does_not_fit_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path, "surname\n" + "Ґ" * 50 + "\n", "utf-8")
    with pytest.raises(InputError) as told:
        read(path, Layout(encoding="ascii"))
    assert told.value.code == "import.wrong_encoding"


def test_ragged_rows_huge_cells_and_nul_are_told_by_row(tmp_path: Path) -> None:
    lines = ["surname,given_name", "Осока", "Верба,Олена,зайве", "", f"{'х' * (MOST_CELL + 1)},б"]
    _, rows = read(saved(tmp_path, "\n".join([*lines, "Ясен\x00,Іван"])))
    assert rows[0] == Row(2, ("Осока", ""))
    assert rows[1] == Row(3, (), "row.too_wide")
    assert rows[2].fault == "row.cell_too_long"
    assert rows[-1].cells[1] == "Іван"


def test_an_open_quote_costs_rows_and_not_the_import(tmp_path: Path) -> None:
    many = "\n".join(
        f'Осока{number},"' if number == 3 else f"Осока{number},б" for number in range(9000)
    )
    _, rows = read(saved(tmp_path, f"surname,note\n{many}"))
    assert any(row.fault for row in rows)
    assert rows[-1].cells[0] == "Осока8999"


def test_a_workbook_is_read_as_people_see_it(tmp_path: Path) -> None:
    path = tmp_path / "clients.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for column, value in enumerate(("Прізвище", "РНОКПП", "Дата народження")):
        sheet.write(0, column, value)
    sheet.write(1, 0, "Їжакевич")
    sheet.write(1, 1, 3147483641)
    sheet.write_datetime(
        1,
        2,
        __import__("datetime").datetime(1986, 3, 7),
        book.add_format({"num_format": "dd.mm.yyyy"}),
    )
    sheet.write_formula(3, 0, '=CONCATENATE("Ос","ока")', None, "Осока")
    book.close()
    header, rows = read(path)
    assert header == ("Прізвище", "РНОКПП", "Дата народження")
    assert rows == [
        Row(2, ("Їжакевич", "3147483641", "1986-03-07")),
        Row(4, ("Осока", "", "")),
    ]


@pytest.mark.covers("F120")
def test_a_long_file_leaves_the_memory_flat(tmp_path: Path) -> None:
    """`bench/hostile.py` does it with a million rows."""
    rows = [f"Осока{number},Олена" for number in range(20_000)]
    table = opened(saved(tmp_path, "\n".join(["surname,given_name", *rows])), Layout())
    assert table.total == 20_000
    left = table.rows()
    tracemalloc.start()
    for _ in islice(left, 2_000):
        pass
    first, _ = tracemalloc.get_traced_memory()
    for _ in islice(left, 15_000):
        pass
    last, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert last - first < 100_000
    assert peak < 4_000_000
    assert sum(1 for _ in left) == 3_000
