"""Households, merges, imports, scans, provisional answers: more fields and more records."""

from pathlib import Path

from alembic import op

revision = "m0002"
down_revision = "m0001"
branch_labels = None
depends_on = None

# A column that may not be empty needs a value for the rows that are there.
_COLUMNS = {
    "client": (
        "other_names TEXT NOT NULL DEFAULT '[]'",
        "name_reading TEXT NOT NULL DEFAULT ''",
        "pre_war_address TEXT",
        "settlements TEXT NOT NULL DEFAULT '{}'",
        "household TEXT NOT NULL DEFAULT '[]'",
        "merged_into TEXT NOT NULL DEFAULT ''",
        "batch TEXT NOT NULL DEFAULT ''",
    ),
    "visit": (
        "opposing TEXT NOT NULL DEFAULT '[]'",
        "corrected TEXT NOT NULL DEFAULT ''",
    ),
    "eligibility_check": (
        "warnings TEXT NOT NULL DEFAULT '[]'",
        "override TEXT",
        "provisional TEXT",
    ),
}


def upgrade() -> None:
    """Add the columns, then make the tables and indices of `m0002_depth.sql`."""
    for table, columns in _COLUMNS.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    statements = Path(__file__).with_suffix(".sql").read_text("utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.execute(statement)


def downgrade() -> None:
    """A vault never goes back: its copy from before the upgrade does."""
    raise NotImplementedError("a vault never goes back")
