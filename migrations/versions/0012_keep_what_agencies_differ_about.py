"""Keep what the portal and an agency differ about, until they agree."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "differences",
        sa.Column("agency_id", sa.Uuid(), primary_key=True),
        sa.Column("code", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("found_at", moment, nullable=False),
        sa.Column("seen_at", moment, nullable=False),
        sa.Column("repaired_at", moment, nullable=True),
        sa.Column("closed_at", moment, nullable=True, index=True),
    )


def downgrade() -> None:
    """Take the table out again."""
    op.drop_table("differences")
