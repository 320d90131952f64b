"""Name who asked for a refund, so that somebody else approves it."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what was asked for until now was asked for by nobody."""
    with op.batch_alter_table("refunds") as table:
        table.add_column(sa.Column("asked_by", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("asked_by_id", sa.Uuid(), nullable=True))
    with op.batch_alter_table("refunds") as table:
        table.alter_column("asked_by", server_default=None)


def downgrade() -> None:
    """Take the columns away."""
    with op.batch_alter_table("refunds") as table:
        table.drop_column("asked_by_id")
        table.drop_column("asked_by")
