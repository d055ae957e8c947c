"""The screen of the journal: whole, too long without an anchor, broken; and a sheet to sign."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest

from app.anchors.model import Anchor, Held, Window
from app.core.words import Words
from app.desk.proving import Proof
from app.main import Program
from app.registry.model import Card
from app.storage.journal import Break, Verified
from app.ui.home.view import HomeView
from app.ui.proof.telling import broken_of, facts_of, told_of
from app.ui.proof.view import ProofView
from app.ui.workplace import Session
from tests.conftest import StandingClock
from tests.intruder import Intruder
from tests.journeys.test_start_program import calm, inside, program

__all__ = ["calm", "inside", "program"]
Calm = Callable[[], None]


def session_of(inside: Program) -> Session:
    assert isinstance(inside.session, Session)
    return inside.session


def screen(inside: Program, calm: Calm) -> ProofView:
    session_of(inside).navigator.open("proof")
    calm()
    view = session_of(inside).navigator.screen
    assert isinstance(view, ProofView)
    return view


@pytest.mark.covers("F108")
def test_a_break_is_told_plainly_and_a_long_time_without_an_anchor_too(
    clock: StandingClock, words: Words
) -> None:
    anchor = Anchor(kind=Held.PAPER, at=clock.now(), desk=1, number=5, head="00" * 16)
    place = Break(replica=1, seq=7, reason="signature", at=clock.now())

    def proof(lines: int, days: int, broken: Break | None = None) -> Proof:
        since = clock.now() - timedelta(days=days)
        return Proof(
            verified=Verified(entries=9, head="", first_break=broken, unsigned=2, signatures=4),
            anchors=(anchor,),
            last=anchor,
            window=Window(lines=lines, since=since),
        )

    assert told_of(proof(0, 9), clock.now(), words).kind == "yes"
    late = told_of(proof(4, 3), clock.now(), words)
    assert (late.kind, late.title) == ("ask", "Журнал не завірено 3 дні.")
    broken = proof(4, 3, place)
    assert told_of(broken, clock.now(), words).kind == "danger"
    said = [fact.value for fact in broken_of(broken, words)]
    assert said[0] == "Рядок № 7: підпис не збігається."
    assert "24.11.2026" in said[1]
    assert "аркуш із підписом" in said[2]
    assert "Керівника" in said[3]
    assert "до № 2" in " ".join(fact.value for fact in facts_of(broken, words))


def test_a_sheet_is_saved_and_counts_as_an_anchor(
    inside: Program, calm: Calm, tmp_path: Path
) -> None:
    view = screen(inside, calm)
    assert view.presenter.state.kind == "yes"
    assert "ще ніде" in [fact.value for fact in view.presenter.state.facts]
    view.presenter.save_sheet(tmp_path / "sheet.pdf")
    calm()
    assert "Аркуш готовий" in view.presenter.state.done
    text = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")[0].get_textpage().get_text_range()
    assert "Контрольні слова" in text
    assert any("аркуш із підписом" in fact.value for fact in view.presenter.state.facts)
    view.presenter.save_sheet(tmp_path / "nowhere" / "sheet.pdf")
    calm()
    assert view.presenter.state.fault


@pytest.mark.covers("R-16")
def test_a_broken_journal_opens_the_screen_at_sign_in_and_the_desk_keeps_serving(
    inside: Program, calm: Calm
) -> None:
    session = session_of(inside)
    database = session.desk.database
    key = session._workplace.copies._opened.key.hex
    Intruder.at(database, key).run("UPDATE journal SET act = 'x.made' WHERE seq = 2")
    home = session.navigator.screen
    assert isinstance(home, HomeView)
    home.refresh()
    presenter = home._presenter
    assert presenter is not None
    presenter._morning = type(presenter._morning)(day=presenter._morning.day)  # as at sign-in
    presenter.open()
    calm()
    view = session.navigator.screen
    assert isinstance(view, ProofView)
    assert view.presenter.state.kind == "danger"
    assert view._broken_card.isVisibleTo(view)
    session.desk.intake.register(Card(surname="Соняшник"))
    assert session.desk.intake.find("Соняшник")
