"""The first schema, frozen as the statements in `m0001_first.sql`: vaults made by it are in use."""

from pathlib import Path

from alembic import op

revision = "m0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table and index."""
    statements = Path(__file__).with_suffix(".sql").read_text("utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.execute(statement)


def downgrade() -> None:
    """A vault never goes back: its copy from before the upgrade does."""
    raise NotImplementedError("a vault never goes back")
