"""Several grounds at once: which services they give, each and together."""

from typing import Any

import pytest

from app.eligibility.matrix import Cover, Matrix, matrix
from tests.eligibility.law import judge

IDP = {"idp_status": "registered"}
VIOLENCE = {"violence_survivor": "domestic"}
CERTIFICATE = {"idp_status": "refused", "idp_certificate_matter": True}
DETAINED = {"detention": "custody"}
DEFENCE = {"service_needed": ["defence"]}
EVERYTHING = {"service_needed": ["defence", "representation", "drafting"]}


def of(raw: dict[str, Any]) -> Matrix:
    return matrix(judge(raw))


def cells(found: Matrix, ground: str) -> tuple[Cover, ...]:
    (row,) = [one for one in found.rows if one.category.id == ground]
    return row.cells


@pytest.mark.covers("F27", "W10")
def test_each_service_of_each_ground() -> None:
    found = of({**VIOLENCE, **CERTIFICATE})
    assert found.services == ("defence", "representation", "drafting")
    assert cells(found, "domestic_or_gender_violence") == ("not_covered", "covered", "covered")
    assert cells(found, "idp_applicant") == ("not_covered", "this_matter", "this_matter")
    assert cells(found, "low_income") == ("unknown",) * 3
    assert cells(found, "custody") == ("unknown", "not_covered", "unknown")
    assert found.sums == ("unknown", "covered", "covered")


@pytest.mark.covers("F27")
def test_grounds_that_fit_stand_first_and_refused_ones_do_not_stand() -> None:
    found = of({"age": 40, **IDP, "whistleblower": False})
    answers = [row.verdict for row in found.rows]
    assert answers == sorted(answers, reverse=True)
    shown = {row.category.id for row in found.rows}
    assert "idp" in shown
    assert not {"child", "corruption_whistleblower"} & shown


@pytest.mark.covers("F27")
@pytest.mark.parametrize(
    ("raw", "together", "uncovered", "broadest"),
    [
        ({}, (), (), None),
        (DEFENCE, (), ("defence",), None),
        (IDP, ("idp",), (), "idp"),
        ({**IDP, **VIOLENCE, **DEFENCE}, ("idp",), (), "idp"),
        ({**VIOLENCE, **DEFENCE}, (), ("defence",), "domestic_or_gender_violence"),
        (
            {**VIOLENCE, **EVERYTHING},
            ("domestic_or_gender_violence",),
            ("defence",),
            "domestic_or_gender_violence",
        ),
        (
            {**VIOLENCE, **DETAINED, **EVERYTHING},
            ("custody", "domestic_or_gender_violence"),
            (),
            "custody",
        ),
        (
            {**VIOLENCE, **CERTIFICATE},
            ("domestic_or_gender_violence",),
            (),
            "domestic_or_gender_violence",
        ),
        (CERTIFICATE, ("idp_applicant",), (), "idp_applicant"),
        (
            {"protection_status": "refugee", "veteran_status": "holder"},
            ("war_veteran",),
            (),
            "war_veteran",
        ),
    ],
)
def test_what_the_grounds_give_together(
    raw: dict[str, Any],
    together: tuple[str, ...],
    uncovered: tuple[str, ...],
    broadest: str | None,
) -> None:
    found = of(raw)
    assert (found.together, found.uncovered, found.broadest) == (together, uncovered, broadest)


@pytest.mark.covers("F27")
def test_a_ground_with_a_limit_gives_its_services_for_one_matter() -> None:
    found = of({"protection_status": "refugee", "veteran_status": "holder"})
    assert cells(found, "refugee_or_protected") == ("this_matter",) * 3
