"""The check over a real vault and the real law: answers settle grounds, drafts survive."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

import pytest

from app.accounts import store as accounts
from app.accounts.model import Role, User
from app.core.errors import InputError
from app.core.runner import InlineRunner
from app.core.words import Words
from app.desk.desk import Desk, assemble
from app.registry.model import Client
from app.storage.database import Database
from app.ui.check.presenter import CheckPresenter
from app.ui.check.state import CheckState, GroundLine
from app.ui.printing.presenter import Sheets
from tests.conftest import RepeatingIds, StandingClock
from tests.desk.packs_of_tomorrow import adults_only, changed
from tests.forms.paper import pages, text
from tests.ui.check.people import AUTHOR, comes, desk_over, displaced


@dataclass
class Board:
    state: CheckState = field(default_factory=CheckState)

    def show_state(self, state: CheckState) -> None:
        self.state = state


@dataclass
class Place:
    desk: Desk
    client: Client
    board: Board
    presenter: CheckPresenter
    went: list[tuple[str, dict[str, str]]]
    words: Words
    clock: StandingClock
    printed: list[Sheets] = field(default_factory=list)

    def print(self, sheets: Sheets) -> Callable[[], None]:
        """A printer that takes everything."""
        return lambda: self.printed.append(sheets)

    @property
    def state(self) -> CheckState:
        return self.board.state

    @property
    def error(self) -> str:
        return self.state.date_error

    def ground(self, category: str) -> GroundLine:
        return next(one for one in (*self.state.grounds, *self.state.noes) if one.id == category)

    def anew(self) -> "Place":
        """The program was killed and started again on the same vault."""
        board, went = Board(), list[tuple[str, dict[str, str]]]()
        presenter = CheckPresenter(
            board,
            self.desk,
            InlineRunner(),
            self.words,
            clock=self.clock,
            go=lambda screen, **subject: went.append((screen, subject)),
            printer=self.print,
        )
        presenter.open(self.client.id)
        return replace(self, board=board, presenter=presenter, went=went)


@pytest.fixture
def place(database: Database, clock: StandingClock, ids: RepeatingIds, words: Words) -> Place:
    desk = desk_over(database, clock=clock, ids=ids)
    client = comes(desk)
    empty = Place(desk, client, Board(), None, [], words, clock)  # type: ignore[arg-type]
    return empty.anew()


def give_income(place: Place, *sums: str) -> None:
    for at, said in enumerate(sums):
        place.presenter.write(f"income_six_months.{at}", said)
    place.presenter.settle_income()


@pytest.mark.covers("F21", "F25")
def test_the_card_answers_first_and_the_rest_is_unknown(place: Place) -> None:
    state = place.state
    assert [line.fact for line in state.answers] == ["birth_date"]
    assert place.ground("child").shape == "no"
    assert place.ground("idp").shape == "ask"
    assert "бракує" in place.ground("idp").note
    assert state.outcome is not None
    assert state.outcome.title == "Підстав поки не видно"
    assert state.question is not None
    assert state.question.fact == "applicant"
    assert "Соняшник" not in state.crumbs


@pytest.mark.covers("F21", "F22", "3-030")
def test_answers_settle_grounds_live_and_say_why(place: Place) -> None:
    do = place.presenter
    do.answer("applicant", "self")
    do.answer("service_needed", ["representation"])
    do.answer("idp_status", "registered")
    state = place.state
    assert place.ground("idp").shape == "yes"
    assert place.ground("idp").best
    assert state.outcome is not None
    assert state.outcome.title == "Підстави є"
    assert "Рішення ухвалює центр" in state.outcome.note
    assert state.why is not None
    assert state.why.heading == "Чому «так»"
    assert all(line.shape == "yes" for line in state.why.reasons)
    assert state.why.norm
    assert [mark.text for mark in state.why.marks][:2] == [
        "Цей заявник може звернутися",
        "Охоплює потрібну послугу",
    ]


def test_why_not_says_what_would_change_it(place: Place) -> None:
    place.presenter.answer("idp_status", "none")
    place.presenter.choose("idp")
    why = place.state.why
    assert why is not None
    assert why.heading == "Чому «ні»"
    assert any(line.change for line in why.reasons)
    assert place.ground("idp").chosen


@pytest.mark.covers("3-033")
def test_six_months_are_compared_with_the_limit_as_they_are_typed(place: Place) -> None:
    do = place.presenter
    do.answer("income_group", "able_bodied")
    give_income(place, "6656", "6656", "6656", "6656", "6656")
    box = place.state.income
    assert box is not None
    assert box.verdict == "Ще 1 місяць без суми"
    assert [month.name.split()[0] for month in box.months] == [
        "травень", "червень", "липень", "серпень", "вересень", "жовтень",
    ]  # fmt: skip
    do.write("income_six_months.5", "6 656,00")
    do.settle_income()
    box = place.state.income
    assert box is not None
    assert (box.total, box.limit) == ("39\u00a0936,00", "39\u00a0936,00")
    assert box.verdict == "Дорівнює межі й підходить"
    assert place.ground("low_income").shape == "yes"
    do.write("income_six_months.5", "6656,01")
    do.settle_income()
    assert place.state.income is not None
    assert place.state.income.shape == "no"
    assert place.ground("low_income").shape == "no"


def test_a_sum_nobody_can_read_is_told_and_an_emptied_month_is_unknown_again(
    place: Place,
) -> None:
    do = place.presenter
    do.answer("income_group", "able_bodied")
    do.fill_months("100")
    assert place.ground("low_income").shape == "yes"
    do.write("income_six_months.2", "сто")
    do.settle_income()
    assert place.state.income is not None
    assert place.state.income.months[2].error
    assert place.ground("low_income").shape == "ask"
    do.write("income_six_months.2", "")
    do.settle_income()
    assert place.state.income is not None
    assert [month.written for month in place.state.income.months].count("") == 1
    assert place.ground("low_income").shape == "ask"


@pytest.mark.covers("3-031")
def test_the_law_is_that_of_the_date_and_an_uncovered_date_is_told(place: Place) -> None:
    do = place.presenter
    do.write("on_date", "01.06.2023")
    do.settle_date()
    assert (do.case.sheet.on, place.error) == (date(2023, 6, 1), "")
    do.write("on_date", "01.01.1999")
    do.settle_date()
    assert place.error
    assert do.case.sheet.on == date(2023, 6, 1)
    do.write("on_date", "учора")
    do.settle_date()
    assert "24.11.2026" in place.error


@pytest.mark.covers("F10", "3-041")
def test_every_answer_comes_back_after_a_kill(place: Place) -> None:
    do = place.presenter
    do.answer("idp_status", "registered")
    do.answer("torture_victim", None)
    do.write("income_six_months.0", "42")
    do.keep()
    again = place.anew()
    assert again.presenter.case.sheet.given == place.presenter.case.sheet.given
    assert again.state.income is not None
    assert again.state.income.months[0].written == "42"
    assert "Чернетка" in again.state.draft_back
    again.presenter.start_afresh()
    assert [line.fact for line in again.state.answers] == ["birth_date"]
    assert not place.desk.drafts.waiting()


def test_looking_alone_leaves_no_draft(place: Place) -> None:
    place.presenter.turn()
    place.presenter.choose("idp")
    place.presenter.topic("income")
    place.presenter.keep()
    assert not place.desk.drafts.waiting()


@pytest.mark.covers("F18", "3-036")
def test_a_saved_check_is_read_with_its_stored_verdict(place: Place) -> None:
    do = place.presenter
    do.answer("applicant", "self")
    do.answer("service_needed", ["representation"])
    do.answer("idp_status", "registered")
    before = place.state
    do.save()
    screen, subject = place.went[-1]
    assert screen == "papers"
    assert not place.desk.drafts.waiting()
    do.open(place.client.id, check_id=subject["check_id"])
    state = place.state
    assert "Пояснено за редакцією" in state.read_only
    assert state.outcome == before.outcome
    assert [line.id for line in state.grounds] == [line.id for line in before.grounds]
    assert state.why is not None
    assert before.why is not None
    assert [r.text for r in state.why.reasons] == [r.text for r in before.why.reasons]
    assert state.question is None
    do.answer("idp_status", "none")
    assert place.ground("idp").shape == "yes"
    do.check_again()
    assert place.went[-1] == ("check", {"client_id": place.client.id})


def test_a_topic_brings_its_questions_forward(place: Place) -> None:
    place.presenter.topic("detention")
    assert place.state.question is not None
    assert place.state.question.fact == "detention"
    place.presenter.topic("detention")
    assert place.state.question.fact == "applicant"


def test_what_nobody_knows_is_not_asked_again(place: Place) -> None:
    asked = []
    while place.state.question is not None:
        asked.append(place.state.question.fact)
        place.presenter.answer(place.state.question.fact, None)
        assert len(asked) < 60
    assert len(asked) == len(set(asked))
    assert place.state.no_question.startswith("Решта відповідей")
    assert place.state.outcome is not None
    assert place.state.outcome.shape == "ask"


def test_a_changed_answer_stays_open_until_the_worker_goes_on(place: Place) -> None:
    do = place.presenter
    do.answer("applicant", "self")
    do.ask("applicant")
    do.answer("applicant", "parent")
    assert place.state.question is not None
    assert place.state.question.fact == "applicant"
    assert place.state.question.answered
    do.go_on()
    assert place.state.question.fact == "service_needed"


def test_guided_back_keeps_answers_and_all_are_read_back(place: Place) -> None:
    do = place.presenter
    do.turn()
    do.answer("applicant", "self")
    do.answer("service_needed", ["representation"])
    do.back()
    assert place.state.question is not None
    assert place.state.question.fact == "service_needed"
    assert [option.on for option in place.state.question.options] == [False, True, False]
    assert place.state.question.say
    do.read_back()
    assert place.state.checking
    assert len(place.state.answers) == 3
    do.read_back()
    assert not place.state.checking


def test_two_thousand_switches_lose_nothing(place: Place) -> None:
    """Dense and guided are two drawings of one sheet (feature of F7)."""
    chance, do = Random(7), place.presenter
    do.keep = lambda: None  # type: ignore[method-assign]  # drafts are proven elsewhere
    told = dict(do.case.sheet.given)
    for _ in range(2000):
        if chance.random() < 0.1 and place.state.question is not None:
            fact = place.state.question.fact
            do.answer(fact, None)
            told[fact] = None
        do.turn()
        assert dict(do.case.sheet.given) == told
        assert [line.fact for line in place.state.answers] == list(told)


def test_the_language_changes_every_word(place: Place) -> None:
    place.words.speak("en")
    place.presenter.show()
    state = place.state
    assert state.outcome is not None
    assert state.outcome.title == "No ground seen yet"
    assert state.counts[0] == "yes 0"


def test_a_displaced_person_needs_three_answers(
    database: Database, clock: StandingClock, ids: RepeatingIds, words: Words
) -> None:
    desk = desk_over(database, clock=clock, ids=ids)
    client = comes(desk, displaced())
    place = Place(desk, client, Board(), None, [], words, clock).anew()  # type: ignore[arg-type]
    assert place.ground("idp").shape == "yes"


def test_a_service_nobody_named_is_asked_for_and_not_counted(place: Place) -> None:
    """No «0 cover the service needed»: the ground gives all three, only the wish is unknown."""
    client = comes(place.desk, displaced())
    place.presenter.open(client_id=client.id)
    outcome = place.state.outcome
    assert outcome is not None
    assert "Спитайте, яка потрібна" in outcome.note
    assert "0" not in outcome.note


@pytest.mark.covers("F27")
def test_the_table_says_which_ground_gives_what_and_for_which_matter(place: Place) -> None:
    do = place.presenter
    do.answer("service_needed", ["defence", "representation"])
    do.answer("idp_status", "registered")
    alone = place.state
    assert alone.matrix is None
    do.answer("veteran_status", "holder")
    table = place.state.matrix
    assert table is not None
    rows = {row.ground: row for row in table.rows}
    assert [cell.shape for cell in rows["ВПО"].cells] == ["yes", "yes", "yes"]
    assert rows["ВПО"].matter == "з усіх питань"
    assert "Потрібне охоплюють: " in table.sums
    assert table.sums.endswith("Рішення ухвалює центр.")


MARK = "ПОПЕРЕДНІЙ ПЕРЕГЛЯД – не для рішень"


def answer_as_an_orphan(place: Place) -> None:
    place.presenter.answer("birth_date", "15.01.2006")
    place.presenter.answer("orphan_status_before_18", True)


@pytest.mark.covers("F19")
def test_a_bill_is_looked_at_under_a_mark_and_never_kept(place: Place) -> None:
    do = place.presenter
    assert place.state.can_preview, "a bill is known that was not adopted"
    do.preview()
    answer_as_an_orphan(place)
    state = place.state
    assert state.preview is not None
    assert state.preview.mark == MARK
    assert "Сироти 18–23" in state.preview.note
    assert place.ground("young_adult_orphan_18_23").shape == "yes"
    assert not state.can_save
    do.save()
    do.keep()
    assert place.desk.checks.of_client(place.client.id) == ()
    assert not place.desk.drafts.waiting()
    assert not place.went
    do.end_preview()
    assert place.state.preview is None
    assert all(line.id != "young_adult_orphan_18_23" for line in place.state.noes)
    assert place.desk.drafts.waiting(), "the answers stay, the preview does not"
    assert place.state.can_save


@pytest.mark.covers("F19")
def test_a_preview_is_printed_with_the_mark_on_each_page_and_without_the_person(
    place: Place,
) -> None:
    do = place.presenter
    do.print_preview()
    assert not place.printed, "there is nothing to print outside a preview"
    do.preview()
    answer_as_an_orphan(place)
    do.print_preview()
    (sheets,) = place.printed
    assert sheets.title == MARK
    assert all(MARK in page for page in pages(sheets.pdf))
    said = " ".join(text(sheets.pdf).split())
    assert "Сироти 18–23" in said
    assert "Соняшник" not in said
    assert place.client.reference not in said
    assert place.desk.papers.prints_of(place.client.id) == ()


@pytest.mark.covers("F19")
def test_the_sheet_of_a_preview_is_no_form_of_the_office(place: Place) -> None:
    papers = place.desk.papers
    assert "edition_preview" not in [form.id for form in papers.forms()]
    values = {"day": "2027-01-01", "grounds": [{"ground": "x", "then": "так"}]}
    with pytest.raises(InputError, match="preview_only"):
        papers.record_print(place.client.id, "edition_preview", values, 1)


@pytest.mark.covers("F19", "F17")
def test_an_edition_of_the_future_is_used_in_a_preview_only(
    database: Database, clock: StandingClock, ids: RepeatingIds, words: Words
) -> None:
    packs = changed("idp", adults_only, begin="2027-02-01")
    desk = assemble(database, packs, clock=clock, ids=ids, author=AUTHOR)
    empty = Place(desk, comes(desk), Board(), None, [], words, clock)  # type: ignore[arg-type]
    place = empty.anew()
    do = place.presenter
    do.answer("idp_status", "registered")
    assert place.ground("idp").shape == "yes"
    do.preview()
    assert place.ground("idp").shape == "no"
    assert place.state.on_date == "01.02.2027"
    assert place.state.preview is not None
    assert "01.02.2027" in place.state.preview.note
    do.end_preview()
    assert place.state.on_date == "24.11.2026"
    assert place.ground("idp").shape == "yes"


@pytest.mark.covers("F28")
def test_the_check_says_when_its_rules_may_not_be_relied_on(place: Place) -> None:
    assert any("ще не підтвердив" in said for said in place.state.warnings)
    with place.desk.database.writing("user.added", author=AUTHOR) as session:
        head = User(id=AUTHOR, name="Марта", role=Role.HEAD, added_at=place.clock.now())
        accounts.add_user(session, head)
    place.desk.editions.confirm()
    calm = place.anew()
    assert calm.state.warnings == ()
    place.clock.forward(timedelta(days=400))
    late = place.anew()
    assert late.state.warnings[0].startswith("Правила прострочено")
    assert "звіряйте кожну підставу" in late.state.warnings[0]
