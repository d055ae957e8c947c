"""The screen of files: looked at, tried, brought in, taken back and taken out, by keyboard too."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.accounts.model import Office
from app.content.library import Library
from app.core.runner import InlineRunner
from app.core.settings import Settings
from app.core.words import Language, Words
from app.desk.desk import Desk, assemble
from app.storage.database import Database
from app.ui.background import QtRunner
from app.ui.exchange.presenter import ExchangePresenter
from app.ui.exchange.state import ExchangeState, Stage
from app.ui.exchange.view import ExchangeView
from app.ui.theme import look
from tests.conftest import RepeatingIds, StandingClock
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.stage import shown


@dataclass
class Watcher:
    states: list[ExchangeState] = field(default_factory=list)

    when_told: Callable[[], None] | None = None

    def show_state(self, state: ExchangeState) -> None:
        self.states.append(state)
        if state.progress and state.working and self.when_told is not None:
            self.when_told()


@pytest.fixture
def desk(database: Database, clock: StandingClock, ids: RepeatingIds) -> Desk:
    made = assemble(database, Library.load(), clock=clock, ids=ids, author="head")
    made.office.found(Office(name="Бюро"), "Марта")
    return made


@pytest.fixture
def watcher() -> Watcher:
    return Watcher()


@pytest.fixture
def presenter(desk: Desk, watcher: Watcher, words: Words) -> ExchangePresenter:
    return ExchangePresenter(watcher, desk, InlineRunner(), words)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "люди.csv"
    rows = [f"Осока{number};07.03.1986;нотатка" for number in range(120)]
    text = "\n".join(["Прізвище;ДН;Щось", *rows, "Верба;31.02.1990;"])
    path.write_bytes(text.encode("cp1251"))
    return path


@pytest.mark.covers("F120")
def test_a_file_goes_all_the_way_in_and_back(
    presenter: ExchangePresenter, desk: Desk, file: Path
) -> None:
    presenter.choose(file)
    state = presenter.state
    assert (state.stage, state.encoding, state.delimiter) == (Stage.LOOKED, "cp1251", ";")
    assert [(line.header, line.goes_to) for line in state.columns] == [
        ("Прізвище", "surname"),
        ("ДН", "birth_date"),
        ("Щось", ""),
    ]
    presenter.send_column("Щось", "note")
    presenter.try_out()
    assert presenter.state.stage == "tried"
    assert presenter.state.told == ("Рядок 122: ДН: такої дати немає. Наприклад: 1986-03-07.",)
    assert desk.intake.find("осока7") == ()
    presenter.bring_in()
    assert presenter.state.stage == "brought"
    assert presenter.state.summary.startswith("Внесено: 120. З помилками: 1.")
    found = desk.intake.find("осока7")[0]
    assert desk.intake.client(found.client_id).card.note == "нотатка"
    presenter.take_back()
    assert presenter.state.summary.startswith("Скасовано карток: 120.")
    assert desk.intake.find("осока7") == ()


@pytest.mark.covers("F120")
def test_another_encoding_can_be_chosen(presenter: ExchangePresenter, file: Path) -> None:
    presenter.choose(file)
    presenter.read_as(encoding="koi8-u")
    assert presenter.state.columns[0].header != "Прізвище"
    presenter.read_as(encoding="utf-16")
    assert "utf-16" in presenter.state.fault
    presenter.read_as(encoding="cp1251")
    assert (presenter.state.fault, presenter.state.columns[0].header) == ("", "Прізвище")


def test_an_import_that_was_stopped_is_offered_to_go_on(
    app: QApplication, desk: Desk, watcher: Watcher, words: Words, file: Path
) -> None:
    failed: list[Exception] = []
    runner = QtRunner(failed.append)
    presenter = ExchangePresenter(watcher, desk, runner, words)

    def worked() -> None:
        app.processEvents()
        while not runner.idle:
            app.processEvents()

    presenter.choose(file)
    worked()
    watcher.when_told = presenter.stop
    presenter.bring_in()
    worked()
    watcher.when_told = None
    assert presenter.state.resumes
    assert presenter.state.summary == words("exchange.stopped")
    presenter.bring_in()
    worked()
    runner.stop()
    assert not failed
    stage: Stage = presenter.state.stage
    assert stage is Stage.BROUGHT


@pytest.mark.covers("F113")
def test_the_phrase_of_a_file_is_forgotten_when_the_person_goes(
    presenter: ExchangePresenter, tmp_path: Path
) -> None:
    presenter.take_out(tmp_path / "out.xlsx", safe_contacts=False, plain=False)
    assert len(presenter.state.phrase.split()) == 6
    presenter.forget_phrase()
    assert (presenter.state.phrase, presenter.state.export_summary) == ("", "")
    presenter.take_out(tmp_path / "out.csv", safe_contacts=False, plain=False)
    assert "без пароля" in presenter.state.export_summary
    presenter.take_out(tmp_path / "out.pdf", safe_contacts=False, plain=False)
    assert presenter.state.export_fault


@pytest.mark.covers("A1", "A3", "A4", "F120")
@pytest.mark.parametrize("letters", [100, 200])
@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_part_can_be_read_and_reached(
    app: QApplication, desk: Desk, words: Words, file: Path, language: Language, letters: int
) -> None:
    view = ExchangeView(words, desk, InlineRunner())
    shown(view, width=1274, height=720)
    view.open()
    view.presenter.choose(file)
    view.presenter.try_out()
    look.apply(app, replace(Settings(), letters=letters))
    words.speak(language)
    view.retranslate()
    settle()
    assert not faults_of(view.window())
    assert not cut_text(view.window())
    view.bring.setFocus()
    QTest.keyClick(view.bring, Qt.Key.Key_Space)
    settle()
    assert view.presenter.state.stage is Stage.BROUGHT
    assert not cut_text(view.window())


def test_the_focus_stays_with_the_pressed_button(
    app: QApplication, desk: Desk, words: Words, file: Path
) -> None:
    view = ExchangeView(words, desk, InlineRunner())
    shown(view, width=1274, height=720)
    view.open()
    view.choose.setFocus()
    view.presenter.choose(file)
    assert app.focusWidget() is view.choose
    view.try_out.setFocus()
    QTest.keyClick(view.try_out, Qt.Key.Key_Space)
    assert app.focusWidget() is view.try_out
