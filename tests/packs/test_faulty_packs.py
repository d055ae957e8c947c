"""Every kind of fault in a rule pack is named with file and line (issue 2, section 8)."""

import io
import shutil
from pathlib import Path

import pytest

from app.cli import program
from app.core.paths import resources
from app.core.words import Words
from app.desk.packs import prove


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the program's own rules that may be spoilt."""
    copy = tmp_path / "mine"
    shutil.copytree(resources() / "rules", copy / "rules")
    return copy


def spoil(folder: Path, name: str, before: str, after: str) -> tuple[str, int]:
    """Change one place of one pack; answers with the file and the line of the change."""
    path = folder / "rules" / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    return f"rules/{name}", text[: text.index(before)].count("\n") + 1


def found(folder: Path, words: Words) -> list[tuple[str, int, str]]:
    return [(one.file, one.line, one.words.uk) for one in prove(folder, words).faults]


def test_a_copy_is_without_fault(folder: Path, words: Words) -> None:
    assert found(folder, words) == []


CAT = "categories/war_veteran.yaml"
FAULTS = [
    (CAT, "documents:", "documnets:", "поля «documnets» немає; може, «documents»?", 0),
    (CAT, "group: war", "group: war\ngroup: war", "ключ «group» стоїть двічі; лишіть один", 1),
    (CAT, 'en: "Veterans', 'ne: "Veterans', "бракує англійського тексту", 0),
    (CAT, "order: 160", "order: many", "значення «many» не підходить до поля «order»", 0),
    (CAT, "services: [defence,", "services: [defense,", "значення «defense» не підходить", 0),
    (CAT, "order: 160\n", "", "бракує поля «order»", None),
    (CAT, "fact: veteran_status", "fact: veteran_statu", "назва «veteran_statu» нікуди не веде", 0),
    (CAT, "in: [holder,", "in: [holdr,", "назва «holdr» нікуди не веде; може, «holder»?", 0),
    (CAT, "group: war", "group: wra", "назва «wra» нікуди не веде; може, «war»?", 0),
    (CAT, "[combatant_certificate,", "[combatent_certificate,", "може, «combatant_certificate»", 0),
    (CAT, "applicants: [everyone]", "applicants: [everybody]", "назва «everybody» нікуди", 0),
    (CAT, "Особа має статус за", "Особа {sum} має статус за", "у тексті є значення {sum}", 0),
    (CAT, "when: {fact: veteran_status, in:", "when: {younger_than: 3, in:", "рівно одну дію", 0),
    (
        CAT,
        "veteran_status, in: [holder, family_of_fallen]",
        "veteran_status, at_least: 3",
        "так не",
        0,
    ),
    (CAT, "    verdict: no", "    verdict: yes", "потрібні приклади і для «yes», і для «no»", None),
    (CAT, "veteran_status: holder}", "veteran_status: none}", "не справджується: verdict має", -1),
    (CAT, "veteran_status: holder}", "veteran_statu: holder}", "такого факту немає; може", -1),
    (CAT, "in_force: {from: 2020-01-01}", "in_force: {from: 2027-01-01}", "редакція не діє", None),
    ("papers.yaml", "where: migration", "where: migrtion", "може, «migration»?", 0),
    ("papers.yaml", "substitutes: [pfu_ok5]", "substitutes: [pfu_ok55]", "може, «pfu_ok5»?", 0),
    ("papers.yaml", "- id: pfu_ok5", "- id: tax_register_income", "ключ «tax_register", 0),
    ("papers.yaml", "papers: [power_of_attorney]", "papers: [power]", "назва «power» ні", 0),
    ("papers.yaml", "where: notary\n    words", "where: notery\n    words", "може, «notary»?", 0),
    ("papers.yaml", "id: prison_elsewhere", "id: fact_by_court", "ключ «fact_by_court» сто", 0),
    ("facts.yaml", "instead: age", "instead: agge", "назва «agge» нікуди не веде", 0),
    ("facts.yaml", "asked_when: {fact: rehabilitated", "asked_when: {fact: rehab", "«rehab» ні", 0),
    ("common.yaml", "who: [adult_self, rep", "who: [adultself, rep", "може, «adult_self»?", -1),
    ("warnings.yaml", "when: {fact: same_matter_granted", "when: {fact: same_matter", "нікуди", 0),
    ("warnings.yaml", "  - id: same_matter\n", "  - id: same_mater\n", "може, «same_matter»?", 0),
    (
        "warnings.yaml",
        "  - {id: pack_old,",
        "  - {id: same_matter,",
        "ключ «same_matter» стоїть",
        0,
    ),
    ("warnings.yaml", "months, sum_is: 0}", "months, at_least: 0}", "так не можна питати", 0),
    ("warnings.yaml", "payment, finer", "status, finer", "нікуди не веде", 0),
    ("subsistence.yaml", "{from: 2022-07-01", "{from: 2022-07-02", "прогалина між редакціями", 0),
    ("subsistence.yaml", "{from: 2022-07-01", "{from: 2022-06-30", "редакції перекриваються", 0),
    ("common.yaml", "in_force: {from: 2023-08-01}", "in_force: {from: 2023-09-01}", "прогалина", 0),
    ("common.2020.yaml", "until: 2023-08-01", "until: 2023-08-02", "перекриваються", None),
    ("terms.yaml", "deadlines:", "dedlines:", "не впізнаю вид пакета", None),
]


@pytest.mark.covers("F16", "3-030")
@pytest.mark.parametrize(("name", "before", "after", "said", "shift"), FAULTS)
def test_each_fault_is_named_with_file_and_line(
    folder: Path, words: Words, name: str, before: str, after: str, said: str, shift: int | None
) -> None:
    file, line = spoil(folder, name, before, after)
    faults = found(folder, words)
    fitting = [one for one in faults if said in one[2]]
    assert fitting, faults
    if shift is not None:
        assert (file, line + shift) in {one[:2] for one in fitting}


def test_faults_of_several_files_come_together_in_order(folder: Path, words: Words) -> None:
    spoil(folder, CAT, "documents:", "documnets:")
    spoil(folder, "papers.yaml", "where: migration", "where: migrtion")
    spoil(folder, "categories/idp.yaml", "id: idp\n", "id: [\n")
    faults = found(folder, words)
    assert {one[0] for one in faults} == {
        *("rules/categories/idp.yaml", "rules/categories/war_veteran.yaml", "rules/papers.yaml"),
    }
    assert faults == sorted(faults, key=lambda one: one[:2])


def test_an_example_of_a_wrong_may_apply_or_complete_list_fails(folder: Path, words: Words) -> None:
    spoil(folder, "categories/custody.yaml", "complete: true", "complete: false")
    spoil(folder, "categories/custody.yaml", "may_apply: true", "may_apply: false")
    said = " ".join(one[2] for one in found(folder, words))
    assert "may_apply має бути false, а правила дають true" in said


def test_a_folder_of_categories_alone_borrows_the_rest(folder: Path, words: Words) -> None:
    assert found(folder / "rules" / "categories", words) == []


def test_a_folder_of_words_alone_is_read_too(tmp_path: Path, words: Words) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "a.yaml").write_text("a.b: {uk: я}\n", "utf-8")
    assert found(tmp_path / "words", words) == [("words/a.yaml", 1, "бракує англійського тексту")]


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = program.run(arguments, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


def test_content_check_prints_the_faults_and_answers_with_one(folder: Path) -> None:
    file, line = spoil(folder, CAT, "documents:", "documnets:")
    code, out, err = run("--lang", "uk", "content", "check", str(folder))
    assert code == 1
    assert f"{file}, рядок {line}: поля «documnets» немає; може, «documents»?" in out
    assert "Знайдено" in err
    code, out, err = run("--lang", "en", "content", "check", str(folder))
    assert f"{file}, line {line}: `documnets` is no field; did you mean `documents`?" in out


def test_content_check_of_good_packs_answers_with_nought(folder: Path) -> None:
    code, out, err = run("--lang", "en", "content", "check", str(folder))
    assert (code, out) == (0, "")
    assert "no faults" in err


def test_content_check_of_no_folder_is_wrong_input(tmp_path: Path) -> None:
    assert run("content", "check", str(tmp_path / "nowhere"))[0] == 2


def test_content_list_and_schema(tmp_path: Path) -> None:
    code, out, _ = run("content", "list")
    assert code == 0
    assert '"disability_low_pension"' in out
    assert run("content", "schema", str(tmp_path / "schema"))[0] == 0
    assert (tmp_path / "schema" / "category.schema.json").exists()


def test_an_example_without_a_day_is_run_on_a_day_of_its_edition(
    folder: Path, words: Words
) -> None:
    name = "categories/disability_low_pension.2020.yaml"
    spoil(folder, name, "    on: 2023-07-31\n", "")
    assert found(folder, words) == []
