"""Bringing a file of clients in: look, try, bring in portion by portion, go on, take back.

Each portion is one transaction with its journal lines and with the mark of how far the file is.
Whatever stops an import, what was brought in is whole, and the rest can follow.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from sqlalchemy.orm import Session

from app.accounts.permissions import Action, Limit
from app.core.clock import Clock, today
from app.core.errors import DeskError, InputError
from app.core.ids import Ids
from app.core.runner import LongJob, Progress
from app.core.words import Words
from app.desk.admitting import fresh_references, sound
from app.desk.gate import Gate, job
from app.exchange import store as batches
from app.exchange.files import Table, opened
from app.exchange.model import Batch, Layout, Row
from app.registry import store
from app.registry.columns import COLUMNS, FULL_NAME, NAMES, CardReader, guess
from app.registry.model import Card, Client, Likeness, Remark
from app.registry.twice import likely
from app.registry.untouched import untouched
from app.storage.capture import WritingSession
from app.storage.database import Database

PORTION = 100
SHOWN_ROWS = 20
_SURE = 75
_PROOFS = frozenset({"likeness.same_rnokpp", "likeness.same_unzr", "likeness.same_document"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a file is, before anything is decided."""

    table: Table
    first_rows: tuple[Row, ...] = field(repr=False)
    mapping: Mapping[str, str]
    """Header -> column of the card, as far as it could be guessed."""
    unfinished: Batch | None
    """The import of just this file that stopped in the middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a file is to be brought in."""

    path: Path
    layout: Layout
    mapping: Mapping[str, str]
    skip_certain: bool = True
    """Whether rows of people who are certainly registered already are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTold:
    """What there is to say about one row: `words` with `values`, about the cell under `header`."""

    line: int
    words: str
    header: str = ""
    values: Mapping[str, object] = field(default_factory=dict, repr=False)
    likeness: Likeness | None = None
    """The registered client whom the row may be about; None when the row has a fault."""

    def sentence(self, words: Words) -> str:
        """The row for a person: no value of it, so that a list of faults may travel."""
        text = words(self.words, **self.values)
        if self.header:
            text = words("row.cell", header=self.header, text=text)
        return words("row.line", line=self.line, text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an import or of its trial."""

    batch: Batch | None
    good: int = 0
    bad: int = 0
    skipped: int = 0
    """Rows left out because the person is certainly registered already."""
    alike: int = 0
    """Rows brought in although somebody registered may be the same person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What the undo of a batch did."""

    struck_out: int
    stays: tuple[str, ...]
    """Reference numbers of those to whom somebody wrote since: they stay."""


Told = Callable[[RowTold], None]


class Importing:
    """Files of clients, as one signed-in person brings them in; the head of office only."""

    def __init__(
        self, database: Database, *, clock: Clock, ids: Ids, author: str, gate: Gate | None = None
    ) -> None:
        """Work in that database, in the name of `author`."""
        self.gate = gate or Gate(database, author)
        self._database = database
        self._clock = clock
        self._ids = ids
        self._author = author

    @job(Action.IMPORT_FILE)
    def look(self, path: Path, layout: Layout) -> Looked:
        """What the file is: its encoding, its columns, the first rows, what is guessed of them."""
        table = opened(path, layout)
        with self._database.reading() as session:
            begun = batches.unfinished(session, table.sha256)
        rows = table.rows()
        unread = self.gate.limit(Action.IMPORT_FILE) is Limit.NO_READING
        return Looked(
            table=table,
            first_rows=tuple(islice(rows, 0 if unread else SHOWN_ROWS)),
            mapping=begun.mapping if begun else guess(table.header),
            unfinished=begun,
        )

    @job(Action.IMPORT_FILE)
    def batches(self, *, limit: int = 20) -> tuple[Batch, ...]:
        """The latest imports, newest first."""
        with self._database.reading() as session:
            return batches.batches(session, limit)

    @job(Action.IMPORT_FILE)
    def batch(self, batch_id: str) -> Batch:
        """One import by its id, or by the beginning of it."""
        with self._database.reading() as session:
            found = batches.batch(session, batch_id.strip().casefold())
        if found is None:
            raise InputError("import.no_batch")
        return found

    # ---- the jobs -------------------------------------------------------------------------------

    @job(Action.IMPORT_FILE)
    def try_out(self, plan: Plan, words: Words, told: Told) -> LongJob[Outcome]:
        """Read and check every row and write nothing; `told` hears of each row worth a word."""
        table, reader = self._begun(plan, words)
        done = Outcome(batch=None)
        for rows in _portions(table.rows()):
            with self._database.asking() as driver:
                good = self._good(rows, reader, told)
                new, outcome = _sifted(driver, good, plan, told)
            bad = len(rows) - len(good)
            done = _added(done, replace(outcome, good=len(new), bad=bad))
            yield Progress(rows[-1].line, table.total)
        return done

    @job(Action.IMPORT_FILE)
    def bring_in(
        self, plan: Plan, words: Words, told: Told, *, resume: bool = False
    ) -> LongJob[Outcome]:
        """Register every good row; with `resume` go on where an import of this file stopped."""
        table, reader = self._begun(plan, words)
        batch = self._batch_of(table, plan, resume=resume)
        done, line = Outcome(batch=batch, bad=batch.rows_bad), batch.rows_done
        for rows in _portions(table.rows(after=line or 1)):
            good = self._good(rows, reader, told)
            with self._database.writing("client.imported", author=self._author) as session:
                batches.expect_at(session, batch.id, line)
                new, outcome = _sifted(session.driver, good, plan, told)
                self._register(session, new, batch.id)
                bad = len(rows) - len(good)
                done = _added(done, replace(outcome, good=len(new), bad=bad))
                line = rows[-1].line
                batches.go_on(session, batch.id, rows_done=line, rows_bad=done.bad)
            yield Progress(rows[-1].line, table.total)
        with self._database.writing("import.finished", author=self._author) as session:
            batches.go_on(session, batch.id, finished_at=self._clock.now())
        return replace(done, batch=self.batch(batch.id))

    @job(Action.IMPORT_FILE)
    def take_back(self, batch_id: str) -> LongJob[TakenBack]:
        """Strike out what a batch brought, but for those to whom somebody wrote since."""
        batch = self.batch(batch_id)
        struck, stays, line = 0, [], 0
        with self._database.reading() as session:
            total = batches.count_brought(session, batch.id)
        done = 0
        while True:
            with self._database.writing("client.import_undone", author=self._author) as session:
                some = batches.brought(session, batch.id, after=line, limit=PORTION)
                ids = [client for _, client in some]
                free = untouched(session.driver, ids) if ids else frozenset()
                for client in store.clients(session, ids).values():
                    if client.id in free:
                        store.strike_out(session, client)
                        struck += 1
                    else:
                        stays.append(client.reference)
            if not some:
                break
            line, done = some[-1][0], done + len(some)
            yield Progress(done, total)
        if batch.undone_at is None:
            with self._database.writing("import.undone", author=self._author) as session:
                batches.go_on(session, batch.id, undone_at=self._clock.now())
        return TakenBack(struck_out=struck, stays=tuple(stays))

    # ---- inside ---------------------------------------------------------------------------------

    def _begun(self, plan: Plan, words: Words) -> tuple[Table, CardReader]:
        table = opened(plan.path, plan.layout)
        self._expect_sense(table, plan.mapping)
        day = today(self._clock)
        return table, CardReader(table.header, plan.mapping, words, today=day)

    def _expect_sense(self, table: Table, mapping: Mapping[str, str]) -> None:
        for header, column in mapping.items():
            if header not in table.header:
                raise InputError("import.no_column", header=header[:40])
            if column not in COLUMNS and column != FULL_NAME:
                raise InputError("import.unknown_field", field=column[:40])
        single = [name for name in mapping.values() if not (name in COLUMNS and COLUMNS[name].many)]
        if len(single) != len(set(single)):
            raise InputError("import.field_twice")
        if not set(mapping.values()) & set(NAMES):
            raise InputError("import.no_names")

    def _batch_of(self, table: Table, plan: Plan, *, resume: bool) -> Batch:
        if resume:
            with self._database.reading() as session:
                return _stopped(session, table.sha256)
        batch = Batch(
            id=self._ids.record(),
            file_name=table.path.name,
            sha256=table.sha256,
            mapping=plan.mapping,
            started_at=self._clock.now(),
            finished_at=None,
            undone_at=None,
            rows_done=0,
            rows_bad=0,
        )
        with self._database.writing("import.begun", author=self._author) as session:
            _expect_new(session, table.sha256)
            batches.begin_batch(session, batch, author=self._author)
        return batch

    def _good(self, rows: list[Row], reader: CardReader, told: Told) -> list[tuple[int, Card]]:
        """The cards of the rows that can be registered; the others are told."""
        good, day = [], today(self._clock)
        for row in rows:
            if row.fault:
                told(RowTold(line=row.line, words=row.fault))
                continue
            card, faults = reader.card(row.cells)
            for fault in faults:
                values = {**fault.values, "path": fault.path}
                told(RowTold(line=row.line, words=fault.words, values=values))
            if card is None:
                continue
            try:
                good.append((row.line, sound(card, on=day)))
            except InputError as problem:
                _tell_remarks(row.line, problem, reader, told)
        return good

    def _register(self, session: WritingSession, new: list[tuple[int, Card]], batch: str) -> None:
        now, desk = self._clock.now(), self._database.replica
        numbers = fresh_references(session, self._ids, desk=desk, number=len(new))
        clients = [
            Client(
                id=self._ids.record(),
                reference=reference,
                card=card,
                versions={},
                registered_at=now,
                changed_at=now,
            )
            for (_, card), reference in zip(new, numbers, strict=True)
        ]
        store.add_clients(session, clients, batch=batch)
        lines = [line for line, _ in new]
        batches.remember(
            session, batch, [(line, one.id) for line, one in zip(lines, clients, strict=True)]
        )


def _stopped(session: Session, sha256: str) -> Batch:
    """The import of just this file to go on with."""
    _refuse_if_brought(session, sha256)
    begun = batches.unfinished(session, sha256)
    if begun is None:
        raise InputError("import.nothing_to_resume")
    return begun


def _expect_new(session: Session, sha256: str) -> None:
    """Refuse a file twice; asked in the transaction that begins it, so of two programs one does."""
    _refuse_if_brought(session, sha256)
    begun = batches.unfinished(session, sha256)
    if begun is not None:
        raise InputError("import.unfinished", batch=begun.id[:8])


def _refuse_if_brought(session: Session, sha256: str) -> None:
    brought = batches.finished(session, sha256)
    if brought is not None:
        raise InputError("import.already", batch=brought.id[:8])


def _portions(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while some := list(islice(rows, PORTION)):
        yield some


def _sifted(
    driver: object, good: list[tuple[int, Card]], plan: Plan, told: Told
) -> tuple[list[tuple[int, Card]], Outcome]:
    """The rows to register, and how many are like somebody who is registered already."""
    new, skipped, alike = [], 0, 0
    here: dict[tuple[str, str], int] = {}
    for line, card in good:
        twin = next((here[number] for number in _numbers(card) if number in here), 0)
        if twin and plan.skip_certain:
            told(RowTold(line=line, words="row.same_as_row", values={"other": twin}))
            skipped += 1
            continue
        here.update(dict.fromkeys(_numbers(card), line))
        others = likely(driver, card, limit=1)
        if not others:
            new.append((line, card))
            continue
        sure = plan.skip_certain and certain(others[0])
        words = "row.certainly_there" if sure else "row.may_be_there"
        values = {"reference": others[0].reference}
        told(RowTold(line=line, words=words, values=values, likeness=others[0]))
        if sure:
            skipped += 1
        else:
            alike += 1
            new.append((line, card))
    return new, Outcome(batch=None, skipped=skipped, alike=alike)


def _numbers(card: Card) -> tuple[tuple[str, str], ...]:
    """The numbers that only one person has, with the surname: a family may share a mistake."""
    paper = card.document.number if card.document else ""
    numbers = (card.rnokpp, card.unzr, paper)
    return tuple((number, card.surname.casefold()) for number in numbers if number)


def certain(other: Likeness) -> bool:
    """Whether a likeness leaves no doubt: a number of one person only, and nothing against."""
    proven = any(reason in _PROOFS for reason in other.speaks_for)
    return proven and other.score >= _SURE and not other.speaks_against


def _tell_remarks(line: int, problem: DeskError, reader: CardReader, told: Told) -> None:
    remarks = problem.values.get("remarks", ())
    if not isinstance(remarks, tuple) or not remarks:
        told(RowTold(line=line, words=problem.words_key))
        return
    for remark in remarks:
        if isinstance(remark, Remark):
            header = reader.header_of(remark.field)
            told(RowTold(line=line, words=remark.words, header=header, values=remark.values))


def _added(one: Outcome, other: Outcome) -> Outcome:
    return replace(
        one,
        good=one.good + other.good,
        bad=one.bad + other.bad,
        skipped=one.skipped + other.skipped,
        alike=one.alike + other.alike,
    )
