"""The doctor: looks for damage of every kind, and repairs it after a copy of the whole vault."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.accounts import store
from app.accounts.permissions import Action, could
from app.core.clock import Clock
from app.core.errors import NotAllowedError
from app.core.ids import Ids
from app.core.paths import Home
from app.core.runner import LongJob, Progress
from app.desk.doctor.kinds import KINDS
from app.desk.gate import free
from app.storage.database import Database
from app.storage.engine import driver_of
from app.storage.faults import UNREADABLE, explained
from app.storage.soundness import copying, history
from app.storage.soundness.model import Kind, Looked, Place

MOST_SHOWN = 20


class Why(StrEnum):
    """Why something is left as it is."""

    NOTHING_KNOWN = "nothing_known"
    """No repair can know what is right; the words of the kind say what a person can do."""
    JOURNAL = "journal"
    """The journal itself is damaged, so that it proves nothing."""
    KEYS = "keys"
    """The keys of the desk were damaged: after the next sign-in there are new ones."""
    FAILED = "failed"
    """The repair did not help, or could not be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One kind of damage that was found."""

    kind: str
    count: int
    places: tuple[Place, ...]
    """The first of them."""
    mendable: bool
    """Whether a repair may help."""
    unsure: bool = False
    """The look itself failed: other damage stood in its way."""
    left: int = 0
    why: Why | None = None
    """Why something is left, after a repair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The answer of a look or of a repair."""

    kinds: int
    """How many kinds were looked for."""
    findings: tuple[Finding, ...]
    copy: Path | None = None
    """Where the vault from before the repair lies; None when nothing was repaired."""

    @property
    def sound(self) -> bool:
        """Whether nothing was found, or nothing is left."""
        left = (one.left if self.copy else one.count or one.unsure for one in self.findings)
        return not any(left)


class Doctor:
    """Looks and repairs. Nothing is repaired before the vault is copied as it is."""

    def __init__(
        self,
        database: Database,
        home: Home,
        *,
        clock: Clock,
        ids: Ids,
        author: str,
        signs: bool = True,
    ) -> None:
        """`author` is the id of who signed in; empty when the damage hides even that.

        `signs`: whether lines of the journal can be signed; without it no record is changed.
        """
        self._database = database
        self._home = home
        self._clock = clock
        self._ids = ids
        self._author = author
        self._signs = signs

    @free("ids and counts only, nothing of anybody")
    def examine(self) -> LongJob[Report]:
        """Look for every kind; nothing is changed."""
        findings = yield from self._look_at_all(0, len(KINDS))
        return Report(kinds=len(KINDS), findings=tuple(findings))

    @free("who may is asked inside: a damaged vault may not name its people")
    def repair(self) -> LongJob[Report]:
        """Look, copy, repair kind by kind (one transaction each), and look again."""
        self._require_right()
        total = 3 * len(KINDS)
        before = yield from self._look_at_all(0, total)
        if not any(one.mendable for one in before):
            left = tuple(_left(one, one, Why.NOTHING_KNOWN) for one in before)
            return Report(kinds=len(KINDS), findings=left)
        copy = copying.put_aside(self._database, self._home, self._name())
        whys: dict[str, Why] = {}
        memo: dict[str, Any] = {}
        for place, kind in enumerate(KINDS, 1):
            if (why := self._mend(kind, memo)) is not None:
                whys[kind.id] = why
            yield Progress(len(KINDS) + place, total)
        after = yield from self._look_at_all(2 * len(KINDS), total)
        return Report(kinds=len(KINDS), findings=_both(before, after, whys), copy=copy)

    # ---- looking --------------------------------------------------------------------------------

    def _look_at_all(self, done: int, total: int) -> LongJob[list[Finding]]:
        findings: list[Finding] = []
        memo: dict[str, Any] = {}
        for place, kind in enumerate(KINDS, 1):
            found = self._finding(kind, memo)
            if found.count or found.unsure:
                findings.append(found)
            yield Progress(done + place, total)
        return findings

    def _finding(self, kind: Kind, memo: dict[str, Any]) -> Finding:
        places = self._places(kind, memo)
        if places is None:
            return Finding(kind=kind.id, count=0, places=(), mendable=False, unsure=True)
        return Finding(
            kind=kind.id,
            count=len(places),
            places=tuple(places[:MOST_SHOWN]),
            mendable=kind.mendable and any(place.certain for place in places),
        )

    def _places(self, kind: Kind, memo: dict[str, Any]) -> Sequence[Place] | None:
        """Where damage of that kind is; None when other damage keeps one from seeing."""
        try:
            with self._database.reading() as session, explained():
                return kind.find(self._looked(session, memo))
        except UNREADABLE:
            return None

    def _looked(self, session: Session, memo: dict[str, Any]) -> Looked:
        return Looked(
            session=session,
            driver=driver_of(session),
            home=self._home,
            now=self._clock.now(),
            ids=self._ids,
            memo=memo,
        )

    # ---- repairing ------------------------------------------------------------------------------

    def _mend(self, kind: Kind, memo: dict[str, Any]) -> Why | None:
        """Repair one kind, if there is something certain; why nothing was done."""
        found = self._places(kind, memo) if kind.mendable else ()
        places = [place for place in found or () if place.certain]
        if not places:
            return None
        try:
            if kind.by_journal and not self._journal_is_whole():
                return Why.JOURNAL
            if kind.mend_office is not None and not self._signs:
                return Why.KEYS
            memo.clear()  # what was seen holds until somebody writes
            self._write(kind, places)
        except UNREADABLE:
            return Why.FAILED
        return None

    def _write(self, kind: Kind, places: Sequence[Place]) -> None:
        if kind.mend_office is not None:
            with self._database.writing("vault.repaired", author=self._author) as session:
                kind.mend_office(session, self._looked(session, {}), places)
        elif kind.mend_local is not None:
            with self._database.local_writing() as local:
                kind.mend_local(local, self._looked(local, {}), places)

    def _journal_is_whole(self) -> bool:
        with self._database.reading() as session:
            return history.whole(driver_of(session))

    def _require_right(self) -> None:
        """The head repairs; where nobody's record can be read, whoever could open the vault."""
        try:
            with self._database.reading() as session:
                people = store.users(session)
        except UNREADABLE:
            return
        me = next((user for user in people if user.id == self._author), None)
        if people and (me is None or not could(me.held, Action.RESTORE_OVER)):
            raise NotAllowedError("role.not_allowed")

    def _name(self) -> str:
        return f"before-repair-{self._clock.now():%Y%m%dT%H%M%S}-{self._ids.below(10_000):04}"


def _both(
    before: Sequence[Finding], after: Sequence[Finding], whys: dict[str, Why]
) -> tuple[Finding, ...]:
    """What was found, with what is left of it; what only the repair uncovered comes last."""
    now = {one.kind: one for one in after}
    told = [_left(one, now.pop(one.kind, None), whys.get(one.kind)) for one in before]
    return (*told, *(_left(one, one, whys.get(one.kind)) for one in now.values()))


def _left(before: Finding, after: Finding | None, why: Why | None) -> Finding:
    left = (after.count or int(after.unsure)) if after is not None else 0
    reason = why or (Why.FAILED if before.mendable else Why.NOTHING_KNOWN)
    return Finding(
        kind=before.kind,
        count=before.count,
        places=after.places if after else before.places,
        mendable=before.mendable,
        unsure=before.unsure,
        left=left,
        why=reason if left else None,
    )
