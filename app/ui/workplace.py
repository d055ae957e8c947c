"""The workplace of the person who signed in: her desk, her screens, her keys; it ends with a lock.

This module pulls in the desk and with it the database libraries: it is imported after the first
paint, away from the UI thread.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from app.accounts.model import Office, User
from app.content.installed import library_of
from app.core.clock import Clock, today
from app.core.ids import Ids
from app.core.paths import Home
from app.core.runner import Lane
from app.desk.copies import Copies
from app.desk.desk import Desk, assemble
from app.desk.evacuating import Evacuating
from app.desk.people import People
from app.desk.proving import Proving, Sheets
from app.desk.undoing import Histories
from app.desk.vaults import Opened
from app.eligibility.lookup import Norm, norms
from app.registry.masking import year_of
from app.registry.model import Found
from app.ui.absence.idle import Patience
from app.ui.background import SessionRunner
from app.ui.clock_watch import ClockWatch
from app.ui.copy_watch import CopyWatch
from app.ui.law import book
from app.ui.leaving.evacuation_sheet import EvacuationSheet
from app.ui.leaving.raid import Raid
from app.ui.palette import search
from app.ui.palette.view import LAW_SHOWN, Person
from app.ui.places import LOOKED_AT, PLACES_OF_ACTS, SCREENS, Factory, Surroundings, laws_of
from app.ui.screens import Navigator, Screen
from app.ui.sight.access_watch import AccessWatch
from app.ui.sight.reason_sheet import ReasonSheet
from app.ui.sight.revealing import WhyKind
from app.ui.sign_in.pin_sheet import PinSheet
from app.ui.undoing import Takeback
from app.ui.window import Window

_PEOPLE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """An open vault with everything that the first screen needs to know."""

    desk: Desk
    user: User
    office: Office
    laws: date | None
    copies: Copies = field(repr=False)
    proving: Proving = field(repr=False)
    sheets: Sheets = field(repr=False)
    people: People
    close: Callable[[], None] = field(repr=False)
    renew_recovery: Callable[[], str] = field(repr=False)
    """A new recovery code; the old one opens nothing. Not on the UI thread."""
    leaving: Evacuating = field(repr=False)
    take_pin: Callable[[str], None] = field(repr=False)
    """Let this PIN open until the machine sleeps. Not on the UI thread."""

    @property
    def patience(self) -> Patience:
        """How long the desk may stay open without a touch."""
        return Patience.minutes(self.office.hide_after, self.office.lock_after)

    def confirm_recovery(self) -> None:
        """Note that the recovery code is on paper; not on the UI thread."""
        self.desk.office.confirm_recovery()

    def begin(self, window: Window) -> "Session":
        """Build the person's session in that window; on the UI thread."""
        return Session(self, window)


def prepare(
    opened: Opened,
    *,
    clock: Clock,
    ids: Ids,
    people: People,
    renew_recovery: Callable[[], str],
    take_pin: Callable[[str], None],
    leaving: Evacuating,
    histories: Histories | None = None,
) -> Workplace:
    """Put the desk together over an open vault; not on the UI thread."""
    database = opened.database
    copies = Copies(opened, clock=clock, ids=ids)
    proving = Proving(database, clock=clock, ids=ids, witnesses=copies.witnesses)
    try:
        library = library_of(Home(database.folder))
        desk = assemble(
            database,
            library,
            clock=clock,
            ids=ids,
            author=opened.user.id,
            histories=histories,
            pair=opened.keys.person,
        )
        return Workplace(
            desk=desk,
            user=opened.user,
            office=desk.office.office(),
            laws=laws_of(desk)(today(clock)),
            copies=copies,
            proving=proving,
            sheets=Sheets(proving, library, officer=opened.user.name),
            people=people,
            close=partial(_close, copies, opened),
            renew_recovery=renew_recovery,
            take_pin=take_pin,
            leaving=leaving,
        )
    except BaseException:
        database.close()
        raise


class Session:
    """From sign-in to lock: screens are made when first opened and go when the session ends."""

    def __init__(self, workplace: Workplace, window: Window) -> None:
        """Bind the person's acts and show the day."""
        self._workplace, self._window = workplace, window
        self._over = False
        self._made: list[Screen] = []
        self._pin_sheet: PinSheet | None = None
        self._evacuation_sheet: EvacuationSheet | None = None
        self._reason_sheet: ReasonSheet | None = None
        self._runner = SessionRunner(window.runner)
        desk, shell = workplace.desk, window.shell
        self._clock_watch = ClockWatch(desk.timekeeping, self._runner, shell, window.words)
        self.access_watch = AccessWatch(desk, self._runner, window)
        self.navigator = Navigator(shell, entered=self._entered)
        self._copy_watch = CopyWatch(workplace.copies, self._runner, made=self._tell_of_copies)
        here = Surroundings(
            window=window,
            desk=workplace.desk,
            runner=self._runner,
            navigator=self.navigator,
            renew_recovery=workplace.renew_recovery,
            ask_why=self.ask_why,
            copies=workplace.copies,
            proving=workplace.proving,
            sheets=workplace.sheets,
            people=workplace.people,
        )
        for name, factory in SCREENS.items():
            self.navigator.register(name, partial(self._make, factory, here))
        self._raid = Raid(
            window,
            workplace.desk,
            self._runner,
            self.navigator,
            shelter=lambda: workplace.desk.office.office().shelter,
        )
        self._takeback = Takeback(self, workplace.desk.undoing, self._runner, window.words)
        self._bind()
        window.shell.palette_sheet.find_people_with(self._find_people)
        day = today(window.clock)
        self._runner.run(lambda: norms(workplace.desk.checks.rules(day)), self._know_law)
        self._tell()
        window.words.on_change(self._say_again)
        self.navigator.open("home")
        self._raid.look()

    @property
    def desk(self) -> Desk:
        """The person's desk."""
        return self._workplace.desk

    def leave(self) -> None:
        """Keep every letter of the screen in front."""
        if self._pin_sheet is not None:
            self._pin_sheet.close_over()  # now, or it takes the focus from what is shown next
        if self._reason_sheet is not None:
            self._reason_sheet.close_over()
        self.access_watch.leave()
        self._raid.leave()
        self.navigator.forget()

    def end(self) -> None:
        """Close the vault and take the screens away; something else is shown already."""
        self._over = True
        self._clock_watch.end()
        self.access_watch.end()
        self._copy_watch.end()
        self._window.shell.palette_sheet.find_people_with(None)
        self._window.shell.palette_sheet.find_law_with(None)
        for act_id in self._bound:
            self._window.acts.unbind(act_id)
        self._runner.end()
        self._window.runner.run(self._workplace.close, _nothing)
        for screen in self._made:
            self._window.shell.stack.removeWidget(screen)
            for button in screen.top_acts():
                button.deleteLater()
            screen.deleteLater()
        self._made.clear()
        self.navigator.end()
        self._window.words.off_change(self._say_again)
        if self._pin_sheet is not None:
            self._window.shell.take_off(self._pin_sheet)
        if self._evacuation_sheet is not None:
            self._window.shell.take_off(self._evacuation_sheet)
        if self._reason_sheet is not None:
            self._window.shell.take_off(self._reason_sheet)

    def make_last_copy(self) -> None:
        """The program ends: what is not in a backup yet goes into one, if the session was long."""
        if self._copy_watch.looked:
            copies = self._workplace.copies
            copies.expect_last()
            self._window.runner.run(copies.last, _nothing, _nothing, lane=Lane.COPIES)

    def _tell_of_copies(self) -> None:
        now = self.navigator.now
        if now is not None and now.name in ("home", "copies") and self.navigator.screen:
            self.navigator.screen.refresh()

    def say(self, sentence: str) -> None:
        """One sentence about something done."""
        self._window.shell.say(sentence)

    def show_again(self, gone: str) -> None:
        """Records changed under the screen in front."""
        self.navigator.refresh(gone)

    def choose_step(self, lines: Sequence[str], chosen: Callable[[int], None]) -> None:
        """Let the person choose one of her acts."""
        self._window.shell.open_steps(lines, chosen)

    def _find_people(self, query: str, show: Callable[[Sequence[Person]], None]) -> None:
        def found(hits: tuple[Found, ...]) -> None:
            show([self._person(hit) for hit in hits])

        if "client" in SCREENS:
            self._runner.run(lambda: self.desk.intake.find(query, limit=_PEOPLE), found)

    def _know_law(self, found: Sequence[Norm]) -> None:
        pages = {norm.id: norm for norm in found}
        known = [book.findable(norm) for norm in found]
        words, go = self._window.words, self.navigator.open

        def look_up(query: str) -> list[Person]:
            lines = [
                book.line(pages[one], words)
                for one in search.find(query, known, limit=LAW_SHOWN).ids
            ]
            return [
                Person(
                    title=line.title,
                    note=line.note,
                    icon=line.icon,
                    open=partial(go, "law", norm=line.id),
                )
                for line in lines
            ]

        if not self._over:
            self._window.shell.palette_sheet.find_law_with(look_up)

    def _person(self, hit: Found) -> Person:
        born = year_of(hit.birth_date)
        return Person(
            title=hit.full_name,
            note=" · ".join(part for part in (born, hit.reference) if part),
            open=partial(self.navigator.open, "client", client_id=hit.client_id),
        )

    def _make(self, factory: Factory, here: Surroundings) -> Screen:
        screen = factory(here)
        self._made.append(screen)
        return screen

    def _bind(self) -> None:
        works: dict[str, Callable[[], object]] = {
            act_id: partial(self.navigator.open, name)
            for act_id, name in PLACES_OF_ACTS.items()
            if name in SCREENS
        }
        works["go.back"] = self.navigator.back
        works["app.pin"] = self._ask_pin
        works["app.feedback"] = self._say_of_this_screen
        works["edit.undo"] = self._takeback.undo
        works["edit.redo"] = self._takeback.redo
        works["edit.history"] = self._takeback.show_list
        works["app.lock"] = self._window.lock
        works["app.raid"] = self._raid.turn
        works["app.evacuate"] = self._ask_evacuation
        self._bound = tuple(works)
        for act_id, work in works.items():
            self._window.acts.bind(act_id, work)

    def _ask_pin(self) -> None:
        if self._pin_sheet is None:
            window = self._window
            self._pin_sheet = PinSheet(
                window.shell, window.words, self._runner, self._workplace.take_pin
            )
            window.shell.lay_over(self._pin_sheet)
        self._pin_sheet.open_pin()
        self._window.acts.only(("app.hide", "app.lock"))

    def _ask_evacuation(self) -> None:
        if self._evacuation_sheet is None:
            window = self._window
            self._evacuation_sheet = EvacuationSheet(
                window.shell, window.words, self._runner, self._workplace.leaving, window.evacuate
            )
            window.shell.lay_over(self._evacuation_sheet)
        self._evacuation_sheet.open_evacuation()
        self._window.acts.only(("app.hide", "app.lock"))

    def ask_why(self, kind: WhyKind, then: Callable[[str], None]) -> None:
        """Ask the person for a reason; `then` hears it, or nothing when she closes the sheet."""
        if self._reason_sheet is None:
            self._reason_sheet = ReasonSheet(self._window.shell, self._window.words)
            self._window.shell.lay_over(self._reason_sheet)
        self._reason_sheet.ask(kind, then)
        self._window.acts.only(("app.hide", "app.lock"))

    def _entered(self) -> None:
        self._clock_watch.look()
        now = self.navigator.now
        if now is not None:
            self.access_watch.entered(LOOKED_AT.get(now.name), now.subject, self.navigator)

    def _say_of_this_screen(self) -> None:
        now = self.navigator.now
        if now is not None and now.name != "feedback":
            client_id = now.subject.get("client_id", "")
            self.navigator.open("feedback", about=now.name, client_id=client_id)

    def _say_again(self) -> None:
        if not self._over:
            self._tell()
            self._clock_watch.say_again()

    def _tell(self) -> None:
        words, place = self._window.words, self._workplace
        role = words(f"role.{place.user.role}")
        laws = words("status.laws", day=f"{place.laws:%d.%m.%Y}") if place.laws else ""
        self._window.shell.status.say(
            person=f"{place.user.name} · {role}", office=place.office.name, laws=laws
        )


def _close(copies: Copies, opened: Opened) -> None:
    copies.end()
    opened.database.close()


def _nothing(_: object) -> None:
    return None
