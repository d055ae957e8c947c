"""Warnings: each says what to check, blocks nothing, and has a name that is counted."""

from typing import Any

import pytest

from tests.eligibility.law import judge, rules

NO_DETENTION = {"detention": "none", "detained_for_removal": False}
SAID: list[tuple[dict[str, Any], list[str]]] = [
    ({"granted_this_year": 6}, ["six_decisions"]),
    ({"granted_running": 7}, ["six_decisions"]),
    ({"granted_this_year": 5, "granted_running": 5}, []),
    ({"granted_this_year": 20}, ["six_decisions", "many_grants"]),
    ({"same_matter_granted": True}, ["same_matter"]),
    ({"birth_date": "2026-11-23"}, ["contradiction"]),
    ({"birth_date": "2026-11-22"}, []),
    ({"disability": "child", "age": 18}, ["contradiction"]),
    ({"disability": "child", "age": 17}, []),
    ({"veteran_status": "holder", "age": 13}, ["contradiction"]),
    ({"veteran_status": "holder", "age": 14}, ["young_veteran"]),
    ({"veteran_status": "holder", "age": 18}, []),
    ({"veteran_status": "family_of_fallen", "age": 13}, []),
    ({"age": 30, "birth_date": "1990-01-01"}, ["contradiction"]),
    ({"income_six_months": [0] * 6}, ["zero_income"]),
    ({"income_six_months": [0] * 5 + ["0.01"]}, []),
    ({"applicant": "parent", "age": 30}, ["parent_for_adult"]),
    ({"applicant": "parent", "age": 17}, []),
    ({"applicant": "self", "age": 13}, ["child_alone"]),
    ({"applicant": "self", "age": 14}, []),
    ({"applicant": "self", "captivity": "held_now"}, ["captive_in_person"]),
    ({"applicant": "family_member_of_captive", "captivity": "held_now"}, []),
    ({"applicant": "family_member_of_captive", "captivity": "released"}, ["captive_relative"]),
    ({"applicant": "family_member_of_captive"}, []),
    ({"applicant": "notifying_body", **NO_DETENTION}, ["body_without_detention"]),
    ({"applicant": "notifying_body", "detention": "none"}, []),
    ({"applicant": "self", "defence_appointed": True}, ["appointed_in_person"]),
    ({"applicant": "court", "defence_appointed": True}, []),
    ({"age": 110}, ["very_old"]),
    ({"age": 109}, []),
    ({"special_merits": True, "age": 17}, ["merits_of_child"]),
    ({"special_merits": True, "age": 18}, []),
    ({"nazi_persecution_victim": True, "age": 73}, ["born_after_war"]),
    ({"nazi_persecution_victim": True, "age": 85}, []),
    ({"detention": "custody", "age": 13}, ["too_young_for_crime"]),
    ({"serving_sentence": True, "age": 13}, ["too_young_for_crime"]),
    ({"detention": "custody", "age": 14}, []),
    ({"detention": "administrative_arrest", "age": 17}, ["arrest_not_allowed"]),
    ({"detention": "administrative_arrest", "disability": "group_2"}, ["arrest_not_allowed"]),
    ({"detention": "administrative_arrest", "age": 18, "disability": "group_3"}, []),
    ({"captivity": "held_now", "detention": "custody"}, ["two_detentions"]),
    ({"captivity": "held_now", "serving_sentence": True}, ["two_detentions"]),
    ({"captivity": "released", "detention": "custody"}, []),
    ({"income_six_months": [1_000_000] + [0] * 5}, ["large_sum"]),
    ({"income_six_months": ["999999.99"] + [0] * 5}, []),
    ({"disability_payment": 100_000}, ["large_sum"]),
    ({"income_six_months": ["0.005"] + [1] * 5}, ["parts_of_kopiika"]),
    ({"disability_payment": "2000.001"}, ["parts_of_kopiika"]),
    ({"disability_payment": "2000.01"}, []),
    ({"income_six_months": [1] * 6, "age": 17}, ["income_of_child"]),
    ({"income_six_months": [1] * 6, "age": 18}, []),
    ({"income_group": "able_bodied", "age": 60}, ["pension_age"]),
    ({"income_group": "able_bodied", "age": 59}, []),
    ({"income_group": "lost_ability", "age": 49, "disability": "none"}, ["young_pensioner"]),
    ({"income_group": "lost_ability", "age": 50, "disability": "none"}, []),
    ({"income_group": "lost_ability", "age": 49, "disability": "group_2"}, []),
    ({"disability": "group_1", "age": 17}, ["group_of_child"]),
    ({"disability": "group_1", "age": 18}, []),
    ({"disability": "none", "disability_payment": 1}, ["payment_without_disability"]),
    ({"disability": "none", "disability_payment": 0}, []),
    ({"disability": "group_3", "disability_payment": 0}, ["no_payment"]),
    ({"idp_status": "registered", "idp_certificate_matter": True}, ["idp_on_register"]),
    ({"idp_status": "none", "idp_certificate_matter": True}, ["idp_not_applied"]),
    ({"idp_status": "refused", "idp_certificate_matter": True}, []),
    ({"veteran_status": "none", "veteran_status_matter": True}, ["matter_without_status"]),
    ({"veteran_status": "applicant", "veteran_status_matter": True}, []),
    (
        {"lacks_identity_documents": False, "identity_facts_matter": True},
        ["matter_without_status"],
    ),
    ({"rehabilitated": False, "rehabilitation_matter": True}, ["matter_without_status"]),
    (
        {
            "sexual_offence_victim": False,
            "torture_victim": False,
            "criminal_proceeding_matter": True,
        },
        ["matter_without_status"],
    ),
    ({"torture_victim": False, "criminal_proceeding_matter": True}, []),
    (
        {"whistleblower": False, "asset_reporter": False, "report_matter": True},
        ["matter_without_status"],
    ),
]


@pytest.mark.covers("F26", "3-040")
@pytest.mark.parametrize(("raw", "said"), SAID)
def test_warnings(raw: dict[str, Any], said: list[str]) -> None:
    assert [one.id for one in judge(raw).warnings] == said


@pytest.mark.covers("F26")
def test_every_warning_of_the_packs_is_tried_and_named() -> None:
    names = rules().warnings
    tried = {one for _, said in SAID for one in said}
    assert tried == {remark.warning.id for remark in rules().remarks}
    assert set(names) == tried | {"minimum_old", "unknown_paper", "pack_old"}


@pytest.mark.covers("F26")
def test_no_warning_changes_an_answer() -> None:
    contradictory = {"disability": "child", "age": 40, "idp_status": "registered"}
    assert judge(contradictory).best == judge({"age": 40, "idp_status": "registered"}).best == "idp"
