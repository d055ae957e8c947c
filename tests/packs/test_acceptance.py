"""The table of people and answers in Ukrainian: a lawyer adds a row, nobody touches code."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.eligibility.law import judge, rules

TABLE = Path(__file__).with_name("acceptance.csv")
ANSWERS = {"yes": "так", "no": "ні", "unknown": "не знаємо"}
ROWS = [
    (number, row)
    for number, row in enumerate(
        csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="|"), start=2
    )
]


def facts(text: str) -> dict[str, Any]:
    """`age=40; idp_status=registered` as facts."""
    pairs = (part.split("=", 1) for part in text.split("; ") if part)
    return {name: value(name, given) for name, given in pairs}


def value(name: str, text: str) -> object:
    kind = rules().questions[name].kind
    if kind == "bool":
        return {"true": True, "false": False}[text]
    if kind == "int":
        return int(text)
    return text.split() if kind in {"list_of_money", "set"} else text


@pytest.mark.covers("F30")
def test_the_table_is_long_and_knows_every_ground() -> None:
    assert len(ROWS) >= 300
    assert {row["підстава"] for _, row in ROWS} == {one.id for one in rules().categories}
    assert len({tuple(row.values()) for _, row in ROWS}) == len(ROWS)


@pytest.mark.covers("F30", "F17")
@pytest.mark.parametrize(("number", "row"), ROWS, ids=[str(number) for number, _ in ROWS])
def test_a_person_of_the_table_gets_the_expected_answer(number: int, row: dict[str, str]) -> None:
    verdict = judge(facts(row["факти"]), date.fromisoformat(row["дата"]))
    found = verdict.category(row["підстава"])
    said = ANSWERS[found.verdict.value] if found else "немає підстави"
    assert said == row["відповідь"], f"рядок {number}: {row['хто']}"
