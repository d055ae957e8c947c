"""The checklist as people meet it: by keyboard, in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.clock import today
from app.core.runner import InlineRunner
from app.core.words import Language, Words
from app.storage.database import Database
from app.ui.papers.view import PapersView
from tests.conftest import RepeatingIds, StandingClock
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.check.people import comes, desk_over, displaced
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
) -> PapersView:
    desk = desk_over(database, clock=clock, ids=ids)
    client = comes(desk, displaced())
    facts = desk.checks.facts({"applicant": "self", "idp_status": "registered"})
    desk.checks.save(client.id, facts, (), today(clock))
    made = PapersView(
        words,
        desk,
        InlineRunner(),
        clock=clock,
        go=lambda screen, **subject: went.append((screen, subject)),
    )
    shown(*made.top_acts(), made, width=1274, height=720)
    made.open(client_id=client.id)
    settle()
    return made


@pytest.mark.covers("A1", "A3", "A4")
@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("opened", ["", "idp_certificate"])
def test_everybody_can_use_it(
    view: PapersView, words: Words, language: Language, opened: str
) -> None:
    view.presenter.original_shown("id_card")
    if opened:
        view.presenter.open_details(opened)
    words.speak(language)
    settle()
    assert not faults_of(view.window())
    assert not cut_text(view.window())


def test_the_first_thing_to_do_has_the_focus_and_enter_does_it(view: PapersView) -> None:
    first = view.first_field()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    settle()
    papers = view.presenter.case.kept
    assert [paper.item for paper in papers] == ["id_card"]


def test_the_focus_stays_in_the_group_that_changed(view: PapersView) -> None:
    group = view._groups["common_identity"]
    row = group.row_of("id_card")
    assert row is not None
    row.quick_act.setFocus()
    row.quick_act.click()
    settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert group.isAncestorOf(focused)


def test_details_open_with_the_focus_in_them_and_fold_again(view: PapersView) -> None:
    groups = view._groups.values()
    row = next(found for group in groups if (found := group.row_of("idp_certificate")))
    row.change.click()
    settle()
    assert view.presenter.case.opened == "idp_certificate"
    focused = QApplication.focusWidget()
    assert focused is not None
    view.presenter.close_details()
    settle()
    assert not view.presenter.case.opened


def test_ctrl_z_takes_a_paper_back(view: PapersView) -> None:
    view.presenter.original_shown("id_card")
    settle()
    assert view.undo.isVisible()
    view.undo.click()
    settle()
    assert not view.presenter.case.kept
    assert not view.undo.isVisible()


def test_the_acts_lead_to_print(view: PapersView, went: Went) -> None:
    view.acts()["screen.main"]()
    view.acts()["person.print"]()
    view.acts()["person.check"]()
    assert [(screen, subject.get("form_id")) for screen, subject in went] == [
        ("printing", "bvpd_application"),
        ("printing", "bring_list"),
        ("check", None),
    ]
