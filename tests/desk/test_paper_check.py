"""What a check says on papers: grounds, services, papers that are there, errands for the slip."""

from dataclasses import replace
from datetime import date

import pytest

from app.accounts.model import Office
from app.core.errors import DeskError
from app.core.ids import Ids
from app.core.words import Language
from app.desk.checks import Checks
from app.desk.intake import Intake
from app.desk.office import Administration
from app.desk.paper import Papers
from app.eligibility.model import Outcome, Paper, PaperState, WhoObtains
from app.registry.model import Card, DocumentKind, IdentityDocument, SafeContact
from app.storage.database import Database
from tests.conftest import StandingClock
from tests.forms.paper import text
from tests.forms.shipped import LIBRARY

DAY = date(2026, 11, 24)
CARD = Card(surname="Соняшник", given_name="Олена", patronymic="Іванівна")


class Desk:
    def __init__(self, database: Database, clock: StandingClock, ids: Ids) -> None:
        self.intake = Intake(database, clock=clock, ids=ids, author="worker")
        self.checks = Checks(database, LIBRARY, clock=clock, ids=ids, author="worker")
        self.papers = Papers(database, LIBRARY, clock=clock, ids=ids, author="worker")
        office = Office(name="Бюро «Липове»", address="Центральна, 1", hours="пн–пт 9–18")
        Administration(database, clock=clock, ids=ids, author="worker").found(
            office, "Остап Жолудь"
        )

    def checked(self, card: Card, *papers: Paper, **facts: object) -> str:
        client = self.intake.register(card).client
        for paper in papers:
            self.checks.keep_paper(client.id, paper)
        found = self.checks.facts(facts)
        self.checks.save(client.id, found, self.checks.papers(client.id), DAY)
        return client.id


@pytest.fixture
def desk(database: Database, clock: StandingClock, ids: Ids) -> Desk:
    return Desk(database, clock, ids)


IDP = {
    "idp_status": "registered",
    "idp_certificate_matter": True,
    "service_needed": ["representation"],
    "applicant": "self",
    "birth_date": "1986-03-07",
}


@pytest.mark.covers("F73")
def test_the_application_takes_ground_service_and_papers_from_the_check(desk: Desk) -> None:
    client = desk.checked(
        CARD,
        Paper(item="idp_certificate", state=PaperState.SHOWN_IN_DIIA),
        Paper(item="id_card", state=PaperState.ORIGINAL_SEEN),
        Paper(item="case_papers", state=PaperState.PHOTO),
        **IDP,
    )
    values = desk.papers.values_for("bvpd_application", client)
    assert values["services"] == ["representation"]
    assert "внутрішньо переміщена особа" in str(values["categories"])
    rows = values["attachments"]
    assert isinstance(rows, list)
    assert sorted(row["form"] for row in rows) == ["copy", "electronic"], "a photo proves nothing"
    filled = {**values, "essence": "x", "residence": "y", "contacts": "z", "postal_address": "y"}
    preview = desk.papers.preview("bvpd_application", filled, client_id=client)
    assert preview.missing == ()
    assert "· норми 2026-11 ·" in text(preview.pdf)
    assert "papers" not in desk.papers.values_for("bring_list", client), "nothing is missing"


@pytest.mark.covers("F38")
def test_the_slip_asks_for_what_is_missing_and_says_where_to_get_it(desk: Desk) -> None:
    client = desk.checked(CARD, **IDP)
    values = desk.papers.values_for("bring_list", client)
    rows = values["papers"]
    assert isinstance(rows, list)
    said = text(desk.papers.preview("bring_list", values, client_id=client).pdf)
    assert all(row["where"] in said for row in rows)
    assert any("взяття на облік" in row["paper"] for row in rows)
    assert "Бюро «Липове»" in said
    assert "пн–пт 9–18" in said
    english = desk.papers.values_for("bring_list", client, language="en")
    assert "IDP" in str(english["papers"]) or "displaced" in str(english["papers"])


def test_a_paper_promised_by_a_day_is_the_only_one_asked_for(desk: Desk) -> None:
    card = replace(CARD, document=IdentityDocument(kind=DocumentKind.PASSPORT_BOOKLET))
    client = desk.checked(
        card,
        Paper(item="idp_certificate", state=PaperState.PROMISED, promised_by=date(2026, 12, 4)),
        **IDP,
    )
    slip = desk.papers.values_for("bring_list", client)
    assert slip["bring_by"] == "2026-12-04"
    bring = slip["papers"]
    assert isinstance(bring, list)
    assert len(bring) == 2, "the card's own passport and the certificate"
    missing = desk.papers.values_for("papers_receipt", client)["still_missing"]
    assert isinstance(missing, list)
    assert "04.12.2026" in [row["by"] for row in missing]


def test_what_the_office_obtains_itself_is_not_asked_of_the_person(desk: Desk) -> None:
    client = desk.checked(
        CARD,
        Paper(item="id_card", state=PaperState.ORIGINAL_SEEN),
        Paper(item="idp_certificate", state=PaperState.PROMISED, who_obtains=WhoObtains.OFFICE),
        **IDP,
    )
    assert "papers" not in desk.papers.values_for("bring_list", client)


def test_papers_brought_after_the_check_are_no_longer_asked_for(desk: Desk) -> None:
    client = desk.checked(CARD, **IDP)
    assert "papers" in desk.papers.values_for("bring_list", client)
    for item in ("id_card", "idp_certificate"):
        desk.checks.keep_paper(client, Paper(item=item, state=PaperState.ORIGINAL_SEEN))
    assert "papers" not in desk.papers.values_for("bring_list", client)


def test_an_unknown_check_is_told(desk: Desk) -> None:
    client = desk.checked(CARD, **IDP)
    with pytest.raises(DeskError, match=r"check\.not_found"):
        desk.papers.values_for("bring_list", client, check_id="nobody")
    check = desk.checks.of_client(client)[0]
    assert desk.papers.values_for("bring_list", client, check_id=check.id)["papers"]


@pytest.mark.covers("F20")
def test_the_ground_on_the_application_names_its_point_of_the_law(desk: Desk) -> None:
    client = desk.checked(
        CARD,
        birth_date="1986-03-07",
        applicant="self",
        service_needed=["representation"],
        income_group="able_bodied",
        income_six_months=["1000"] * 6,
    )
    grounds = desk.papers.values_for("bvpd_application", client)["categories"]
    assert isinstance(grounds, list)
    assert (
        "повнолітня особа з низьким середньомісячним доходом (ст.\xa014 ч.\xa01 п.\xa01)" in grounds
    )


@pytest.mark.covers("W7", "F24")
@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_slip_of_a_provisional_answer_says_until_when_what_and_where(
    desk: Desk, language: Language
) -> None:
    client = desk.checked(CARD, Paper(item="id_card", state=PaperState.ORIGINAL_SEEN), **IDP)
    check = desk.checks.of_client(client)[0]
    assert "until" not in desk.papers.values_for("provisional_slip", client)
    desk.checks.give_provisional(check.id, date(2026, 12, 10), ["idp_certificate"])
    desk.checks.override(check.id, Outcome.LIMITED, reason="одна справа", evidence="лист")
    values = desk.papers.values_for("provisional_slip", client, language=language)
    preview = desk.papers.preview(
        "provisional_slip", values, client_id=client, language=language, large_print=True
    )
    said = " ".join(text(preview.pdf).split())
    assert preview.missing == ()
    reference = desk.intake.client(client).reference
    wanted = {
        "uk": ("Підстави є", "Підстави є, але з межами", "взяття на облік", "переїхали"),
        "en": ("There are grounds", "There are grounds, within limits", "moved"),
    }
    for part in (*wanted[language], "10.12.2026", reference, "2026-11", "Центральна, 1"):
        assert part in said, part


@pytest.mark.covers("W7", "F4")
def test_the_slip_of_a_provisional_answer_obeys_safe_contact(desk: Desk) -> None:
    client = desk.checked(replace(CARD, safe_contact=SafeContact(on=True)), **IDP)
    check = desk.checks.of_client(client)[0]
    desk.checks.give_provisional(check.id, date(2026, 12, 10), ["idp_certificate"])
    values = desk.papers.values_for("provisional_slip", client)
    said = text(desk.papers.preview("provisional_slip", values, client_id=client).pdf)
    for word in ("Соняшник", "правничої", "Липове"):
        assert word not in said


@pytest.mark.covers("F40")
def test_a_paper_whose_term_is_over_is_not_called_seen(desk: Desk) -> None:
    old = Paper(item="id_card", state=PaperState.ORIGINAL_SEEN, valid_until=date(2026, 11, 20))
    client = desk.checked(CARD, old, **IDP)
    assert "seen" not in desk.papers.values_for("provisional_slip", client)
    assert any(
        "ID-картка" in str(row["paper"])
        for row in desk.papers.values_for("bring_list", client)["papers"]  # type: ignore[attr-defined]
    )
