"""A furnished office and a running program over it: where the checks of access look around."""

from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal
from random import Random

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.content.library import Library
from app.core.clock import today
from app.core.paths import Home
from app.core.settings import Settings
from app.core.words import Catalogue
from app.demo import people
from app.demo.office import ORDINARY_ANSWERS
from app.desk.desk import Desk, assemble
from app.eligibility.model import Paper, PaperState
from app.home_door import HomeDoor
from app.main import Program
from app.registry.model import AidKind, VisitDraft
from app.ui.screens import Screen
from app.ui.theme import look
from app.ui.workplace import Session
from tests.conftest import RepeatingIds, StandingClock
from tests.typing_hand import type_text
from tests.ui.access import settle
from tests.ui.doors import PASSPHRASE, PERSON, new_office, ways

CLIENTS = 9
SIZE = (1366, 768)


@dataclass(frozen=True, slots=True)
class Known:
    """Whom and what the windows are about."""

    client_id: str
    check_id: str
    draft_id: str


def furnish(home: Home) -> None:
    """An office of invented people: visits, checks, papers, a waiting draft, a wrong phone."""
    clock, ids = StandingClock(), RepeatingIds()
    opened = new_office(home, clock=clock, ids=ids, confirmed=False).opened
    desk = assemble(opened.database, Library.load(), clock=clock, ids=ids, author=opened.user.id)
    chance, day = Random(1), today(clock)
    for number in range(CLIENTS):
        matter = people.matter(chance, day)
        visit = VisitDraft(
            at_time=time(9 + number, 0),
            kind=AidKind.SECONDARY_AID,
            topic=matter.topic,
            essence=matter.essence,
            wanted_result=matter.wanted_result,
            deadline=day + timedelta(days=number),
        )
        made = desk.intake.register(people.card(number, chance, day), visit)
        if number % 3 == 0:
            seen = Paper(item="id_card", state=PaperState.ORIGINAL_SEEN, seen_on=day)
            promised = Paper(item="idp_certificate", state=PaperState.PROMISED, promised_by=day)
            for paper in (seen, promised):
                desk.checks.keep_paper(made.client.id, paper)
            card = desk.checks.facts_from_card(made.client.card, day)
            income = tuple(Decimal("4200.50") for _ in range(6))
            facts = {**ORDINARY_ANSWERS, **card, "income_six_months": income}
            desk.checks.save(
                made.client.id, facts, desk.checks.papers(made.client.id), day,
                visit_id=made.visit.id if made.visit else "",
            )  # fmt: skip
    opened.database.close()


class Place:
    """A running program in a shown window; at the door until `sign_in`."""

    def __init__(self, home: Home, bot: QtBot, catalogue: Catalogue) -> None:
        """Start it in the light look, 1366 by 768."""
        self.bot = bot
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        look.apply(app, Settings())
        clock, ids = StandingClock(), RepeatingIds(Random(11))
        self.door = HomeDoor(home, clock=clock, ids=ids, **ways())
        self.program = Program(
            home, Settings(), door=self.door, clock=clock, ids=ids, catalogue=catalogue
        )
        self.shell = self.program.shell
        self.shell.resize(*SIZE)
        self.shell.show()
        self.shell.activateWindow()
        self.program.begin()
        self.wait()

    def wait(self) -> None:
        """Until nobody waits for an answer and all is drawn."""
        self.bot.waitUntil(lambda: self.program.runner.idle, timeout=20_000)
        settle()

    def sign_in(self) -> None:
        """As the head of the office."""
        self.program.enter(self.door.unlock(PERSON, PASSPHRASE))
        self.wait()

    @property
    def session(self) -> Session:
        """Whoever is signed in."""
        session = self.program.session
        assert isinstance(session, Session)
        return session

    @property
    def desk(self) -> Desk:
        """The desk of who is signed in."""
        return self.session.desk

    def known(self) -> Known:
        """A client with a check, and that check."""
        rows = [client for _, client in self.desk.intake.today()]
        checked = next(client for client in rows if self.desk.checks.of_client(client.id))
        return Known(checked.id, self.desk.checks.of_client(checked.id)[0].id, "")

    def open(self, screen: str, **subject: str) -> QWidget:
        """Go there."""
        self.session.navigator.open(screen, **subject)
        self.wait()
        return self.shell

    def act(self, act_id: str) -> None:
        """Do it as its key would."""
        assert self.program.acts.run(act_id), f"{act_id} cannot be done here"
        self.wait()

    def screen(self) -> Screen:
        """What is in front."""
        screen = self.shell.screen_now
        assert screen is not None
        return screen

    def type(self, text: str) -> None:
        """Type where the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        type_text(focus, text)
        self.wait()

    def stop(self) -> None:
        """Close the window and the vault."""
        self.shell.close()
        self.program.stop()
