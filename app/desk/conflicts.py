"""May the office act for this client: who stands against whom, and what a person answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.accounts.permissions import Action
from app.core.clock import Clock, today
from app.core.errors import DeskError, InputError
from app.core.ids import Ids
from app.desk.gate import Gate, job
from app.registry import links, store
from app.registry.conflicts import Finding, Surety, Way, is_party, surnames
from app.registry.finding import found
from app.registry.model import Client, Visit
from app.sight import store as answers
from app.sight.model import REASON_SIGNS, ConflictAnswer, ConflictCheck
from app.storage.database import Database
from app.storage.engine import driver_of

_CANDIDATES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it is with one client now."""

    findings: tuple[Finding, ...]
    last: ConflictCheck | None

    @property
    def waits(self) -> bool:
        """Whether there is a finding that nobody has answered yet."""
        known = self.last.found if self.last else ()
        return any(one.key not in known for one in self.findings)


class Conflicts:
    """The check of a conflict of interest: the machine looks, a person answers, both are kept."""

    def __init__(
        self, database: Database, *, clock: Clock, ids: Ids, author: str, gate: Gate | None = None
    ) -> None:
        """Work in that database, in the name of `author`."""
        self.gate = gate or Gate(database, author)
        self._database, self._clock, self._ids, self._author = database, clock, ids, author

    @job(Action.REGISTER_VISIT)
    def standing(self, client_id: str) -> Standing:
        """What is found now, the surest first, and the last answer."""
        with self._database.reading() as session:
            client = _there(store.standing(session, client_id))
            findings = (*_named(session, client), *self._served(session, client))
            kept = answers.conflict_checks(session, client.id)
        surest = sorted(findings, key=lambda one: (one.surety is Surety.LIKELY, one.key))
        return Standing(findings=tuple(surest), last=next(iter(kept), None))

    @job(Action.REGISTER_VISIT)
    def answers(self, client_id: str) -> tuple[ConflictCheck, ...]:
        """Everything that was answered about this client, newest first."""
        with self._database.reading() as session:
            return answers.conflict_checks(session, client_id)

    @job(Action.REGISTER_VISIT)
    def answer(
        self, client_id: str, answer: ConflictAnswer, *, reason: str = "", visit_id: str = ""
    ) -> ConflictCheck:
        """Keep what a person answers to what is found now.

        InputError `conflict.reason_needed` without a reason of ten signs, unless nothing is found
        and the answer is that there is no conflict.
        """
        findings = self.standing(client_id).findings
        said = " ".join(reason.split())
        plain = answer is ConflictAnswer.CLEAR and not findings
        if not plain and len(said) < REASON_SIGNS:
            raise InputError("conflict.reason_needed", n=REASON_SIGNS)
        kept = ConflictCheck(
            id=self._ids.record(),
            client_id=client_id,
            visit_id=visit_id,
            at=self._clock.now(),
            author=self._author,
            found=tuple(one.key for one in findings),
            answer=answer,
            reason=said,
        )
        with self._database.writing("conflict.answered", author=self._author) as session:
            answers.add_conflict_check(session, kept)
        return kept

    def _served(self, session: Session, client: Client) -> Iterator[Finding]:
        """Clients of ours among those whom this client names on the other side."""
        driver, day = driver_of(session), today(self._clock)
        for visit in store.visits_of(session, client.id):
            for party in visit.opposing:
                asked = [party.client_id] if party.client_id else []
                if not (party.client_id or party.edrpou):
                    hits = found(driver, party.name, today=lambda: day, limit=_CANDIDATES)
                    asked = [hit.client_id for hit in hits]
                for other in store.clients(session, asked).values():
                    surety = is_party(party, other.card, other.id)
                    if surety is not None and other.id != client.id:
                        yield _finding(Way.SERVED, surety, other, visit, party.name)


def _named(session: Session, client: Client) -> Iterator[Finding]:
    """Questions of other clients that name this one on the other side."""
    driver = driver_of(session)
    for visit_id in links.naming_party(driver, client.id, surnames(client.card)):
        visit = store.visit(session, visit_id)
        if visit is None:
            continue
        other = store.standing(session, visit.client_id)
        if other is None or other.id == client.id:
            continue
        for party in visit.opposing:
            surety = is_party(party, client.card, client.id)
            if surety is not None:
                yield _finding(Way.NAMED, surety, other, visit, party.name)
                break


def _finding(way: Way, surety: Surety, other: Client, visit: Visit, party: str) -> Finding:
    return Finding(
        way=way,
        surety=surety,
        client_id=other.id,
        reference=other.reference,
        visit_id=visit.id,
        on_date=visit.on_date,
        party=party,
    )


def _there(client: Client | None) -> Client:
    if client is None:
        raise DeskError("client.unknown")
    return client
