"""Where there was occupation on a day: yes, known not, or not in the table."""

from datetime import date
from pathlib import Path

import pytest

from app.core.paths import resources
from app.core.words import Words
from app.desk import packs
from app.eligibility.pack import TERRITORIES
from app.eligibility.territories import status_on
from tests.eligibility.law import library


@pytest.mark.covers("W8")
@pytest.mark.parametrize(
    ("place", "day", "occupied"),
    [
        ("UA01000000000013043", "2014-02-19", False),
        ("UA01000000000013043", "2014-02-20", True),
        ("UA01200310010053783", "2026-11-22", True),
        ("UA85000000000065278", "2026-11-22", True),
        ("Донецьк", "2019-02-07", True),
        ("Донецьк", "2019-02-06", None),
        ("маріуполь", "2022-05-20", False),
        ("Маріуполь", "2022-05-21", True),
        ("Херсон", "2022-11-10", True),
        ("Херсон", "2022-11-11", False),
        ("Херсон", "2022-02-23", None),
        ("Первомайськ", "2026-11-22", True),
        ("Львів", "2026-11-22", None),
        ("UA46000000000026241", "2026-11-22", None),
        ("", "2026-11-22", None),
    ],
)
def test_three_honest_answers(place: str, day: str, occupied: bool | None) -> None:
    found = status_on(library(), place, date.fromisoformat(day))
    assert (found and found.occupied) is occupied


@pytest.mark.covers("W8")
def test_the_answer_names_its_act_and_its_doubt() -> None:
    found = status_on(library(), "UA14140050010029262", date(2022, 4, 1))
    assert found is not None
    assert (found.name, found.status, found.occupied) == ("Маріуполь", "active_hostilities", False)
    assert (found.begin, found.until) == (date(2022, 2, 24), date(2022, 5, 21))
    assert "№ 376" in found.act
    assert found.confidence == "mixed"


@pytest.mark.covers("W8")
def test_every_code_stands_in_the_codifier_under_that_name() -> None:
    lines = (resources() / "directory" / "settlements.tsv").read_text("utf-8").splitlines()
    names = {code: name for _, code, name, *_ in (line.split("\t") for line in lines[1:])}
    parts = library().of(TERRITORIES)[0].content.territories
    assert len(parts) >= 60
    assert {one.code: one.name for one in parts} == {one.code: names[one.code] for one in parts}


@pytest.mark.covers("W8", "F17")
@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("from: 2022-11-11}", "from: 2022-11-12}", "прогалина між редакціями: Херсон"),
        ("from: 2022-11-11}", "from: 2022-11-10}", "редакції перекриваються: Херсон"),
        ("UA85000000000065278", "UA01000000000013043", "стоїть двічі"),
        ("status: not_occupied", "status: free", "«free» не підходить"),
        ("code: UA85000000000065278", "code: UA85", "«UA85» не підходить"),
    ],
)
def test_gaps_and_overlaps_are_faults(
    tmp_path: Path, words: Words, before: str, after: str, said: str
) -> None:
    text = (resources() / "rules" / "territories.yaml").read_text("utf-8")
    assert before in text
    (tmp_path / "territories.yaml").write_text(text.replace(before, after, 1), "utf-8")
    faults = [one.words.uk for one in packs.prove(tmp_path, words).faults]
    assert any(said in one for one in faults), faults
