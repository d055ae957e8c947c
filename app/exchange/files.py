"""Reading a table from a CSV or XLSX file row by row: whatever the file, memory stays small.

A file that cannot be a table is refused in one sentence. A row that cannot be read is handed on
with its fault, and the next one follows.
"""

import csv
import hashlib
import io
import zipfile
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TextIO

from app.core.errors import InputError
from app.exchange.encodings import guessed
from app.exchange.model import Layout, Row

MOST_BYTES = 2 << 30
MOST_UNPACKED = 1 << 30
MOST_CELL = 20_000
MOST_LINE = 1_000_000
MOST_COLUMNS = 500
DELIMITERS = (",", ";", "\t", "|")
FORMULA_SIGNS = "=+-@\t\r\n\x00"
"""A spreadsheet takes a text that begins so for a formula."""

_CONTROLS = bytes(sign for sign in range(32) if sign not in b"\t\r\n\x1a")
_HEAD = 1 << 16
_SAMPLE = 20
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file that was found to be a table."""

    path: Path
    layout: Layout
    """As it is read: nothing is empty for a CSV file."""
    sha256: str
    header: tuple[str, ...]
    total: int
    """About how many rows there are; for progress only."""
    is_workbook: bool

    def rows(self, *, after: int = 1) -> Iterator[Row]:
        """The rows below `after`, empty ones left out; the header is row 1."""
        records = _workbook(self.path, self.layout) if self.is_workbook else _texts(self)
        for row in records:
            if row.line > after and (row.fault or any(row.cells)):
                yield _of_width(row, len(self.header))


def opened(path: Path, layout: Layout) -> Table:
    """The table in the file. Raises InputError `import.…` with what is wrong and how to mend it."""
    try:
        scan = _scanned(path)
        if scan.head.startswith((_ZIP, _OLE)):
            return _opened_workbook(path, layout, scan)
        return _opened_text(path, layout, scan)
    except OSError as problem:
        raise InputError("import.no_file", file=path.name) from problem


# ---- the whole file once ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scan:
    head: bytes
    sha256: str
    lines: int
    is_utf8: bool


def _scanned(path: Path) -> _Scan:
    size = path.stat().st_size
    if not path.is_file():
        raise InputError("import.no_file", file=path.name)
    if size == 0:
        raise InputError("import.empty")
    if size > MOST_BYTES:
        raise InputError("import.too_large", most=MOST_BYTES >> 30)
    digest, lines, head, is_utf8 = hashlib.sha256(), 0, b"", True
    decoder = getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            head = head or part[:_HEAD]
            digest.update(part)
            lines += part.count(b"\n")
            is_utf8 = is_utf8 and _decodes(decoder, part)
    return _Scan(head=head, sha256=digest.hexdigest(), lines=lines, is_utf8=is_utf8)


def _decodes(decoder: Any, part: bytes) -> bool:
    try:
        decoder.decode(part)
    except UnicodeDecodeError:
        return False
    return True


# ---- CSV ----------------------------------------------------------------------------------------


def _opened_text(path: Path, layout: Layout, scan: _Scan) -> Table:
    encoding = layout.encoding or guessed(scan.head, is_utf8=scan.is_utf8)
    if not encoding.startswith("utf-16") and _is_binary(scan.head):
        raise InputError("import.not_a_table")
    with _told_encoding(encoding), path.open(encoding=encoding, newline="") as file:
        sample = [line for line, _ in zip(_lines(file), range(_SAMPLE), strict=False)]
    delimiter = layout.delimiter or _likely_delimiter(sample)
    table = Table(
        path=path,
        layout=replace(layout, encoding=encoding, delimiter=delimiter),
        sha256=scan.sha256,
        header=(),
        total=scan.lines,
        is_workbook=False,
    )
    first = next(_texts(table), Row(1, ()))
    return replace(table, header=_header(first.cells))


def _is_binary(head: bytes) -> bool:
    """A text holds hardly any control signs; a stray NUL in a cell is no reason to refuse it."""
    return len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 100


def _texts(table: Table) -> Iterator[Row]:
    """The records of a CSV file; one that cannot be read is passed on with its fault."""
    csv.field_size_limit(MOST_CELL)
    encoding = table.layout.encoding
    with _told_encoding(encoding), table.path.open(encoding=encoding, newline="") as file:
        records = csv.reader(_lines(file), delimiter=table.layout.delimiter)
        line = 0
        while True:
            line += 1
            try:
                cells = next(records)
            except StopIteration:
                return
            except csv.Error:
                yield Row(line, (), "row.cell_too_long")
                continue
            yield Row(line, tuple(_unguarded(cell.strip()) for cell in cells))


def _unguarded(cell: str) -> str:
    """Without the apostrophe that an export puts before what a spreadsheet would calculate."""
    bare = cell.lstrip(" '")
    return cell[1:] if cell[:1] == "'" and bare and bare[0] in FORMULA_SIGNS else cell


def _lines(file: TextIO) -> Iterator[str]:
    """The lines of a text; one without an end would fill the memory."""
    while line := file.readline(MOST_LINE):
        if len(line) == MOST_LINE:
            raise InputError("import.not_a_table")
        yield line


@contextmanager
def _told_encoding(encoding: str) -> Iterator[None]:
    try:
        yield
    except (UnicodeError, LookupError) as problem:
        raise InputError("import.wrong_encoding", encoding=encoding) from problem


def _likely_delimiter(sample: Iterable[str]) -> str:
    """The sign that parts the most columns in most lines."""
    lines = list(sample)

    def fit(delimiter: str) -> tuple[int, int]:
        csv.field_size_limit(MOST_LINE)
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            return 0, 0
        usual = max(set(widths), key=widths.count, default=0)
        steady = usual > 1 and widths.count(usual) * 2 >= len(widths)
        return (usual if steady else 0), max(widths, default=0)

    return max(DELIMITERS, key=fit)


# ---- XLSX ---------------------------------------------------------------------------------------


def _opened_workbook(path: Path, layout: Layout, scan: _Scan) -> Table:
    table = Table(
        path=path, layout=layout, sha256=scan.sha256, header=(), total=0, is_workbook=True
    )
    with _sheet(path, layout) as sheet:
        total = int(sheet.total_height)
        first = next(_cells_of(sheet), ())
    return replace(table, header=_header(first), total=total)


def _workbook(path: Path, layout: Layout) -> Iterator[Row]:
    with _sheet(path, layout) as sheet:
        for line, cells in enumerate(_cells_of(sheet), 1):
            long = any(len(cell) > MOST_CELL for cell in cells)
            yield Row(line, () if long else cells, "row.cell_too_long" if long else "")


def _cells_of(sheet: Any) -> Iterator[tuple[str, ...]]:
    start = sheet.start or (0, 0)
    for _ in range(start[0]):
        yield ()
    before = ("",) * start[1]
    for row in sheet.iter_rows():
        yield (*before, *(cell_text(value) for value in row))


@contextmanager
def _sheet(path: Path, layout: Layout) -> Iterator[Any]:
    """The first sheet of a workbook; a protected one is opened in memory, never on the disk."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415

    content = _unlocked(path, layout.passphrase)
    try:
        _refuse_bomb(content)
        with CalamineWorkbook.from_filelike(content) as book:
            yield book.get_sheet_by_index(0)
    except (CalamineError, PasswordError, zipfile.BadZipFile, IndexError) as problem:
        raise InputError("import.not_a_table") from problem


def _refuse_bomb(content: Any) -> None:
    """A small archive may hold a table that no memory can."""
    if zipfile.is_zipfile(content):
        with zipfile.ZipFile(content) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise InputError("import.too_large", most=MOST_UNPACKED >> 30)
    content.seek(0)


def _unlocked(path: Path, passphrase: str) -> Any:
    import msoffcrypto  # noqa: PLC0415  only a protected workbook needs it
    from msoffcrypto.exceptions import FileFormatError, InvalidKeyError  # noqa: PLC0415

    content = io.BytesIO(path.read_bytes())
    if not content.getvalue().startswith(_OLE):
        return content
    plain = io.BytesIO()
    try:
        book = msoffcrypto.OfficeFile(content)
        if not book.is_encrypted():
            raise InputError("import.not_a_table")
        if not passphrase:
            raise InputError("import.protected")
        book.load_key(password=passphrase, verify_password=True)
        book.decrypt(plain)
    except InvalidKeyError as problem:
        raise InputError("import.wrong_passphrase") from problem
    except FileFormatError as problem:
        raise InputError("import.not_a_table") from problem
    plain.seek(0)
    return plain


def cell_text(value: object) -> str:
    """A cell of a workbook as the text that a person sees in it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


# ---- both ---------------------------------------------------------------------------------------


def _header(cells: Iterable[str]) -> tuple[str, ...]:
    names = tuple(" ".join(cell.replace("\x00", "").split()) for cell in cells)
    while names and not names[-1]:
        names = names[:-1]
    if not any(names):
        raise InputError("import.no_header")
    if len(names) > MOST_COLUMNS:
        raise InputError("import.not_a_table")
    seen: set[str] = set()
    for name in filter(None, (name.casefold() for name in names)):
        if name in seen:
            raise InputError("import.same_headers", header=name[:40])
        seen.add(name)
    return names


def _of_width(row: Row, width: int) -> Row:
    """Missing cells are empty; cells beside the table are a fault: nobody knows what they are."""
    if row.fault:
        return row
    if any(row.cells[width:]):
        return Row(row.line, (), "row.too_wide")
    return Row(row.line, (row.cells + ("",) * width)[:width])
