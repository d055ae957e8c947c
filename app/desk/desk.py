"""The desk: everything a worker can do, put together once after the vault is open."""

from dataclasses import dataclass

from app.content.library import Library
from app.core.clock import Clock
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.alarms import Alarms
from app.desk.anonymity import Anonymity
from app.desk.checks import Checks
from app.desk.conflicts import Conflicts
from app.desk.doctor.doctor import Doctor
from app.desk.drafts import Drafts
from app.desk.editions import Editions
from app.desk.exporting import Exporting
from app.desk.gate import Gate
from app.desk.glass import Glass
from app.desk.household import Household
from app.desk.importing import Importing
from app.desk.installing import Installing
from app.desk.intake import Intake
from app.desk.merging import Merging
from app.desk.office import Administration
from app.desk.opinions import Opinions
from app.desk.pairs import Pairs
from app.desk.paper import Papers
from app.desk.retention import Retention
from app.desk.scans import Scans
from app.desk.sealed import Sealed
from app.desk.second import SecondPerson
from app.desk.sight import Sight
from app.desk.timekeeping import Timekeeping
from app.desk.undoing import Histories, Undoing
from app.storage.database import Database
from app.vault.pairs import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The jobs of one signed-in person: a public method is one job, a job is one transaction."""

    author: str
    gate: Gate
    """What this person may do: for what is offered on a screen."""
    second: SecondPerson
    intake: Intake
    household: Household
    checks: Checks
    editions: Editions
    papers: Papers
    scans: Scans
    retention: Retention
    doctor: Doctor
    anonymity: Anonymity
    drafts: Drafts
    office: Administration
    opinions: Opinions
    merging: Merging
    pairs: Pairs
    undoing: Undoing
    importing: Importing
    exporting: Exporting
    installing: Installing
    timekeeping: Timekeeping
    alarms: Alarms
    sight: Sight
    glass: Glass
    sealed: Sealed
    conflicts: Conflicts
    database: Database


def assemble(
    database: Database,
    library: Library,
    *,
    clock: Clock,
    ids: Ids,
    author: str,
    histories: Histories | None = None,
    pair: Pair | None = None,
) -> Desk:
    """Put the desk together for the person who opened the vault.

    `histories` remember what she saved before a lock, so that it can still be taken back. `pair`
    are her private keys: without them nothing that is sealed can be opened.
    """
    history = (histories or Histories()).of(author)
    gate = Gate(database, author)
    intake = Intake(database, clock=clock, ids=ids, author=author, gate=gate)
    intake.prepare_search()
    installing = Installing(database, library, clock=clock, ids=ids, author=author, gate=gate)
    installing.settle()
    sealed = Sealed(database, clock=clock, ids=ids, author=author, pair=pair)
    sealed.rewrap()
    return Desk(
        author=author,
        gate=gate,
        second=SecondPerson(database, author=author, gate=gate),
        intake=intake,
        household=Household(database, author=author, gate=gate),
        checks=Checks(database, library, clock=clock, ids=ids, author=author, gate=gate),
        editions=Editions(database, library, clock=clock, ids=ids, author=author, gate=gate),
        papers=Papers(database, library, clock=clock, ids=ids, author=author, gate=gate),
        scans=Scans(database, library, clock=clock, ids=ids, author=author, gate=gate),
        retention=Retention(database, clock=clock, ids=ids, author=author),
        doctor=Doctor(database, Home(database.folder), clock=clock, ids=ids, author=author),
        anonymity=Anonymity(database, library, clock=clock, ids=ids, author=author),
        drafts=Drafts(database, clock=clock, ids=ids, gate=gate),
        office=Administration(database, clock=clock, ids=ids, author=author, gate=gate),
        opinions=Opinions(database, clock=clock, ids=ids, author=author, gate=gate),
        merging=Merging(database, clock=clock, ids=ids, author=author, gate=gate),
        pairs=Pairs(database, clock=clock, author=author, gate=gate),
        undoing=Undoing(database, history=history, gate=gate),
        importing=Importing(database, clock=clock, ids=ids, author=author, gate=gate),
        exporting=Exporting(database, clock=clock, ids=ids, author=author, gate=gate),
        installing=installing,
        timekeeping=Timekeeping(database, clock=clock),
        alarms=Alarms(database, clock=clock, ids=ids, author=author),
        sight=Sight(database, clock=clock, ids=ids, author=author),
        glass=Glass(database, clock=clock, ids=ids, author=author),
        sealed=sealed,
        conflicts=Conflicts(database, clock=clock, ids=ids, author=author, gate=gate),
        database=database,
    )
