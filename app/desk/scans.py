"""The holding area of scans: files taken in, put to a paper, looked at, struck out."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from app.accounts.permissions import Action
from app.content.library import Library
from app.core.clock import Clock, today
from app.core.errors import DeskError, InputError
from app.core.ids import Ids
from app.core.runner import LongJob, Progress
from app.desk.gate import Gate, job
from app.desk.glass import expect_open
from app.eligibility import scan_files, store
from app.eligibility.parts import Item
from app.eligibility.rules import rules_on
from app.eligibility.scan import Scan, suggested
from app.registry import names
from app.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that was not taken, and why."""

    file_name: str
    problem: DeskError


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of handing in files."""

    scans: tuple[Scan, ...]
    refused: tuple[Refused, ...]


class Scans:
    """The scans of clients, as one person uses them."""

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
        """Work in the name of `author`."""
        self.gate = gate or Gate(database, author)
        self._database = database
        self._library = library
        self._clock = clock
        self._ids = ids
        self._author = author

    @job(Action.REGISTER_VISIT)
    def take_in(self, client_id: str, files: Iterable[Path]) -> LongJob[Taken]:
        """Read files one by one and keep what is fit; each is its own transaction.

        A file that is not fit, or a disk that is full, is told for that file; those before it stay.
        """
        wanted = tuple(files)
        scans: list[Scan] = []
        refused: list[Refused] = []
        for number, path in enumerate(wanted):
            yield Progress(done=number, total=len(wanted))
            try:
                scans.append(self.keep(client_id, path.name, _read(path)))
            except DeskError as problem:
                refused.append(Refused(file_name=path.name, problem=problem))
        return Taken(scans=tuple(scans), refused=tuple(refused))

    @job(Action.REGISTER_VISIT)
    def keep(self, client_id: str, file_name: str, content: bytes) -> Scan:
        """Keep one file, made smaller, in the vault; the same one again is not kept twice."""
        ready = scan_files.prepared(content)
        sha256 = hashlib.sha256(ready.content).hexdigest()
        scan = Scan(
            id=self._ids.record(),
            client_id=client_id,
            file_name=names.clean(file_name),
            media_type=ready.media_type,
            size=len(ready.content),
            sha256=sha256,
            added_at=self._clock.now(),
            author=self._author,
        )
        with self._database.writing("scan.taken_in", author=self._author) as session:
            self._expect_open(session, client_id, to_write=True)
            if any(one.sha256 == sha256 for one in store.scans_of(session, client_id)):
                raise InputError("scan.there_already")
            store.add_scan(session, scan, ready.content)
        return self._told((scan,))[0]

    @job(Action.OPEN_CONSULTATION, of="client_id")
    def of_client(self, client_id: str) -> tuple[Scan, ...]:
        """The scans of one client, the unsorted first, each with the paper its name speaks of."""
        with self._database.reading() as session:
            self._expect_open(session, client_id)
            return self._told(store.scans_of(session, client_id))

    @job(Action.OPEN_CONSULTATION, of="scan_id")
    def pdf(self, scan_id: str) -> bytes:
        """A scan as a PDF in memory, to be shown or printed; nothing is written outside."""
        with self._database.reading() as session:
            found = store.scan(session, scan_id)
            if found is not None:
                self._expect_open(session, found.client_id)
            content = store.scan_content(session, found.sha256) if found else None
        if found is None or content is None:
            raise DeskError("scan.no_content")
        return scan_files.as_pdf(found.media_type, content)

    @job(Action.REGISTER_VISIT)
    def put_to(self, scan_id: str, item: str) -> None:
        """Say which paper a scan shows; empty: back to the unsorted ones."""
        with self._database.writing("scan.sorted", author=self._author) as session:
            store.put_scan_to(session, scan_id, item)

    @job(Action.EDIT_CONSULTATION)
    def strike_out(self, scan_id: str) -> None:
        """Out of sight, e.g. when it shows somebody else's paper; it can be taken back."""
        with self._database.writing("scan.struck_out", author=self._author) as session:
            store.strike_out_scan(session, scan_id)

    def _expect_open(self, session: Session, client_id: str, *, to_write: bool = False) -> None:
        now = self._clock.now()
        expect_open(session, client_id, author=self._author, at=now, to_write=to_write)

    def _told(self, scans: Iterable[Scan]) -> tuple[Scan, ...]:
        items = rules_on(self._library, today(self._clock)).items
        folded = {item.id: names.fold(item.name.uk) for item in items.values()}
        return tuple(replace(one, suggested=_suggested(one, items, folded)) for one in scans)


def _suggested(scan: Scan, items: Mapping[str, Item], folded: Mapping[str, str]) -> str:
    words = names.fold(Path(scan.file_name).stem).split()
    spelled = [names.from_latin(word) for word in words]
    return suggested(spelled, items.values(), told=folded)


def _read(path: Path) -> bytes:
    """The bytes of a file; one that is far too large is not read."""
    try:
        if path.stat().st_size > scan_files.MOST_BYTES:
            raise InputError("scan.too_large", most=scan_files.MOST_BYTES // 1024 // 1024)
        return path.read_bytes()
    except OSError:
        raise InputError("scan.unreadable") from None
