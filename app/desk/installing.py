"""Bundles of packs on a stick: looked at, put in force, taken back. Newer ones only."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from app.accounts.permissions import Action
from app.content import bundle
from app.content.bundle import Bundle, Publishers
from app.content.changes import Change, changes
from app.content.installed import OWN, Installed, library_of, overlaid
from app.content.library import Library
from app.core.clock import Clock
from app.core.errors import DeskError, InputError
from app.core.ids import Ids
from app.core.paths import Home
from app.core.words import Text
from app.desk import packs
from app.desk.gate import Gate, free, job
from app.keeping import store
from app.keeping.model import BundleStep, Step
from app.storage.database import Database

_OWN_TITLE = Text("Правила, що прийшли з програмою", "The rules that came with the program")
MOST_FAULTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A bundle that may be put in force, and what would change by it."""

    number: int
    before: int
    title: Text
    note: Text
    made_on: str
    signers: tuple[str, ...]
    changes: tuple[Change, ...] = field(repr=False)


class Installing:
    """The bundles of packs, as one person uses them."""

    def __init__(
        self,
        database: Database,
        library: Library,
        *,
        clock: Clock,
        ids: Ids,
        author: str,
        trusted: Callable[[], Publishers] = bundle.publishers,
        gate: Gate | None = None,
    ) -> None:
        """`library` is what the whole desk works with: a bundle changes it at once."""
        self.gate = gate or Gate(database, author)
        self._database = database
        self._library = library
        self._clock = clock
        self._ids = ids
        self._author = author
        self._trusted = trusted

    @free("which rules hold is no secret")
    def in_force(self) -> int:
        """The number of the bundle that should be in force; 0: the program's own packs."""
        with self._database.reading() as session:
            return store.in_force(session)

    @free("the program itself does it after a sign-in")
    def settle(self) -> None:
        """After sign-in: what the vault says is in force is in force, whatever lies beside it."""
        number = self.in_force()
        if number == OWN and not Home(self._database.folder).packs.is_dir():
            return
        if self._here().in_force() != number:
            self._put_in_force(number)

    @job(Action.INSTALL_PACK)
    def look(self, path: Path) -> Offer:
        """Read a bundle and try its packs; everything that speaks against it is an InputError."""
        return self._offer(bundle.opened(bundle.read(path), self._trusted()))

    @job(Action.INSTALL_PACK)
    def install(self, path: Path) -> Offer:
        """Put a bundle in force. The old packs stay until the last step is written."""
        raw = bundle.read(path)
        found = bundle.opened(raw, self._trusted())
        offer = self._offer(found)
        try:
            self._here().keep(raw, found.number)
        except OSError:
            raise InputError("bundle.not_kept") from None
        with self._database.writing("bundle.installed", author=self._author) as session:
            self._note(session, found.number, offer.before, Step.INSTALLED, found)
        self._put_in_force(found.number)
        return offer

    def _offer(self, found: Bundle) -> Offer:
        with self._database.reading() as session:
            steps = store.steps(session)
        _expect_newer(found, steps)
        whole = overlaid(Library.load(), found)
        _expect_sound(whole)
        return Offer(
            number=found.number,
            before=steps[0].number if steps else OWN,
            title=found.title,
            note=found.note,
            made_on=f"{found.made_on:%d.%m.%Y}",
            signers=found.signers,
            changes=changes(self._library.sheets, whole.sheets),
        )

    @job(Action.INSTALL_PACK)
    def go_back(self) -> int:
        """Put in force what was before; the number of it, 0 for the program's own packs."""
        with self._database.reading() as session:
            steps = store.steps(session)
        number = _back_to(steps)
        if number is None:
            raise DeskError("bundle.nothing_before")
        found = self._here().get(number) if number else None
        if number and found is None:
            raise DeskError("bundle.gone")
        with self._database.writing("bundle.taken_back", author=self._author) as session:
            self._note(session, number, steps[0].number, Step.BACK, found)
        self._put_in_force(number)
        return number

    def _note(
        self, session: Session, number: int, before: int, step: Step, found: Bundle | None
    ) -> None:
        made = BundleStep(
            number=number,
            before=before,
            step=step,
            sha256=found.sha256 if found else "",
            title=found.title if found else _OWN_TITLE,
            signers=found.signers if found else (),
            at=self._clock.now(),
            author=self._author,
        )
        store.add_step(session, self._ids.record(), made)

    def _put_in_force(self, number: int) -> None:
        here = self._here()
        try:
            here.put_in_force(number)
        except OSError:
            raise DeskError("bundle.not_kept") from None
        self._library.become(library_of(here.home, here.trusted))

    def _here(self) -> Installed:
        return Installed(Home(self._database.folder), self._trusted())


def _expect_sound(whole: Library) -> None:
    """Every pack fits its kind, works with the others and gives what its examples say."""
    try:
        faults = packs.faults_of(whole)
    except DeskError as problem:  # e.g. a day that no edition covers any more
        raise InputError("bundle.faulty", faults=(problem.code,), n=1) from problem
    if faults:
        told = tuple(str(fault) for fault in faults[:MOST_FAULTS])
        raise InputError("bundle.faulty", faults=told, n=len(faults))


def _expect_newer(found: Bundle, steps: tuple[BundleStep, ...]) -> None:
    """Newer than all that ever came; or the newest of them, taken back since, letter for letter."""
    known = {one.number: one.sha256 for one in steps if one.step is Step.INSTALLED}
    now = steps[0].number if steps else OWN
    newest = max(known, default=OWN)
    again = now < found.number == newest and known[newest] == found.sha256
    if found.number <= newest and not again:
        raise InputError("bundle.older", number=found.number, newest=newest)


def _back_to(steps: tuple[BundleStep, ...]) -> int | None:
    now = steps[0].number if steps else OWN
    if now == OWN:
        return None
    earlier = {one.number for one in steps if one.step is Step.INSTALLED and one.number < now}
    return max(earlier, default=OWN)
