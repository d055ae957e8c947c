"""People and trust: roles, keys, who saw what, proofs, copies, retention."""

from pathlib import Path

from alembic import op

revision = "m0003"
down_revision = "m0002"
branch_labels = None
depends_on = None

# A column that may not be empty needs a value for the rows that are there.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "user_": (
        "roles TEXT NOT NULL DEFAULT '[]'",
        "blocked_at TEXT",
        "pledge TEXT",
    ),
}


def upgrade() -> None:
    """Add the columns, then make the tables and indices of `m0003_trust.sql`."""
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
