"""The screen of upkeep: damage told and mended, files let go of by two people."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.content.library import Library
from app.core.runner import InlineRunner
from app.core.words import Words
from app.desk.desk import Desk, assemble
from app.storage.database import Database
from app.ui.upkeep.presenter import UpkeepPresenter
from app.ui.upkeep.state import FaultLine, PurgeLine, TermLine, UpkeepState
from app.ui.upkeep.view import UpkeepView
from tests.doctor.office import SickOffice
from tests.keeping.test_purge import YEARS, promoted

LIBRARY = Library.load()


class Page:
    """A view that remembers."""

    def __init__(self) -> None:
        self.states: list[UpkeepState] = []

    def show_state(self, state: UpkeepState) -> None:
        self.states.append(state)


def desk_of(database: Database, sick: SickOffice, author: str = "") -> Desk:
    return assemble(database, LIBRARY, clock=sick.clock, ids=sick.ids, author=author or sick.author)


def opened(desk: Desk, words: Words) -> UpkeepPresenter:
    presenter = UpkeepPresenter(Page(), desk, InlineRunner(), words)
    presenter.open()
    return presenter


def test_damage_is_told_and_then_mended(sick: SickOffice, words: Words) -> None:
    with sick.past_the_guards() as driver:
        driver.execute("UPDATE client SET surname = 'Підмінена'")
    with sick.database() as database:
        desk = desk_of(database, sick)
        presenter = opened(desk, words)
        presenter.examine()
        told = presenter.state
        assert (told.kind, told.can_repair, told.working) == ("danger", True, "")
        assert "не збігаються з журналом" in told.faults[0].what
        presenter.repair()
        mended = presenter.state
        assert (mended.kind, mended.can_repair) == ("yes", False)
        assert all(line.mended for line in mended.faults)
        assert "before-repair" in mended.copy
        presenter.examine()
        assert (presenter.state.kind, presenter.state.faults) == ("yes", ())


def test_one_puts_forward_and_another_erases(
    sick: SickOffice, words: Words, tmp_path: Path
) -> None:
    with sick.database() as database:
        second = promoted(database, sick)
        sick.clock.forward(YEARS)
        head = opened(desk_of(database, sick), words)
        assert head.state.can_propose
        assert head.state.files
        head.propose()
        (line,) = head.state.purges
        assert (line.may_confirm, line.may_withdraw) == (False, True)
        other = opened(desk_of(database, sick, second), words)
        (line,) = other.state.purges
        assert line.may_confirm
        other.ask(line.id)
        assert other.state.question
        other.leave_it()
        other.confirm()
        assert other.state.purges[0].may_confirm, "nothing is erased without the second step"
        other.ask(line.id)
        other.confirm()
        (line,) = other.state.purges
        assert (line.has_certificate, other.state.files) == (True, ())
        other.keep_certificate(line.id, tmp_path / "akt.txt")
        text = (tmp_path / "akt.txt").read_text("utf-8")
        assert text.startswith("АКТ ПРО СТИРАННЯ ДАНИХ")
        assert "Марта Гілка" in text


def test_who_may_not_sees_no_terms_and_is_told_so(sick: SickOffice, words: Words) -> None:
    with sick.raw() as driver:
        (author,) = driver.execute("SELECT id FROM user_ WHERE role = 'registrar'").fetchone()
    with sick.database() as database:
        presenter = opened(desk_of(database, sick, author), words)
        assert presenter.state.closed
        assert not presenter.state.terms
        with sick.past_the_guards() as driver:
            driver.execute("UPDATE client SET surname = 'Підмінена'")
        presenter.examine()
        presenter.repair()
        assert presenter.state.fault
        assert presenter.state.kind == "danger"


def test_the_view_draws_what_it_is_told(
    sick: SickOffice, words: Words, app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sick.database() as database:
        view = UpkeepView(words, desk_of(database, sick), InlineRunner())
        asked: list[str] = []
        monkeypatch.setattr(view.presenter, "ask", asked.append)
        view.show_state(
            UpkeepState(
                title="Знайдено",
                kind="danger",
                faults=(FaultLine(what="a", means="b", became="c", mended=False),) * 2,
                terms=(TermLine(term="строк", due="нічого"),),
                files=("справа",),
                purges=(
                    PurgeLine(
                        id="p1", text="чекає", may_confirm=True, may_withdraw=True,
                        has_certificate=True,
                    ),
                ),
                can_repair=True,
                can_propose=True,
            )
        )  # fmt: skip
        assert not view.repair.isHidden()
        buttons = [one for one in view.findChildren(type(view.repair)) if one.text()]
        next(one for one in buttons if one.text() == words("upkeep.confirm")).click()
        assert asked == ["p1"]
        view.deleteLater()
