"""The check as people meet it: by keyboard, in both languages, dense and step by step."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.core.runner import InlineRunner
from app.core.settings import Settings
from app.core.words import Language, Words
from app.storage.database import Database
from app.ui.check.editors import OneOfEditor
from app.ui.check.view import CheckView
from app.ui.theme import look
from tests.conftest import RepeatingIds, StandingClock
from tests.typing_hand import type_text
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.check.people import comes, desk_over
from tests.ui.stage import shown

Went = list[tuple[str, dict[str, str]]]


@pytest.fixture
def went() -> Went:
    return []


@pytest.fixture
def view(
    app: QApplication,
    database: Database,
    clock: StandingClock,
    ids: RepeatingIds,
    words: Words,
    went: Went,
) -> CheckView:
    desk = desk_over(database, clock=clock, ids=ids)
    made = CheckView(
        words,
        desk,
        InlineRunner(),
        clock=clock,
        go=lambda screen, **subject: went.append((screen, subject)),
    )
    shown(*made.top_acts(), made, width=1274, height=720)
    made.open(client_id=comes(desk).id)
    settle()
    return made


def hand() -> QWidget:
    """The widget that has the focus."""
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def press(key: Qt.Key) -> None:
    QTest.keyClick(hand(), key)
    settle()


def given(view: CheckView, fact: str) -> object:
    return view.presenter.case.sheet.given[fact]


def answer_some(view: CheckView) -> None:
    do = view.presenter
    do.answer("applicant", "self")
    do.answer("service_needed", ["representation"])
    do.answer("idp_status", "registered")
    do.answer("detention", "none")
    settle()


@pytest.mark.covers("A1", "A3", "A4")
@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("guided", [False, True])
def test_everybody_can_use_it(
    view: CheckView, words: Words, language: Language, guided: bool
) -> None:
    answer_some(view)
    if guided:
        view.presenter.turn()
    words.speak(language)
    settle()
    assert not faults_of(view.window())
    assert not cut_text(view.window())


@pytest.mark.covers("A8")
def test_large_letters_keep_the_main_act_in_sight(view: CheckView, app: QApplication) -> None:
    answer_some(view)
    look.apply(app, replace(Settings(), letters=200))
    settle()
    window = view.window()
    for _ in range(2):
        main = view.guided.main if view._state.guided else view.outcome.main
        place = main.mapTo(window, main.rect().bottomRight())
        assert window.rect().contains(place), (place, window.rect())
        view.presenter.turn()
        settle()


def test_a_question_is_answered_with_letters_in_both_layouts(view: CheckView) -> None:
    view.presenter.ask("own_court_matter_child")
    settle()
    box = view.answers.question
    box.focus_editor()
    type_text(hand(), "т")
    settle()
    assert given(view, "own_court_matter_child") is True
    box.focus_editor()
    QTest.keyClick(hand(), Qt.Key.Key_Y)
    settle()
    assert given(view, "own_court_matter_child") is False
    box.focus_editor()
    type_text(hand(), "з")
    settle()
    assert given(view, "own_court_matter_child") is None


def test_letters_can_be_switched_off(view: CheckView) -> None:
    box = view.answers.question
    box._single_keys = lambda: False
    view.presenter.ask("rehabilitated")
    settle()
    box.focus_editor()
    QTest.keyClick(hand(), Qt.Key.Key_N)
    assert "rehabilitated" not in view.presenter.case.sheet.given


def test_an_answer_is_given_by_arrows_and_enter_and_the_focus_goes_on(view: CheckView) -> None:
    view.presenter.answer("applicant", "self")
    view.presenter.answer("service_needed", ["drafting"])
    view.presenter.topic("detention")
    settle()
    box = view.answers.question
    box.focus_editor()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Space)
    assert view.presenter.case.sheet.given["detention"] == "none"
    assert box.holds_focus()


def test_a_date_is_typed_and_taken_with_enter(view: CheckView) -> None:
    view.presenter.ask("birth_date")
    settle()
    view.answers.question.focus_editor()
    line = hand()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    type_text(line, "7 березня 1990")
    press(Qt.Key.Key_Return)
    assert str(given(view, "birth_date")) == "1990-03-07"


def test_grounds_are_walked_by_arrows_and_explain_themselves(view: CheckView) -> None:
    answer_some(view)
    rows = view.grounds.rows
    assert rows[0].key == "idp"
    rows[0].setFocus()
    press(Qt.Key.Key_Down)
    assert view.presenter.case.sheet.chosen == rows[1].key
    assert rows[1].isChecked()
    press(Qt.Key.Key_End)
    assert view.presenter.case.sheet.chosen == rows[-1].key
    stops = [row for row in rows if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [rows[-1]]


def test_the_focus_stays_on_a_ground_that_settles(view: CheckView) -> None:
    row = view.grounds.row("idp")
    assert row is not None
    row.setFocus()
    view.presenter.answer("idp_status", "none")
    settle()
    focused = QApplication.focusWidget()
    assert getattr(focused, "key", "") == "idp"


def test_an_answer_is_changed_from_the_list(view: CheckView) -> None:
    answer_some(view)
    row = view.answers.answers.row("detention")
    assert row is not None
    row.setFocus()
    press(Qt.Key.Key_Return)
    assert view.presenter.case.sheet.asked == "detention"
    editor = view.answers.question._editor
    assert isinstance(editor, OneOfEditor)
    assert editor._picks["none"].isChecked()


def test_f7_draws_the_same_answers_step_by_step(view: CheckView) -> None:
    answer_some(view)
    view.acts()["view.guided"]()
    settle()
    assert view.guided.isVisible()
    assert not view.answers.isVisible()
    assert view.guided.question._text.text() == view.answers.question._text.text()
    view.guided._check.click()
    settle()
    assert len(view.guided.answers.rows) == 5
    view.guided.answers.rows[1].click()
    settle()
    assert not view.presenter.case.sheet.checking
    view.acts()["view.guided"]()
    settle()
    assert view.answers.isVisible()


def test_half_typed_income_is_kept_within_a_second(view: CheckView) -> None:
    line = view.answers.income.entry()
    line.setFocus()
    type_text(line, "42")
    assert view._typing.isActive()
    assert view._typing.interval() < 1000
    view._typing.timeout.emit()
    desk = view.presenter._desk
    assert desk.drafts.waiting()[0].values["typed"] == {"income_six_months.0": "42"}


def test_leaving_the_screen_keeps_every_letter(view: CheckView) -> None:
    view.presenter.write("income_six_months.1", "17")
    view.leave()
    assert view.presenter._desk.drafts.waiting()


def test_the_main_act_saves_and_goes_to_the_papers(view: CheckView, went: Went) -> None:
    answer_some(view)
    view.acts()["screen.main"]()
    assert went[0][0] == "papers"
    assert went[0][1]["check_id"]


def test_a_saved_check_is_only_read(view: CheckView, went: Went) -> None:
    answer_some(view)
    view.acts()["screen.main"]()
    view.open(**went[0][1])
    settle()
    assert view._saved.isVisible()
    assert not view.answers.question.isVisible()
    assert not view.answers.income.isEnabled()
    assert not faults_of(view.window())


def test_nobody_answers_for_themselves_before_the_check_is_saved(view: CheckView) -> None:
    answer_some(view)
    assert not view.own.isVisible()


@pytest.mark.covers("F24", "A4")
@pytest.mark.parametrize("language", ["uk", "en"])
def test_an_own_answer_is_written_by_keys_beside_that_of_the_rules(
    view: CheckView, words: Words, went: Went, language: Language
) -> None:
    answer_some(view)
    view.acts()["screen.main"]()
    view.open(**went[0][1])
    words.speak(language)
    settle()
    rules = view.outcome._title.text()
    view.own.begin.setFocus()
    press(Qt.Key.Key_Return)
    assert view.own.answer.hasFocus(), "the form opens with the focus in it"
    view.own.keep.click()
    settle()
    assert view.own._error.isVisible(), "reason and evidence are missing"
    view.own.reason.setFocus()
    type_text(hand(), "помилка в реєстрі")
    view.own.evidence.setFocus()
    type_text(hand(), "лист")
    assert not faults_of(view.window())
    assert not cut_text(view.window())
    view.own.keep.setFocus()
    press(Qt.Key.Key_Return)
    assert "помилка в реєстрі" in view.own._told.text()
    assert view.outcome._title.text() == rules, "the answer of the rules is not hidden"
    assert view.own.withdraw.hasFocus()
    press(Qt.Key.Key_Return)
    assert not view.own._told.isVisible()


@pytest.mark.covers("F24")
def test_a_refusal_asks_who_else_signed(view: CheckView, went: Went) -> None:
    answer_some(view)
    view.acts()["screen.main"]()
    view.open(**went[0][1])
    own = view.presenter.own
    own.open()
    own.write(outcome="not_eligible", reason="статус скасовано", evidence="витяг")
    settle()
    assert view.own.second.isVisible()
    own.keep()
    settle()
    assert "відмову має погодити" in view.own._error.text()
    assert own.own is not None
    assert own.own.override is None


@pytest.mark.covers("F27", "A1", "A4")
@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("letters", [100, 200])
def test_several_grounds_stand_in_a_table_that_keys_and_readers_reach(
    view: CheckView, app: QApplication, words: Words, language: Language, letters: int
) -> None:
    answer_some(view)
    assert not view.matrix.isVisible(), "one ground needs no table"
    view.presenter.answer("veteran_status", "holder")
    view.presenter.answer("special_merits", True)
    look.apply(app, replace(Settings(), letters=letters))
    words.speak(language)
    settle()
    assert view.matrix.isVisible()
    table = view.matrix.table
    table.setFocus()
    first = table.current()
    assert first is not None
    press(Qt.Key.Key_Down)
    second = table.current()
    assert second is not None
    assert second != first
    for row in table.records:
        assert row.ground in row.spoken
        assert all(cell.word in row.spoken for cell in row.cells)
    assert not faults_of(view.window())
    assert not cut_text(view.window())


@pytest.mark.covers("F19", "A1", "A4")
@pytest.mark.parametrize("language", ["uk", "en"])
def test_a_preview_is_begun_and_ended_by_keys_under_its_mark(
    view: CheckView, words: Words, language: Language
) -> None:
    words.speak(language)
    settle()
    view._look_ahead.setFocus()
    press(Qt.Key.Key_Return)
    assert view._mark.isVisible()
    assert view._mark.geometry() == view.rect()
    assert view._ahead.isVisible()
    assert not view.outcome.main.isEnabled()
    assert not faults_of(view.window())
    assert not cut_text(view.window())
    below = view.childAt(view.rect().center())
    assert below is not view._mark, "the mark takes no clicks"
    view._end_ahead.setFocus()
    press(Qt.Key.Key_Return)
    assert not view._mark.isVisible()
    assert view.outcome.main.isEnabled()
