"""The composition root of the window: paints first, then opens the vault and builds the desk."""

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.content import words_catalogue
from app.core import settings
from app.core.clock import Clock, SystemClock, SystemTicks, Ticks
from app.core.errors import DeskError, VaultError
from app.core.ids import Ids, SystemIds
from app.core.paths import Home, resources
from app.core.settings import Settings
from app.core.words import LANGUAGES, Catalogue, Language, Words
from app.home_door import HomeDoor, Session, Workplace
from app.ui.absence.idle import Patience
from app.ui.actions import Acts
from app.ui.background import QtRunner
from app.ui.crash import Crashes
from app.ui.doors import Doors
from app.ui.instance import Instance, Standing
from app.ui.shell.window import Shell
from app.ui.sign_in.page import DoorPage
from app.ui.theme import look
from app.ui.tidy import Tidy
from app.ui.window import Window

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator

    from app.ui.absence.watch import AbsenceWatch

_SIZE = (1366, 768)
_LEAST = (1024, 640)
_HEARTBEAT_MS = 10_000
"""A machine that misses this several times was asleep: the PIN of the session ends."""


class Program(QObject):
    """One window over one home, from the first paint to the last letter kept."""

    def __init__(
        self,
        home: Home,
        chosen: Settings,
        *,
        door: HomeDoor,
        clock: Clock,
        ids: Ids,
        ticks: Ticks | None = None,
        catalogue: Catalogue | None = None,
    ) -> None:
        """Build the window and the pages before the desk; nothing is opened yet."""
        super().__init__()
        self.home, self._door = home, door
        self._ticks = ticks or SystemTicks()
        self._session: Session | None = None
        self._translator: QTranslator | None = None
        self._machine: object | None = None
        self.words = Words(catalogue or words_catalogue.load(), chosen.language)
        self.tidy = Tidy(self)
        self.crashes = Crashes(self._show_crash)
        self.runner = QtRunner(self._explain)
        self.acts = Acts(self.words)
        self.shell = Shell(self.words, self.acts, chosen)
        self.shell.settings_changed.connect(self._keep_settings)
        self.shell.closing.connect(self._leave)
        self._window = Window(
            words=self.words,
            shell=self.shell,
            acts=self.acts,
            runner=self.runner,
            clock=clock,
            ids=ids,
            folder=home.folder,
            version=_version,
            lock=self.lock,
            be_patient=self._be_patient,
            evacuate=self.evacuate,
            kept_places={},
        )
        self._heartbeat = QTimer(self)
        self._heartbeat.setInterval(_HEARTBEAT_MS)
        self._heartbeat.timeout.connect(door.tick)
        self._heartbeat.start()
        self.doors = Doors[Workplace](
            self._window,
            home,
            door,
            confirm=lambda place: place.confirm_recovery(),
            enter=self.enter,
            trouble=self.trouble,
            begin=self.begin,
            restore=self.restore,
            by_sheet=self.by_sheet,
            put_on=self._put_on,
        )
        self.first_page = self.doors.sign_in_page if home.exists else self.doors.setup_page
        self.shell.show_screen(self.first_page)

    def show(self) -> None:
        """Paint the window; what needs the disk comes after the paint."""
        self.shell.setMinimumSize(*_LEAST)
        self.shell.resize(*_SIZE)
        room = self.shell.screen().availableSize()
        if room.width() <= _SIZE[0] or room.height() <= _SIZE[1]:
            self.shell.showMaximized()
        else:
            self.shell.show()

    @cached_property
    def absence(self) -> "AbsenceWatch":
        """Hides and locks the desk when nobody sits here; made after the first paint."""
        from app.ui.absence.idle import Idle  # noqa: PLC0415  after the first paint
        from app.ui.absence.watch import AbsenceWatch  # noqa: PLC0415  after the first paint

        return AbsenceWatch(
            self.shell, self.acts, self.words, Idle(self._ticks), lock=self.lock, panic=self.panic
        )

    def begin(self) -> None:
        """After the first paint: what stands around the door, then what this home is."""
        self.shell.complete()
        if self._machine is None:
            from app.ui.absence import machine  # noqa: PLC0415  after the first paint

            self._machine = machine.watch_machine(self.shell, self.lock)
        if self._translator is None:
            self._speak_qt()
            self.words.on_change(self._speak_qt)
        if self.home.exists:
            self._open_page(self.doors.sign_in_page, self.doors.sign_in.open)
        else:
            self._open_page(self.doors.setup_page, self.doors.setup.open)
            self.runner.run(self._door.expect_own_disk, lambda _: None, self._no_place)
        self.runner.run(self._door.warm_up, lambda _: self.tidy.settle())

    def trouble(self, problem: DeskError) -> None:
        """Explain what does not let the vault open."""
        self._open_page(self.doors.trouble_page, lambda: self.doors.trouble.open(problem))

    def restore(self) -> None:
        """Make a desk out of a backup: this home is new, or its vault is damaged."""
        replaces = self.home.exists
        self._open_page(
            self.doors.restoring_page, lambda: self.doors.restoring.open(replaces=replaces)
        )

    def _no_place(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self.trouble(problem)

    def lock(self) -> None:
        """Keep every letter and show the door."""
        if self._session is not None:
            session, self._session = self._session, None
            session.leave()
            self._open_page(self.doors.sign_in_page, self.doors.sign_in.open)
            self._close(session)

    def panic(self) -> None:
        """Lock, forget the PIN, throw away what is half-made and half-printed, and close."""
        from app.ui.leaving import haste  # noqa: PLC0415  once at most

        self.lock()
        self._door.forget_pin()
        haste.stop_printing()
        self.runner.run(lambda: haste.throw_away_scraps(self.home), self._close_window)

    def _close_window(self, _: None) -> None:
        self.shell.close()

    def evacuate(self, leave: Callable[[], object]) -> None:
        """Close the desk behind the quiet page, then let `leave` do what cannot be undone."""
        if self._session is None:
            return
        session, self._session = self._session, None
        session.leave()
        self._door.forget_pin()
        self.shell.hide_content()
        self.shell.show_screen(self.doors.sign_in_page)  # what stood there is taken away below
        self.absence.end()
        session.end()
        self.runner.run(leave, lambda _: self._left(VaultError("vault.evacuated")), self._stayed)

    def _left(self, problem: DeskError) -> None:
        self.trouble(problem)
        self.shell.take_cover_off()
        self.shell.empty()

    def _stayed(self, problem: Exception) -> None:
        """Nothing was destroyed: the door as it was, and why."""
        self._open_page(self.doors.sign_in_page, self.doors.sign_in.open)
        self.shell.take_cover_off()
        self.shell.empty()
        self._explain(problem)

    def by_sheet(self) -> None:
        """Ask for the printed code, after an evacuation."""
        self._open_page(self.doors.sign_in_page, self.doors.sign_in.by_recovery)

    def raise_window(self) -> None:
        """Come to the front: somebody started the program again."""
        self.shell.setWindowState(self.shell.windowState() & ~Qt.WindowState.WindowMinimized)
        self.shell.show()
        self.shell.raise_()
        self.shell.activateWindow()

    def stop(self) -> None:
        """Finish all work, close the vault, wait for the threads."""
        self._leave()
        self._heartbeat.stop()
        self._door.forget_pin()
        self.runner.stop()
        self.crashes.stop()
        self.tidy.stop()

    @property
    def session(self) -> Session | None:
        """Whoever is signed in."""
        return self._session

    def _open_page(self, page: DoorPage, fill: Callable[[], None]) -> None:
        if self.shell.screen_now is not page and isinstance(self.shell.screen_now, DoorPage):
            self.shell.screen_now.leave()
        fill()
        self.shell.show_screen(page)
        page.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self, workplace: Workplace) -> None:
        """The vault is open: show the person's day."""
        door = self.shell.screen_now
        if door is not None:
            door.leave()  # no secret stays on the page behind the desk
        self._session = workplace.begin(self._window)
        self.absence.begin(workplace.patience)

    def _leave(self) -> None:
        if self._session is not None:
            session, self._session = self._session, None
            session.leave()
            session.make_last_copy()
            self._close(session)

    def _close(self, session: Session) -> None:
        """Another page stands in front: the vault is closed, the window forgets what it showed."""
        self.absence.end()
        self.shell.take_cover_off()
        session.end()
        self.shell.empty()

    def _be_patient(self, patience: Patience) -> None:
        self.absence.be_patient(patience)

    def _put_on(self, language: str, theme: str) -> None:
        now = self.shell.settings
        spoken = next((known for known in LANGUAGES if known == language), now.language)
        themed = replace(now, language=spoken)
        run = self.acts.run
        if theme != now.theme:
            run(f"view.{theme}")
            themed = replace(self.shell.settings, language=spoken)
        if themed != self.shell.settings:
            self.shell.change_settings(themed)

    def _keep_settings(self, chosen: Settings) -> None:
        path = self.home.settings
        self.runner.run(lambda: _save(path, chosen), lambda _: None)

    def _explain(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            self.crashes.take(problem)
            return
        if problem.code == "vault.damaged" and self._session is not None:
            session, self._session = self._session, None
            session.leave()
            self.trouble(problem)
            self._close(session)
            return
        from app.ui.messages import sentence_of  # noqa: PLC0415  only where something went wrong
        from app.ui.widgets.buttons import Button  # noqa: PLC0415  as above
        from app.ui.widgets.notices import Banner  # noqa: PLC0415  as above

        sentence = sentence_of(self.words, problem)
        if self.shell.screen_now is None or self.shell.screen_now.alone:
            self.shell.say(sentence)
            return
        hide = Button(self.words("problem.hide"), "ghost")
        hide.clicked.connect(lambda: self.shell.drop_banner("problem"))
        self.shell.show_banner("problem", Banner(sentence, kind="danger", acts=(hide,)))

    def _show_crash(self, text: str) -> None:
        from app.ui.trouble.crash_window import CrashWindow  # noqa: PLC0415  only after a bug

        if not CrashWindow(self.words, text, self.shell).exec():
            self.shell.close()

    def _speak_qt(self) -> None:
        """Qt's own dialogs (printing, choosing a file) in the same language."""
        from PySide6.QtCore import QLibraryInfo, QTranslator  # noqa: PLC0415  after the first paint

        app = QApplication.instance()
        if app is None:
            return
        if self._translator is None:
            self._translator = QTranslator(self)
        app.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{self.words.language}", folder):
            app.installTranslator(self._translator)


def open_window(home: Home, *, language: Language | None = None) -> int:
    """Open the window of that home, or raise the one that is open; the exit code."""
    app = QApplication.instance() or look.application(sys.argv[0])
    if not isinstance(app, QApplication):
        raise TypeError("the window needs an application with widgets")
    app.setApplicationName("pryimalnia")
    app.setDesktopFileName("pryimalnia")
    instance = Instance(home)
    standing = instance.claim()
    if standing is Standing.SECOND:
        return 0
    chosen = settings.load(home.settings)
    chosen = replace(chosen, language=language or chosen.language)
    look.apply(app, chosen)
    clock, ids = SystemClock(), SystemIds()
    program = Program(home, chosen, door=HomeDoor(home, clock=clock, ids=ids), clock=clock, ids=ids)
    program.crashes.watch()
    program.first_page.painted.connect(lambda: _after_the_paint(program, instance, standing))
    program.show()
    try:
        return app.exec()
    finally:
        program.stop()
        instance.release()


def _after_the_paint(program: Program, instance: Instance, standing: Standing) -> None:
    """Whatever the first picture of the window can do without."""
    import signal  # noqa: PLC0415  after the first paint

    from app.core import log  # noqa: PLC0415  after the first paint

    with suppress(OSError):
        log.start(program.home.logs)
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: program.shell.close())
    if standing is Standing.SILENT:
        program.shell.complete()
        program.trouble(VaultError("vault.busy"))
        return
    instance.asked_to_raise.connect(program.raise_window)
    instance.listen()
    program.begin()


def _save(path: Path, chosen: Settings) -> None:
    with suppress(OSError):  # a full disk must not stop anybody from changing the look
        settings.save(path, chosen)


def _version() -> str:
    from importlib.metadata import (  # noqa: PLC0415  slow, and wanted in the settings only
        PackageNotFoundError,
        version,
    )

    try:
        return version("pryimalnia")
    except PackageNotFoundError:
        return _version_of_sources()


def _version_of_sources() -> str:
    """The program runs from its folder without having been installed."""
    import tomllib  # noqa: PLC0415  wanted in the settings only

    try:
        project = tomllib.loads((resources().parent / "pyproject.toml").read_text("utf-8"))
        return str(project["project"]["version"])
    except (OSError, KeyError, ValueError):
        return "0"
