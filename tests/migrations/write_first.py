"""Writes the frozen first schema from the tables: until the first vault is in use.

Run it from the project's folder after a change of `app/storage/tables.py`:
`PYTHONPATH=. .venv/bin/python tests/migrations/write_first.py`.
"""

from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

import app.storage.migrations as migrations
from app.storage.tables import Base

FIRST = Path(next(iter(migrations.__path__))) / "versions" / "m0001_first.sql"


def statements() -> str:
    """Every table and index, tables before those that point at them."""
    dialect = sqlite.dialect()
    made = []
    for table in Base.metadata.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            made.append(str(CreateIndex(index).compile(dialect=dialect)).strip())
    lines = (line.rstrip() for line in ";\n\n".join(made).splitlines())
    return "\n".join(lines) + ";\n"


if __name__ == "__main__":
    FIRST.write_text(statements(), "utf-8")
