"""Let an agency say which other one has taken its place (merged, dissolved)."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; no agency has a successor yet."""
    op.add_column("agencies", sa.Column("successor_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("agencies", "successor_id")
