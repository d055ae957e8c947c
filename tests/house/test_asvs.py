"""`docs/asvs.toml`: each row names tests that exist, or says why there is none."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ROWS: list[dict[str, Any]] = tomllib.loads((ROOT / "docs" / "asvs.toml").read_text("utf-8"))["row"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["ids"][0])
def test_a_row_names_tests_that_exist_or_says_why_not(row: dict[str, Any]) -> None:
    assert set(row) <= {"ids", "level", "for_us", "tests", "not_covered"}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", one) for one in row["ids"])
    assert row["for_us"]
    assert ("tests" in row) != ("not_covered" in row)
    assert row.get("not_covered", "why")
    assert row.get("tests", ["one"])
    missing = [path for path in row.get("tests", ()) if not (ROOT / path).exists()]
    assert not missing
    for path in row.get("tests", ()):
        inside = list((ROOT / path).rglob("test_*.py")) if (ROOT / path).is_dir() else [path]
        assert inside, f"{path} holds no test"


def test_no_number_stands_twice_and_most_are_covered() -> None:
    ids = [one for row in ROWS for one in row["ids"]]
    assert len(ids) == len(set(ids))
    covered = sum(len(row["ids"]) for row in ROWS if "tests" in row)
    assert covered / len(ids) >= 0.75
