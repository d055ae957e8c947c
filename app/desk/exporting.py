"""Taking a file of clients out: locked by default, told in the journal before it has its name."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.accounts.permissions import Action
from app.core.clock import Clock
from app.core.errors import DeskError, InputError
from app.core.ids import Ids
from app.core.runner import LongJob, Progress
from app.desk.gate import Gate, job
from app.exchange import store as exports
from app.exchange.phrase import new_phrase
from app.exchange.workbook import CsvFile, TableFile, WorkbookFile
from app.registry import store
from app.registry.columns import COLUMNS, CONTACTS, row_of
from app.registry.model import Client
from app.storage.database import Database

REFERENCE = "reference"
PORTION = 200
SHORTEST_PHRASE = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to leave the program, and how."""

    path: Path
    columns: tuple[str, ...] = ()
    """Names of columns in their order; empty means all."""
    passphrase: str = field(default="", repr=False)
    """Empty: one is made of words."""
    plain: bool = False
    """Chosen knowingly: the file is not locked. A CSV file cannot be."""
    safe_contacts: bool = False
    """Chosen knowingly: also where clients in safe contact can be found."""

    @property
    def is_workbook(self) -> bool:
        """Whether it is an XLSX file, by its name."""
        return self.path.suffix.casefold() == ".xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What left the program."""

    path: Path
    clients: int
    passphrase: str = field(repr=False)
    """Shown once and kept nowhere; empty when the file is not locked."""


class Exporting:
    """Files of clients that leave the program; the head of office only."""

    def __init__(
        self, database: Database, *, clock: Clock, ids: Ids, author: str, gate: Gate | None = None
    ) -> None:
        """Work in that database, in the name of `author`."""
        self.gate = gate or Gate(database, author)
        self._database = database
        self._clock = clock
        self._ids = ids
        self._author = author

    @job(Action.EXPORT_ROWS)
    def take_out(self, wish: Wish) -> LongJob[Exported]:
        """Write every client into the file; a called-off export leaves no file and no line."""
        columns = self._columns(wish)
        phrase = "" if wish.plain else wish.passphrase or new_phrase(self._ids)
        try:
            file = _begun(wish, (REFERENCE, *columns), phrase)
        except OSError as problem:
            raise DeskError("export.not_written") from problem
        done, last = 0, ""
        try:
            with self._database.reading() as session:
                total = store.count(session)
            while some := self._next(last):
                file.add(_cells(client, columns, wish=wish) for client in some)
                done, last = done + len(some), some[-1].id
                yield Progress(done, total)
            self._note(wish, columns, clients=done, protected=bool(phrase))
            file.finish()
        except OSError as problem:
            raise DeskError("export.not_written") from problem
        finally:
            file.discard()
        return Exported(path=wish.path, clients=done, passphrase=phrase)

    def _columns(self, wish: Wish) -> tuple[str, ...]:
        for name in wish.columns:
            if name not in COLUMNS:
                raise InputError("import.unknown_field", field=name[:40])
        if not wish.is_workbook and wish.path.suffix.casefold() != ".csv":
            raise InputError("export.which_kind")
        if not wish.is_workbook and not wish.plain:
            raise InputError("export.csv_is_plain")
        if wish.passphrase and len(wish.passphrase) < SHORTEST_PHRASE:
            raise InputError("export.short_passphrase", least=SHORTEST_PHRASE)
        return wish.columns or tuple(COLUMNS)

    def _next(self, last: str) -> tuple[Client, ...]:
        with self._database.reading() as session:
            return store.clients_after(session, last, PORTION)

    def _note(self, wish: Wish, columns: Sequence[str], *, clients: int, protected: bool) -> None:
        with self._database.writing("export.made", author=self._author) as session:
            exports.add_export(
                session,
                record=self._ids.record(),
                made_at=self._clock.now(),
                author=self._author,
                file_kind=wish.path.suffix.casefold().lstrip("."),
                protected=protected,
                safe_contacts=wish.safe_contacts,
                clients=clients,
                columns=columns,
            )


def _begun(wish: Wish, header: Sequence[str], phrase: str) -> TableFile:
    if wish.is_workbook:
        return WorkbookFile(wish.path, header, passphrase=phrase)
    return CsvFile(wish.path, header)


def _cells(client: Client, columns: Sequence[str], *, wish: Wish) -> list[str]:
    hidden = client.card.safe_contact.on and not wish.safe_contacts
    cells = row_of(client.card, columns)
    shown = [
        "" if hidden and name in CONTACTS else cell
        for name, cell in zip(columns, cells, strict=True)
    ]
    return [client.reference, *shown]
