"""The verdict: outcome, best ground, next question, who may apply, papers, warnings."""

from datetime import date
from typing import Any

import pytest

from app.core.errors import InputError
from app.eligibility.verdict_json import category_to_json, verdict_to_json
from tests.eligibility.law import DAY, ground, judge, rules

IDP = {"idp_status": "registered"}


def test_nobody_was_asked_so_everything_is_unknown() -> None:
    verdict = judge({})
    assert verdict.outcome == "unknown"
    assert verdict.best is None
    assert {one.verdict for one in verdict.categories} == {"unknown"}
    assert len(verdict.categories) == 31


@pytest.mark.covers("3-032")
def test_one_false_condition_makes_no_even_when_others_are_unknown() -> None:
    found = ground("idp_applicant", {"idp_certificate_matter": False})
    assert found.verdict == "no"
    assert [reason.holds for reason in found.reasons] == [None, False]
    assert found.missing_facts == ()


@pytest.mark.covers("F20", "F21", "3-034")
def test_every_reason_has_its_norm_and_what_would_change_it() -> None:
    for one in judge({"age": 30, "idp_status": "none"}, preview=True).categories:
        for reason in one.reasons:
            assert reason.text.uk
            assert reason.text.en
            assert reason.facts
            assert reason.ref
            assert (reason.would_change is None) == (reason.holds is True)


@pytest.mark.covers("F21", "3-038")
def test_the_income_is_explained_with_its_sums() -> None:
    raw = {"age": 40, "income_group": "able_bodied", "income_six_months": ["39936.01", *[0] * 5]}
    found = ground("low_income", raw)
    assert found.verdict == "no"
    text = found.reasons[1].text
    assert text.en == (
        "Income of six months, UAH 39,936.01, is over the limit of UAH 39,936.00 "
        "(6 × 2 × 3,328.00)."
    )
    assert "39\xa0936,01\xa0грн" in text.uk


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (IDP, "eligible"),
        ({**IDP, "service_needed": ["defence"]}, "eligible"),
        ({"violence_survivor": "domestic", "service_needed": ["representation"]}, "eligible"),
        ({"violence_survivor": "domestic", "service_needed": ["defence"]}, "limited"),
        ({"violence_survivor": "domestic"}, "limited"),
        ({"idp_status": "refused", "idp_certificate_matter": True}, "limited"),
        ({"idp_status": "none"}, "unknown"),
    ],
)
@pytest.mark.covers("F22", "3-035")
def test_the_outcome_says_more_than_yes_and_no(raw: dict[str, Any], outcome: str) -> None:
    assert judge(raw).outcome == outcome


NOTHING: dict[str, Any] = {
    "birth_date": "1980-01-01",
    "income_group": "able_bodied",
    "income_six_months": [9000] * 6,
    "disability": "none",
    "idp_status": "none",
    "veteran_status": "none",
    "captivity": "none",
    "detention": "none",
    "protection_status": "none",
    "violence_survivor": "none",
    **dict.fromkeys(
        (
            *("special_merits", "nazi_persecution_victim", "torture_victim", "defence_appointed"),
            *("serving_sentence", "detained_for_removal", "stateless_applicant", "rehabilitated"),
            *("lacks_identity_documents", "capacity_case_in_court", "psychiatric_case_in_court"),
            *("trafficking_victim", "sexual_offence_victim", "whistleblower", "asset_reporter"),
            *("treaty_ground", "other_law_ground"),
        ),
        False,
    ),
}


def test_when_every_ground_is_no_nothing_is_asked_any_more() -> None:
    verdict = judge(NOTHING)
    assert verdict.outcome == "not_eligible"
    assert (verdict.next_question, verdict.settles) == (None, 0)


# ---- the best ground ----------------------------------------------------------------------------


@pytest.mark.covers("F23", "F27", "3-036")
def test_the_best_ground_covers_the_service() -> None:
    raw = {"violence_survivor": "domestic", **IDP, "service_needed": ["defence"]}
    assert judge(raw).best == "idp"


def test_a_ground_without_limits_is_better_than_one_with() -> None:
    raw = {"protection_status": "refugee", "veteran_status": "holder"}
    assert judge(raw).best == "war_veteran"


def test_an_immediate_ground_comes_first() -> None:
    raw = {**IDP, "detention": "custody", "service_needed": ["defence", "drafting"]}
    assert judge(raw).best == "custody"


def test_the_ground_with_the_fewest_papers_missing_comes_first_then_the_order_of_the_packs() -> (
    None
):
    raw = {**IDP, "veteran_status": "holder"}
    assert judge(raw).best == "idp"
    assert judge(raw, papers={"combatant_certificate"}).best == "war_veteran"
    disabled = {**raw, "disability": "group_1", "disability_payment": 100}
    assert judge(disabled).best == "idp", "disability needs two papers"


# ---- the next question --------------------------------------------------------------------------


@pytest.mark.covers("F25", "3-037")
def test_the_question_that_settles_most_comes_first_and_stinging_ones_last() -> None:
    asked: list[str] = []
    raw: dict[str, Any] = {}
    while (verdict := judge(raw)).next_question:
        fact = verdict.next_question
        question = rules().questions[fact]
        votes = [one for one in verdict.categories if fact in one.missing_facts]
        assert verdict.settles == len(votes) > 0
        asked.append(fact)
        raw[fact] = NOTHING.get(fact, False) if question.kind != "int" else 30
    stinging = [rules().questions[fact].sensitive for fact in asked]
    assert stinging == sorted(stinging)
    assert asked[0] == "detention"
    assert "criminal_proceeding_matter" not in asked, "nobody said there was such an offence"
    assert "age" not in asked, "the birth date is enough"


def test_the_matter_of_a_status_is_asked_only_when_the_status_is_there() -> None:
    raw = {**NOTHING, "idp_status": "refused"}
    assert judge(raw).next_question == "idp_certificate_matter"


def test_a_birth_date_after_the_application_leaves_the_age_open() -> None:
    found = ground("child", {"birth_date": "2030-01-01"})
    assert found.verdict == "unknown"
    assert found.missing_facts == ("age",)


def test_what_to_ask_when_the_birth_date_is_not_known() -> None:
    assert rules().questions["birth_date"].instead == "age"


# ---- who may apply ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "raw", "may"),
    [
        ("child", {"applicant": "self", "age": 13}, False),
        ("child", {"applicant": "self", "age": 14}, None),
        ("child", {"applicant": "self", "age": 14, "own_court_matter_child": True}, True),
        ("child", {"applicant": "self", "age": 17, "own_court_matter_child": False}, False),
        ("child", {"applicant": "self", "age": 18}, False),
        ("child", {"applicant": "self"}, None),
        ("child", {"applicant": "parent"}, True),
        ("child", {}, None),
        ("low_income", {"applicant": "self", "age": 40}, True),
        ("low_income", {"applicant": "parent", "age": 40}, False),
        ("appointed_defence", {"applicant": "self"}, False),
        ("appointed_defence", {"applicant": "court"}, True),
        ("idp", {"applicant": "self", "age": 16, "own_court_matter_child": True}, True),
        ("criminal_detention", {"applicant": "self", "age": 16}, False),
        ("criminal_detention", {"applicant": "relative"}, True),
        (
            "deprived_of_liberty_by_aggression",
            {"applicant": "family_member_of_captive", "captivity": "held_now"},
            True,
        ),
        (
            "deprived_of_liberty_by_aggression",
            {"applicant": "family_member_of_captive", "captivity": "released"},
            False,
        ),
        (
            "deprived_of_liberty_by_aggression",
            {"applicant": "family_member_of_captive"},
            None,
        ),
    ],
)
@pytest.mark.covers("3-039")
def test_who_may_apply(category: str, raw: dict[str, Any], may: bool | None) -> None:
    assert ground(category, raw).may_apply is may


def test_before_august_2023_a_child_never_applied_alone() -> None:
    raw = {"applicant": "self", "age": 16, "own_court_matter_child": True}
    assert ground("child", raw, date(2023, 7, 31)).may_apply is False
    assert ground("child", raw, date(2023, 8, 1)).may_apply is True


def test_whether_the_service_is_covered() -> None:
    assert ground("idp", {}).covers_needed is None
    assert ground("idp", {"service_needed": ["defence"]}).covers_needed is True
    assert (
        ground("idp_applicant", {"service_needed": ["defence", "drafting"]}).covers_needed is False
    )


# ---- papers -------------------------------------------------------------------------------------


def groups(category: str, raw: dict[str, Any], *papers: str) -> dict[str, tuple[bool, bool]]:
    found = ground(category, raw, papers=set(papers)).documents
    return {one.group.id: (one.required, one.satisfied) for one in found.groups}


@pytest.mark.covers("F31", "F32", "3-041")
def test_the_common_groups_come_first_and_representation_only_when_it_applies() -> None:
    alone = groups("idp", {"applicant": "self"})
    assert list(alone) == [
        *("common_identity", "common_rnokpp", "common_name_change", "common_case_papers"),
        "idp_proof",
    ]
    assert alone["common_identity"] == (True, False)
    assert "common_representation" not in groups("idp", {})
    assert groups("idp", {"applicant": "parent"})["common_representation"] == (True, False)
    assert "common_representation" not in groups("custody", {"applicant": "notifying_body"})


@pytest.mark.covers("F33")
def test_any_one_paper_of_an_any_of_group_is_enough_and_all_of_an_all_of_group_are_needed() -> None:
    documents = ground(
        "idp", {"applicant": "self"}, papers={"id_card", "idp_certificate"}
    ).documents
    assert documents.complete
    proof = next(one for one in documents.groups if one.group.id == "common_identity")
    assert (proof.satisfied, proof.missing) == (True, ())
    disabled = {"pension_card", "id_card"}
    partly = ground("disability_low_pension", {"applicant": "self"}, papers=disabled).documents
    assert not partly.complete
    appointed = ground("appointed_defence", {"applicant": "court"}).documents
    assert appointed.groups[-1].missing == ("defence_assignment_ruling",)


def test_identity_is_waived_for_those_without_papers_and_for_detaining_bodies() -> None:
    assert groups("no_identity_documents", {"applicant": "self"})["common_identity"][0] is False
    assert groups("custody", {"applicant": "notifying_body"})["common_identity"][0] is False
    assert groups("custody", {"applicant": "relative"})["common_identity"][0] is True
    assert groups("appointed_defence", {"applicant": "court"})["common_identity"][0] is False
    assert groups("capacity_proceedings", {"applicant": "court"})["common_identity"][0] is True


def test_kinship_is_needed_when_a_family_member_of_a_captive_applies() -> None:
    category = "deprived_of_liberty_by_aggression"
    assert groups(category, {"applicant": "self"})["captivity_kinship"][0] is False
    assert groups(category, {})["captivity_kinship"][0] is False
    family = groups(category, {"applicant": "family_member_of_captive"}, "kinship_document")
    assert family["captivity_kinship"] == (True, True)
    assert family["common_representation"] == (True, True), "kinship proves the powers too"


# ---- age of the packs --------------------------------------------------------------------------


@pytest.mark.covers("F28")
@pytest.mark.parametrize(("day", "old"), [("2027-05-21", False), ("2027-05-22", True)])
def test_old_packs_are_pointed_out(day: str, old: bool) -> None:
    assert ("pack_old" in {one.id for one in judge({}, date.fromisoformat(day)).warnings}) is old


# ---- dates --------------------------------------------------------------------------------------


@pytest.mark.covers("F17", "3-031")
def test_a_day_before_the_first_edition_is_an_error() -> None:
    with pytest.raises(InputError):
        judge({}, date(2019, 12, 31))


def test_the_same_day_is_the_same_rules_and_another_day_keeps_its_date() -> None:
    assert rules(DAY) is rules(DAY)
    other = date(2026, 11, 23)
    assert rules(other).on == other
    assert rules(other).categories is rules(DAY).categories


def test_a_bill_appears_only_in_preview() -> None:
    assert rules().category("young_adult_orphan_18_23") is None
    bill = judge({"age": 19, "orphan_status_before_18": True}, preview=True)
    found = bill.category("young_adult_orphan_18_23")
    assert found is not None
    assert found.verdict == "yes"
    assert judge({}).category("young_adult_orphan_18_23") is None


def test_points_are_cited_as_they_were_numbered_that_day() -> None:
    before = ground("idp", {}, date(2023, 7, 31)).category.source.ref
    after = ground("idp", {}, date(2023, 8, 1)).category.source.ref
    assert before.startswith("ст.\xa014 ч.\xa01 п.\xa02-1")
    assert after.startswith("ст.\xa014 ч.\xa01, ")


# ---- JSON ---------------------------------------------------------------------------------------


@pytest.mark.covers("F18")
def test_the_verdict_as_json_keeps_the_contract() -> None:
    found = verdict_to_json(judge({**IDP, "applicant": "self"}, preview=True))
    assert {*("schema", "on_date", "packs", "outcome", "best", "categories")} <= set(found)
    assert {*("next_question", "warnings")} <= set(found)
    for one in found["categories"]:
        assert {"id", "verdict", "services", "covers_needed", "may_apply", "reasons"} <= set(one)
        assert {"missing_facts", "scope_limit", "documents", "decision_track"} <= set(one)
        assert set(one["scope_limit"]) == {"uk", "en"}
        assert one.get("preview", False) is (one["id"] == "young_adult_orphan_18_23")
        for reason in one["reasons"]:
            assert {"holds", "uk", "en", "ref", "facts", "would_change"} == set(reason)
        for group in one["documents"]["groups"]:
            assert {"id", "required", "satisfied", "items", "missing"} <= set(group)
    for pack in found["packs"]:
        assert len(pack["sha256"]) == 64


def test_a_category_as_json_names_its_law_and_its_doubt() -> None:
    listed = [category_to_json(one) for one in rules(preview=True).categories]
    assert len(listed) == 32
    assert all(one["ref"] and one["confidence"] for one in listed)
    assert [one["id"] for one in listed if one.get("preview")] == ["young_adult_orphan_18_23"]
