"""Let a destination say how many calls it bears at once, and how many a minute."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; without a value there is no limit, as before."""
    op.add_column("destinations", sa.Column("at_once", sa.BigInteger(), nullable=True))
    op.add_column("destinations", sa.Column("per_minute", sa.BigInteger(), nullable=True))
    op.add_column(
        "destinations", sa.Column("next_place_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    """Take the columns out again."""
    for name in ("next_place_at", "per_minute", "at_once"):
        op.drop_column("destinations", name)
