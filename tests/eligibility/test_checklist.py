"""Papers and their states: what counts, what is missing, where it is obtained."""

from datetime import date

import pytest

from app.eligibility.checklist import checklist, counts, missing, presented
from app.eligibility.model import Paper, PaperState, WhoObtains
from tests.eligibility.law import DAY, ground, rules

S = PaperState


def paper(item: str, state: PaperState, **more: object) -> Paper:
    return Paper(item=item, state=state, **more)  # type: ignore[arg-type]


@pytest.mark.covers("F34", "3-042")
@pytest.mark.parametrize(
    ("item", "state", "does"),
    [
        ("id_card", S.ORIGINAL_SEEN, True),
        ("id_card", S.SHOWN_IN_DIIA, True),
        ("idp_certificate", S.FROM_REGISTER, True),
        ("id_card", S.COPY, False),
        ("custody_ruling", S.COPY, True),
        ("custody_ruling", S.PHOTO, False),
        ("id_card", S.PROMISED, False),
        ("id_card", S.REFUSED, False),
        ("id_card", S.EXPIRED, False),
        ("id_card", S.LOST, False),
        ("nowhere", S.COPY, False),
        ("nowhere", S.LOST, False),
    ],
)
def test_which_state_of_a_paper_counts(item: str, state: PaperState, does: bool) -> None:
    assert counts(paper(item, state), rules().items, DAY) is does


@pytest.mark.covers("3-043")
def test_a_paper_past_its_day_does_not_count() -> None:
    shown = paper("id_card", S.ORIGINAL_SEEN, valid_until=date(2026, 11, 22))
    assert presented([shown], rules(), DAY) == {"id_card"}
    assert presented([shown], rules(), date(2026, 11, 23)) == frozenset()


@pytest.mark.covers("F33", "3-044")
def test_a_lost_paper_counts_with_its_lawful_substitute() -> None:
    lost = paper("combatant_certificate", S.LOST, substitute="veteran_register_extract")
    extract = paper("veteran_register_extract", S.FROM_REGISTER)
    assert presented([lost, extract], rules(), DAY) == {lost.item, extract.item}
    assert presented([lost], rules(), DAY) == frozenset()
    other = paper("combatant_certificate", S.LOST, substitute="id_card")
    assert presented([other, paper("id_card", S.ORIGINAL_SEEN)], rules(), DAY) == {"id_card"}


@pytest.mark.covers("F31", "F37", "3-045")
def test_what_is_missing_is_grouped_by_where_it_is_obtained() -> None:
    raw = {"disability": "group_2", "disability_payment": 100, "applicant": "self"}
    papers = [
        paper("id_card", S.ORIGINAL_SEEN),
        paper("pfu_ok5", S.PROMISED, promised_by=DAY, who_obtains=WhoObtains.OFFICE),
        paper("msec_certificate", S.REFUSED),
    ]
    found = ground("disability_low_pension", raw)
    sections = checklist(found, papers, rules(), on=DAY)
    assert [section.state.group.id for section in sections if section.state.satisfied] == [
        "common_identity"
    ]
    promised = [line for section in sections for line in section.lines if line.paper is papers[1]]
    assert len(promised) == 1
    assert promised[0].counts is False
    errands = missing(sections, rules())
    where = [(one.place.id, one.who.value) for one in errands]
    assert where == [
        *(("at_home", "client"), ("pension_fund", "client"), ("pension_fund", "office")),
        *(("social_protection", "client"), ("medical", "client")),
    ]
    listed = {item.id for one in errands for _, items in one.wanted for item in items}
    assert "msec_certificate" not in listed, "refused"
    assert "rnokpp_card" not in listed, "not required"
    everything = missing(sections, rules(), optional=True)
    assert "rnokpp_card" in {i.id for one in everything for _, items in one.wanted for i in items}


def test_a_complete_list_misses_nothing() -> None:
    found = ground("idp", {"idp_status": "registered", "applicant": "self"})
    papers = [paper("id_card", S.ORIGINAL_SEEN), paper("idp_certificate", S.SHOWN_IN_DIIA)]
    assert missing(checklist(found, papers, rules(), on=DAY), rules()) == ()


@pytest.mark.covers("W6", "F33")
@pytest.mark.parametrize(
    ("lost", "instead"),
    [
        ("employer_income_certificate", "tax_register_income"),
        ("employer_income_certificate", "pfu_ok5"),
        ("msec_certificate", "functional_assessment_decision"),
        ("pension_amount_certificate", "pfu_ok5"),
        ("combatant_certificate", "veteran_register_extract"),
        ("passport_booklet", "temporary_citizen_certificate"),
    ],
)
def test_a_paper_of_a_lost_archive_counts_by_its_lawful_way(lost: str, instead: str) -> None:
    gone = paper(lost, S.LOST, substitute=instead)
    there = paper(instead, S.ORIGINAL_SEEN)
    assert presented([gone, there], rules(), DAY) == {lost, instead}
    assert presented([gone], rules(), DAY) == frozenset()


@pytest.mark.covers("W6")
def test_each_way_to_a_lost_archive_names_who_issues_it_now_and_by_which_norm() -> None:
    law = rules()
    ways = {route.id: route for item in law.items.values() for route in item.routes}
    assert len(ways) >= 15
    for way in ways.values():
        assert law.places[way.where].name.uk
        assert way.ref
        assert way.words.uk.endswith(".")
        assert way.words.en.endswith(".")
    born = [route.where for route in law.items["child_birth_certificate"].routes]
    assert born == ["civil_registry", "civil_registry", "court"]
    assert "315, 317" in ways["fact_by_court"].ref


@pytest.mark.covers("W6")
def test_no_paper_stands_for_itself() -> None:
    for item in rules().items.values():
        assert item.id not in item.substitutes
