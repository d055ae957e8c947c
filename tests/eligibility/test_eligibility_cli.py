"""The commands of the check: the contract of the command line."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import program
from tests.conftest import StandingClock


def run(*arguments: str, inp: str = "") -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = program.run(
        ["--lang", "en", "eligibility", *arguments],
        clock=StandingClock(),
        inp=io.StringIO(inp),
        out=out,
        err=err,
    )
    return code, out.getvalue(), err.getvalue()


def check(document: object, *more: str) -> dict[str, Any]:
    code, out, err = run("check", "-", *more, inp=json.dumps(document))
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def refused(text: str, *more: str) -> str:
    code, out, err = run("check", "-", *more, inp=text)
    assert (code, out) == (2, "")
    return err


@pytest.mark.covers("F20", "3-030")
def test_categories_in_force_on_a_day() -> None:
    code, out, _ = run("categories", "--on", "2023-07-31")
    listed = json.loads(out)
    assert code == 0
    assert "trafficking_victim" not in {one["id"] for one in listed}
    assert {"id", "name", "services", "ref", "confidence"} <= set(listed[0])
    assert len(json.loads(run("categories")[1])) == 31
    assert len(json.loads(run("categories", "--preview", "--json")[1])) == 32


def test_a_day_that_no_edition_covers_and_no_day_at_all() -> None:
    assert run("categories", "--on", "2019-12-31")[0] == 2
    assert "no date" in run("categories", "--on", "yesterday")[2]
    assert run("categories", "--on", "2026-02-30")[0] == 2


def test_facts_alone_are_checked_today() -> None:
    found = check({"idp_status": "registered"})
    assert (found["on_date"], found["best"], found["outcome"]) == ("2026-11-24", "idp", "eligible")


def test_facts_with_papers_and_a_day() -> None:
    found = check(
        {
            "facts": {"idp_status": "registered", "applicant": "self", "age": 30},
            "documents": ["id_card", "idp_certificate"],
            "on_date": "2024-01-15",
        }
    )
    assert found["on_date"] == "2024-01-15"
    idp = next(one for one in found["categories"] if one["id"] == "idp")
    assert idp["documents"]["complete"] is True


def test_the_day_stands_among_the_facts_or_on_the_command() -> None:
    assert check({"on_date": "2025-05-05"})["on_date"] == "2025-05-05"
    assert check({"facts": {"on_date": "2025-05-05"}})["on_date"] == "2025-05-05"
    assert check({}, "--on", "2025-05-06")["on_date"] == "2025-05-06"


def test_sums_with_kopiikas_are_exact() -> None:
    text = '{"age": 40, "income_group": "able_bodied", "income_six_months": [%s, 0, 0, 0, 0, 0]}'
    for total, verdict in (("39936.00", "yes"), ("39936.01", "no")):
        _, out, _ = run("check", "-", inp=text % total)
        assert json.loads(out)["categories"][0]["verdict"] == verdict


@pytest.mark.covers("F19")
def test_a_bill_is_shown_in_preview_only() -> None:
    raw = {"age": 19, "orphan_status_before_18": True}
    assert check(raw)["outcome"] == "unknown"
    found = check(raw, "--preview")
    assert found["best"] == "young_adult_orphan_18_23"
    assert [one["id"] for one in found["categories"] if one.get("preview")] == [found["best"]]


def test_many_documents_one_a_line() -> None:
    text = '{"idp_status": "registered"}\n\n{"facts": {"age": 10}}\n'
    code, out, _ = run("check", "-", "--lines", inp=text)
    assert code == 0
    assert [json.loads(line)["best"] for line in out.splitlines()] == ["idp", "child"]


def test_a_wrong_line_is_answered_in_its_place_and_named_at_the_end() -> None:
    text = '{"agge": 1}\n{"age": 10}\nnonsense\n'
    code, out, err = run("check", "-", "--lines", inp=text)
    first, second, third = map(json.loads, out.splitlines())
    assert code == 2
    assert first["faults"] == ["agge: no such fact; did you mean age?"]
    assert second["best"] == "child"
    assert third["error"] == "facts.no_json"
    assert "-:1: agge" in err
    assert "-:3: " in err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "an object {fact: value} is needed"),
        ('{"facts": {}, "document": []}', "document: only facts, documents and on_date"),
        ('{"facts": {}, "documents": "id_card"}', "documents: a list of ids"),
        ('{"facts": {}, "on_date": "2026-13-01"}', "on_date: 2026-13-01 is no date"),
        ('{"facts": {}, "on_date": 5}', "on_date: 5 is no date"),
        ('{"on_date": "2019-01-01"}', "No edition of the rules covers 2019-01-01"),
        ('{"income_six_months": [NaN, 0, 0, 0, 0, 0]}', '"NaN" is no sum'),
        ('{"age": 131, "treaty_ground": 1}', "age: at most 130"),
        ('{"age": 13, "age": 14}', "age: stands twice"),
        ('{"\\ud800": 1}', '"\\ud800": no such fact'),
        ('{"facts": {}, "on_date": "\\ud800"}', '"\\ud800" is no date'),
        ('{"facts": {}, "documents": {}}', "documents: a list of ids"),
        ('{"facts": {}, "documents": [1]}', "documents: a list of ids"),
        ('{"birth_date": "2026-W01-1"}', "a date like 1986-03-07 is needed"),
        ('{"birth_date": "2026-02-30"}', "there is no date"),
        ('{"disability_payment": "1_000"}', '"1_000" is no sum'),
        ('{"disability_payment": "١٢"}', '"١٢" is no sum'),
        ('{"disability_payment": 1e-99999}', "is no sum"),
        ('{"disability_payment": 1e999999999}', "is no sum"),
        ('{"disability_payment": -0.01}', "cannot be negative: -0.01"),
        ('{"age": 30.5}', "a whole number is needed, not 30.5"),
        ('{"applicant": ["self"]}', '["self"] does not fit. Possible: self, parent'),
        ('{"applicant": "slef"}', "did you mean self? Possible: self, parent"),
    ],
)
def test_wrong_input_is_explained_and_answered_with_two(text: str, said: str) -> None:
    assert said in refused(text)


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text('\ufeff{"idp_status": "registered"}', "utf-8")
    assert json.loads(run("check", str(path))[1])["best"] == "idp"
    assert run("check", str(tmp_path / "nowhere"))[0] == 2


def test_everything_wrong_with_a_document_is_told_at_once() -> None:
    said = refused('{"facts": {"agge": 1}, "documents": 5, "on_date": "2026-02-30", "x": 1}')
    for part in ("agge: no such fact", "documents: a list", "2026-02-30 is no date", "x: only"):
        assert part in said


def test_an_empty_or_odd_day_on_the_command_is_refused() -> None:
    for day in ("", " ", "2026-W01-1", "20260101", "٢٠٢٦-٠١-٠١"):
        assert run("check", "-", "--on", day, inp="{}")[0] == 2, day
        assert run("categories", "--on", day)[0] == 2, day


def test_a_part_of_a_kopiika_is_never_rounded_away() -> None:
    within = {"age": 40, "income_group": "able_bodied", "on_date": "2026-11-22"}
    over = ["6656.00"] * 5 + ["6656.000000000000001"]
    found = check({**within, "income_six_months": over})
    assert {one["id"]: one["verdict"] for one in found["categories"]}["low_income"] == "no"
    assert "is no sum" in refused(
        json.dumps({**within, "income_six_months": ["6656.00"] * 5 + ["6656." + "0" * 40 + "1"]})
    )


def test_a_paper_that_the_rules_do_not_know_is_pointed_out() -> None:
    found = check({"facts": {"age": 30}, "documents": ["id_crad", "id_card"]})
    said = {one["id"]: one["en"] for one in found["warnings"]}
    assert "id_crad" in said["unknown_paper"]
    assert check({"facts": {"age": 30}, "documents": ["id_card"]})["warnings"] == []


def test_a_line_break_of_unicode_stands_inside_a_document() -> None:
    text = '{"facts": {"age": 10}, "documents": ["a\u2028b"]}\r\n{"age": 11}\n'
    code, out, _ = run("check", "-", "--lines", inp=text)
    assert (code, out.count("\n")) == (0, 2)
    assert "-:1: -:1" not in run("check", "-", "--lines", inp="x\n")[2]


def test_standard_input_may_begin_with_a_mark_of_utf8() -> None:
    assert run("check", "-", inp='\ufeff{"age": 10}')[0] == 0


def test_a_year_that_the_table_of_the_minimum_does_not_name_is_pointed_out() -> None:
    next_year = {"on_date": "2027-01-01", "disability_payment": 5000}
    assert "minimum_old" in {one["id"] for one in check(next_year)["warnings"]}
    for facts in ({"on_date": "2027-01-01"}, {**next_year, "on_date": "2026-12-31"}):
        assert check(facts)["warnings"] == []


@pytest.mark.covers("W8")
def test_what_the_table_of_territories_knows_of_a_place() -> None:
    found = json.loads(run("territory", "Херсон", "--on", "2022-10-01")[1])
    assert (found["occupied"], found["until"], found["confidence"]) == (
        True,
        "2022-11-11",
        "knowledge",
    )
    assert json.loads(run("territory", "Херсон")[1])["occupied"] is False
    assert json.loads(run("territory", "Львів", "--json")[1]) == {
        "place": "Львів",
        "on_date": "2026-11-24",
        "occupied": None,
    }
