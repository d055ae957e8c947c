"""The law is found by a few letters, offline, and the page says how sure we are."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.content.library import Library
from app.core.words import LANGUAGES, Words
from app.eligibility.lookup import Norm, norms
from app.eligibility.rules import rules_on
from app.main import Program
from app.ui.law import book
from app.ui.law.view import LawView
from app.ui.palette import search
from tests.journeys.test_start_program import calm, inside, program
from tests.typing_hand import press, type_text
from tests.ui.access import cut_text, faults_of, settle

__all__ = ["calm", "inside", "program"]
DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def known() -> Sequence[Norm]:
    return norms(rules_on(Library.load(), DAY))


@pytest.mark.covers("T21")
@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("впо", "ground.idp"), ("dgj", "ground.idp"), ("швз", "ground.idp"),
        ("тримання", "ground.custody"), ("для виїзду", "paper.travel_passport"),
        ("рішення за зверненням", "term.bvpd_decision_standard"),
        ("жодної категорії", "refusal.not_in_category"),
    ],
)  # fmt: skip
def test_what_was_meant_comes_first(known: Sequence[Norm], query: str, first: str) -> None:
    assert search.find(query, [book.findable(one) for one in known]).ids[0] == first


@pytest.mark.covers("T21")
def test_every_page_says_where_it_comes_from(known: Sequence[Norm], words: Words) -> None:
    for language in LANGUAGES:
        words.speak(language)
        for norm in known:
            page = book.page(norm, words)
            assert page.title
            assert page.checked
            assert page.norm or norm.kind == "paper"
            assert page.doubt or norm.confidence == "verified"
            assert "{" not in "".join(page.text)


@pytest.mark.parametrize("language", ["uk", "en"])
def test_everybody_can_use_the_book(
    inside: Program, calm: Callable[[], None], language: str
) -> None:
    if language == "en":
        inside.acts.run("view.language")
    inside.acts.run("go.law")
    calm()
    assert not cut_text(inside.shell)
    assert not faults_of(inside.shell)
    view = inside.shell.screen_now
    assert isinstance(view, LawView)
    type_text(view.line, "паспорт")
    press(QApplication.focusWidget() or view.line, Qt.Key.Key_Down)
    settle()
    state = view.presenter.state
    assert state.chosen == state.lines[1].id
    assert not cut_text(inside.shell)
