"""A card is typed, kept, checked, saved and taken back, on the real register."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.core.errors import DeskError
from app.core.ids import Ids
from app.core.runner import InlineRunner
from app.core.words import Words
from app.registry.model import AidKind, Card, SafeContact, VisitDraft, YesNo
from app.storage.database import Database
from app.ui.registration.presenter import RegistrationPresenter
from tests.conftest import StandingClock
from tests.ui.registration.register_hand import Page, SmallDesk, small_desk
from tests.vaults import KEY

SUN = Card(
    surname="Соняшник",
    given_name="Олена",
    patronymic="Іванівна",
    birth_date=date(1986, 3, 7),
    phones=("+380500001234",),
)


@pytest.fixture
def desk(database: Database, clock: Clock, ids: Ids) -> SmallDesk:
    return small_desk(database, clock, ids)


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def presenter(
    page: Page, desk: SmallDesk, words: Words, clock: Clock, ids: Ids
) -> RegistrationPresenter:
    return RegistrationPresenter(
        page, desk, InlineRunner(), words, clock=clock, ids=ids, go=page.go
    )


def typed(presenter: RegistrationPresenter, **texts: str) -> None:
    for key, text in texts.items():
        presenter.edited(key, text)
        presenter.left(key)


@pytest.mark.covers("3-020", "3-021", "3-024", "F1")
def test_a_person_is_registered_with_the_visit(
    presenter: RegistrationPresenter, page: Page, desk: SmallDesk
) -> None:
    presenter.open()
    typed(presenter, surname="Бджілка", given_name="Остап", birth="070386", topic="family")
    presenter.save()
    screen, subject = page.went[-1]
    client = desk.intake.client(subject["client_id"])
    assert screen == "client"
    assert (client.card.surname, client.card.birth_date) == ("Бджілка", date(1986, 3, 7))
    assert [visit.topic for visit in desk.intake.visits_of(client.id)] == ["family"]
    assert desk.drafts.waiting() == ()
    assert page.said


@pytest.mark.covers("3-020")
def test_an_alias_is_enough(presenter: RegistrationPresenter, page: Page) -> None:
    presenter.open()
    typed(presenter, alias="Хмара")
    presenter.save()
    assert page.went[-1][0] == "client"


def test_nothing_at_all_is_not_enough_and_the_summary_says_so(
    presenter: RegistrationPresenter, page: Page, words: Words
) -> None:
    presenter.open()
    presenter.save()
    assert page.state.faults == (("surname", words("registration.no_name")),)
    assert page.went == []


def test_saving_and_checking_goes_to_the_check_with_the_visit(
    presenter: RegistrationPresenter, page: Page, desk: SmallDesk
) -> None:
    presenter.open()
    typed(presenter, surname="Бджілка")
    presenter.save(then="check")
    screen, subject = page.went[-1]
    assert screen == "check"
    assert desk.intake.visit(subject["visit_id"]).client_id == subject["client_id"]


def test_an_error_stops_the_save_and_a_warning_does_not(
    presenter: RegistrationPresenter, page: Page
) -> None:
    presenter.open()
    typed(presenter, surname="Бджілка", rnokpp="3184710692", phone_0="050 000 12")
    assert page.state.remarks["phone_0"].wrong
    assert not page.state.remarks["rnokpp"].wrong
    presenter.save()
    assert [key for key, _ in page.state.faults] == ["phone_0"]
    typed(presenter, phone_0="050 000 12 34")
    assert "phone_0" not in page.state.remarks
    presenter.save()
    assert page.went[-1][0] == "client"


def test_a_date_that_cannot_be_read_stops_the_save(
    presenter: RegistrationPresenter, page: Page
) -> None:
    presenter.open()
    typed(presenter, surname="Бджілка", deadline="колись")
    presenter.save()
    assert [key for key, _ in page.state.faults] == ["deadline"]


@pytest.mark.covers("3-022", "F5")
def test_likely_duplicates_show_masked_and_never_block(
    presenter: RegistrationPresenter, page: Page, desk: SmallDesk
) -> None:
    known = desk.intake.register(SUN).client
    presenter.open()
    typed(presenter, surname="Соняшник", given_name="Олена", birth="07.03.1986")
    presenter.typed_for_a_while("birth")
    assert [line.client_id for line in page.state.duplicates] == [known.id]
    assert "Соняшник" not in page.state.duplicates[0].name
    assert page.state.duplicates[0].speaks_for
    presenter.other_person(known.id)
    presenter.typed_for_a_while("birth")
    assert page.state.duplicates == ()
    presenter.save()
    assert page.went[-1][0] == "client"


@pytest.mark.covers("3-022", "F5")
def test_this_is_the_person_takes_the_visit_along(
    presenter: RegistrationPresenter, page: Page, desk: SmallDesk
) -> None:
    known = desk.intake.register(SUN).client
    presenter.open()
    typed(presenter, surname="Соняшник", essence="Припинили виплату", topic="idp_rights")
    presenter.same_person(known.id)
    carried = {"essence": "Припинили виплату", "topic": "idp_rights"}
    assert page.went[-1] == ("visit", {"client_id": known.id, "carried": carried})
    assert desk.drafts.waiting() == ()
    assert page.undo is not None
    page.undo()
    assert desk.drafts.waiting()[0].values["typed"]["surname"] == "Соняшник"  # type: ignore[index]


@pytest.mark.covers("3-007", "F9")
def test_a_half_typed_card_comes_back_after_the_power_was_cut(
    presenter: RegistrationPresenter,
    database: Database,
    words: Words,
    clock: StandingClock,
    ids: Ids,
    tmp_path: Path,
) -> None:
    presenter.open()
    typed(presenter, surname="Бджілка", birth="07.03")
    presenter.edited("essence", "Припинили")
    presenter.keep()
    database.close()
    again = Database.open(tmp_path / "vault.db", KEY, clock=clock, ids=ids)
    page = Page()
    fresh = RegistrationPresenter(
        page, small_desk(again, clock, ids), InlineRunner(), words, clock=clock, ids=ids, go=page.go
    )
    fresh.open()
    assert page.state.values["surname"] == "Бджілка"
    assert page.state.values["birth"] == "07.03"
    assert page.state.values["essence"] == "Припинили"
    assert page.state.resumed == "Чернетка, 10:30. Продовжити?"
    fresh.go_on()
    assert page.state.resumed == ""
    again.close()


def test_a_clean_card_keeps_the_draft_for_the_day(
    presenter: RegistrationPresenter, page: Page, desk: SmallDesk
) -> None:
    presenter.open()
    typed(presenter, surname="Бджілка")
    presenter.start_clean()
    assert page.state.values == {}
    typed(presenter, surname="Хмара")
    assert len(desk.drafts.waiting()) == 2


def test_coming_back_goes_on_unless_the_draft_was_given_up_meanwhile(
    presenter: RegistrationPresenter, page: Page, desk: SmallDesk
) -> None:
    presenter.open()
    typed(presenter, surname="Бджілка")
    presenter.open()
    assert page.state.values["surname"] == "Бджілка"
    assert page.state.resumed, "the next person must not be written into this form unnoticed"
    desk.drafts.drop(desk.drafts.waiting()[0].id)
    presenter.open()
    assert page.state.values == {}


def test_what_was_typed_into_the_search_is_on_the_card(
    presenter: RegistrationPresenter, page: Page
) -> None:
    presenter.open(typed="бджілка остап 07.03.1986")
    assert page.state.values["surname"] == "Бджілка"
    assert page.state.values["birth"] == "07.03.1986"


@pytest.mark.covers("F10")
def test_the_last_save_is_undone_and_the_text_is_back(
    presenter: RegistrationPresenter, page: Page, desk: SmallDesk
) -> None:
    presenter.open()
    typed(presenter, surname="Бджілка", essence="Припинили виплату")
    presenter.save()
    assert page.undo is not None
    page.undo()
    screen, subject = page.went[-1]
    assert screen == "registration"
    assert desk.intake.recent() == ()
    presenter.open(**subject)
    assert page.state.values["essence"] == "Припинили виплату"
    assert page.state.resumed == ""


def test_a_card_is_changed_and_the_change_undone(
    presenter: RegistrationPresenter, page: Page, desk: SmallDesk, clock: StandingClock
) -> None:
    known = desk.intake.register(SUN).client
    clock.forward(timedelta(minutes=1))
    presenter.open(client_id=known.id, field="email")
    assert (page.focus, page.state.changing) == ("email", True)
    typed(presenter, email="olena@example.org")
    presenter.save()
    assert desk.intake.client(known.id).card.email == "olena@example.org"
    assert page.undo is not None
    page.undo()
    assert desk.intake.client(known.id).card.email == ""


@pytest.mark.covers("F9")
def test_a_stale_save_is_told_and_the_text_stays_in_the_draft(
    presenter: RegistrationPresenter, page: Page, desk: SmallDesk, words: Words
) -> None:
    known = desk.intake.register(SUN).client
    presenter.open(client_id=known.id)
    typed(presenter, email="mine@example.org")
    desk.intake.change(
        known.id, replace(known.card, email="theirs@example.org"), seen=known.versions
    )
    presenter.save()
    assert page.state.refused == words("error.client.changed_meanwhile")
    assert page.went == []
    assert desk.intake.client(known.id).card.email == "theirs@example.org"
    draft = desk.drafts.find("registration", known.id)
    assert draft is not None
    assert draft.values["typed"]["email"] == "mine@example.org"  # type: ignore[index]


def test_a_draft_of_a_change_remembers_what_the_form_had_seen(
    presenter: RegistrationPresenter, page: Page, desk: SmallDesk
) -> None:
    known = desk.intake.register(SUN).client
    presenter.open(client_id=known.id)
    typed(presenter, email="mine@example.org")
    desk.intake.change(
        known.id, replace(known.card, email="theirs@example.org"), seen=known.versions
    )
    presenter.open()
    presenter.open(client_id=known.id)
    presenter.save()
    assert page.state.refused


def test_six_questions_advise_the_kind_of_aid(
    presenter: RegistrationPresenter, page: Page, desk: SmallDesk
) -> None:
    presenter.open()
    typed(presenter, surname="Бджілка", asked_court_or_defence="yes")
    assert page.state.values["kind"] == AidKind.SECONDARY_AID
    assert page.state.advice
    typed(presenter, kind="consultation")
    presenter.save()
    visits = desk.intake.visits_of(page.went[-1][1]["client_id"])
    assert visits[0].kind is AidKind.CONSULTATION


def test_the_same_address_is_copied(presenter: RegistrationPresenter, page: Page) -> None:
    presenter.open()
    typed(presenter, actual_address="с. Липове")
    presenter.copy_address("postal_address")
    assert page.state.values["postal_address"] == "с. Липове"


@pytest.mark.covers("F4")
def test_safe_contact_is_saved_with_its_answers(
    presenter: RegistrationPresenter, page: Page, desk: SmallDesk
) -> None:
    presenter.open()
    typed(presenter, surname="Бджілка", may_call="no", may_write="yes", safe_hours="будні")
    presenter.save()
    card = desk.intake.client(page.went[-1][1]["client_id"]).card
    assert card.safe_contact == SafeContact(
        on=True, may_call=YesNo.NO, may_write=YesNo.YES, hours="будні"
    )


@pytest.mark.parametrize("name", ["Я" * 300, "Остап 🙂", "\u202eоленА\u202c Бджілка", "Ім\u0000я"])
def test_odd_names_are_kept_and_saved(
    presenter: RegistrationPresenter, page: Page, desk: SmallDesk, name: str
) -> None:
    presenter.open()
    typed(presenter, surname=name)
    presenter.typed_for_a_while("surname")
    presenter.save()
    saved = desk.intake.client(page.went[-1][1]["client_id"]).card.surname
    assert saved
    assert not set(saved) & set("\u202e\u202c\u0000")


def test_a_save_that_the_desk_refuses_leaves_the_form_as_it_was(
    presenter: RegistrationPresenter, page: Page, desk: SmallDesk, database: Database
) -> None:
    presenter.open()
    typed(presenter, surname="Бджілка")
    desk.intake.register(SUN, VisitDraft())
    presenter._refused(DeskError("vault.disk_full"))
    assert page.state.refused
    assert not page.state.busy
