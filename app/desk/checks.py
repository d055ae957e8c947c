"""May this client have secondary aid: asking, deciding, keeping the answer, the papers."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.accounts import store as accounts
from app.accounts.permissions import Action
from app.content.library import Library
from app.core.clock import Clock, kyiv, local, today
from app.core.errors import DeskError, InputError
from app.core.ids import Ids
from app.desk.gate import Gate, free, job
from app.desk.glass import expect_open
from app.eligibility import store
from app.eligibility.answers import Facts, FactValue
from app.eligibility.checklist import presented as papers_that_count
from app.eligibility.engine import decide
from app.eligibility.facts import parse_facts, plain_facts
from app.eligibility.model import Outcome, Paper, Question, Rules, Verdict
from app.eligibility.rules import questions, rules_on
from app.eligibility.saved import Override, Provisional, SavedCheck
from app.eligibility.verdict_json import verdict_to_json
from app.registry.model import Card
from app.registry.relations import RepresentativeKind, Whereabouts
from app.storage.database import Database

MOST_YEARS = 130
LONGEST_PROVISIONAL = 90
"""Days: an answer without papers that holds for longer is no provisional one."""


class Checks:
    """The check of the right, as one person uses it. Without a database it only decides."""

    def __init__(
        self,
        database: Database | None,
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

    # ---- deciding -------------------------------------------------------------------------------

    @free("the law is no secret")
    def rules(self, on: date) -> Rules:
        """The law in force that day; a day that no edition covers is an InputError."""
        return rules_on(self._library, on)

    @free("the law is no secret")
    def questions(self) -> tuple[Question, ...]:
        """The vocabulary of facts, the cheap and safe questions first."""
        return tuple(sorted(questions(self._library).values(), key=lambda one: one.order))

    @free("it reads what the caller has")
    def facts(self, raw: Mapping[str, object]) -> Facts:
        """Facts as JSON holds them (a draft, a saved check) as values."""
        return parse_facts(raw, questions(self._library))

    @free("it judges what the caller has; nothing is kept")
    def decide(self, facts: Facts, *, presented: frozenset[str] = frozenset(), on: date) -> Verdict:
        """Every ground of that day settled; nothing is kept."""
        return decide(self.rules(on), facts, presented=presented, on=on)

    @free("it reads what the caller has")
    def facts_from_card(self, card: Card, on: date, *, told: Collection[Whereabouts] = ()) -> Facts:
        """What the card already says: a start for the answers, each may be changed.

        `told` is what the cards of relatives say of this person: it suggests, a person decides.
        """
        found: dict[str, FactValue] = {**_of_age(card, on), **_of_people(card, told)}
        for status in card.statuses:
            ended = status.valid_until is not None and status.valid_until < on
            if status.kind in FACTS_OF_STATUSES and not ended:
                fact, value = FACTS_OF_STATUSES[status.kind]
                found[fact] = value
        return found

    # ---- keeping --------------------------------------------------------------------------------

    @job(Action.EDIT_CONSULTATION)
    def save(
        self,
        client_id: str,
        facts: Facts,
        papers: Iterable[Paper],
        on: date,
        *,
        visit_id: str = "",
    ) -> SavedCheck:
        """Decide and keep the whole answer with facts, papers and editions, never to be changed."""
        rules = self.rules(on)
        there = papers_that_count(papers, rules, on)
        verdict = decide(rules, facts, presented=there, on=on)
        kept = {
            "facts": plain_facts(facts),
            "presented": sorted(there),
            "verdict": verdict_to_json(verdict),
        }
        check = SavedCheck(
            id=self._ids.record(),
            client_id=client_id,
            visit_id=visit_id,
            on_date=on,
            made_at=self._clock.now(),
            author=self._author,
            facts=plain_facts(facts),
            presented=tuple(sorted(there)),
            verdict=verdict_to_json(verdict),
            packs=rules.stamps,
            sha256=digest(kept),
            warnings=tuple(one.id for one in verdict.warnings),
        )
        with self._open().writing("eligibility.checked", author=self._author) as session:
            self._expect_open(session, client_id, to_write=True)
            store.add_check(session, check)
        return check

    @job(Action.OPEN_CONSULTATION, of="client_id")
    def of_client(self, client_id: str) -> tuple[SavedCheck, ...]:
        """The checks of one client, newest first."""
        with self._open().reading() as session:
            self._expect_open(session, client_id)
            return store.checks_of(session, client_id)

    @job(Action.OPEN_CONSULTATION, of="check_id")
    def check(self, check_id: str) -> SavedCheck:
        """One check as it was made."""
        with self._open().reading() as session:
            found = _found(session, check_id)
            self._expect_open(session, found.client_id)
        return found

    @job(Action.OPEN_CONSULTATION, of="check_id")
    def explain(self, check_id: str) -> tuple[SavedCheck, Mapping[str, object]]:
        """A check and its verdict as stored: the reasons of that day, whatever packs say now."""
        found = self.check(check_id)
        return found, found.verdict

    # ---- what people add to an answer -----------------------------------------------------------

    @job(Action.EDIT_CONSULTATION)
    def override(
        self, check_id: str, outcome: Outcome, *, reason: str, evidence: str, second: str = ""
    ) -> SavedCheck:
        """A lawyer's own answer beside that of the rules, which stays as it is.

        It needs a reason and evidence; turned against the client also a second person: another
        user of this office, whose statement is the signed paper named as evidence.
        """
        if not reason.strip() or not evidence.strip():
            raise InputError("check.override_bare")
        with self._open().writing("check.overridden", author=self._author) as session:
            found = _found(session, check_id)
            if outcome is found.outcome:
                raise InputError("check.override_same")
            if second or outcome is Outcome.NOT_ELIGIBLE:
                _require_other(session, second, self._author)
            own = Override(
                outcome=outcome,
                reason=reason.strip(),
                evidence=evidence.strip(),
                author=self._author,
                made_at=self._clock.now(),
                second=second,
            )
            store.put_override(session, check_id, own)
        return replace(found, override=own)

    @job(Action.EDIT_CONSULTATION)
    def withdraw_override(self, check_id: str) -> SavedCheck:
        """Only the rules' own answer is left; the journal remembers the other."""
        with self._open().writing("check.override_withdrawn", author=self._author) as session:
            found = _found(session, check_id)
            store.put_override(session, check_id, None)
        return replace(found, override=None)

    @job(Action.EDIT_CONSULTATION)
    def give_provisional(self, check_id: str, until: date, items: Iterable[str]) -> SavedCheck:
        """The answer holds until that day; by then these papers must come."""
        wanted = tuple(dict.fromkeys(items))
        if not wanted:
            raise InputError("check.nothing_missing")
        if not 0 <= (until - today(self._clock)).days <= LONGEST_PROVISIONAL:
            raise InputError("check.provisional_day", most=LONGEST_PROVISIONAL)
        with self._open().writing("check.made_provisional", author=self._author) as session:
            found = _found(session, check_id)
            given = Provisional(
                until=until, items=wanted, author=self._author, made_at=self._clock.now()
            )
            store.put_provisional(session, check_id, given)
        return replace(found, provisional=given)

    @job(Action.EDIT_CONSULTATION)
    def end_provisional(self, check_id: str) -> SavedCheck:
        """The papers came, or the answer was taken back."""
        with self._open().writing("check.provisional_ended", author=self._author) as session:
            found = _found(session, check_id)
            store.put_provisional(session, check_id, None)
        return replace(found, provisional=None)

    @job(Action.OPEN_CONSULTATION, lists=True)
    def provisional_until(self, day: date) -> tuple[SavedCheck, ...]:
        """Provisional answers that end by that day or ended before, the soonest first."""
        with self._open().reading() as session:
            found = store.provisional_checks(session)
        due = [one for one in found if one.provisional and one.provisional.until <= day]
        return self.gate.narrowed(Action.OPEN_CONSULTATION, due, lambda one: one.client_id)

    @job(Action.DASHBOARDS)
    def warnings(self, begin: date, end: date) -> tuple[tuple[str, str, int], ...]:
        """Plausibility warnings of kept checks as (month, id, how often); both days count."""
        first = datetime.combine(begin, time(), kyiv())
        last = datetime.combine(end + timedelta(days=1), time(), kyiv())
        with self._open().reading() as session:
            counted = Counter(
                (f"{local(made_at):%Y-%m}", name)
                for made_at, name in store.warnings_between(session, first, last)
            )
        return tuple((month, name, n) for (month, name), n in sorted(counted.items()))

    # ---- papers ---------------------------------------------------------------------------------

    @job(Action.OPEN_CONSULTATION, of="client_id")
    def papers(self, client_id: str) -> tuple[Paper, ...]:
        """How it stands with the client's papers."""
        with self._open().reading() as session:
            self._expect_open(session, client_id)
            return store.papers_of(session, client_id)

    @job(Action.EDIT_CONSULTATION)
    def keep_paper(self, client_id: str, paper: Paper) -> Paper:
        """Write down how it stands with one paper; each paper of a client is kept once."""
        with self._open().writing("paper.noted", author=self._author) as session:
            self._expect_open(session, client_id, to_write=True)
            before = store.paper_of(session, client_id, paper.item)
            kept = replace(paper, id=before.id if before else self._ids.record())
            if kept != before:
                store.put_paper(session, client_id, kept)
        return kept

    @job(Action.EDIT_CONSULTATION)
    def forget_paper(self, client_id: str, item: str) -> None:
        """Strike a note on a paper out, e.g. when it was taken down by mistake."""
        with self._open().writing("paper.struck_out", author=self._author) as session:
            while (noted := store.paper_of(session, client_id, item)) is not None:
                store.strike_out_paper(session, noted.id)
                session.flush()  # a merged card may hold a note of its own

    @job(Action.OPEN_CONSULTATION, lists=True)
    def promised(self, *, until: date) -> tuple[tuple[str, Paper], ...]:
        """Papers promised by that day or earlier, with their clients, the soonest first."""
        with self._open().reading() as session:
            found = store.promised(session, until)
        return self.gate.narrowed(Action.OPEN_CONSULTATION, found, lambda one: one[0])

    def _expect_open(self, session: Session, client_id: str, *, to_write: bool = False) -> None:
        now = self._clock.now()
        expect_open(session, client_id, author=self._author, at=now, to_write=to_write)

    def _open(self) -> Database:
        if self._database is None:
            raise DeskError("check.not_found")
        return self._database


def _found(session: Session, check_id: str) -> SavedCheck:
    found = store.check(session, check_id)
    if found is None:
        raise DeskError("check.not_found")
    return found


def _require_other(session: Session, second: str, author: str) -> None:
    if second == author or not second or accounts.user(session, second) is None:
        raise InputError("check.second_needed")


def _of_age(card: Card, on: date) -> dict[str, FactValue]:
    if card.birth_date is not None:
        return {"birth_date": card.birth_date}
    # A stated age is sure only within the same year.
    passed = on.year - card.age_on.year if card.age_on else 0
    if card.age is not None and passed == 0 and 0 <= card.age <= MOST_YEARS:
        return {"age": card.age}
    return {}


def _of_people(card: Card, told: Collection[Whereabouts]) -> dict[str, FactValue]:
    acting = card.representative.kind if card.representative else None
    if acting is None and Whereabouts.CAPTIVE in told:
        acting = RepresentativeKind.FAMILY_OF_CAPTIVE
    if acting is None:
        return {}
    held = acting is RepresentativeKind.FAMILY_OF_CAPTIVE
    return {"applicant": acting.value, **({"captivity": "held_now"} if held else {})}


FACTS_OF_STATUSES: Mapping[str, tuple[str, FactValue]] = {
    "idp": ("idp_status", "registered"),
    "idp_applicant": ("idp_status", "applied"),
    "war_veteran": ("veteran_status", "holder"),
    "veteran_status_applicant": ("veteran_status", "applicant"),
    "special_merits": ("special_merits", True),
    "nazi_persecution_victim": ("nazi_persecution_victim", True),
    "rehabilitated": ("rehabilitated", True),
    "no_identity_documents": ("lacks_identity_documents", True),
    "stateless_applicant": ("stateless_applicant", True),
}
"""What a status of the card says for certain. Statuses that sting are asked about afresh."""


def digest(kept: Mapping[str, Any]) -> str:
    """The hash of facts, papers and verdict together."""
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
