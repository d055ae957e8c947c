"""Papers over a real encrypted database: values, safe contact, prints, reprints, saving."""

import errno
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.accounts.model import Office
from app.core.errors import DeskError, InputError
from app.core.ids import Ids
from app.desk.intake import Intake
from app.desk.office import Administration
from app.desk.paper import ACCESS, Papers
from app.desk.sight import Sight
from app.registry.model import (
    Card,
    Channel,
    Client,
    DocumentKind,
    IdentityDocument,
    SafeContact,
    Sex,
    VisitDraft,
    YesNo,
)
from app.registry.relations import Representative, RepresentativeKind
from app.sight.model import What
from app.storage import journal
from app.storage.database import Database
from tests.conftest import StandingClock
from tests.forms.paper import text
from tests.forms.shipped import LIBRARY

OLENA = Card(
    surname="Соняшник",
    given_name="Олена",
    patronymic="Іванівна",
    birth_date=date(1986, 3, 7),
    sex=Sex.FEMALE,
    phones=("+380501234567",),
    email="olena@example.org",
    actual_address="с. Липове, вул. Садова, 7",
    registered_address="м. Старе, вул. Інша, 1",
    rnokpp="3149900003",
    document=IdentityDocument(
        kind=DocumentKind.ID_CARD, number="000123456", issuer="8021", issued_on=date(2019, 5, 4)
    ),
)
SAFE = replace(
    OLENA,
    safe_contact=SafeContact(
        on=True, may_call=YesNo.NO, may_write=YesNo.YES, code_word="бузок", hours="10–12"
    ),
)
VISIT = VisitDraft(
    essence="Припинили виплати.", wanted_result="Поновити.", deadline=date(2026, 12, 1)
)


@pytest.fixture
def papers(database: Database, clock: StandingClock, ids: Ids) -> Papers:
    Administration(database, clock=clock, ids=ids, author="worker").found(
        Office(
            name="Бюро правничої допомоги «Липове»",
            centre_name="Південний центр",
            address="м. Липове, вул. Центральна, 1",
            hours="пн–пт 9–18",
            phone="0 800 000 000",
            head_name="Марта ГІЛКА",
        ),
        "Остап Жолудь",
    )
    return Papers(database, LIBRARY, clock=clock, ids=ids, author="worker")


@pytest.fixture
def intake(database: Database, clock: StandingClock, ids: Ids) -> Intake:
    return Intake(database, clock=clock, ids=ids, author="worker")


@pytest.fixture
def olena(papers: Papers, intake: Intake) -> Client:
    return intake.register(OLENA, VISIT).client


def test_the_application_is_filled_from_card_office_and_visit(
    papers: Papers, olena: Client
) -> None:
    values = papers.values_for("bvpd_application", olena.id)
    assert values["full_name"] == "Соняшник Олена Іванівна"
    assert values["full_name_genitive"] == "Соняшник Олени Іванівни"
    assert values["signature_name"] == "Олена СОНЯШНИК"
    assert values["head_name_dative"] == "Гілці\u00a0М."
    assert values["centre"] == "Південний центр"
    assert values["residence"] == "с. Липове, вул. Садова, 7"
    assert values["contacts"] == "+380 50 123 45 67, olena@example.org"
    assert values["identity_document"] == "Паспорт (ID-картка) №\u00a0000123456, 8021, 04.05.2019"
    assert values["essence"] == "Припинили виплати.\nПоновити."
    assert values["deadline"] == "2026-12-01"
    assert values["application_date"] == "2026-11-24"
    preview = papers.preview("bvpd_application", values, client_id=olena.id)
    assert preview.missing == ("categories", "attachments")
    said = text(preview.pdf)
    assert olena.reference in said
    assert "друк 24.11.2026 10:30" in said
    assert "олена@" not in said


def test_the_receipt_and_the_consent_know_the_officer_and_the_centre(
    papers: Papers, olena: Client
) -> None:
    assert papers.values_for("papers_receipt", olena.id)["officer_name"] == "Остап ЖОЛУДЬ"
    consent = papers.values_for("consent", olena.id)
    assert consent["controller_contacts"] == "м. Липове, вул. Центральна, 1, тел. 0 800 000 000"
    assert "purposes" not in consent, "the client ticks, nobody does it for her"


@pytest.mark.parametrize("form", ["bring_list", "consent", "papers_receipt"])
def test_a_paper_that_travels_tells_nobody_where_a_safe_contact_client_is(
    papers: Papers, intake: Intake, form: str
) -> None:
    client = intake.register(SAFE, VISIT).client
    values = papers.values_for(form, client.id)
    if form == "bring_list":
        values["papers"] = [{"paper": "Паспорт", "where": "У вас"}]
    pdf = papers.preview(form, values, client_id=client.id).pdf
    said = text(pdf)
    for secret in ("Садова", "Старе", "123 45 67", "olena@", "бузок", "Припинили"):
        assert secret not in said
    assert client.reference in said


def test_a_slip_of_a_safe_contact_client_names_neither_her_nor_the_office(
    papers: Papers, intake: Intake
) -> None:
    client = intake.register(SAFE).client
    values = {
        **papers.values_for("bring_list", client.id),
        "papers": [{"paper": "Паспорт", "where": "У вас"}],
    }
    pdf = papers.preview("bring_list", values, client_id=client.id).pdf
    assert "Соняшник" not in text(pdf)
    assert "правничої" not in text(pdf)
    assert "Липове»".encode("utf-16-be") not in pdf
    assert "м. Липове, вул. Центральна, 1" in text(pdf)


def test_the_application_shows_only_the_channel_that_the_client_allowed(
    papers: Papers, intake: Intake
) -> None:
    written = papers.values_for("bvpd_application", intake.register(SAFE).client.id)
    assert written["contacts"] == "лише повідомленням: +380 50 123 45 67, olena@example.org, 10–12"
    assert written["reply_way"] == "повідомленням на +380 50 123 45 67"
    silent = replace(SAFE, safe_contact=SafeContact(on=True))
    values = papers.values_for("bvpd_application", intake.register(silent).client.id)
    assert values["contacts"] == "лише особисто в центрі"
    assert values["reply_way"] == "лише особисто в центрі"
    assert values["postal_address"] == "листів не надсилати, вручити особисто"
    no_calls = replace(OLENA, safe_contact=SafeContact(forbidden=(Channel.PHONE,)))
    values = papers.values_for("bvpd_application", intake.register(no_calls).client.id)
    assert values["contacts"] == "лише повідомленням: +380 50 123 45 67, olena@example.org"


def test_representative_language_and_needs_stand_on_the_application(
    papers: Papers, intake: Intake
) -> None:
    card = replace(
        OLENA,
        language="ka",
        interpreter="sign",
        accessibility=("wheelchair", "sight"),
        preferred_channel=Channel.POST,
        representative=Representative(
            kind=RepresentativeKind.PARENT,
            full_name="Соняшник Надія Петрівна",
            paper="свідоцтво про народження",
            valid_until=date(2027, 1, 1),
        ),
    )
    values = papers.values_for("bvpd_application", intake.register(card).client.id)
    assert values["representative"] == "Соняшник Надія Петрівна, мати чи батько"
    assert values["representative_paper"] == "свідоцтво про народження, чинний до 01.01.2027"
    assert values["language"] == "грузинська, потрібен перекладач: жестова мова"
    assert values["accessibility"] == "крісло колісне, погано бачить"
    assert values["reply_way"] == "листом: с. Липове, вул. Садова, 7"


def test_an_alias_is_enough_for_a_slip_but_no_name_for_an_application(
    papers: Papers, intake: Intake
) -> None:
    client = intake.register(Card(alias="Пані в зеленому")).client
    assert papers.values_for("bring_list", client.id)["name"] == "Пані в зеленому"
    values = papers.values_for("bvpd_application", client.id)
    assert "full_name" not in values
    assert "full_name" in papers.preview("bvpd_application", values).missing


def test_names_that_are_not_sure_are_told(papers: Papers, intake: Intake) -> None:
    client = intake.register(Card(surname="Smith", given_name="John", sex=Sex.MALE)).client
    values = papers.values_for("bvpd_application", client.id)
    assert papers.doubtful_names("bvpd_application", client.id, values) == ("full_name_genitive",)
    values["full_name_genitive"] = "Сміта Джона"
    assert papers.doubtful_names("bvpd_application", client.id, values) == ()


def test_values_follow_the_language_of_the_paper(papers: Papers, olena: Client) -> None:
    values = papers.values_for("consent", olena.id, language="en")
    assert "Passport (ID card)" in str(values["identity_document"])
    preview = papers.preview("consent", values, client_id=olena.id, language="en")
    assert "CONSENT" in text(preview.pdf)


@pytest.mark.covers("F80")
def test_each_print_is_journalled_and_a_reprint_needs_a_reason(
    papers: Papers, olena: Client, database: Database, clock: StandingClock
) -> None:
    values = papers.values_for("bvpd_application", olena.id)
    assert papers.earlier_print(olena.id, "bvpd_application", values) is None
    preview = papers.preview("bvpd_application", values, client_id=olena.id)
    first = papers.record_print(olena.id, "bvpd_application", values, 2, sha256=preview.sha256)
    clock.forward(timedelta(minutes=5))
    assert papers.earlier_print(olena.id, "bvpd_application", values) == first
    with pytest.raises(DeskError, match=r"paper\.reason_needed"):
        papers.record_print(olena.id, "bvpd_application", values, 1, reason="  ")
    again = papers.preview("bvpd_application", values, client_id=olena.id, reprint_of=first.id)
    assert "Повторний друк № 1" in text(again.pdf)
    second = papers.record_print(
        olena.id, "bvpd_application", values, 1, reprint_of=first.id, reason="зіпсовано"
    )
    assert papers.prints_of(olena.id) == (second, first)
    assert (second.reprint_of, second.reason) == (first.id, "зіпсовано")
    assert "Повторний друк № 2" in text(
        papers.preview("bvpd_application", values, client_id=olena.id, reprint_of=first.id).pdf
    )
    with database.reading() as session:
        lines = journal.lines_of(session, "paper_print", first.id)
        assert [line.act for line in lines] == ["form.printed"]
        assert journal.verify(session).first_break is None


def test_changed_values_and_another_language_are_no_reprint(papers: Papers, olena: Client) -> None:
    values = papers.values_for("consent", olena.id)
    papers.record_print(olena.id, "consent", values, 1)
    papers.record_print(olena.id, "consent", {**values, "term": "до кінця справи"}, 1)
    papers.record_print(olena.id, "consent", values, 1, language="en")
    assert len(papers.prints_of(olena.id)) == 3


@pytest.mark.parametrize("copies", [0, 100, -1])
def test_a_print_that_makes_no_sense_is_refused(papers: Papers, olena: Client, copies: int) -> None:
    values = papers.values_for("consent", olena.id)
    with pytest.raises(InputError, match=r"paper\.copies"):
        papers.record_print(olena.id, "consent", values, copies)
    with pytest.raises(InputError, match=r"paper\.no_print"):
        papers.record_print(olena.id, "consent", values, 1, reprint_of="nobody", reason="x")
    with pytest.raises(DeskError, match=r"client\.unknown"):
        papers.record_print("nobody", "consent", values, 1)
    assert papers.prints_of(olena.id) == ()


def test_a_paper_is_saved_whole_or_not_at_all(
    papers: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "заява.pdf"
    papers.save_pdf(target, b"first")
    assert target.read_bytes() == b"first"

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DeskError, match=r"paper\.not_saved") as caught:
        papers.save_pdf(target, b"second")
    assert caught.value.values["file"] == "заява.pdf"
    assert target.read_bytes() == b"first"
    assert [path.name for path in tmp_path.glob("*заява*")] == ["заява.pdf"]


def test_a_folder_that_is_not_there_is_told(papers: Papers, tmp_path: Path) -> None:
    with pytest.raises(DeskError, match=r"paper\.not_saved"):
        papers.save_pdf(tmp_path / "nowhere" / "a.pdf", b"x")


@pytest.mark.covers("F79", "F82")
def test_forms_are_listed_and_blank_ones_drawn_without_any_client(papers: Papers) -> None:
    names = [form.id for form in papers.forms()]
    assert names == [
        "bvpd_application",
        "consent",
        "papers_receipt",
        "access_extract",
        "bring_list",
        "provisional_slip",
    ]
    for name in names:
        assert "від руки" in text(papers.blank(name))


@pytest.mark.covers("F66")
def test_the_client_learns_who_saw_her_data_and_why(
    papers: Papers, database: Database, clock: StandingClock, ids: Ids, olena: Client
) -> None:
    sight = Sight(database, clock=clock, ids=ids, author="worker")
    sight.opened(What.CARD, olena.id)
    sight.reveal(olena.id, reason="Приймаю цю людину зараз")
    values = papers.values_for("access_extract", olena.id)
    rows = values["entries"]
    assert isinstance(rows, list)
    assert [row["what"] for row in rows] == ["картка: відкрито", "картка: показано повністю"]
    assert rows[1]["why"] == "Приймаю цю людину зараз"
    paper = papers.preview("access_extract", values, client_id=olena.id).pdf
    said = " ".join(text(paper).split())
    assert "показано повністю" in said
    assert "Приймаю цю людину зараз" in said
    assert ACCESS not in str(papers.values_for("consent", olena.id))
