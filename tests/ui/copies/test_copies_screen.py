"""Home and the screen of backups: age and proof, red with what to do, and one made by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication

from app.copies.model import CopyMade, Fault, Health
from app.core.runner import InlineRunner
from app.core.words import Words
from app.desk.copies import Copies
from app.desk.copies_standing import Standing
from app.main import Program
from app.registry.model import Card
from app.ui.copies.presenter import CopiesPresenter
from app.ui.copies.telling import told_of
from app.ui.copies.view import CopiesView
from app.ui.copy_watch import CopyWatch
from app.ui.home.view import HomeView
from app.ui.workplace import Session
from tests.conftest import StandingClock
from tests.journeys.test_start_program import calm, inside, program

__all__ = ["calm", "inside", "program"]
Calm = Callable[[], None]


def session_of(inside: Program) -> Session:
    assert isinstance(inside.session, Session)
    return inside.session


def standing(
    clock: StandingClock, *ages: timedelta, fault: Fault | None = None, changed: bool = True
) -> Standing:
    """Backups of those ages, the newest first and with that fault."""
    copies = tuple(
        CopyMade(
            id=str(at), path=f"{at}.prcopy", made_at=clock.now() - age, size=1, mark="",
            fault=fault if at == 0 else None, proved_at=clock.now() - age,
        )
        for at, age in enumerate(ages)
    )  # fmt: skip
    return Standing(copies=copies, second="", second_here=False, changed=changed)


@pytest.mark.covers("F135")
def test_age_and_proof_are_told_and_late_or_failed_is_red_with_what_to_do(
    clock: StandingClock, words: Words
) -> None:
    def told(given: Standing) -> tuple[Health, str, str]:
        found = told_of(given, clock.now(), words)
        return found.health, found.title, found.todo

    minutes, days = timedelta(minutes=12), timedelta(days=3)
    assert told(standing(clock, minutes)) == (
        Health.GOOD, "12 хв тому, перевірена відновленням.", "",
    )  # fmt: skip
    health, title, todo = told(standing(clock, days))
    assert (health, title) == (Health.LATE, "3 дні тому, перевірена відновленням.")
    assert "Створіть копію зараз" in todo
    assert told(standing(clock, days, changed=False))[0] is Health.GOOD, "nothing new to keep"
    failed = told(standing(clock, minutes, days, fault=Fault.PAGES))
    assert (failed[0], failed[1]) == (Health.FAILED, "3 дні тому, перевірена відновленням.")
    assert failed[2]
    assert told(standing(clock))[0] is Health.NONE


@pytest.mark.covers("F135", "T17")
def test_a_backup_is_made_from_the_screen_and_home_tells_of_it(
    inside: Program, calm: Calm, tmp_path: Path
) -> None:
    session = session_of(inside)
    session.navigator.open("copies")
    calm()
    view = session.navigator.screen
    presenter: CopiesPresenter = view.presenter  # type: ignore[union-attr]  # this is the view
    assert presenter.state.kind == "ask"
    assert presenter.state.lines == ()
    presenter.choose_second(tmp_path)
    calm()
    inside.acts.run("screen.main")
    assert presenter.state.working
    calm()
    state = presenter.state
    assert (state.working, state.fault, state.kind) == ("", "", "yes")
    assert state.done
    assert sorted(line.place for line in state.lines) == ["другий диск", "цей компʼютер"]
    (stick,) = tmp_path.glob("*.prcopy")
    presenter.prove(stick)
    calm()
    assert "добра" in presenter.state.done
    stick.write_bytes(stick.read_bytes()[:-1])
    presenter.prove(stick)
    calm()
    assert "обірвано" in presenter.state.fault
    session.navigator.open("home")
    calm()
    home = session.navigator.screen
    assert isinstance(home, HomeView)
    line = next(one for one in home._state.health if one.leads == "copies")
    assert line.good
    assert "перевірена відновленням" in line.value


@pytest.mark.covers("F135")
def test_backups_come_by_themselves_when_something_was_saved(
    inside: Program, calm: Calm, clock: StandingClock
) -> None:
    session = session_of(inside)
    watch: CopyWatch = session._copy_watch
    copies = inside.home.copies

    def look() -> int:
        watch.look()
        calm()
        return len(list(copies.glob("*.prcopy")))

    left = copies / ".making-left"
    left.mkdir(parents=True)
    (left / "trial.db").write_bytes(b"half")
    assert look() == 1
    assert not left.exists(), "what a kill left is taken away"
    clock.forward(timedelta(minutes=20))
    assert look() == 1, "nothing was saved"
    session.desk.intake.register(Card(surname="Соняшник"))
    assert look() == 2
    session.desk.intake.register(Card(surname="Мальва"))
    assert look() == 2, "not twice in a quarter of an hour"
    clock.forward(timedelta(minutes=20))
    assert look() == 3


def test_the_program_makes_a_last_backup_before_it_ends(
    inside: Program, calm: Calm, clock: StandingClock
) -> None:
    session = session_of(inside)
    session._copy_watch.look()
    calm()
    clock.forward(timedelta(minutes=20))
    session.desk.intake.register(Card(surname="Соняшник"))
    calm()
    inside.stop()
    assert len(list(inside.home.copies.glob("*.prcopy"))) == 2
    assert not inside.home.vault.with_name("vault.db-wal").exists(), "the vault was closed after it"


def test_who_may_not_make_backups_sees_them_and_is_told_why(
    qapp: QApplication, words: Words, clock: StandingClock
) -> None:
    class Looker:
        def look(self) -> Standing:
            return replace(standing(clock, timedelta(hours=2)), allowed=False)

        def find_second(self) -> bool:
            return False

        def create(self) -> CopyMade:
            raise AssertionError("nobody asked whether this person may")

    view = CopiesView(words, cast("Copies", Looker()), InlineRunner(), clock=clock)
    view.open()
    view.presenter.create()
    assert not view.presenter.state.working
    assert view.presenter.state.lines
    assert not view.make_now.isEnabled()
