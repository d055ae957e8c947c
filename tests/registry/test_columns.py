"""A card as columns: nothing is lost there and back; the headers of any register are guessed."""

import csv
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.words import Words
from app.exchange.files import FORMULA_SIGNS, opened
from app.exchange.model import Layout
from app.exchange.workbook import CsvFile, WorkbookFile
from app.registry.columns import COLUMNS, CardReader, guess, row_of
from app.registry.model import Card
from app.registry.tidy import tidied

TODAY = date(2026, 11, 24)
nasty = st.text(max_size=12) | st.sampled_from(
    ["=1+1", "+380", "-2", "@SUM(A1)", "\t=x", "'=1", "''=1", "=cmd|' /C calc'!A0", " =1", "\r=1"]
)


def cards() -> st.SearchStrategy[Card]:
    def whole(card: Card) -> bool:
        return all(";" not in part for part in (*card.accessibility, *card.phones))

    texts = {
        name: nasty
        for name, column in COLUMNS.items()
        if not column.part and not column.many and column.kind is str and name != "language"
    }
    days = st.none() | st.dates(date(1900, 1, 1), date(2030, 1, 1))
    return (
        st.builds(Card, birth_date=days, **texts, household=st.just(()), other_names=st.just(()))
        .map(tidied)
        .filter(whole)
    )


def written_and_read(folder: Path, card: Card, words: Words, kind: str) -> Card | None:
    path = folder / f"clients.{kind}"
    header = tuple(COLUMNS)
    file = CsvFile(path, header) if kind == "csv" else WorkbookFile(path, header, passphrase="")
    file.add([row_of(card, header)])
    file.finish()
    table = opened(path, Layout())
    rows = list(table.rows())
    if not rows:
        return Card()
    mapping = guess(table.header)
    assert mapping == {name: name for name in header}
    made, faults = CardReader(table.header, mapping, words, today=TODAY).card(rows[0].cells)
    assert faults == ()
    return made


@pytest.mark.covers("F120", "F94")
@settings(deadline=None, max_examples=60)
@given(card=cards(), kind=st.sampled_from(["csv", "xlsx"]))
def test_there_and_back_loses_nothing(card: Card, kind: str) -> None:
    from app.content import words_catalogue

    words = Words(words_catalogue.load(), "uk")
    with TemporaryDirectory() as folder:
        assert written_and_read(Path(folder), card, words, kind) == card


@pytest.mark.covers("F94")
@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(nasty, min_size=2, max_size=2), min_size=1, max_size=4))
def test_no_cell_of_a_csv_export_begins_a_formula(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "clients.csv"
        file = CsvFile(path, ("a", "b"))
        file.add(rows)
        file.finish()
        with path.open(encoding="utf-8-sig", newline="") as written:
            cells: list[str] = [cell for row in csv.reader(written) for cell in row]
    assert len(cells) == 2 * (len(rows) + 1)
    for cell in cells:
        assert cell[:1] not in FORMULA_SIGNS or not cell
        assert cell.lstrip()[:1] not in FORMULA_SIGNS or not cell.lstrip()


@pytest.mark.covers("F120")
@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Прізвище", "surname"),
        ("ПІБ клієнта", ""),
        ("П.І.Б.", "full_name"),
        ("Ім'я", "given_name"),
        ("ІМʼЯ", "given_name"),
        ("По-батькові", "patronymic"),
        ("Дата нар.", ""),
        ("дата  народженя", "birth_date"),
        ("Телефон 2", "phones"),
        ("ІПН", "rnokpp"),
        ("document_issued_on", "document_issued_on"),
        ("Last name", "surname"),
        ("reference", ""),
        ("", ""),
    ],
)
def test_headers_are_guessed(header: str, column: str) -> None:
    assert guess([header]).get(header, "") == column


def test_a_row_as_people_write_it(words: Words) -> None:
    header = ["ПІБ", "ДР", "Стать", "Телефон", "Телефон 2", "Вид документа", "Паспорт"]
    reader = CardReader(header, guess(header), words, today=TODAY)
    card, faults = reader.card(
        ["Коваль Олена Іванівна", "7.3.86", "Ж", "050 123 45 67, 067 123 45 67", "+380671234568",
         "Паспорт (ID-картка)", "000123456"]
    )  # fmt: skip
    assert faults == ()
    assert card is not None
    kept = tidied(card)
    assert (kept.surname, kept.given_name, kept.patronymic) == ("Коваль", "Олена", "Іванівна")
    assert kept.birth_date == date(1986, 3, 7)
    assert kept.sex == "female"
    assert kept.phones == ("+380501234567", "+380671234567", "+380671234568")
    assert kept.document is not None
    assert kept.document.number == "000123456"


def test_a_fault_names_the_header(words: Words) -> None:
    header = ["Прізвище", "Дата народження", "Стать"]
    reader = CardReader(header, guess(header), words, today=TODAY)
    card, faults = reader.card(["Коваль", "31.02.1986", "невідь"])
    assert card is None
    told: list[Any] = [fault.sentence(words) for fault in faults]
    assert told[0].startswith("Дата народження")
    assert told[1].startswith("Стать")
