"""Let a citizen put single answers right: know which event last did."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nothing was put right before."""
    op.add_column(
        "dossiers",
        sa.Column("amended_seq", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_column("dossiers", "amended_seq")
