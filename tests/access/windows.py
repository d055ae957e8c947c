"""Every window of the program in its useful states, from the one table of screens.

A screen that others add to the table is visited by itself; a window of another kind that nobody
visits fails `test_every_window_is_visited`.
"""

from collections.abc import Callable, Mapping
from io import BytesIO

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import VaultError
from app.core.runner import Progress
from app.ui.leaving.evacuation_sheet import EvacuationSheet
from app.ui.papers.scan_viewer import ScanViewer
from app.ui.papers.view import PapersView
from app.ui.places import SCREENS
from app.ui.setup.state import NewOffice
from app.ui.sight.reason_sheet import ReasonSheet
from app.ui.sight.revealing import WhyKind
from app.ui.sign_in.pin_sheet import PinSheet
from app.ui.trouble.crash_window import CrashWindow
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import TextLine
from app.ui.widgets.notices import Banner
from app.ui.widgets.overlay import Overlay
from app.ui.widgets.progress import ProgressStrip
from app.ui.workplace import Session
from tests.access.place import Place
from tests.desk.test_scans import picture
from tests.typing_hand import press
from tests.ui.access import settle
from tests.ui.doors import PASSPHRASE, PERSON

SEARCHED = "Соняшник"
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


def _restoring(place: Place) -> QWidget:
    place.program.restore()
    place.wait()
    return place.shell


def _no_copy(place: Place) -> QWidget:
    _restoring(place)
    place.program.doors.restoring.choose(place.program.home.settings)
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


def _all_wrong(name: str, *, main: bool = False) -> Visit:
    """Nonsense in every line in sight."""

    def visit(place: Place) -> QWidget:
        window = place.open(name, client_id=place.known().client_id)
        for line in place.screen().findChildren(TextLine):
            if line.isVisible() and line.isEnabled() and not line.isReadOnly():
                line.setFocus()
                line.selectAll()
                place.type("31.02.2086#")
                press(line, Qt.Key.Key_Tab)
        if main:
            place.act("screen.main")
        place.wait()
        return window

    return visit


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


def _facing(place: Place) -> QWidget:
    window = place.open("client", client_id=place.known().client_id)
    place.act("view.facing")
    return window


def _why(kind: WhyKind, typed: str = "") -> Visit:
    """Somebody is asked for a reason."""

    def visit(place: Place) -> QWidget:
        place.open("client", client_id=place.known().client_id)
        session = place.program.session
        assert isinstance(session, Session)
        session.ask_why(kind, lambda _reason: None)
        if typed:
            place.type(typed)
            press(_focus(), Qt.Key.Key_Return)
        place.wait()
        return _over(place, ReasonSheet)

    return visit


def _pin(*typed: str) -> Visit:
    def visit(place: Place) -> QWidget:
        place.open("home")
        place.act("app.pin")
        for text in typed:
            place.type(text)
            press(_focus(), Qt.Key.Key_Return)
            place.wait()
        return _over(place, PinSheet)

    return visit


def _evacuation(place: Place) -> QWidget:
    place.open("home")
    place.act("app.evacuate")
    place.wait()
    return _over(place, EvacuationSheet)


def _scans(place: Place) -> QWidget:
    """A page of a scan lies in the holding area of the papers."""
    window = place.open("papers", client_id=place.known().client_id)
    view = place.screen()
    assert isinstance(view, PapersView)
    if not view.presenter.scanning.now.scans:
        page = BytesIO()
        picture().save(page, "PNG")
        view.presenter.scanning.take_picture("довідка.png", page.getvalue())
        place.wait()
    return window


def _scan_viewer(place: Place) -> QWidget:
    _scans(place)
    view = place.screen()
    assert isinstance(view, PapersView)
    view.presenter.scanning.view(view.presenter.scanning.now.scans[0].id)
    place.wait()
    return _over(place, ScanViewer)


def _over(place: Place, kind: type[Overlay]) -> QWidget:
    """The sheet of that kind that lies over the window."""
    return next(sheet for sheet in place.shell.findChildren(kind) if sheet.isVisible())


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


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
    "restoring": (OFFICE, _restoring),
    "restoring.wrong": (OFFICE, _no_copy),
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
    "registration.all_wrong": (OFFICE, _all_wrong("registration", main=True)),
    "visit.all_wrong": (OFFICE, _all_wrong("visit", main=True)),
    "check.all_wrong": (OFFICE, _all_wrong("check")),
    "papers.all_wrong": (OFFICE, _all_wrong("papers")),
    "printing.all_wrong": (OFFICE, _all_wrong("printing")),
    "settings.all_wrong": (OFFICE, _all_wrong("settings")),
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
    "client.facing": (OFFICE, _facing),
    "papers.scan": (OFFICE, _scans),
    "papers.scan.viewed": (OFFICE, _scan_viewer),
    "pin": (OFFICE, _pin()),
    "pin.wrong": (OFFICE, _pin("12", "34")),
    "why.reveal": (OFFICE, _why("reveal")),
    "why.life": (OFFICE, _why("life", "бо")),
    "evacuation": (OFFICE, _evacuation),
    "progress": (OFFICE, _progress),
    "cover": (OFFICE, _cover),
}


def visits() -> dict[str, tuple[str, Visit]]:
    """The windows above, and each screen of the table that nobody wrote down: with a client."""
    named = {name.split(".")[0] for name in VISITS}
    new = {name: (OFFICE, _screen(name, client_id="")) for name in SCREENS if name not in named}
    return {**VISITS, **new}
