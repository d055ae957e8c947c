"""Editions of the law at the desk: how old they are, who confirmed them, whom a new one affects."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from app.accounts import store as accounts
from app.accounts.permissions import Action
from app.content.library import Library
from app.core.clock import Clock, today
from app.core.errors import InputError
from app.core.ids import Ids
from app.core.runner import LongJob, Progress
from app.desk.ahead import Coming, coming
from app.desk.gate import Gate, free, job
from app.eligibility import replay, store
from app.eligibility.answers import Facts
from app.eligibility.engine import decide
from app.eligibility.facts import parse_facts
from app.eligibility.law import PackStamp
from app.eligibility.model import Rules, Verdict
from app.eligibility.replay import Affected, Age
from app.eligibility.rules import rules_on
from app.eligibility.saved import Confirmation, Dealt, SavedCheck
from app.keeping import store as keeping
from app.registry import store as registry
from app.registry.model import Client
from app.storage.database import Database

SLICE = 10
"""So many checks are looked at in one go: a cancel is heard within a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The edition in force on a day, and whether one may rely on it."""

    on: date
    packs: tuple[PackStamp, ...] = ()
    edition: str = ""
    sha256: str = ""
    """The hash over all its packs."""
    checked_on: date | None = None
    """When its oldest pack was last compared with the law; None: no edition covers the day."""
    age: Age = Age.EXPIRED
    confirmed: Confirmation | None = None
    confirmed_by: str = ""
    may_confirm: bool = False
    """Whether the signed-in person may confirm it."""
    spoilt: bool = False
    """The bundle that should be in force cannot be read: the program's own packs are used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A check that the edition of now changes, and whose it is."""

    affected: Affected
    client: Client = field(repr=False)
    dealt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A few checks looked at: whom the edition affects, and from where to go on."""

    touched: tuple[Touched, ...]
    looked: int
    after: str
    """The id to go on from; empty: all were looked at."""


class Editions:
    """The editions of the law, as one person uses them."""

    def __init__(
        self,
        database: Database,
        library: Library,
        *,
        clock: Clock,
        ids: Ids,
        author: str,
        gate: Gate | None = None,
    ) -> None:
        """Work with these packs, in the name of `author`."""
        self.gate = gate or Gate(database, author)
        self._database = database
        self._library = library
        self._clock = clock
        self._ids = ids
        self._author = author

    @free("which rules hold, and whether they are old, is no secret")
    def standing(self) -> Standing:
        """How it stands with the edition of today."""
        day = today(self._clock)
        try:
            packs = rules_on(self._library, day).stamps
        except InputError:
            return Standing(on=day)
        sha256 = digest_of(packs)
        checked_on = min(stamp.checked_on for stamp in packs)
        with self._database.reading() as session:
            confirmed = store.confirmation(session, sha256)
            head = accounts.user(session, confirmed.author) if confirmed else None
            bundle = keeping.in_force(session)
        return Standing(
            on=day,
            packs=packs,
            edition=max(stamp.edition for stamp in packs),
            sha256=sha256,
            checked_on=checked_on,
            age=replay.age_of(checked_on, day),
            confirmed=confirmed,
            confirmed_by=head.name if head else "",
            may_confirm=self.gate.could(Action.INSTALL_PACK),
            spoilt=self._library.bundle != bundle,
        )

    @job(Action.INSTALL_PACK)
    def confirm(self, note: str = "") -> Standing:
        """The head looked at the edition of today; once confirmed it stays so."""
        now = self.standing()
        if now.checked_on is None:
            raise InputError("pack.none_on_day", date=now.on.isoformat())
        if now.confirmed is None:
            given = Confirmation(
                sha256=now.sha256, at=self._clock.now(), author=self._author, note=note.strip()
            )
            with self._database.writing("edition.confirmed", author=self._author) as session:
                store.add_confirmation(session, self._ids.record(), given, now.packs)
        return self.standing()

    # ---- looking ahead --------------------------------------------------------------------------

    @free("the law is no secret")
    def coming(self) -> Coming | None:
        """What may be looked at ahead; None when nothing is known to come."""
        return coming(self._library, today(self._clock))

    @free("the law is no secret")
    def coming_rules(self, ahead: Coming) -> Rules:
        """The rules that are to come, bills included: to look at, never to decide by."""
        return rules_on(self._library, ahead.on, preview=True)

    @free("it judges answers that the caller has; nothing is read or kept")
    def decide_ahead(self, facts: Facts, presented: frozenset[str], ahead: Coming) -> Verdict:
        """What the coming rules would say of these answers; it cannot be kept as a check."""
        return decide(self.coming_rules(ahead), facts, presented=presented, on=ahead.on)

    # ---- whom it affects ------------------------------------------------------------------------

    @job(Action.OPEN_CONSULTATION, lists=True)
    def how_many(self) -> int:
        """How many checks a replay looks at: the newest one of each client."""
        with self._database.reading() as session:
            return store.how_many_newest(session)

    @job(Action.OPEN_CONSULTATION, lists=True)
    def replay(self) -> LongJob[tuple[Touched, ...]]:
        """Look at every kept check, a few at a time; answers with all whom the edition affects."""
        total, done, after = self.how_many(), 0, ""
        found: list[Touched] = []
        while True:
            part = self.look(after)
            found += part.touched
            done, after = done + part.looked, part.after
            if not after:
                return tuple(found)
            yield Progress(done=done, total=total)

    @job(Action.OPEN_CONSULTATION, lists=True)
    def look(self, after: str = "", *, most: int = SLICE) -> Slice:
        """Decide a few kept checks anew by the rules of today, as of the day of each check.

        Age and income stay those of that day: what differs, the edition made.
        """
        rules = rules_on(self._library, today(self._clock))
        with self._database.reading() as session:
            found = store.newest_checks(session, after=after, most=most)
            others = (one for one, packs in found.items() if not _same(packs, rules.stamps))
            dealt = store.dealt_with(session, digest_of(rules.stamps))
            touched = tuple(self._touched(session, others, rules, dealt))
        touched = self.gate.narrowed(Action.OPEN_CONSULTATION, touched, lambda one: one.client.id)
        return Slice(
            touched=touched,
            looked=len(found),
            after=max(found) if len(found) == most else "",
        )

    def _touched(
        self, session: Session, ids: Iterable[str], rules: Rules, dealt: frozenset[str]
    ) -> Iterable[Touched]:
        for check_id in ids:
            check = store.check(session, check_id)
            client = registry.client(session, check.client_id) if check else None
            if check is None or client is None:
                continue
            affected = replay.affected(check, _again(check, rules))
            if affected is not None:
                yield Touched(affected=affected, client=client, dealt=check_id in dealt)

    @job(Action.EDIT_CONSULTATION)
    def deal_with(self, check_id: str, note: str = "") -> None:
        """Somebody told the client or looked again: the check leaves the list of this edition."""
        sha256 = digest_of(rules_on(self._library, today(self._clock)).stamps)
        with self._database.writing("replayed_check.dealt_with", author=self._author) as session:
            if check_id not in store.dealt_with(session, sha256):
                given = Dealt(
                    check_id=check_id,
                    sha256=sha256,
                    at=self._clock.now(),
                    author=self._author,
                    note=note.strip(),
                )
                store.note_dealt(session, self._ids.record(), given)

    @job(Action.EDIT_CONSULTATION)
    def put_back(self, check_id: str) -> None:
        """It was not dealt with after all: back on the list."""
        sha256 = digest_of(rules_on(self._library, today(self._clock)).stamps)
        with self._database.writing("replayed_check.put_back", author=self._author) as session:
            store.strike_out_dealt(session, check_id, sha256)


def digest_of(packs: tuple[PackStamp, ...]) -> str:
    """One hash for all packs of an edition, whatever their order."""
    text = "\n".join(sorted(f"{one.id} {one.edition} {one.sha256}" for one in packs))
    return hashlib.sha256(text.encode()).hexdigest()


def _same(before: tuple[PackStamp, ...], now: tuple[PackStamp, ...]) -> bool:
    return {one.sha256 for one in before} == {one.sha256 for one in now}


def _again(check: SavedCheck, rules: Rules) -> Verdict | None:
    """The same answers and papers under these rules; None where they no longer fit."""
    try:
        facts = parse_facts(check.facts, rules.questions)
        return decide(rules, facts, presented=frozenset(check.presented), on=check.on_date)
    except InputError:
        return None
