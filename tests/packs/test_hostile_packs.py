"""Packs that would make a careless reader fall, hang or believe: each is named with its line."""

import shutil
from pathlib import Path

import pytest

from app.content.loader import Fault
from app.core.paths import resources
from app.core.words import Words
from app.desk import packs

IDP = "rules/categories/idp.yaml"
BOMB = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 8)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs")
    for part in ("rules", "forms"):
        shutil.copytree(resources() / part, folder / part)
    return folder


def faults_after(folder: Path, file: str, before: str, after: str, words: Words) -> list[Fault]:
    path = folder / file
    kept = path.read_text("utf-8")
    assert before in kept
    try:
        path.write_text(kept.replace(before, after, 1), "utf-8")
        return list(packs.prove(folder, words).faults)
    finally:
        path.write_text(kept, "utf-8")


@pytest.mark.covers("3-038")
@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        (IDP, "внутрішньо переміщених.", "{foo", "braces in the text"),
        (IDP, "внутрішньо переміщених.", "}", "braces in the text"),
        ("rules/categories/low_income.yaml", "місяців {sum}", "місяців {sum:d}", "braces"),
        ("rules/categories/low_income.yaml", "місяців {sum}", "{sum.real}", "sum.real"),
        (IDP, "[defence, rep", "[defence, defence, rep", "`defence` stands twice"),
        (IDP, "[idp_certificate]", "[idp_certificate, idp_certificate]", "stands twice"),
        (IDP, "- id: idp_proof", "- id: common_identity", "`common_identity` stands twice"),
        ("rules/categories/idp_applicant.yaml", "- id: matter", "- id: applied", "stands twice"),
        ("rules/grounds.yaml", "- id: false_data\n", "- id: not_in_category\n", "stands twice"),
        (
            "rules/common.yaml",
            "- {id: medical_institution,",
            "- {id: court,",
            "`court` stands twice",
        ),
        ("rules/subsistence.yaml", "able_bodied: 3328", "able_bodied: .nan", "`.nan` does not fit"),
        ("rules/subsistence.yaml", "able_bodied: 3328", "able_bodied: 0", "more than 0"),
        (IDP, "order: 50", "order: 0x", "`0x` does not fit"),
        (IDP, "order: 50", "order: " + "9" * 5000, "does not fit"),
        (IDP, "{idp_status: registered}", "{idp_stat: registered}", "idp_stat: no such fact"),
    ],
)
def test_a_fault_is_named_with_its_line(
    file: str, before: str, after: str, said: str, whole: Path, words: Words
) -> None:
    line = (whole / file).read_text("utf-8").partition(before)[0].count("\n") + 1
    found = faults_after(whole, file, before, after, words)
    assert any(said in one.words.en for one in found), found
    assert any(one.file == file and abs(one.line - line) <= 2 for one in found), found


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "text", [BOMB, "&a [*a]\n", "[" * 5000, "{a: " * 3000, "a: 1\n---\nb: 2\n", "? [a, b]\n: 1\n"]
)
def test_a_file_that_would_never_end_is_one_fault_among_others(
    text: str, tmp_path: Path, words: Words
) -> None:
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    assert {one.file for one in packs.prove(tmp_path, words).faults} == {"x.yaml"}


def test_a_folder_named_like_a_pack_is_a_fault(tmp_path: Path, words: Words) -> None:
    (tmp_path / "x.yaml").mkdir()
    (fault,) = packs.prove(tmp_path, words).faults
    assert "cannot be opened" in fault.words.en
