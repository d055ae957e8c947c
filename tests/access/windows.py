"""Every window of the program in its useful states, from the one table of screens.

A screen that others add to the table is visited by itself; a window of another kind that nobody
visits fails `test_every_window_is_visited`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.content.library import Library
from app.core.clock import today
from app.core.errors import VaultError
from app.core.paths import Home
from app.core.runner import Progress
from app.core.settings import Settings
from app.core.words import Catalogue
from app.demo import people
from app.demo.office import ORDINARY_ANSWERS
from app.desk.desk import Desk, assemble
from app.eligibility.model import Paper, PaperState
from app.home_door import HomeDoor
from app.main import Program
from app.registry.model import AidKind, VisitDraft
from app.ui.places import SCREENS
from app.ui.screens import Screen
from app.ui.setup.state import NewOffice
from app.ui.theme import look
from app.ui.trouble.crash_window import CrashWindow
from app.ui.widgets.buttons import Button
from app.ui.widgets.notices import Banner
from app.ui.widgets.overlay import Question
from app.ui.widgets.progress import ProgressStrip
from app.ui.workplace import Session
from tests.conftest import RepeatingIds, StandingClock
from tests.typing_hand import press, type_text
from tests.ui.access import settle
from tests.ui.doors import PASSPHRASE, PERSON, new_office, ways

CLIENTS = 9
SIZE = (1366, 768)
SEARCHED = "Соняшник"


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


Visit = Callable[[Place], QWidget]
EMPTY_HOME, EMPTY_OFFICE, OFFICE = "no office", "an empty office", "an office"


def _setup(step: int, *, wrong: bool = False) -> Visit:
    def visit(place: Place) -> QWidget:
        setup = place.program.doors.setup
        full = NewOffice(
            name="Бюро «Липове»", address="с. Липове, вул. Садова, 1", person=PERSON,
            passphrase=PASSPHRASE, again=PASSPHRASE,
        )  # fmt: skip
        for _ in range(step - 1):
            setup.go_on(full)
            place.wait()
        if wrong:
            setup.go_on(NewOffice())
            place.wait()
        return place.shell

    return visit


def _sign_in(place: Place) -> QWidget:
    return place.shell


def _wrong_phrase(place: Place) -> QWidget:
    place.program.doors.sign_in.unlock("не ті слова зовсім тут")
    place.wait()
    return place.shell


def _recovery(place: Place) -> QWidget:
    place.program.doors.sign_in.by_recovery()
    place.program.doors.sign_in.recover("AAAA-BBBB")
    place.wait()
    return place.shell


def _trouble(code: str) -> Visit:
    def visit(place: Place) -> QWidget:
        place.program.trouble(VaultError(code))
        place.wait()
        return place.shell

    return visit


def _crash(place: Place) -> QWidget:
    window = CrashWindow(place.program.words, "Traceback\n  line 1", place.shell)
    window.show()
    window.activateWindow()
    settle()
    return window


def _screen(name: str, *, main: bool = False, **subject: str) -> Visit:
    def visit(place: Place) -> QWidget:
        known = place.known()
        named = {key: getattr(known, key, value) for key, value in subject.items()}
        window = place.open(name, **named)
        if main:
            place.act("screen.main")
        return window

    return visit


def _guided(name: str) -> Visit:
    def visit(place: Place) -> QWidget:
        window = place.open(name, client_id=place.known().client_id)
        place.act("view.guided")
        return window

    return visit


def _wrong_registration(place: Place) -> QWidget:
    window = place.open("registration")
    for text in ("Соняшник", "Олена", "", "31.02.1986"):
        if text:
            place.type(text)
        press(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    place.act("screen.main")
    return window


def _empty(name: str) -> Visit:
    def visit(place: Place) -> QWidget:
        return place.open(name)

    return visit


def _palette(text: str) -> Visit:
    def visit(place: Place) -> QWidget:
        place.open("home")
        place.act("app.palette")
        if text:
            place.type(text)
        return place.shell.palette_sheet

    return visit


def _help(act_id: str) -> Visit:
    def visit(place: Place) -> QWidget:
        place.open("people")
        place.act(act_id)
        return place.shell.help_sheet

    return visit


def _menu(place: Place) -> QWidget:
    place.open("home")
    menu = place.shell.open_menu()
    settle()
    return menu


def _told(place: Place) -> QWidget:
    """Banner, toast and progress at once over the day."""
    window = place.open("people", query=SEARCHED)
    words = place.program.words
    hide = Button(words("problem.hide"), "ghost")
    sentence = words("error.vault.disk_error")
    place.shell.show_banner("problem", Banner(sentence, kind="danger", acts=(hide,)))
    place.shell.say(words("error.vault.busy"), lambda: None)
    settle()
    return window


def _question(place: Place) -> QWidget:
    place.open("home")
    words = place.program.words
    safe = Button(words("crash.go_on"), "primary")
    act = Button(words("crash.leave"), "outline_danger")
    question = Question(
        place.shell, words("crash.title"), words("crash.safe"), safe=safe, acts=[(act, None)]
    )
    question.ask()
    settle()
    return question


def _progress(place: Place) -> QWidget:
    window = place.open("people")
    strip = ProgressStrip()
    words = place.program.words
    place.shell._banner_column.addWidget(strip)
    place.shell._banner_area.show()
    strip.show_work(words("door.promise"), Progress(1_200, 5_000))
    place.bot.waitUntil(strip.cancel.isVisible)
    settle()
    return window


def _cover(place: Place) -> QWidget:
    place.open("home")
    place.act("app.hide")
    return place.shell.cover


VISITS: Mapping[str, tuple[str, Visit]] = {
    **{f"setup.{step}": (EMPTY_HOME, _setup(step)) for step in range(1, 6)},
    **{f"setup.{step}.wrong": (EMPTY_HOME, _setup(step, wrong=True)) for step in (2, 3)},
    "sign_in": (OFFICE, _sign_in),
    "sign_in.wrong": (OFFICE, _wrong_phrase),
    "sign_in.recovery": (OFFICE, _recovery),
    "trouble.damaged": (OFFICE, _trouble("vault.damaged")),
    "trouble.busy": (OFFICE, _trouble("vault.busy")),
    "crash": (OFFICE, _crash),
    "home.empty": (EMPTY_OFFICE, _empty("home")),
    "people.empty": (EMPTY_OFFICE, _empty("people")),
    "home": (OFFICE, _screen("home")),
    "people": (OFFICE, _screen("people")),
    "people.found": (OFFICE, _screen("people", query=SEARCHED)),
    "people.none": (OFFICE, _screen("people", query="Йцукенгшщз")),
    "client": (OFFICE, _screen("client", client_id="")),
    "registration": (OFFICE, _screen("registration")),
    "registration.wrong": (OFFICE, _wrong_registration),
    "registration.nothing": (OFFICE, _screen("registration", main=True)),
    "registration.change": (OFFICE, _screen("registration", client_id="")),
    "visit": (OFFICE, _screen("visit", client_id="")),
    "visit.nothing": (OFFICE, _screen("visit", main=True, client_id="")),
    "check": (OFFICE, _screen("check", client_id="")),
    "check.guided": (OFFICE, _guided("check")),
    "check.saved": (OFFICE, _screen("check", client_id="", check_id="")),
    "papers": (OFFICE, _screen("papers", client_id="")),
    "printing": (OFFICE, _screen("printing", client_id="")),
    "settings": (OFFICE, _screen("settings")),
    "settings.recovery": (OFFICE, _screen("settings", part="recovery")),
    "exchange": (OFFICE, _screen("exchange")),
    "palette": (OFFICE, _palette("")),
    "palette.found": (OFFICE, _palette("соня")),
    "palette.layout": (OFFICE, _palette("ghbqjv")),
    "help": (OFFICE, _help("app.help")),
    "keys": (OFFICE, _help("app.keys")),
    "menu": (OFFICE, _menu),
    "told": (OFFICE, _told),
    "question": (OFFICE, _question),
    "progress": (OFFICE, _progress),
    "cover": (OFFICE, _cover),
}


def visits() -> dict[str, tuple[str, Visit]]:
    """The windows above, and each screen of the table that nobody wrote down: with a client."""
    named = {name.split(".")[0] for name in VISITS}
    new = {name: (OFFICE, _screen(name, client_id="")) for name in SCREENS if name not in named}
    return {**VISITS, **new}
