"""Let the national portal be told of an agency's dossiers."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nobody is told of anything until an operator says so."""
    op.add_column(
        "agencies",
        sa.Column("synchronised", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    """Take the column out again."""
    op.drop_column("agencies", "synchronised")
