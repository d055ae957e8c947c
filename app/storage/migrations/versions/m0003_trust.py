"""Trust begins: keys of people and desks, signed bundles of packs."""

from pathlib import Path

from alembic import op

revision = "m0003"
down_revision = "m0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and indices of `m0003_trust.sql`."""
    statements = Path(__file__).with_suffix(".sql").read_text("utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.execute(statement)


def downgrade() -> None:
    """A vault never goes back: its copy from before the upgrade does."""
    raise NotImplementedError("a vault never goes back")
