"""The report of likely duplicates in the register: made bit by bit, kept, gone on with."""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.accounts.permissions import Action
from app.core.clock import Clock
from app.core.runner import LongJob, Progress
from app.desk.gate import Gate, job
from app.registry import merges
from app.registry.merging import kin
from app.registry.pairing import Walk, rows_in_all, shown, step
from app.registry.sketches import Sketch
from app.storage.database import Database

_KEEP_EVERY = 100
"""Slices: a report that is cut short loses a few seconds at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """One of two cards, as the report shows it."""

    client_id: str
    reference: str
    full_name: str = field(repr=False)
    birth_date: date | None = field(repr=False)
    safe_contact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyPair:
    """Two cards that may be of one person, with what speaks for and against."""

    first: Half
    second: Half
    score: int
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    kin: str
    """`twins`, `namesakes`, `relatives`: why they may be two people; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The likely duplicates of the register, the likeliest first."""

    pairs: tuple[LikelyPair, ...]
    at: datetime | None
    """When it was finished; None while it is not."""
    begun: bool = False
    """Whether a report that was cut short can be gone on with."""


class Pairs:
    """The report, as one signed-in person makes and reads it."""

    def __init__(
        self, database: Database, *, clock: Clock, author: str, gate: Gate | None = None
    ) -> None:
        """Work in that database."""
        self.gate = gate or Gate(database, author)
        self._database, self._clock = database, clock

    @job(Action.RESOLVE_CONFLICTS, lists=True)
    def report(self) -> Report:
        """The report as it stands; what was merged or told apart since is not on it any more."""
        with self._database.reading() as session:
            kept = merges.kept_report(session)
            found = [(one, other) for one, other, _ in kept["found"]] if kept else []
            standing = merges.both_standing(session, found)
        with self._database.asking() as driver:
            known = shown(driver, standing)
        allowed = self.gate.narrowed(
            Action.RESOLVE_CONFLICTS, known.values(), lambda pair: pair[0].id
        )
        return Report(
            pairs=tuple(
                LikelyPair(
                    first=_half(one),
                    second=_half(other),
                    score=weighed.score,
                    speaks_for=weighed.speaks_for,
                    speaks_against=weighed.speaks_against,
                    kin=kin(one.card, other.card),
                )
                for one, other, weighed in allowed
            ),
            at=datetime.fromisoformat(kept["at"]) if kept and kept["at"] else None,
            begun=bool(kept and not kept["at"]),
        )

    @job(Action.RESOLVE_CONFLICTS, lists=True)
    def make(self) -> LongJob[Report]:
        """Go through the whole register; a report that was cut short is gone on with."""
        walk, apart = self._begun()
        with self._database.asking() as driver:
            total = rows_in_all(driver)
        slices = 0
        try:
            while not walk.over:
                with self._database.asking() as driver:
                    step(driver, walk, apart)
                slices += 1
                if slices % _KEEP_EVERY == 0:
                    self._keep(walk)
                yield Progress(min(walk.rows, total), total)
        finally:
            self._keep(walk)
        return self.report()

    def _begun(self) -> tuple[Walk, frozenset[tuple[str, str]]]:
        with self._database.reading() as session:
            kept, apart = merges.kept_report(session), merges.all_told_apart(session)
        if kept is None or kept["at"]:
            return Walk(), apart
        found = {(one, other): score for one, other, score in kept["found"]}
        return Walk(after=kept["after"], rows=kept["rows"], found=found), apart

    def _keep(self, walk: Walk) -> None:
        kept = {
            "after": walk.after,
            "rows": walk.rows,
            "found": [[*two, walk.found[two]] for two in walk.best()],
            "at": self._clock.now().isoformat() if walk.over else "",
        }
        with self._database.local_writing() as session:
            merges.keep_report(session, kept)


def _half(one: Sketch) -> Half:
    return Half(
        client_id=one.id,
        reference=one.reference,
        full_name=one.card.full_name,
        birth_date=one.card.birth_date,
        safe_contact=one.card.safe_contact.on,
    )
