"""`forms list | show | fill | blank`: what scripts get, and one sentence for each wrong input."""

import argparse
import io
import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import forms
from app.cli.call import Call
from app.core.clock import Clock
from app.core.errors import InputError
from app.core.ids import Ids
from app.core.paths import Home
from app.core.words import Words
from tests.forms.paper import pages, text
from tests.forms.shipped import IDS, example_of


@pytest.fixture
def call(home: Home, words: Words, clock: Clock, ids: Ids) -> Call:
    return Call(
        home=home,
        words=words,
        clock=clock,
        ids=ids,
        inp=io.StringIO(),
        out=io.StringIO(),
        err=io.StringIO(),
    )


def run(call: Call, *arguments: object) -> Any:
    parser = argparse.ArgumentParser()
    forms.add(parser.add_subparsers())
    given = parser.parse_args(["forms", *(str(one) for one in arguments)])
    assert given.work(call, given) == 0
    said = call.out
    assert isinstance(said, io.StringIO)
    return json.loads(said.getvalue()) if said.getvalue() else None


def test_the_list_names_every_form_with_its_edition(call: Call) -> None:
    listed = run(call, "list")
    assert [one["id"] for one in listed] == list(IDS)
    for one in listed:
        assert one["name"]["uk"]
        assert one["name"]["en"]
        assert one["edition"] == "2026-11"
        assert one["paper"] == "A4"


def test_show_tells_name_type_words_and_what_is_required(call: Call) -> None:
    shown = run(call, "show", "bvpd_application")
    by_name = {one["name"]: one for one in shown["fields"]}
    assert by_name["essence"]["required"] is True
    assert by_name["birth_date"]["type"] == "date"
    assert by_name["centre"]["words"] == {"uk": "Найменування центру", "en": "Name of the centre"}
    assert next(one["id"] for one in by_name["services"]["options"]) == "defence"
    assert [one["name"] for one in by_name["attachments"]["columns"]] == ["paper", "form", "sheets"]


@pytest.mark.covers("F73", "F79")
@pytest.mark.parametrize("name", IDS)
def test_a_form_is_filled_from_json_alone(call: Call, name: str, tmp_path: Path) -> None:
    data, out = tmp_path / "data.json", tmp_path / "out.pdf"
    data.write_text(json.dumps(example_of(name), default=str), "utf-8")
    run(call, "fill", name, "--data", data, "--out", out, "--reference", "K7-2MD4")
    assert "K7-2MD4" in text(out.read_bytes())


def test_a_list_makes_one_file_of_many_papers_and_names_the_faulty_one(
    call: Call, tmp_path: Path
) -> None:
    data, out = tmp_path / "data.json", tmp_path / "out.pdf"
    people = [{**example_of("consent"), "full_name": f"Соняшник {n}"} for n in ("Ада", "Ія", "Юна")]
    data.write_text(json.dumps(people, default=str), "utf-8")
    assert run(call, "fill", "consent", "--data", data, "--out", out, "--json")["papers"] == 3
    said = text(out.read_bytes())
    assert all(name in said for name in ("Ада", "Ія", "Юна"))
    out.unlink()
    problem = fill_with(call, tmp_path, json.dumps([people[0], {"full_name": "Ія"}], default=str))
    assert problem.faults[0].startswith("[2] controller")


def test_language_and_large_print_reach_the_paper(call: Call, tmp_path: Path) -> None:
    data, out = tmp_path / "data.json", tmp_path / "out.pdf"
    data.write_text(json.dumps(example_of("consent")), "utf-8")
    run(call, "fill", "consent", "--data", data, "--out", out, "--lang", "en", "--large-print")
    assert "CONSENT" in text(out.read_bytes())
    assert len(pages(out.read_bytes())) > 1


@pytest.mark.covers("F82")
@pytest.mark.parametrize("name", IDS)
def test_the_blank_form_needs_no_data(call: Call, name: str, tmp_path: Path) -> None:
    out = tmp_path / "blank.pdf"
    run(call, "blank", name, "--out", out)
    assert "від руки" in text(out.read_bytes())


def refused(call: Call, *arguments: object) -> InputError:
    with pytest.raises(InputError) as caught:
        run(call, *arguments)
    assert int(caught.value.exit_code) == 2
    assert call.words(caught.value.words_key, **caught.value.values)
    return caught.value


def fill_with(call: Call, tmp_path: Path, content: str | bytes) -> InputError:
    data, out = tmp_path / "data.json", tmp_path / "out.pdf"
    data.write_bytes(content if isinstance(content, bytes) else content.encode())
    problem = refused(call, "fill", "consent", "--data", data, "--out", out)
    assert not out.exists()
    return problem


def test_missing_required_values_are_named(call: Call, tmp_path: Path) -> None:
    problem = fill_with(call, tmp_path, '{"full_name": "Ґалаґан Євген"}')
    assert problem.code == "form.missing"
    assert [fault.split(" – ")[0] for fault in problem.faults] == [
        "controller",
        "purposes",
        "consent_date",
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "form.bad_data"),
        ('{"a": 1}\n]', "form.bad_data"),
        ("[]", "form.bad_data"),
        ("[{}, 5]", "form.bad_data"),
        (b"\xff\xfe\x00", "form.bad_data"),
        ("[" * 200_000, "form.bad_data"),
        ('{"full_name": 5, "colour": "red", "purposes": "case"}', "form.wrong_values"),
        ('{"consent_date": "24.11.2026"}', "form.wrong_values"),
        ('{"full_name": "x", "full_name": "y"}', "form.bad_data"),
    ],
)
def test_wrong_data_is_one_error_and_no_file(
    call: Call, tmp_path: Path, content: str | bytes, code: str
) -> None:
    assert fill_with(call, tmp_path, content).code == code


def test_lone_surrogates_and_emoji_in_a_name_are_named_not_dropped(
    call: Call, tmp_path: Path
) -> None:
    values = {**example_of("consent"), "full_name": "Олена \ud83d 😀"}
    problem = fill_with(call, tmp_path, json.dumps(values))
    assert problem.code == "form.letter_missing"
    assert any("U+1F600" in fault for fault in problem.faults)


def test_unknown_form_missing_file_and_unwritable_target(call: Call, tmp_path: Path) -> None:
    data = tmp_path / "data.json"
    data.write_text(json.dumps(example_of("consent")), "utf-8")
    out = tmp_path / "out.pdf"
    nowhere = tmp_path / "nowhere"
    assert refused(call, "show", "decision").code == "form.unknown"
    assert refused(call, "fill", "decision", "--data", data, "--out", out).code == "form.unknown"
    assert refused(call, "fill", "consent", "--data", nowhere, "--out", out).code == "form.no_file"
    for target in (nowhere / "out.pdf", tmp_path, Path("/dev/full")):
        problem = refused(call, "fill", "consent", "--data", data, "--out", target)
        assert problem.code == "paper.not_saved"
    assert refused(call, "blank", "consent", "--out", tmp_path).code == "paper.not_saved"
    problem = refused(
        call, "fill", "bvpd_application", "--data", data, "--out", out, "--lang", "en"
    )
    assert problem.code == "form.no_language"


def test_a_reference_that_no_code_of_squares_holds_is_refused(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    code = refused(call, "blank", "consent", "--out", out, "--reference", "Ж" * 61).code
    assert code == "form.long_reference"
    assert not out.exists()
    run(call, "blank", "consent", "--out", out, "--reference", "Ж" * 60)
    assert out.exists()


@pytest.mark.parametrize("day", ["2026-W01-1", "20260101", "2026-02-30"])
def test_a_day_is_written_in_one_way(day: str, call: Call, tmp_path: Path) -> None:
    problem = fill_with(call, tmp_path, json.dumps({"consent_date": day}))
    assert problem.code == "form.wrong_values"


def test_data_may_begin_with_a_mark_of_utf8(call: Call, tmp_path: Path) -> None:
    problem = fill_with(call, tmp_path, b"\xef\xbb\xbf{}")
    assert problem.code == "form.missing"
