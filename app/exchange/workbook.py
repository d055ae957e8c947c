"""Writing a table that is safe to open in a spreadsheet; no half and no plain copy stays behind."""

import csv
import io
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from app.core.disk import put_in_place
from app.exchange.files import FORMULA_SIGNS

Line = Sequence[str]


class TableFile(Protocol):
    """A file that is being written; it has its name when it is finished, and not before."""

    def add(self, rows: Iterable[Line]) -> None:
        """Write the next rows."""
        ...

    def finish(self) -> None:
        """Have it whole on the disk under its name."""
        ...

    def discard(self) -> None:
        """Leave nothing of it; after `finish` this does nothing."""
        ...


def guarded(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    bare = text.lstrip(" '")
    return f"'{text}" if bare and bare[0] in FORMULA_SIGNS else text


class CsvFile:
    """A CSV file, never locked; in UTF-8 with its mark, so that a spreadsheet reads Ukrainian."""

    def __init__(self, path: Path, header: Line) -> None:
        """Begin beside the path."""
        self._path, self._draft = path, _draft(path)
        self._draft.unlink(missing_ok=True)
        self._file = self._draft.open("x", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(header)

    def add(self, rows: Iterable[Line]) -> None:
        """Write the next rows, each cell guarded."""
        self._writer.writerows([guarded(cell) for cell in row] for row in rows)

    def finish(self) -> None:
        """Have it whole on the disk under its name."""
        self._file.close()
        put_in_place(self._draft, self._path)

    def discard(self) -> None:
        """Leave nothing of it."""
        with suppress(OSError):  # a full disk refuses the last piece of what is thrown away
            self._file.close()
        self._draft.unlink(missing_ok=True)


class WorkbookFile:
    """An XLSX file of texts only; with a passphrase it is locked before it meets the disk."""

    def __init__(self, path: Path, header: Line, *, passphrase: str) -> None:
        """Begin in memory: the usual way leaves clients in plain temporary files."""
        import xlsxwriter  # noqa: PLC0415  only an export needs it

        self._path, self._passphrase = path, passphrase
        self._content = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._content, {"in_memory": True})
        self._sheet = self._book.add_worksheet()
        bold = self._book.add_format({"bold": True})
        for column, name in enumerate(header):
            self._sheet.write_string(0, column, name, bold)
        self._sheet.freeze_panes(1, 0)
        self._line = 0

    def add(self, rows: Iterable[Line]) -> None:
        """Write the next rows, each cell as a text."""
        for row in rows:
            self._line += 1
            for column, text in enumerate(row):
                if text:
                    self._sheet.write_string(self._line, column, text)

    def finish(self) -> None:
        """Lock it, and have it whole on the disk under its name."""
        self._book.close()
        self._content.seek(0)
        content = _locked(self._content, self._passphrase) if self._passphrase else self._content
        draft = _draft(self._path)
        try:
            draft.write_bytes(content.getbuffer())
            put_in_place(draft, self._path)
        finally:
            draft.unlink(missing_ok=True)

    def discard(self) -> None:
        """Nothing of it is on the disk before it is finished."""


def _draft(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _locked(content: io.BytesIO, passphrase: str) -> io.BytesIO:
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415  only a protected export needs it

    locked = io.BytesIO()
    OOXMLFile(content).encrypt(passphrase, locked)
    return locked
