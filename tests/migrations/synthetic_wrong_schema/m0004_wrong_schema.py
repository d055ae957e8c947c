"""An invented next revision that makes another column than the program knows."""

import sqlalchemy as sa
from alembic import op

revision = "m0004"
down_revision = "m0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("client", recreate="always") as batch:
        batch.add_column(sa.Column("nikname", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    raise NotImplementedError
