"""The checklist over a real vault: states of papers, the term, what is missing, taking back."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from app.core.clock import today
from app.core.runner import InlineRunner
from app.core.words import Words
from app.desk.desk import Desk
from app.eligibility.checklist import presented
from app.eligibility.model import Outcome, Paper, PaperState
from app.registry.model import Client
from app.storage.database import Database
from app.ui.papers.presenter import PapersPresenter
from app.ui.papers.state import GroupSheet, PaperLine, PapersState
from app.ui.papers.term import working_days_after
from tests.conftest import RepeatingIds, StandingClock
from tests.ui.check.people import comes, desk_over, displaced


@dataclass
class Board:
    state: PapersState = field(default_factory=PapersState)

    def show_state(self, state: PapersState) -> None:
        self.state = state


@dataclass
class Place:
    desk: Desk
    client: Client
    board: Board
    presenter: PapersPresenter
    went: list[tuple[str, dict[str, str]]]
    check_id: str

    @property
    def state(self) -> PapersState:
        return self.board.state

    def group(self, group: str) -> GroupSheet:
        return next(sheet for sheet in self.state.groups if sheet.id == group)

    def line(self, paper: str) -> PaperLine:
        lines = (line for sheet in self.state.groups for line in sheet.lines)
        return next(line for line in lines if line.id == paper)


@pytest.fixture
def place(database: Database, clock: StandingClock, ids: RepeatingIds, words: Words) -> Place:
    desk = desk_over(database, clock=clock, ids=ids)
    client = comes(desk, displaced())
    facts = desk.checks.facts(
        {
            "applicant": "self",
            "service_needed": ["representation"],
            "idp_status": "registered",
            "birth_date": "1979-11-02",
        }
    )
    saved = desk.checks.save(client.id, facts, (), today(clock))
    board, went = Board(), list[tuple[str, dict[str, str]]]()
    presenter = PapersPresenter(
        board,
        desk,
        InlineRunner(),
        words,
        clock=clock,
        go=lambda screen, **subject: went.append((screen, subject)),
    )
    presenter.open(client.id)
    return Place(desk, client, board, presenter, went, saved.id)


@pytest.mark.covers("F31", "F33", "3-042")
def test_each_group_says_its_rule_and_what_is_missing(place: Place) -> None:
    identity = place.group("common_identity")
    assert identity.rule == "досить одного"
    assert (identity.shape, identity.word) == ("ask", "бракує")
    assert len(identity.lines) == 4
    assert identity.more
    assert place.state.closed == "Закрито 0 з 2"
    assert place.state.bar == ("ask", "ask")
    assert place.state.missing
    assert "Ґалаґан" not in place.state.crumbs


@pytest.mark.covers("F34", "3-043")
def test_an_original_closes_its_group_and_is_saved_at_once(place: Place) -> None:
    place.presenter.original_shown("id_card")
    assert place.group("common_identity").shape == "yes"
    line = place.line("id_card")
    assert (line.shape, line.word) == ("yes", "оригінал є")
    assert not line.act
    assert place.state.closed == "Закрито 1 з 2"
    assert place.state.said.startswith("Записано")
    kept = place.desk.checks.papers(place.client.id)
    assert [(paper.item, paper.state) for paper in kept] == [("id_card", PaperState.ORIGINAL_SEEN)]


@pytest.mark.covers("F34")
@pytest.mark.parametrize(
    ("state", "shape", "word"),
    [
        ("copy", "part", "є лише копія"),
        ("photo", "part", "є лише фото"),
        ("shown_in_diia", "yes", "показано в Дії"),
        ("from_register", "yes", "з реєстру"),
        ("promised", "wait", "обіцяно"),
        ("refused", "ask", "у видачі відмовлено"),
        ("expired", "ask", "строк минув"),
        ("lost", "ask", "втрачено"),
    ],
)
def test_every_state_has_its_shape_and_word(
    place: Place, state: str, shape: str, word: str
) -> None:
    place.presenter.open_details("idp_certificate")
    place.presenter.set_state(state)
    line = place.line("idp_certificate")
    assert (line.shape, line.word) == (shape, word)
    assert line.details is not None


@pytest.mark.covers("3-044")
def test_the_term_is_worked_out_from_the_promised_day(place: Place) -> None:
    do = place.presenter
    do.original_shown("id_card")
    do.open_details("idp_certificate")
    do.set_state("promised")
    do.set_promised("27.11.2026")
    assert place.line("idp_certificate").word == "обіцяно до 27.11.2026"
    term = place.state.term
    assert term is not None
    assert term.lines[-1] == "Якщо папери будуть 27.11.2026, рішення до 11.12.2026."
    assert "19" in term.ref
    do.set_promised("колись")
    details = place.line("idp_certificate").details
    assert details is not None
    assert "24.11.2026" in details.promised_error
    assert details.promised_by == "колись"


def test_when_all_is_there_the_term_runs_from_today(place: Place) -> None:
    place.presenter.original_shown("id_card")
    place.presenter.original_shown("idp_certificate")
    assert place.state.sentence == "Усі папери є. Рішення ухвалює центр."
    assert not place.state.missing
    assert place.state.term is not None
    assert place.state.term.lines[-1] == "Якщо подати 24.11.2026, рішення до 08.12.2026."


def test_an_expired_paper_proves_nothing(place: Place) -> None:
    do = place.presenter
    do.original_shown("id_card")
    do.open_details("id_card")
    do.set_valid("23.11.2026")
    assert place.line("id_card").word == "строк минув"
    assert place.group("common_identity").shape == "ask"


def test_changes_are_taken_back_one_by_one(place: Place) -> None:
    do = place.presenter
    do.open_details("idp_certificate")
    do.set_state("copy")
    do.set_state("original_seen")
    assert place.state.can_undo
    do.undo()
    assert place.line("idp_certificate").word == "є лише копія"
    assert place.state.said.startswith("Повернуто")
    do.undo()
    assert place.line("idp_certificate").word == "не питали"
    assert not place.desk.checks.papers(place.client.id)
    assert not place.state.can_undo


def test_another_ground_shows_other_papers(place: Place) -> None:
    assert place.state.grounds[0].id == "idp"
    assert place.state.grounds[0].on
    place.presenter.choose_ground("low_income")
    assert any(sheet.id == "income_evidence" for sheet in place.state.groups)


def test_all_papers_of_a_group_can_be_shown(place: Place) -> None:
    place.presenter.show_more("common_identity")
    assert len(place.group("common_identity").lines) > 4
    place.presenter.show_more("common_identity")
    assert len(place.group("common_identity").lines) == 4


def test_what_the_office_obtains_is_said(place: Place) -> None:
    place.presenter.open_details("idp_certificate")
    place.presenter.set_who("office")
    assert "запитує бюро" in place.line("idp_certificate").note


@pytest.mark.parametrize(
    ("act", "form"),
    [
        ("print_application", "bvpd_application"),
        ("print_bring", "bring_list"),
        ("print_receipt", "papers_receipt"),
    ],
)
def test_papers_are_printed_for_this_check(place: Place, act: str, form: str) -> None:
    getattr(place.presenter, act)()
    assert place.went == [
        (
            "printing",
            {"client_id": place.client.id, "form_id": form, "check_id": place.check_id},
        )
    ]


def test_without_a_check_the_way_leads_to_it(
    database: Database, clock: StandingClock, ids: RepeatingIds, words: Words
) -> None:
    desk = desk_over(database, clock=clock, ids=ids)
    board, went = Board(), list[str]()
    presenter = PapersPresenter(
        board,
        desk,
        InlineRunner(),
        words,
        clock=clock,
        go=lambda screen, **_subject: went.append(screen),
    )
    presenter.open(comes(desk).id)
    assert board.state.no_check
    presenter.to_check()
    assert went == ["check"]


def test_working_days_leave_out_week_ends_and_nothing_else() -> None:
    assert working_days_after(date(2026, 11, 27), 10) == date(2026, 12, 11)
    assert working_days_after(date(2026, 11, 28), 1) == date(2026, 11, 30)
    assert working_days_after(date(2026, 12, 24), 10) == date(2027, 1, 7)


@pytest.mark.covers("W7")
def test_while_papers_are_missing_an_answer_may_hold_until_a_day(place: Place) -> None:
    offer = place.state.provisional
    assert offer is not None
    assert (offer.given, offer.until) == (False, "08.12.2026"), "two weeks unless something else"
    place.presenter.open_details("idp_certificate")
    place.presenter.set_state("promised")
    place.presenter.set_promised("04.12.2026")
    offer = place.state.provisional
    assert offer is not None
    assert offer.until == "04.12.2026", "the day that was promised"
    place.presenter.write_until("колись")
    place.presenter.give_provisional()
    offer = place.state.provisional
    assert offer is not None
    assert (offer.until, bool(offer.error)) == ("колись", True)
    place.presenter.write_until("10.12.2026")
    place.presenter.give_provisional()
    given = place.state.provisional
    assert given is not None
    assert (given.given, given.sentence) == (True, "Діє до 10.12.2026, ще 16 днів")
    assert place.went[-1] == (
        "printing",
        {
            "client_id": place.client.id,
            "form_id": "provisional_slip",
            "check_id": place.check_id,
        },
    )
    kept = place.desk.checks.check(place.check_id).provisional
    assert kept is not None
    assert "idp_certificate" in kept.items


@pytest.mark.covers("W7")
def test_an_answer_whose_day_is_over_says_so_and_one_without_gaps_can_end(
    place: Place, clock: StandingClock
) -> None:
    place.presenter.give_provisional()
    clock.forward(timedelta(days=20))
    place.presenter.open(place.client.id)
    over = place.state.provisional
    assert over is not None
    assert over.shape == "danger"
    place.presenter.original_shown("id_card")
    place.presenter.original_shown("idp_certificate")
    done = place.state.provisional
    assert done is not None
    assert done.shape == "yes"
    place.presenter.end_provisional()
    assert place.state.provisional is None
    assert place.desk.checks.check(place.check_id).provisional is None


@pytest.mark.covers("F24")
def test_a_lawyers_own_answer_stands_beside_the_papers(place: Place) -> None:
    place.desk.checks.override(
        place.check_id, Outcome.LIMITED, reason="лише ця справа", evidence="лист центру"
    )
    place.presenter.open(place.client.id)
    assert "лише ця справа" in place.state.own_answer
    assert "Підстави є, але з межами" in place.state.own_answer


@pytest.mark.covers("F40")
def test_a_paper_is_used_again_on_the_next_visit_while_it_is_valid_that_day(
    place: Place, clock: StandingClock
) -> None:
    do = place.presenter
    do.open_details("idp_certificate")
    do.set_state("original_seen")
    do.set_valid("01.12.2026")
    assert place.line("idp_certificate").shape == "yes"
    clock.forward(timedelta(days=3))
    do.open(place.client.id)
    line = place.line("idp_certificate")
    assert line.shape == "yes", "nobody has to bring it again"
    assert "показано 24.11.2026, 3 дні тому" in line.note
    assert "дійсний до 01.12.2026" in line.note
    clock.forward(timedelta(days=5))
    do.open(place.client.id)
    line = place.line("idp_certificate")
    assert (line.shape, line.word) == ("ask", "строк минув")
    assert "строк дії минув 01.12.2026: потрібен новий" in line.note
    assert line.act, "it can be shown anew"
    assert any("облік" in paper for missing in place.state.missing for paper in missing.papers)


@pytest.mark.covers("F40")
def test_a_paper_seen_long_ago_is_too_old_for_its_ground(
    place: Place, clock: StandingClock
) -> None:
    papers = place.desk.checks
    paper = Paper(
        item="employer_income_certificate", state=PaperState.ORIGINAL_SEEN, seen_on=today(clock)
    )
    papers.keep_paper(place.client.id, paper)
    facts = papers.facts({"income_six_months": ["100"] * 6, "income_group": "able_bodied"})
    papers.save(place.client.id, facts, (paper,), today(clock))
    rules = papers.rules(today(clock))
    assert paper.item in presented((paper,), rules, today(clock) + timedelta(days=31))
    assert paper.item not in presented((paper,), rules, today(clock) + timedelta(days=32))
    clock.forward(timedelta(days=32))
    place.presenter.open(place.client.id)
    place.presenter.choose_ground("low_income")
    line = place.line("employer_income_certificate")
    assert (line.shape, line.word) == ("ask", "застарів")
    assert "не давнішим за 31 день" in line.note


@pytest.mark.covers("W6")
def test_a_paper_whose_archive_is_lost_offers_the_lawful_way_with_its_norm(place: Place) -> None:
    place.presenter.open_details("id_card")
    details = place.line("id_card").details
    assert details is not None
    (way,) = details.routes
    assert "ДМС в окупації" in way.text
    assert way.where
    assert "№ 302" in way.ref
    assert "підлягає підтвердженню" in way.ref, "what nobody compared says so"
    place.presenter.set_state("lost")
    lost = place.line("id_card")
    assert lost.details is not None
    assert not lost.details.routes, "the line says it, nothing is said twice"
    assert "ДМС в окупації" in lost.note
    assert "№ 302" in lost.note
    place.presenter.set_state("original_seen")
    details = place.line("id_card").details
    assert details is not None
    assert not details.routes, "the paper is here"
