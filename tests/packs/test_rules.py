"""The program's own rule packs: complete, proven by their examples, promising nothing."""

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from app.content.library import from_yaml
from app.content.loader import Pack
from app.core.paths import resources
from app.core.words import Words
from app.desk import packs
from app.eligibility.conditions import test_of as function_of
from app.eligibility.pack import CATEGORIES, COMMON, FACTS, SUBSISTENCE, CategoryPack
from tests.eligibility.law import ground, judge, library, rules

PROMISE = re.compile(
    r"(?i)\b(надано|надамо|нададуть|отримаєте|маєте право|має право|гаранту\w*)\b.{0,20}"
    r"(допомог|адвокат|БВПД)|aid (is|will be) granted|you (will|are going to) (get|receive)"
    r"|is entitled to aid|guarantee"
)
ALL = library().of(CATEGORIES)


@pytest.mark.covers("F16", "F30", "3-030")
def test_all_packs_are_without_fault_and_every_example_holds(words: Words) -> None:
    proof = packs.prove(None, words)
    mine = [fault for fault in proof.faults if fault.file.startswith("rules/")]
    assert mine == []
    assert proof.packs > 40


@pytest.mark.covers("3-030")
def test_all_32_categories_are_there_with_the_bill_in_preview() -> None:
    assert len(rules(preview=True).categories) == 32
    assert len(rules().categories) == 31
    orders = [one.order for one in rules(preview=True).categories]
    assert orders == sorted(set(orders))


@pytest.mark.parametrize("pack", ALL, ids=lambda pack: pack.file)
def test_each_category_shows_a_yes_and_a_no_and_names_its_source(pack: Pack[CategoryPack]) -> None:
    content = pack.content
    assert {example.verdict for example in content.examples} >= {"yes", "no"}
    assert content.source.checked_on == date(2026, 11, 22)
    assert content.source.act
    assert content.source.sources or content.source.confidence == "knowledge"


IN_FORCE_SINCE = {
    "corruption_whistleblower": "2020-01-01",
    "stateless_applicant": "2020-10-18",
    "sexual_offence_victim": "2022-05-20",
    "torture_victim": "2022-05-20",
    "no_identity_documents": "2022-05-20",
    "deprived_of_liberty_by_aggression": "2022-11-19",
    "trafficking_victim": "2023-08-01",
    "asset_reporter": "2023-08-01",
}


@pytest.mark.covers("F17", "3-031")
@pytest.mark.parametrize(("category", "day"), IN_FORCE_SINCE.items())
def test_a_ground_appears_on_the_day_of_its_law(category: str, day: str) -> None:
    first = date.fromisoformat(day)
    assert rules(first).category(category) is not None
    if first > date(2020, 1, 1):
        before = date.fromordinal(first.toordinal() - 1)
        assert rules(before).category(category) is None


@pytest.mark.covers("F17")
def test_the_same_person_gets_another_answer_on_another_day() -> None:
    raw = {"disability": "group_3", "disability_payment": "4186.01"}
    answers = {
        day: ground("disability_low_pension", raw, date.fromisoformat(day)).verdict
        for day in ("2023-07-31", "2023-08-01")
    }
    assert answers == {"2023-07-31": "no", "2023-08-01": "yes"}


def test_every_day_since_2020_has_its_rules() -> None:
    for year in range(2020, 2031):
        for month in range(1, 13):
            assert rules(date(year, month, 1)).categories


FACT_IDS = (
    *("on_date", "service_needed", "applicant", "granted_this_year", "granted_running"),
    *("same_matter_granted", "birth_date", "age", "own_court_matter_child"),
    *("orphan_status_before_18", "income_group", "income_six_months", "disability"),
    *("disability_payment", "idp_status", "idp_certificate_matter", "veteran_status"),
    *("veteran_status_matter", "special_merits", "nazi_persecution_victim", "captivity"),
    *("torture_victim", "detention", "defence_appointed", "serving_sentence"),
    *("protection_status", "detained_for_removal", "stateless_applicant"),
    *("lacks_identity_documents", "identity_facts_matter", "capacity_case_in_court"),
    *("psychiatric_case_in_court", "rehabilitated", "rehabilitation_matter"),
    *("violence_survivor", "trafficking_victim", "sexual_offence_victim"),
    *("criminal_proceeding_matter", "whistleblower", "asset_reporter", "report_matter"),
    *("treaty_ground", "other_law_ground"),
)


def test_the_vocabulary_of_facts_is_a_contract() -> None:
    assert tuple(rules().questions) == FACT_IDS
    for question in rules().questions.values():
        assert question.ask.uk.endswith("?")
        assert question.why is not None
        assert bool(question.choices) == (question.kind in {"enum", "set"})


def test_stinging_questions_are_marked() -> None:
    stinging = {one.id for one in rules().questions.values() if one.sensitive}
    assert {"violence_survivor", "trafficking_victim", "sexual_offence_victim"} <= stinging
    assert {"torture_victim", "captivity", "psychiatric_case_in_court"} <= stinging


def test_every_condition_is_understood() -> None:
    for pack in ALL:
        for criterion in pack.content.criteria:
            test = function_of(criterion.when, rules().minimums)
            assert test({}, date(2026, 11, 22)) is None


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


@pytest.mark.covers("3-047")
def test_no_text_of_any_pack_promises_that_aid_is_granted() -> None:
    allowed = {"Скільки рішень про надання вже є цього року?"}
    for path in sorted(resources().glob("*/**/*.yaml")):
        sheets = from_yaml(path.parent).sheets
        for sheet in sheets:
            for text in texts(sheet.plain):
                assert text in allowed or not PROMISE.search(text), (path, text)


def test_ukrainian_texts_use_the_right_apostrophe_and_no_latin_look_alikes() -> None:
    for sheet in library().sheets:
        if not sheet.file.startswith("rules/"):
            continue
        for text in texts(sheet.plain):
            assert not re.search(r"(?<=[А-Яа-яҐґЄєІіЇї])['’`](?=[А-Яа-яҐґЄєІіЇї])", text), text
            assert not re.search(r"[А-Яа-яҐґЄєІіЇї][A-Za-z]|[A-Za-z][А-Яа-яҐґЄєІіЇї]", text), text


def test_the_table_of_the_minimum_covers_2020_to_2026_without_a_gap() -> None:
    (pack,) = library().of(SUBSISTENCE)
    rows = pack.content.minimums
    assert rows[0].in_force.begin == date(2020, 1, 1)
    assert rows[-1].in_force.until is None
    for before, after in pairwise(rows):
        assert before.in_force.until == after.in_force.begin


def test_terms_and_grounds_are_there() -> None:
    law = rules()
    assert {term.id for term in law.terms} >= {"bvpd_decision_standard", "missing_documents_grace"}
    assert len(law.terms) == 20
    assert (len(law.refusal), len(law.termination), len(law.replacement)) == (7, 8, 5)


def test_schemas_are_fresh() -> None:
    """`pryimalnia content schema resources/schema` writes them again."""
    for name, schema in packs.schemas().items():
        assert (resources() / "schema" / name).read_text("utf-8") == schema
        json.loads(schema)


def test_doubt_is_visible_on_every_ground() -> None:
    doubts = {one.category.id: one.category.confidence for one in judge({}).categories}
    assert doubts["idp"] == "mixed"
    assert doubts["convicted"] == "knowledge"
    assert doubts["low_income"] == "verified"


def test_common_things_have_two_editions() -> None:
    assert [pack.content.children_apply_alone for pack in library().of(COMMON)] == [False, True]
    assert len(library().of(FACTS)) == 1


def test_editions_are_listed() -> None:
    listed = packs.editions(library())
    kinds = {str(one["kind"]) for one in listed}
    assert {"category", "facts", "papers", "common", "subsistence", "terms", "grounds"} <= kinds
    older = [one for one in listed if one["file"] == "rules/common.2020.yaml"]
    assert older[0]["until"] == "2023-08-01"
    assert Path(str(older[0]["file"])).suffix == ".yaml"
